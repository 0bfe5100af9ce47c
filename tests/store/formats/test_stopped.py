"""An export that is stopped or killed anywhere leaves nothing that could be taken for a whole one."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.store.formats.export import ExportedSmear, exported
from leukodesk.store.formats.former_export import NAME
from leukodesk.store.formats.registry import FORMATS, format_named
from leukodesk.store.formats.written import STAGING, UNFINISHED, Written, refuse_unfinished
from tests.store.formats.building import smears_of, written_to

WRITABLE = [known.name for known in FORMATS if known.write]


def _smears(size: int = 4) -> list[ExportedSmear]:
    (empty,) = smears_of([])
    mask = Mask.from_pixels(np.ones((size, size), bool), 5, 7)
    cell = Cell("c" * 32, empty.smear.id, mask, None)
    return smears_of([exported(cell, empty.smear, "blast", "", names=False, known=frozenset())], [])


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class _Stopper:
    """Stops at the n-th thing that is written, moved or removed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException) -> None:
        self.left = number
        of_paths = ((Path, name) for name in ("open", "write_bytes", "write_text", "replace", "unlink"))
        for owner, name in (*of_paths, (shutil, "move")):
            monkeypatch.setattr(owner, name, self._stopping(getattr(owner, name), error))

    def _stopping(self, real, error):
        def stopping(*args, **kwargs):
            reads = real.__name__ == "open" and "w" not in "".join(map(str, args[1:2]))
            self.left -= not reads
            if self.left == 0 and not reads:
                raise error
            return real(*args, **kwargs)

        return stopping


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=type)
@pytest.mark.parametrize("name", WRITABLE)
def test_one_that_is_stopped_anywhere_leaves_the_folder_as_it_was(name, error, tmp_path, monkeypatch):
    """A new folder is not there; one with a former export and a reader's own file holds just these."""
    new, filled = tmp_path / "a" / "new", tmp_path / "filled"
    written_to(filled, format_named(name), _smears())
    (filled / "mine.txt").write_text("mine")
    before = _files(filled)
    assert STAGING not in " ".join(before)
    stops = 0
    for folder in (new, filled):
        for number in range(1, 100):
            with monkeypatch.context() as patched:
                stopper = _Stopper(patched, number, error)
                if stopped := _is_stopped(folder, name):
                    stops += 1
            assert (stopper.left <= 0) == stopped
            if not stopped:
                break
            assert not new.parent.exists()
            if folder == filled:
                assert _files(filled) == before
        else:
            pytest.fail("it never came to its end")
        if folder == new:
            assert sorted(_files(new)) == sorted(set(before) - {"mine.txt"})
            shutil.rmtree(new.parent)
    assert stops >= 2 * 6
    assert (filled / "mine.txt").read_text() == "mine"
    assert _files(filled) != before


def _is_stopped(folder: Path, name: str) -> bool:
    try:
        written_to(folder, format_named(name), _smears(40))
    except (KeyboardInterrupt, InputError):
        return True
    return False


_KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from leukodesk.store.formats.registry import format_named
from tests.store.formats.test_stopped import _smears, written_to

left = int(sys.argv[3])

def killing(real):
    def do(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return do

for name in ('write_bytes', 'write_text', 'replace', 'unlink'):
    setattr(Path, name, killing(getattr(Path, name)))
shutil.move = killing(shutil.move)
written_to(Path(sys.argv[2]), format_named(sys.argv[1]), _smears())
"""


def _killed(folder: Path, name: str, number: int) -> bool:
    done = subprocess.run([sys.executable, "-c", _KILLED, name, folder, str(number)], check=False)
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
@pytest.mark.parametrize("name", ["masks", "class-folders"])
def test_one_that_is_killed_anywhere_is_nothing_or_says_that_it_is_no_whole(name, tmp_path):
    whole = _files(written_to(tmp_path / "whole", format_named(name), _smears()).folder)
    said = []
    for number in range(1, 100):
        folder = tmp_path / str(number)
        if not _killed(folder, name, number):
            break
        seen = {path for path in _files(folder) if not path.startswith(STAGING)}
        said.append(UNFINISHED in seen)
        if said[-1]:
            with pytest.raises(InputError, match=f"cut off or is being written.*delete {UNFINISHED}"):
                refuse_unfinished(folder)
        else:
            assert seen in (set(), set(whole)), "it is not there yet, or as a whole"
            refuse_unfinished(folder)
        written_to(folder, format_named(name), _smears())
        refuse_unfinished(folder)
        assert _files(folder) == whole
    assert said.count(True) >= 3
    assert said.count(False) >= 2


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
def test_the_next_export_takes_away_what_a_killed_one_of_another_format_left(tmp_path):
    folder = tmp_path / "out"
    for number in range(1, 100):
        assert _killed(folder, "masks", number)
        if len([path for path in _files(folder) if path.endswith(".png") and STAGING not in path]) == 2:
            break
        shutil.rmtree(folder)
    written = written_to(folder, format_named("csv"), _smears())
    assert set(_files(folder)) == {"cells.csv", NAME}
    assert len(written.removed) == 2


def test_what_belongs_to_a_half_is_found_from_above_and_from_below(tmp_path):
    folder = tmp_path / "all" / "out" / "labels"
    folder.mkdir(parents=True)
    (folder / "field.txt").write_text("")
    refuse_unfinished(folder)
    mark = folder.parent / UNFINISHED
    mark.write_text("")
    for source in (folder / "field.txt", folder, folder.parent, tmp_path / "all"):
        with pytest.raises(InputError, match=f"The export in {folder.parent} was cut off"):
            refuse_unfinished(source)
    mark.unlink()
    refuse_unfinished(folder)


def test_a_folder_in_the_place_of_a_file_is_not_moved_away(tmp_path):
    (tmp_path / "cells.csv").mkdir()
    (tmp_path / "cells.csv" / "mine.txt").write_text("mine")
    with pytest.raises(InputError, match=r"cells\.csv cannot be written"):
        written_to(tmp_path, format_named("csv"), _smears())
    assert _files(tmp_path) == {"cells.csv/mine.txt": b"mine"}


def test_a_former_export_that_cannot_be_put_back_is_not_lost(tmp_path, monkeypatch):
    """The disk goes away within the moves: the mark stays, and so does every file."""
    written_to(tmp_path, format_named("masks"), _smears())
    before = _files(tmp_path)
    real, moves = shutil.move, []

    def failing(source, target):
        moves.append(source)
        if len(moves) > 4:
            raise OSError(5, "Input/output error")
        return real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "move", failing)
        with pytest.raises(InputError):
            written_to(tmp_path, format_named("masks"), _smears(6))
    assert (tmp_path / UNFINISHED).exists()
    assert set(before.values()) <= set(_files(tmp_path).values())
    with Written(tmp_path, "masks") as written:
        format_named("masks").write(written, _smears())
    assert {name: data for name, data in _files(tmp_path).items() if name != NAME} == {
        name: data for name, data in before.items() if name != NAME
    }
