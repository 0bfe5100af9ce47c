"""Scenes on disks of their own: full, unplugged, read-only. Runs where it may mount, see ``test_mounted``.

``unshare --mount --map-root-user python -m tests.store.mounted SCENE FOLDER``; says ``done`` at the end.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from leukodesk.core.errors import DatasetError
from leukodesk.jobs.datasets import Backlog, write_backlog
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import fill, filled, label_edit, rows


def _mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def _unplug(folder: Path) -> None:
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


class _Reader:
    """Labels in a window whose changes are saved in the background."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.wanted = dataset, dataset.content
        self.backlog = Backlog(dataset)
        self._number = 0

    def label(self) -> None:
        """One more label; it waits if it cannot be saved."""
        cells = list(self.wanted.cells)
        self._number += 1
        name = ("blast", "normal", "smudge")[self._number % 3]
        edit = label_edit(self.wanted, cells[self._number % len(cells)], name)
        edit.apply(self.wanted)
        self.backlog.writes.append(edit)
        if not self.backlog.problem:
            self.save()

    def save(self) -> None:
        """Try all that waits."""
        self.backlog.problem = ""
        write_backlog(JobContext(), self.backlog)

    def check(self, path: Path) -> None:
        """Nothing waits, and another program sees everything."""
        assert not self.backlog.writes, self.backlog.problem
        assert rows(load_content(path)) == rows(self.wanted)


def full(folder: Path) -> None:
    """A disk of 600 KB: labels until it is full, more of them, then somebody makes room."""
    _mount("-t", "tmpfs", "-o", "size=600k", "tmpfs", folder)
    path = folder / "a.h5"
    filled(path)
    reader = _Reader(Dataset.open(path))
    ballast = folder / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as stream:
        while True:
            stream.write(bytes(512))
    saved = 0
    while not reader.backlog.problem:
        reader.label()
        saved += not reader.backlog.problem
    assert "No space left" in reader.backlog.problem, reader.backlog.problem
    there = load_content(path)
    assert len(there.revisions) == len(reader.wanted.revisions) - 1
    for _ in range(20):
        reader.label()
    with suppress(DatasetError):
        reader.dataset.checkpoint()
    assert rows(load_content(path)) == rows(there)
    ballast.unlink()
    reader.save()
    reader.check(path)
    reader.dataset.close()
    reader.check(path)
    assert verify(path) == []


def unplugged(folder: Path) -> None:
    """A share that goes away under an open dataset, with and without lines in its journal, and comes back."""
    disk = folder.with_name("disk")
    disk.mkdir()
    _mount("--bind", disk, folder)
    path = folder / "a.h5"
    filled(path)
    reader = _Reader(Dataset.open(path))
    for _ in range(3):
        _unplug(folder)
        for _ in range(5):
            reader.label()
        assert "not connected" in reader.backlog.problem, reader.backlog.problem
        assert len(reader.backlog.writes) == 5
        assert list(folder.iterdir()) == []
        _mount("--bind", disk, folder)
        reader.save()
        reader.check(path)
        reader.dataset.checkpoint()
        reader.label()
        reader.check(path)
    reader.dataset.close()
    assert verify(path) == []


def read_only(folder: Path) -> None:
    """A disk that comes back read-only, as one with errors does, and is mended."""
    disk = folder.with_name("disk")
    disk.mkdir()
    _mount("--bind", disk, folder)
    path = folder / "a.h5"
    filled(path)
    reader = _Reader(Dataset.open(path))
    _unplug(folder)
    _mount("--bind", disk, folder)
    _mount("-o", "remount,bind,ro", folder)
    reader.label()
    assert "Read-only file system" in reader.backlog.problem, reader.backlog.problem
    reader.label()
    _mount("-o", "remount,bind,rw", folder)
    reader.save()
    reader.check(path)
    fill(reader.dataset, smears=1)
    reader.dataset.close()
    assert verify(path) == []


SCENES: dict[str, Callable[[Path], None]] = {"full": full, "unplugged": unplugged, "read_only": read_only}


if __name__ == "__main__":
    SCENES[sys.argv[1]](Path(sys.argv[2]))
    print("done")
