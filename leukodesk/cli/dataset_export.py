"""``leukodesk dataset export``: a dataset in the formats of other programs."""

from pathlib import Path
from typing import Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.opening import opened


def export_cells(
    file: options.FileArgument,
    out: Annotated[Path, typer.Argument(readable=False, help="Folder to write to.", metavar="OUT")],
    format_name: Annotated[str, typer.Option("--format", help="Format to write.", metavar="NAME")],
    images: Annotated[bool, typer.Option("--images", help="Also write the images.")] = False,
    labelled: Annotated[bool, typer.Option("--labelled", help="Leave out cells without label.")] = False,
    patients: Annotated[bool, typer.Option("--patients", help="Also write the ids of patients.")] = False,
    annotators: Annotated[
        bool, typer.Option("--annotators", help="Also write who labelled and drew each cell.")
    ] = False,
    file_names: Annotated[
        bool, typer.Option(help="Name files after the images; else after the ids of smears.")
    ] = True,
    metadata: Annotated[
        bool, typer.Option("--metadata", help="Leave camera data in the images that are written.")
    ] = False,
    overwrite: Annotated[
        bool,
        typer.Option(
            "--overwrite",
            help="Write into a folder that is not empty, over files of the same names. Removed is only what "
            "a former export of this format wrote there, that is still as it was written, and that this one "
            "does not write.",
        ),
    ] = False,
) -> None:
    """Export cells and labels; says what the format cannot carry. Nobody is named unless asked for."""
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.sentence import count
    from leukodesk.jobs.exporting import ExportRequest, export

    request = ExportRequest(
        out,
        format_name,
        images=images,
        labelled_only=labelled,
        patients=patients,
        annotators=annotators,
        file_names=file_names,
        metadata=metadata,
        overwrite=overwrite,
    )
    with (
        boundary.stopped_saying("nothing was exported"),
        opened(file, read_only=True) as dataset,
        ProgressBar("Writing") as bar,
    ):
        written = export(request, dataset, bar)
    print(f"{count(written.cells, 'cell')} written to {out} ({count(len(written.files), 'file')}).")
    if written.removed:
        print(f"{count(len(written.removed), 'file')} of the former export removed.")
    for what, number in written.lost.items():
        print(f"Not carried by {format_name}, for {count(number, 'cell')}: {what}.")
