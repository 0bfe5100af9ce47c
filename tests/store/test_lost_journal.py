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
from tests.full_disk import full_disk_at
from tests.store.building import die, filled, label_edit, rows

pytestmark = pytest.mark.slow


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
    die(dataset)
    assert rows(load_content(path)) == before


@LOSSES
def test_also_when_it_was_left_by_a_program_that_was_killed(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    die(dataset)
    again = Dataset.open(path)
    lose(tmp_path / "a.h5-journal")
    _label(again, 1)
    before = rows(again.content)
    die(again)
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
    die(dataset)
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
    die(dataset)
    path.write_bytes(b"damaged")
    restore_backup(path)
    assert rows(load_content(path)) == before


def test_a_full_disk_is_not_called_safe(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, 0)
    (tmp_path / "a.h5-journal").unlink()
    refused = pytest.raises(DatasetError, match="keep the program open, make room")
    with full_disk_at(1000), refused as refusal:
        _label(dataset, 1)
    assert "safe" not in str(refusal.value)
    _label(dataset, 1)
    before = rows(dataset.content)
    dataset.close()
    assert rows(load_content(path)) == before
