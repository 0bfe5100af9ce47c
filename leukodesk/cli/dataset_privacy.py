"""``leukodesk dataset patient``, ``pseudonymise`` and ``drop-metadata``: whose smears, without saying who."""

from pathlib import Path
from typing import Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.dataset_smears import warn_torn
from leukodesk.cli.opening import opened, tell

PairsArgument = Annotated[
    list[str] | None,
    typer.Argument(help="Smear (id or file name) and pseudonym of its patient.", metavar="SMEAR=ID..."),
]

TableOption = Annotated[
    Path | None,
    typer.Option("--csv", readable=False, help="Table with columns smear and patient.", metavar="FILE.csv"),
]

PseudonymKeyOption = Annotated[
    Path | None,
    typer.Option(
        "--hash-key-file",
        readable=False,
        help="Put pseudonyms made with the key in this file in the place of all ids, also of those given "
        "now. The same key gives the same pseudonym in every dataset; it is not stored.",
        metavar="FILE",
    ),
]


def patient(
    file: options.FileArgument,
    pairs: PairsArgument = None,
    table: TableOption = None,
    key_file: PseudonymKeyOption = None,
) -> None:
    """Say whose smears are whose, so that no patient is both trained on and judged on.

    With a key, the backup and the journals beside the dataset then hold no more than it does. Ids stay where
    somebody typed them as a reason, in names of files, and in copies made before; `dataset pseudonymise`
    writes a new file that never held them.
    """
    from dataclasses import replace

    from leukodesk.core.edits import ChangeSmear, CompositeEdit
    from leukodesk.core.sentence import count
    from leukodesk.jobs.forgetting import forget_former
    from leukodesk.store.patient_key import read_patient_key
    from leukodesk.store.smear_choice import find_smear, patient_rows

    if not pairs and table is None and key_file is None:
        raise typer.BadParameter("give SMEAR=ID, a table with --csv, or --hash-key-file.")
    key = read_patient_key(key_file) if key_file else None
    rows = [*patient_rows(pairs or []), *(_read_table(table) if table else [])]
    with opened(file) as dataset:
        content = dataset.content
        known_before = {smear.id: smear.patient_id for smear in content.smears.values() if smear.patient_id}
        wanted = {find_smear(content, name).id: said for name, said in rows}
        if key is not None:
            wanted = {i: key.pseudonym(said) for i, said in {**known_before, **wanted}.items()}
        edits = tuple(
            ChangeSmear(content.smears[smear_id], replace(content.smears[smear_id], patient_id=said))
            for smear_id, said in wanted.items()
            if content.smears[smear_id].patient_id != said
        )
        if edits:
            dataset.append(CompositeEdit(edits, "Set patients"))
        # Also where nothing is left to do: a former attempt may have been cut off before this.
        aside = forget_former(dataset) if key is not None else ()
        content = dataset.content
    known = sum(smear.patient_id is not None for smear in content.smears.values())
    said = count(len(edits), "smear")
    print(f"{file}: {said} changed; the patient of {known} of {len(content.smears)} is known.")
    for name in aside:
        boundary.say(
            f"{name} was put aside earlier and still holds what it held; delete it if you can do without."
        )
    warn_torn(content)


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
    with boundary.all_or_nothing("written"), ProgressBar("Writing images") as bar:
        content = write_pseudonymised(file, out, key, Kept(annotators, file_names), bar, tell)
    held = (count(len(content.smears), "smear"), count(len(content.cells), "cell"))
    print(f"{out}: {held[0]} and {held[1]} written; {file} stays as it is.")


def _read_table(path: Path) -> list[tuple[str, str]]:
    import csv

    from leukodesk.core.errors import InputError

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = csv.DictReader(file)
            if not {"smear", "patient"} <= set(found.fieldnames or ()):
                raise InputError(f"{path} lacks the columns smear and patient; name them in its first line.")
            rows = [(row["smear"].strip(), (row["patient"] or "").strip()) for row in found]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not a table in UTF-8"
        raise InputError(f"{path} cannot be read ({reason}); give a CSV file.") from error
    empty = next((number for number, row in enumerate(rows, start=2) if not all(row)), None)
    if empty is not None:
        raise InputError(f"{path} names no smear or no patient in line {empty}; complete it.")
    return rows


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
    for name in dropped.aside:
        boundary.say(
            f"{name} was put aside earlier and still holds what it held; delete it if you can do without."
        )
    if dropped.elsewhere:
        print(f"{count(dropped.elsewhere, 'image')} of more than 256 MB stayed as they are, where they lie.")
