"""``leukodesk dataset import``: cells and labels of other programs, shown before they are taken over."""

from pathlib import Path
from typing import Annotated

import typer

from leukodesk.cli import boundary, options

TargetArgument = Annotated[
    Path, typer.Argument(readable=False, help="The dataset; made if there is none.", metavar="FILE.h5")
]

SourceArgument = Annotated[
    Path | None,
    typer.Argument(readable=False, help="File or folder with annotations.", metavar="SOURCE"),
]

FormatOption = Annotated[
    str | None,
    typer.Option("--format", help="Format of SOURCE; recognised if left out.", metavar="NAME"),
]

ImagesOption = Annotated[
    Path | None,
    typer.Option(readable=False, help="Folder of the images, if not with SOURCE.", metavar="DIR"),
]

ClassMapOption = Annotated[
    str,
    typer.Option(
        help="What class names mean: OLD= takes the label away, OLD=- leaves these cells out.",
        metavar="OLD=NEW,...",
    ),
]

AnnotatorOption = Annotated[
    str | None,
    typer.Option(
        help="Who gave the labels; else, with --names, as SOURCE says, else 'import'.", metavar="NAME"
    ),
]

PointDiameterOption = Annotated[
    int, typer.Option(min=1, max=1000, help="Diameter of the disc that stands for a point.", metavar="PX")
]

NamesOption = Annotated[
    bool,
    typer.Option("--names", help="Also take over who labelled and drew cells, and folders of images."),
]

MetadataOption = Annotated[
    bool,
    typer.Option(
        "--metadata",
        help="Store images as they are. Otherwise without what cameras and programs add; their pixels "
        "stay bit by bit.",
    ),
]

KeyFileOption = Annotated[
    Path | None,
    typer.Option(
        "--hash-key-file",
        readable=False,
        help="Make pseudonyms of patients' ids with the key in this file; see `dataset patient`.",
        metavar="FILE",
    ),
]

DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]

UndoOption = Annotated[
    str | None,
    typer.Option(help="Take an import back instead: its name, or 'last'.", metavar="NAME"),
]


def import_cells(
    file: TargetArgument,
    source: SourceArgument = None,
    format_name: FormatOption = None,
    images: ImagesOption = None,
    class_map: ClassMapOption = "",
    annotator: AnnotatorOption = None,
    point_diameter: PointDiameterOption = 15,
    names: NamesOption = False,
    metadata: MetadataOption = False,
    file_names: options.FileNamesOption = True,
    key_file: KeyFileOption = None,
    dry_run: DryRunOption = False,
    undo: UndoOption = None,
    json: options.JsonOption = None,
) -> None:
    """Import cells and labels. What the dataset has already is never changed."""
    from leukodesk.cli.importing import bring_in, take_back

    if undo is not None:
        take_back(file, undo, annotator or "import", dry_run=dry_run)
        return
    if source is None:
        raise typer.BadParameter("name what is to be imported, or --undo NAME.", param_hint="SOURCE")
    from leukodesk.core.kept import KeptOfImages
    from leukodesk.jobs.class_mapping import parse_class_map
    from leukodesk.jobs.import_plan import ImportRequest
    from leukodesk.store.patient_key import read_patient_key

    request = ImportRequest(
        source,
        format_name,
        images,
        parse_class_map(class_map),
        annotator,
        point_diameter,
        names=names,
        kept=KeptOfImages(file_names, names, metadata),
        patient_key=read_patient_key(key_file) if key_file else None,
    )
    plan = bring_in(file, request, dry_run=dry_run, json=json)
    failed = plan.failed
    for failure in failed:
        boundary.say(failure)
    if failed:
        raise typer.Exit(boundary.FAILED)
