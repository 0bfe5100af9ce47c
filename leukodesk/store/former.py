"""Former ids of patients and former metadata that should have left backup and journals, and did not yet.

No mark is needed for that: the change that took them out lies in a journal until they are gone from the
backup as well, since both leave together.
"""

import glob
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from leukodesk.core.content import Content
from leukodesk.core.edits import ChangeSmear, CompositeEdit, DropMetadata
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.pseudonyms import is_pseudonym
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.elsewhere import kept_from_elsewhere
from leukodesk.store.journal import scan
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.snapshot import Snapshot

_ASIDE: Final = re.compile(r"\.[a-z]+-\d+$")
_KINDS: Final = tuple(f'"{edit.kind}"'.encode() for edit in (ChangeSmear, DropMetadata))


def names_patients(content: Content) -> bool:
    """Whether a patient goes by another id than a pseudonym."""
    return any(map(_is_plain, (smear.patient_id for smear in content.smears.values())))


def put_aside(path: Path) -> tuple[str, ...]:
    """Names of the files beside the dataset at ``path`` that were put aside, in order."""
    beside = path.parent.glob(f"{glob.escape(path.name)}*")
    aside = {place for place in beside if _ASIDE.search(place.name)}
    return tuple(sorted(place.name for place in aside.union(kept_from_elsewhere(path))))


def is_kept(snapshot: Snapshot) -> bool:
    """Whether backup or journals still hold what the dataset gave up, because clearing them was cut off."""
    given_up = _given_up_in(snapshot.files)
    return DropMetadata.kind in given_up or (bool(given_up) and not names_patients(snapshot.content))


def told(snapshot: Snapshot) -> tuple[str, ...]:
    """For somebody who only reads: that it is so, and what ends it; see :func:`is_kept`."""
    if not is_kept(snapshot):
        return ()
    # Any opening for writing ends it; these are the commands that are there for it.
    command = (
        'leukodesk dataset patient "{path}" --hash-key-file KEY.txt'
        if ChangeSmear.kind in _given_up_in(snapshot.files)
        else 'leukodesk dataset drop-metadata "{path}"'
    )
    return (
        sentence(
            "Former ids of patients or metadata are still in the backup and journals of {name}, since "
            "clearing them was cut off; open it for writing, or run `{command}`, and they are gone.",
            name=snapshot.files.main.name,
            command=command.format(path=snapshot.files.main),
        ),
    )


def cleared(snapshot: Snapshot, forget: Callable[[], None]) -> tuple[str, ...]:
    """Finish a clearing that was cut off, for the writer.

    Args:
        snapshot: the dataset as it was opened.
        forget: makes backup and journals hold no more than the dataset does.

    Returns:
        sentences on what was done, and on what is to be done.
    """
    if not is_kept(snapshot):
        return ()
    name = snapshot.files.main.name
    try:
        forget()
    except (LeukoDeskError, OSError) as error:
        return (
            sentence(
                "Former ids of patients or metadata are still in the backup and journals of {name} "
                "({reason}); they are cleared when it is opened again.",
                name=name,
                reason=system_reason(error) if isinstance(error, OSError) else error,
            ),
        )
    done = sentence(
        "Clearing former ids of patients or metadata from the backup and journals of {name} had been cut "
        "off; it was finished.",
        name=name,
    )
    kept = put_aside(snapshot.files.main)
    if not kept:
        return (done,)
    more = sentence(
        "Files that were put aside earlier still hold what they held; delete them if you can do without: "
        "{names}.",
        names=", ".join(kept),
    )
    return done, more


def _given_up_in(files: DatasetFiles) -> set[str]:
    """With which kinds of edits the journals say that something was given up."""
    return {kind for record in _records(files) for kind in _given_up(record)}


def _records(files: DatasetFiles) -> Iterator[dict[str, Any]]:
    """The edits in the journals that may have taken something out."""
    for path in (files.backup_journal, files.journal):
        try:
            data = path.read_bytes()
        except OSError:  # there is none; that one may not be read is told elsewhere
            continue
        if any(kind in data for kind in _KINDS):
            for entry in scan(data).entries:
                if any(kind in entry.text for kind in _KINDS):
                    yield from _parts(entry.payload.get("edit", {}))


def _parts(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if record.get("kind") == CompositeEdit.kind:
        for part in record["edits"]:
            yield from _parts(part)
    else:
        yield record


def _given_up(record: dict[str, Any]) -> Iterator[str]:
    """What kind of edit took out something that must not stay anywhere."""
    if record.get("kind") == DropMetadata.kind and record["pairs"]:
        yield DropMetadata.kind
    elif record.get("kind") == ChangeSmear.kind:
        old, new = (record[side].get("patient_id") for side in ("old", "new"))
        if _is_plain(old) and not _is_plain(new):
            yield ChangeSmear.kind


def _is_plain(patient_id: str | None) -> bool:
    return bool(patient_id and not is_pseudonym(patient_id))
