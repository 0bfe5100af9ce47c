"""A folder that may only be read: reading works, writing is refused with a way out."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.jobs.datasets import open_dataset
from leukodesk.jobs.job import JobContext
from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from tests.store.building import filled

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows folders have no such rights")

_NOBODY = 65534


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    # Not tmp_path, since other users may not even look into that one.
    folder = Path(tempfile.mkdtemp())
    filled(folder / "a.h5")
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _answer(work: Callable[[], object]) -> str:
    """What ``work`` returns or refuses, done by a user without special rights."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(_NOBODY)
            try:
                text = str(work())
            except DatasetError as error:
                text = f"refused: {error}"
            os.write(write_end, text.encode())
        finally:
            os._exit(0)
    os.close(write_end)
    os.waitpid(child, 0)
    with os.fdopen(read_end) as answer:
        return answer.read()


def test_a_dataset_in_a_read_only_folder_can_be_read(locked_folder: Path) -> None:
    path = locked_folder / "a.h5"
    assert _answer(lambda: len(Dataset.open(path, read_only=True).content.cells)) == "12"


def test_opening_it_for_writing_names_the_way_out(locked_folder: Path) -> None:
    path = locked_folder / "a.h5"
    if os.geteuid() == 0:
        os.chown(locked_folder / "a.h5-lock", _NOBODY, _NOBODY)
    (locked_folder / "a.h5-lock").chmod(0o444)
    said = _answer(lambda: Dataset.open(path))
    assert said.startswith(f"refused: {path} cannot be opened for writing")
    assert "open it read-only" in said


def test_a_dataset_cannot_be_made_there_and_the_way_out_is_another_folder(locked_folder: Path) -> None:
    path = locked_folder / "new.h5"
    said = _answer(lambda: Dataset.create(path, BLAST_NORMAL))
    assert said.startswith(f"refused: {path} cannot be made, since its folder allows no writing")
    assert "choose a folder of your own" in said


@pytest.mark.parametrize("mode", [0o444, 0o666], ids=["foreign lock", "own lock"])
def test_the_window_opens_it_to_look_at_only(locked_folder: Path, mode: int) -> None:
    (locked_folder / "a.h5-lock").chmod(mode)

    def look() -> object:
        opened = open_dataset(JobContext(), locked_folder / "a.h5")
        return opened.read_only, len(opened.content.cells), opened.notices

    said = _answer(look)
    assert said.startswith(
        "(True, 12, ('a.h5 is open to look at only, since its folder may not be written to"
    )
    assert "save a copy" in said


def test_a_backup_that_cannot_be_restored_changes_nothing(locked_folder: Path) -> None:
    path = locked_folder / "a.h5"
    path.write_bytes(b"damaged")
    if os.geteuid() == 0:
        os.chown(locked_folder / "a.h5-lock", _NOBODY, _NOBODY)
    said = _answer(lambda: restore_backup(path))
    assert said.startswith("refused: ")
    assert "could not be restored" in said
    assert path.read_bytes() == b"damaged"


def test_a_file_that_may_not_be_read_is_named(locked_folder: Path) -> None:
    path = locked_folder / "a.h5"
    path.chmod(0o000)
    assert "may not be read" in _answer(lambda: Dataset.open(path, read_only=True))
