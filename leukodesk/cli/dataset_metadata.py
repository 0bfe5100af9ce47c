"""``leukodesk dataset drop-metadata``: what cameras wrote into stored images, and where these lay."""

from typing import Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.dataset_versions import FileArgument
from leukodesk.cli.opening import tell


def drop_metadata(
    file: FileArgument,
    file_names: options.FileNamesOption = True,
    annotator: Annotated[
        str | None, typer.Option(help="Who does it; the reader's name if left out.", metavar="NAME")
    ] = None,
) -> None:
    """Take camera data and folders out of the images that a dataset holds; not a pixel changes.

    Smears keep their ids, cells, labels and signatures, and the history says who did it. It cannot be taken
    back: the backup and the journals beside the dataset then hold no more than it does. What somebody typed
    as a reason stays, and so do names of colour templates in the record of an analysis, and images above
    256 MB, which are not in the dataset; copies of it made before are other files.
    """
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.edit import Act, count
    from leukodesk.core.kept import KeptOfImages
    from leukodesk.jobs.dropping_metadata import drop_metadata as drop

    act = Act(annotator or config.load_settings().annotator, datetime.now(UTC))
    with ProgressBar("Reading images") as bar:
        dropped = drop(file, KeptOfImages(file_names), act, bar, tell)
    print(
        f"{file}: {count(dropped.images, 'image')} stored anew without metadata, "
        f"{count(dropped.names, 'name')} shortened."
    )
    for name in dropped.aside:
        boundary.say(
            f"{name} was put aside earlier and still holds what it held; delete it if you can do without."
        )
    if dropped.elsewhere:
        print(f"{count(dropped.elsewhere, 'image')} of more than 256 MB stayed as they are, where they lie.")
