"""The folder of an open dataset goes away, as an unplugged disk or share does, and comes back."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from leukodesk.core.edits import AddSmears
from leukodesk.core.errors import DatasetError
from leukodesk.store import journal
from leukodesk.store.dataset import Dataset
from leukodesk.store.lock import AlreadyOpenError
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import die, encoded_image, filled, label_edit, rows, smear_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows lets no folder of an open file go")

STATES = pytest.mark.parametrize("edits", [0, 2], ids=["nothing in the journal", "a journal"])


def label(dataset: Dataset, number: int, name: str = "normal") -> None:
    cell_id = list(dataset.content.cells)[number]
    dataset.append(label_edit(dataset.content, cell_id, name))


@pytest.fixture
def share(tmp_path: Path) -> Path:
    folder = tmp_path / "share"
    folder.mkdir()
    filled(folder / "a.h5")
    return folder


@pytest.fixture
def dataset(share: Path, edits: int) -> Iterator[Dataset]:
    """Open, with so many edits in its journal."""
    dataset = Dataset.open(share / "a.h5")
    for number in range(edits):
        label(dataset, number)
    yield dataset
    if not dataset.read_only:
        die(dataset)


def unplug(share: Path) -> Path:
    return share.rename(share.with_name("unplugged"))


def refused(dataset: Dataset, words: str) -> None:
    """Every way to write is refused and leaves the dataset in memory as it was."""
    before = rows(dataset.content)
    encoded = encoded_image(77)
    smear = smear_of(encoded)
    with pytest.raises(DatasetError, match=rf"a\.h5.*{words}.*\.$"):
        label(dataset, 3)
    with pytest.raises(DatasetError, match=rf"a\.h5.*{words}.*\.$"):
        dataset.add_image(smear, encoded)
    assert rows(dataset.content) == before


@STATES
def test_when_it_comes_back_the_same_edit_is_saved(share: Path, dataset: Dataset) -> None:
    unplugged = unplug(share)
    refused(dataset, "not connected")
    unplugged.rename(share)
    label(dataset, 3)
    assert rows(load_content(share / "a.h5")) == rows(dataset.content)
    assert verify(share / "a.h5") == []


@STATES
def test_nothing_is_written_to_the_bare_folder_it_was_mounted_on(share: Path, dataset: Dataset) -> None:
    unplugged = unplug(share)
    share.mkdir()
    refused(dataset, "not connected")
    assert list(share.iterdir()) == []
    share.rmdir()
    unplugged.rename(share)
    label(dataset, 3)
    assert rows(load_content(share / "a.h5")) == rows(dataset.content)


@STATES
def test_it_may_come_back_as_other_files_of_the_same_content(share: Path, dataset: Dataset) -> None:
    path, unplugged = share / "a.h5", unplug(share)
    refused(dataset, "not connected")
    shutil.copytree(unplugged, share)
    label(dataset, 3)
    assert rows(load_content(path)) == rows(dataset.content)
    assert not list(share.glob("*.damaged-*"))
    with pytest.raises(AlreadyOpenError):
        Dataset.open(path)
    dataset.close()
    assert rows(load_content(path)) == rows(dataset.content)
    assert verify(path) == []


@pytest.mark.parametrize("edits", [2])
def test_a_line_that_was_being_written_when_it_went_is_no_obstacle(
    share: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, unplugged = share / "a.h5", share.with_name("unplugged")
    sync = journal.os.fdatasync

    def go(descriptor: int) -> None:
        sync(descriptor)
        shutil.copytree(share, unplugged)
        shutil.rmtree(share)

    with monkeypatch.context() as moment:
        moment.setattr(journal.os, "fdatasync", go)
        with pytest.raises(DatasetError):
            label(dataset, 3)
    unplugged.rename(share)
    label(dataset, 3)
    assert rows(load_content(path)) == rows(dataset.content)
    assert not list(share.glob("*.damaged-*"))


@STATES
def test_what_another_program_did_to_it_meanwhile_is_not_overwritten(share: Path, dataset: Dataset) -> None:
    path, unplugged = share / "a.h5", unplug(share)
    shutil.copytree(unplugged, share)
    with Dataset.open(path) as other:
        label(other, 5, "smudge")
        theirs = rows(other.content)
    refused(dataset, "changed by another program")
    assert rows(load_content(path)) == theirs
    assert verify(path) == []


@STATES
def test_nor_what_it_left_in_a_journal(share: Path, dataset: Dataset) -> None:
    path, unplugged = share / "a.h5", unplug(share)
    shutil.copytree(unplugged, share)
    other = Dataset.open(path)
    label(other, 5, "smudge")
    theirs = rows(other.content)
    refused(dataset, "already open")
    die(other)
    refused(dataset, "changed by another program")
    assert rows(load_content(path)) == theirs


def test_closing_without_anything_to_save_is_no_failure(share: Path) -> None:
    dataset = Dataset.open(share / "a.h5")
    unplugged = unplug(share)
    dataset.close()
    Dataset.open(unplugged / "a.h5").close()


def test_closing_with_edits_in_the_journal_leaves_them_there(share: Path) -> None:
    dataset = Dataset.open(share / "a.h5")
    label(dataset, 0)
    before = rows(dataset.content)
    unplugged = unplug(share)
    with pytest.raises(DatasetError, match="not connected"):
        dataset.close()
    assert rows(load_content(unplugged / "a.h5")) == before


def test_a_smear_is_not_added_to_the_bare_folder(share: Path) -> None:
    with Dataset.open(share / "a.h5") as dataset:
        unplugged = unplug(share)
        share.mkdir()
        encoded = encoded_image(9)
        with pytest.raises(DatasetError, match="not connected"):
            dataset.add_image(smear_of(encoded), encoded)
        share.rmdir()
        unplugged.rename(share)
        dataset.add_image(smear_of(encoded), encoded)
        dataset.append(AddSmears((smear_of(encoded),)))
    assert verify(share / "a.h5") == []


def test_deleting_the_lock_lets_nobody_in_between(share: Path) -> None:
    path = share / "a.h5"
    with Dataset.open(path) as dataset:
        label(dataset, 0)
        (share / "a.h5-lock").unlink()
        label(dataset, 1)
        with pytest.raises(AlreadyOpenError):
            Dataset.open(path)
        (share / "a.h5-lock").unlink()
        with Dataset.open(path) as other:
            label(other, 4, "smudge")
            refused(dataset, "already open")
            label(other, 5, "smudge")
        refused(dataset, "changed by another program")
        theirs = rows(other.content)
        with pytest.raises(DatasetError, match="changed by another program"):
            dataset.close()
    assert rows(load_content(path)) == theirs
    assert verify(path) == []
