"""What to do with journals that do not fit, and what to tell the reader about it. Nothing is thrown away."""

import os
from collections.abc import Iterator
from pathlib import Path

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.elsewhere import kept_from_elsewhere, left_under_former_name, told
from leukodesk.store.images import ImageFolder
from leukodesk.store.journal import JournalWriter
from leukodesk.store.missing import keep_evidence, missing_changes, missing_sentences
from leukodesk.store.replay import Replay
from leukodesk.store.snapshot import Snapshot
from leukodesk.store.witness import WitnessWriter, name_of


def came_from_backup(snapshot: Snapshot) -> bool:
    """Whether changes were brought back from the backup's journal: the main file was an older one."""
    backup_journal = snapshot.files.backup_journal
    return any(replayed.path == backup_journal and replayed.applied for replayed in snapshot.replays)


def _unfit(snapshot: Snapshot) -> Iterator[tuple[Replay, str]]:
    """The journals that hold something which could not be brought back, and why."""
    for replayed in snapshot.replays:
        is_last = replayed.path == snapshot.files.journal
        if replayed.trouble:
            yield replayed, replayed.trouble
        elif replayed.obsolete and is_last:
            yield replayed, sentence("it belongs to an older state of the dataset")
        elif replayed.torn and is_last and missing_changes(snapshot):
            yield replayed, sentence("its last line is cut off")


def troubles(snapshot: Snapshot, kept: dict[str, str] | None = None) -> tuple[str, ...]:
    """What could not be brought back, one sentence each, see :func:`notices`."""
    said: list[str] = []
    for replayed, reason in _unfit(snapshot):
        name = replayed.path.name
        place = (kept or {}).get(name, name)
        said.append(
            sentence(
                "Not everything in {name} could be brought back ({reason}); it is kept as {place}.",
                name=name,
                reason=reason,
                place=place,
            )
        )
    return (*said, *missing_sentences(snapshot, was_read=not said))


def notices(snapshot: Snapshot, kept: dict[str, str] | None = None) -> tuple[str, ...]:
    """What the reader should know about how the dataset was opened, one sentence each.

    Args:
        snapshot: the dataset as read.
        kept: journal name to the name under which it was put aside, for those that were; None when the
            dataset is only read.
    """
    said: list[str] = []
    name = snapshot.files.main.name
    if snapshot.newer:
        said.append(
            sentence(
                "{name} was written by a newer LeukoDesk ({version}) and is open read-only; update "
                "LeukoDesk to change it.",
                name=name,
                version=snapshot.header.written_by,
            )
        )
    if came_from_backup(snapshot):
        said.append(
            sentence("{name} was an older state; the changes made after it were brought back.", name=name)
        )
    said += troubles(snapshot, kept)
    # A reader without the lock may see a line that its writer is about to finish.
    torn = any(replayed.torn for replayed in snapshot.replays)
    if kept is not None and torn and not missing_changes(snapshot):
        said.append(
            sentence("The last change to {name} was cut off before it was saved, and was dropped.", name=name)
        )
    main = snapshot.files.main
    said.extend(told(main, kept_file) for kept_file in kept_from_elsewhere(main))
    if left := left_under_former_name(snapshot.files, snapshot.header.position):
        said.append(left)
    images = ImageFolder(snapshot.files, snapshot.header.images)
    missing = images.missing(snapshot.content.smears)
    if missing:
        said.append(
            sentence(
                "{missing} of {number} images of {name} are missing; put the folder {folder} back beside it.",
                missing=missing,
                number=len(snapshot.content.smears),
                name=name,
                folder=snapshot.header.images,
            )
        )
    return tuple(said)


def mend(snapshot: Snapshot) -> tuple[JournalWriter, tuple[str, ...], tuple[str, ...]]:
    """Put unfit journals aside, whole, and continue behind the last change that was brought back.

    Returns:
        The journal to append to, notices for the reader, and which of them tell of losses.

    Raises:
        DatasetError: the folder cannot be written to.
    """
    files = snapshot.files
    kept: dict[str, str] = {}
    sound_bytes = 0
    unfit = [replayed for replayed, _ in _unfit(snapshot)]
    try:
        keep_evidence(snapshot)
        for replayed in snapshot.replays:
            if replayed in unfit:
                aside = files.aside(replayed.path)
                atomic.write_bytes(aside, replayed.path.read_bytes())
                kept[replayed.path.name] = aside.name
                _shorten(replayed.path, replayed.sound_bytes)
            elif replayed.torn:
                _shorten(replayed.path, replayed.sound_bytes)
            if replayed.path == files.journal:
                sound_bytes = replayed.sound_bytes
    except OSError as error:
        raise DatasetError(
            sentence(
                "{main} cannot be opened for writing, since what is damaged or missing in it could "
                "not be kept aside ({reason}); open it read-only, or make room.",
                main=files.main,
                reason=system_reason(error),
            )
        ) from error
    witness = WitnessWriter(files.witness, name_of(snapshot.header.dataset_id))
    journal = JournalWriter(files.journal, snapshot.position, sound_bytes, witness)
    journal.bear_witness()
    return journal, notices(snapshot, kept), troubles(snapshot, kept)


def _shorten(journal: Path, sound_bytes: int) -> None:
    if sound_bytes:
        os.truncate(journal, sound_bytes)
        atomic.sync_file(journal)
    else:
        journal.unlink()
        atomic.sync_folder(journal.parent)
