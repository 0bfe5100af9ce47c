"""Changes that were called saved and are not there any more, as the witness of the journal's end tells."""

from collections.abc import Iterator
from pathlib import Path

from leukodesk import atomic
from leukodesk.core.sentence import sentence
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.snapshot import Snapshot
from leukodesk.store.witness import Record, kept_records, name_of, read_witness

_LACKING = "missing"
_FOREIGN = "foreign"


def missing_changes(snapshot: Snapshot) -> Record | None:
    """The record of changes that were saved and are not in ``snapshot``, or None.

    Nothing is known of a dataset without witness, or with that of another one.
    """
    record = snapshot.witness.record
    if record is None or not _is_own(record, snapshot) or not _is_lacking(record, snapshot):
        return None
    return record


def missing_sentences(snapshot: Snapshot, *, was_read: bool) -> Iterator[str]:
    """What is missing now, and what to do about it; at most one sentence.

    Args:
        snapshot: the dataset as read.
        was_read: whether what there is of its journals was read to the end.
    """
    record = missing_changes(snapshot)
    if record is None:
        return
    files = snapshot.files
    what, is_end = _lacking_of(record, snapshot)
    name, journal = files.main.name, files.journal.name
    if not is_end:
        yield sentence(
            "{what}, since {name} or {journal} was replaced by that of another copy; bring the former ones "
            "back from a backup under another name and merge them, all else is here.",
            what=what,
            name=name,
            journal=journal,
        )
        return
    if not was_read:
        why = sentence("{journal} is damaged or does not fit", journal=journal)
    elif files.journal.exists():
        why = sentence("{journal} was shortened or replaced", journal=journal)
    else:
        why = sentence("{journal} is gone, or {name} is an older copy", journal=journal, name=name)
    yield sentence(
        "{what}, since {why}; bring {journal} back from a backup before you change anything, "
        "all else is here.",
        what=what,
        why=why,
        journal=journal,
    )


def former_sentences(snapshot: Snapshot) -> Iterator[str]:
    """What was missing when the dataset was opened before, and did not come back."""
    current = missing_changes(snapshot)
    for path, record in _kept(snapshot):
        if record != current and snapshot.went_through(record.position) is not True:
            what, _ = _lacking_of(record, snapshot)
            yield (
                f"{what}, which was told when it was opened; once they are merged from a backup, "
                f"or given up, move {path.name} elsewhere."
            )


def vouching(snapshot: Snapshot) -> str:
    """Why the end of the journal cannot be vouched for, one calm sentence; empty where it can."""
    name, witness = snapshot.files.witness.name, snapshot.witness
    record = witness.record
    unsure = "so removed changes at the end of its journal would not be noticed"
    if not witness.exists:
        return f"{name} is not there, as beside a copy, {unsure}; it is made when the dataset is next opened."
    if record is None:
        return f"{name} cannot be read, {unsure}; it is made anew when the dataset is next opened."
    if not _is_own(record, snapshot):
        return f"{name} belongs to another dataset, {unsure}; it is made when the dataset is next opened."
    # A writer may have gone on since the snapshot began.
    now = read_witness(snapshot.files.witness).record or record
    if now.position.sequence < snapshot.position.sequence:
        return (
            f"{name} goes up to change {now.position.sequence} of {snapshot.position.sequence}, "
            f"{unsure} beyond that; it catches up when the dataset is next opened."
        )
    if witness.damaged:
        return f"One of the two records in {name} is damaged, the other one tells that nothing is missing."
    return ""


def keep_evidence(snapshot: Snapshot) -> None:
    """Keep a witness that says other than what is there, before it is written anew; drop what came back.

    Raises:
        OSError: the folder cannot be written to.
    """
    files, record = snapshot.files, snapshot.witness.record
    kept = list(_kept(snapshot))
    if record is not None and not _is_own(record, snapshot):
        _keep(files, _FOREIGN)
    elif missing_changes(snapshot) is not None and record not in [former for _, former in kept]:
        _keep(files, _LACKING)
    for path, former in kept:
        if snapshot.went_through(former.position):
            path.unlink()


def forget(files: DatasetFiles) -> None:
    """Put aside what a dataset that is gone left under the name of one that is about to be made.

    Raises:
        OSError: the folder cannot be written to.
    """
    if files.witness.exists():
        files.witness.replace(files.aside(files.witness, _FOREIGN))


def _keep(files: DatasetFiles, why: str) -> None:
    atomic.write_bytes(files.aside(files.witness, why), files.witness.read_bytes())


def _kept(snapshot: Snapshot) -> Iterator[tuple[Path, Record]]:
    witness = snapshot.files.witness
    for path, record in kept_records(witness.parent, f"{witness.name}.{_LACKING}-"):
        if _is_own(record, snapshot):
            yield path, record


def _is_own(record: Record, snapshot: Snapshot) -> bool:
    return record.dataset == name_of(snapshot.header.dataset_id)


def _is_lacking(record: Record, snapshot: Snapshot) -> bool:
    # The journal of a newer program is not read at all.
    return not snapshot.newer and snapshot.went_through(record.position) is False


def _lacking_of(record: Record, snapshot: Snapshot) -> tuple[str, bool]:
    """What is missing, as a clause, and whether it is the end alone."""
    name, last, at = snapshot.files.main.name, record.position.sequence, f"{record.at:%Y-%m-%d %H:%M:%S} UTC"
    first = snapshot.position.sequence + 1
    if last > first:
        number = last - first + 1
        what = sentence(
            "{name} lacks {number} saved changes, {first} to {last}, the last of {at}",
            name=name,
            number=number,
            first=first,
            last=last,
            at=at,
        )
        return what, True
    if last == first:
        what = sentence("{name} lacks 1 saved change, number {last} of {at}", name=name, last=last, at=at)
        return what, True
    what = sentence(
        "{name} lacks saved changes, the last of them number {last} of {at}", name=name, last=last, at=at
    )
    return what, False
