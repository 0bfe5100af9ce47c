"""``leukodesk dataset pseudonymise`` and ``drop-metadata``: datasets that do not say who."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.opening import tell

if TYPE_CHECKING:
    from collections.abc import Iterable


def pseudonymise(
    file: options.FileArgument,
    out: Annotated[Path, typer.Argument(readable=False, help="The new dataset.", metavar="OUT.h5")],
    key_file: Annotated[
        Path,
        typer.Option("--hash-key-file", readable=False, help="The key of the pseudonyms.", metavar="FILE"),
    ],
    annotators: Annotated[bool, typer.Option("--annotators", help="Keep names of annotators.")] = False,
    file_names: Annotated[bool, typer.Option("--file-names", help="Keep names of image files.")] = False,
) -> None:
    """Write a copy that never held ids of patients, names of annotators, file names or camera data.

    Labels, outlines, predictions and the history of labels come along; annotators become `reader 1`,
    `reader 2` and so on. Images without camera data are other files, so smears have other ids in the copy.
    Left out are reasons that somebody typed and names of snapshots, whose digests would not fit.
    """
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.sentence import count
    from leukodesk.jobs.pseudonymising import Kept, write_pseudonymised
    from leukodesk.store.patient_key import read_patient_key

    key = read_patient_key(key_file)
    with boundary.stopped_saying("nothing was written"), ProgressBar("Writing images") as bar:
        content = write_pseudonymised(file, out, key, Kept(annotators, file_names), bar, tell)
    held = (count(len(content.smears), "smear"), count(len(content.cells), "cell"))
    print(f"{out}: {held[0]} and {held[1]} written; {file} stays as it is.")


def say_what_still_holds(aside: "Iterable[str]") -> None:
    """Name the files that were put aside beside a dataset, which still hold what was taken out of it."""
    for name in aside:
        boundary.say(
            f"{name} was put aside earlier and still holds what it held; delete it if you can do without."
        )


def drop_metadata(
    file: options.FileArgument,
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
    from leukodesk.core.edit import Act
    from leukodesk.core.kept import KeptOfImages
    from leukodesk.core.sentence import count
    from leukodesk.jobs.dropping_metadata import drop_metadata as drop

    act = Act(annotator or config.load_settings().annotator, datetime.now(UTC))
    with ProgressBar("Reading images") as bar:
        dropped = drop(file, KeptOfImages(file_names), act, bar, tell)
    print(
        f"{file}: {count(dropped.images, 'image')} stored anew without metadata, "
        f"{count(dropped.names, 'name')} shortened."
    )
    say_what_still_holds(dropped.aside)
    if dropped.elsewhere:
        print(f"{count(dropped.elsewhere, 'image')} of more than 256 MB stayed as they are, where they lie.")
