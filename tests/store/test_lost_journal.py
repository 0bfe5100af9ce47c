"""Somebody deletes, moves or replaces the journal of a dataset that is open: nothing acknowledged is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from leukodesk.core.errors import DatasetError
from leukodesk.store import journal
from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from store.building import filled, label_edit, rows


def _delete(path: Path) -> None:
    path.unlink()


def _move(path: Path) -> None:
    path.rename(path.with_name("moved away"))


def _replace(path: Path) -> None:
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


LOSSES = pytest.mark.parametrize("lose", [_delete, _move, _replace, _empty])


def _die(dataset: Dataset) -> None:
    """What a kill leaves: the files as they are, the lock free."""
    dataset._journal.close()
    dataset._lock.release()


def _label(dataset: Dataset, number: int, name: str = "normal") -> None:
    cell_id = list(dataset.content.cells)[number]
    dataset.append(label_edit(dataset.content, cell_id, name))


@LOSSES
def test_the_next_change_makes_everything_durable_again(tmp_path: Path, lose: Callable[[Path], None]) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    lose(tmp_path / "a.h5-journal")
    _label(dataset, 1)
    before = rows(dataset.content)
    _die(dataset)
    assert rows(load_content(path)) == before


@LOSSES
def test_also_when_it_was_left_by_a_program_that_was_killed(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    _die(dataset)
    again = Dataset.open(path)
    lose(tmp_path / "a.h5-journal")
    _label(again, 1)
    before = rows(again.content)
    _die(again)
    assert rows(load_content(path)) == before


@LOSSES
def test_what_is_lost_while_a_line_is_written_is_not_acknowledged(
    tmp_path: Path, lose: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    before = rows(dataset.content)
    sync = journal.os.fdatasync

    def lose_it(descriptor: int) -> None:
        sync(descriptor)
        lose(tmp_path / "a.h5-journal")

    with monkeypatch.context() as moment:
        moment.setattr(journal.os, "fdatasync", lose_it)
        with pytest.raises(DatasetError, match=r"a\.h5-journal was deleted.*\.$"):
            _label(dataset, 1)
    assert rows(dataset.content) == before
    _label(dataset, 1)
    before = rows(dataset.content)
    _die(dataset)
    assert rows(load_content(path)) == before


def test_a_file_put_in_its_place_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        _label(dataset, 0)
        (tmp_path / "a.h5-journal").unlink()
        (tmp_path / "a.h5-journal").write_bytes(b"somebody's own")
        _label(dataset, 1)
    assert (tmp_path / "a.h5-journal.damaged-1").read_bytes() == b"somebody's own"


def test_the_backup_does_not_need_the_lost_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    (tmp_path / "a.h5-journal").unlink()
    _label(dataset, 1)
    before = rows(dataset.content)
    _die(dataset)
    path.write_bytes(b"damaged")
    restore_backup(path)
    assert rows(load_content(path)) == before


def test_a_full_disk_is_not_called_safe(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits the size of files as POSIX can")
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    (tmp_path / "a.h5-journal").unlink()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(DatasetError, match="keep the program open, make room") as refused:
            _label(dataset, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "safe" not in str(refused.value)
    _label(dataset, 1)
    before = rows(dataset.content)
    dataset.close()
    assert rows(load_content(path)) == before
