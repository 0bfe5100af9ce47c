"""``leukodesk dataset export``: a dataset in the formats of other programs."""

from pathlib import Path
from typing import Annotated

import typer


def export_cells(
    file: Annotated[Path, typer.Argument(readable=False, help="The dataset.", metavar="FILE.h5")],
    out: Annotated[Path, typer.Argument(readable=False, help="Folder to write to.", metavar="OUT")],
    format_name: Annotated[str, typer.Option("--format", help="Format to write.", metavar="NAME")],
    images: Annotated[
        bool, typer.Option("--images", help="Also write the images, without camera data.")
    ] = False,
    labelled: Annotated[bool, typer.Option("--labelled", help="Leave out cells without label.")] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Also write names of annotators and pseudonyms of patients.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Write into a folder that is not empty.")
    ] = False,
) -> None:
    """Export cells and labels; says what the format cannot carry."""
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.edit import count
    from leukodesk.jobs.exporting import ExportRequest, export
    from leukodesk.store.dataset import Dataset

    request = ExportRequest(
        out, format_name, images=images, labelled_only=labelled, names=names, overwrite=overwrite
    )
    with Dataset.open(file, read_only=True) as dataset, ProgressBar("Writing images") as bar:
        written = export(request, dataset, bar)
    print(f"{count(written.cells, 'cell')} written to {out} ({count(len(written.files), 'file')}).")
    for what, number in written.lost.items():
        print(f"Not carried by {format_name}, for {count(number, 'cell')}: {what}.")
