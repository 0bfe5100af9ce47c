"""``leukodesk dataset patient``: whose smears are whose."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.dataset_privacy import say_what_still_holds
from leukodesk.cli.dataset_smears import split, warn_torn
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PairsArgument = Annotated[
    list[str] | None,
    typer.Argument(help="Smear (id or file name) and pseudonym of its patient.", metavar="SMEAR=ID..."),
]

TableOption = Annotated[
    Path | None,
    typer.Option("--csv", readable=False, help="Table with columns smear and patient.", metavar="FILE.csv"),
]

TakeAwayOption = Annotated[
    list[str] | None,
    typer.Option(
        help="Take the patient of these smears away; more than once, or with commas.", metavar="SMEAR,..."
    ),
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
    take_away: TakeAwayOption = None,
    key_file: PseudonymKeyOption = None,
) -> None:
    """Say whose smears are whose, so that no patient is both trained on and judged on.

    Case, spaces and how accents are composed make no other patient: an id is spelt as the dataset has it
    already, unless it is given for all smears of the patient at once.

    With a key, or when the last id that is no pseudonym is taken away, the backup and the journals beside the
    dataset then hold no more than it does. Ids stay where somebody typed them as a reason, in names of files,
    and in copies made before; `dataset pseudonymise` writes a new file that never held them.
    """
    from leukodesk.core.patients import breaks_pseudonyms, patients_by_smear, patients_edit, spelt_as_known
    from leukodesk.core.sentence import count
    from leukodesk.jobs.forgetting import forget_former
    from leukodesk.store.former import names_patients
    from leukodesk.store.patient_key import read_patient_key
    from leukodesk.store.smear_choice import patient_rows, patients_said

    if not pairs and table is None and not take_away and key_file is None:
        raise typer.BadParameter("give SMEAR=ID, a table with --csv, --take-away, or --hash-key-file.")
    key = read_patient_key(key_file) if key_file else None
    rows = [*patient_rows(pairs or []), *(_read_table(table) if table else [])]
    rows += [(name, "") for name in split(take_away)]
    with opened(file) as dataset:
        content = dataset.content
        was_named = names_patients(content)
        said = patients_said(content, rows)
        wanted = spelt_as_known(content, said)
        remarks = [*_spelt_otherwise(said, wanted)]
        if key is not None:
            everybody = {**patients_by_smear(content), **wanted}
            wanted = {i: patient and key.pseudonym(patient) for i, patient in everybody.items()}
        elif breaks_pseudonyms(content, wanted.values()):
            remarks.append(
                f"The patients of {file} went by pseudonyms, and now some do not; give --hash-key-file to "
                "make pseudonyms of their ids too."
            )
        edit = patients_edit(content, wanted)
        if edit is not None:
            dataset.append(edit)
        content = dataset.content
        # With a key also where nothing is left to do: a former attempt may have been cut off before this.
        is_due = key is not None or (was_named and not names_patients(content))
        aside = forget_former(dataset) if is_due else ()
    known = sum(smear.patient_id is not None for smear in content.smears.values())
    changed = count(len(edit.edits) if edit else 0, "smear")
    print(f"{file}: {changed} changed; the patient of {known} of {len(content.smears)} is known.")
    for remark in remarks:
        boundary.say(remark)
    say_what_still_holds(aside)
    warn_torn(content)


def _spelt_otherwise(said: "Mapping[str, str]", stored: "Mapping[str, str | None]") -> "Iterator[str]":
    """Which ids the dataset has in another spelling already, one sentence each."""
    from leukodesk.core.patients import spelt_otherwise, tidied

    pairs = dict.fromkeys((tidied(text), stored[smear_id]) for smear_id, text in said.items())
    for text, patient in pairs:
        if text != patient:
            yield spelt_otherwise(text or "", patient or "")


def _read_table(path: Path) -> list[tuple[str, str]]:
    import csv

    from leukodesk.core.errors import InputError
    from leukodesk.core.patients import tidied

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = csv.DictReader(file)
            if not {"smear", "patient"} <= set(found.fieldnames or ()):
                raise InputError(f"{path} lacks the columns smear and patient; name them in its first line.")
            rows = [((row["smear"] or "").strip(), tidied(row["patient"] or "") or "") for row in found]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        reason = getattr(error, "strerror", None) or "it is not a table in UTF-8"
        raise InputError(f"{path} cannot be read ({reason}); give a CSV file.") from error
    empty = next((number for number, row in enumerate(rows, start=2) if not all(row)), None)
    if empty is not None:
        raise InputError(f"{path} names no smear or no patient in line {empty}; complete it.")
    return rows
