"""A sync client puts a colleague's file in the place of a dataset that is open: the work of both stays."""

import os
import shutil
from pathlib import Path

import pytest

from leukodesk.core.errors import DatasetError
from leukodesk.store.dataset import Dataset
from leukodesk.store.former import put_aside
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import die, fill, filled, label_edit, rows


def label(dataset: Dataset, number: int, name: str = "normal") -> None:
    cell_id = list(dataset.content.cells)[number]
    dataset.append(label_edit(dataset.content, cell_id, name))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    filled(tmp_path / "a.h5")
    return tmp_path / "a.h5"


@pytest.fixture
def theirs(path: Path, tmp_path: Path) -> Path:
    """A copy of it in which somebody else worked."""
    shutil.copytree(path.parent, tmp_path / "bob")
    with Dataset.open(tmp_path / "bob/a.h5") as dataset:
        label(dataset, 5, "smudge")
    return tmp_path / "bob/a.h5"


def put(theirs: Path, path: Path) -> None:
    shutil.copyfile(theirs, path.with_name("arriving"))
    path.with_name("arriving").replace(path)


def copy_over(theirs: Path, path: Path) -> None:
    shutil.copyfile(theirs, path)


@pytest.mark.parametrize("goes_on", [True, False], ids=["a label follows", "closed at once"])
@pytest.mark.parametrize("arrive", [put, copy_over])
def test_the_work_of_both_is_kept(path: Path, theirs: Path, arrive, goes_on: bool) -> None:
    elsewhere = load_content(theirs)
    with Dataset.open(path) as dataset:
        label(dataset, 0)
        arrive(theirs, path)
        if goes_on:
            label(dataset, 1)
        ours = rows(dataset.content)
    kept = path.with_name("a.from-elsewhere-1.h5")
    for _ in range(2):
        assert rows(load_content(path)) == ours
        assert rows(load_content(kept)) == rows(elsewhere)
        with Dataset.open(path) as again:
            assert any(kept.name in notice and "merge" in notice.lower() for notice in again.notices)
            label(again, 3, "blast")
            ours = rows(again.content)
    assert verify(path) == []
    assert put_aside(path) == (kept.name,)


def test_it_is_told_while_the_dataset_is_open(path: Path, theirs: Path) -> None:
    with Dataset.open(path) as dataset:
        put(theirs, path)
        label(dataset, 0)
        assert [kept for kept in dataset.notices if "a.from-elsewhere-1.h5" in kept]


def test_a_second_one_takes_another_name(path: Path, theirs: Path) -> None:
    with Dataset.open(path) as dataset:
        for number in range(2):
            put(theirs, path)
            label(dataset, number)
    assert put_aside(path) == ("a.from-elsewhere-1.h5", "a.from-elsewhere-2.h5")


def test_backup_and_journals_lead_to_what_is_held_by_us(path: Path, theirs: Path) -> None:
    dataset = Dataset.open(path)
    label(dataset, 0)
    put(theirs, path)
    label(dataset, 1)
    label(dataset, 2)
    ours = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == ours
    shutil.copyfile(path.with_name("a.h5.bak"), path)
    assert rows(load_content(path)) == ours


def test_a_checkpoint_of_this_session_is_brought_back(path: Path, theirs: Path) -> None:
    with Dataset.open(path) as dataset:
        label(dataset, 0)
        dataset.checkpoint()
        put(theirs, path)
        ours = rows(dataset.content)
    assert rows(load_content(path)) == ours


def test_who_only_looked_leaves_the_new_file_where_it_is(path: Path, theirs: Path) -> None:
    with Dataset.open(path):
        put(theirs, path)
    assert path.read_bytes() == theirs.read_bytes()
    assert put_aside(path) == ()


@pytest.mark.parametrize("same_inode", [True, False])
def test_a_file_that_was_only_touched_or_copied_anew_is_no_other(path: Path, same_inode: bool) -> None:
    with Dataset.open(path) as dataset:
        for number in range(2):
            if same_inode:
                os.utime(path, ns=(number, number))
            else:
                shutil.copyfile(path, path.with_name("copy"))
                path.with_name("copy").replace(path)
            label(dataset, number)
        ours = rows(dataset.content)
        assert dataset.pending == 2
    assert rows(load_content(path)) == ours
    assert put_aside(path) == ()


def test_the_files_of_another_dataset_are_none_of_ours(path: Path, tmp_path: Path) -> None:
    path.with_name("a.from-elsewhere-1.h5.bak").write_bytes(b"")
    path.with_name("ba.from-elsewhere-1.h5").write_bytes(b"")
    with Dataset.open(path) as dataset:
        fill(dataset, smears=1)
        assert dataset.notices == ()


def test_a_file_that_was_renamed_is_written_anew_with_the_next_change(path: Path) -> None:
    dataset = Dataset.open(path)
    label(dataset, 0)
    path.rename(path.with_name("b.h5"))
    label(dataset, 1)
    ours = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == ours


def test_a_journal_left_under_the_former_name_is_told_of_and_comes_back(path: Path) -> None:
    path.with_name("a.h5.bak").unlink()
    dataset = Dataset.open(path)
    label(dataset, 0)
    ours = rows(dataset.content)
    renamed = path.rename(path.with_name("b.h5"))
    die(dataset)
    with pytest.raises(DatasetError, match=r"a\.h5 is gone, but a\.h5-journal .*renamed"):
        Dataset.open(path)
    for read_only in (True, False):
        with Dataset.open(renamed, read_only=read_only) as found:
            (notice,) = found.notices
            assert "a.h5-journal holds changes to b.h5" in notice
    renamed.rename(path)
    with Dataset.open(path) as found:
        assert rows(found.content) == ours
        assert found.notices == ()
