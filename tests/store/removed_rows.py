"""What becomes of a dataset when rows of its journal, or whole files, are removed or put back older."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from tests.store.building import die, fill, label_edit

MAIN, JOURNAL, WITNESS = "a.h5", "a.h5-journal", "a.h5-witness"
PARTS = (MAIN, JOURNAL, WITNESS)
"""The files that tell what a dataset holds, its images aside."""

_LABELS = 8
_REMOVALS = "removals"


def make_sound(folder: Path) -> Path:
    """A dataset with edits in its journal, as a killed program leaves it, and what :func:`removals` lists."""
    path = folder / MAIN
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset, smears=1)
    older = _killed(path, "smudge", folder / "older")
    Dataset.open(path).close()
    with Dataset.open(path) as dataset:
        fill(dataset, smears=1)
    _killed(path, "normal", folder / "now")
    other = folder / "other" / MAIN
    other.parent.mkdir()
    with Dataset.create(other, BLAST_NORMAL) as dataset:
        fill(dataset)
    _make_removals(path, older, _killed(other, "normal", folder / "of another dataset"))
    return path


def _killed(path: Path, name: str, kept: Path) -> Path:
    """Label, die, and keep a copy of the files as they are then."""
    dataset = Dataset.open(path)
    for cell_id in list(dataset.content.cells)[:_LABELS]:
        dataset.append(label_edit(dataset.content, cell_id, name))
    die(dataset)
    kept.mkdir()
    for part in PARTS:
        shutil.copyfile(path.with_name(part), kept / part)
    return kept


def _make_removals(sound: Path, older: Path, other: Path) -> None:
    """A folder for each removal, named after its kind, with the files as they are after it."""
    lines = sound.with_name(JOURNAL).read_bytes().splitlines(keepends=True)
    for count in range(len(lines)):
        _make(sound, f"journal cut after line {count}", {JOURNAL: b"".join(lines[:count])})
    for row in range(1, len(lines) - 1):
        _make(sound, f"journal without row {row}", {JOURNAL: b"".join([*lines[:row], *lines[row + 1 :]])})
    _make(sound, "journal deleted", {JOURNAL: None})
    _make(sound, "journal of before", {JOURNAL: (older / JOURNAL).read_bytes()})
    _make(sound, "journal of another dataset", {JOURNAL: (other / JOURNAL).read_bytes()})
    main = (older / MAIN).read_bytes()
    _make(sound, "file of before", {MAIN: main})
    _make(sound, "file of before, journal deleted", {MAIN: main, JOURNAL: None})
    _make(sound, "file and journal of before", {MAIN: main, JOURNAL: (older / JOURNAL).read_bytes()})


def _make(sound: Path, name: str, changed: dict[str, bytes | None]) -> None:
    folder = sound.parent / _REMOVALS / name
    folder.mkdir(parents=True)
    for part in PARTS:
        data = changed[part] if part in changed else sound.with_name(part).read_bytes()
        if data is not None:
            (folder / part).write_bytes(data)


def removals(sound: Path) -> Iterator[Path]:
    """The folders of all removals beside a dataset that :func:`make_sound` made, in order."""
    yield from sorted((sound.parent / _REMOVALS).iterdir())
