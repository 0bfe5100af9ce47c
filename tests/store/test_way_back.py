"""A backup that would not lead back is told before it is needed."""

import shutil
from pathlib import Path

import pytest

from leukodesk.core.errors import DatasetError
from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import read_main_file
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import die, filled, label_edit, rows

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With changes between backup and main file, and others that only the journal holds."""
    path = tmp_path_factory.mktemp("sound") / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        _label(dataset, 0)
    dataset = Dataset.open(path)
    _label(dataset, 1)
    die(dataset)
    assert verify(path) == []
    return path


def _label(dataset: Dataset, number: int) -> None:
    cell_id = list(dataset.content.cells)[number]
    for name in ("normal", "blast"):
        dataset.append(label_edit(dataset.content, cell_id, name))


def _copied(source: Path, folder: Path) -> Path:
    shutil.copytree(source.parent, folder, dirs_exist_ok=True)
    return folder / source.name


def _told(path: Path) -> str:
    backup = DatasetFiles.of(path).backup
    (text,) = (problem.text for problem in verify(path) if problem.where == backup)
    return text


@pytest.mark.parametrize("name", ["a.h5.bak", "a.h5.bak-journal"])
def test_a_flipped_byte_is_told_or_harmless(sound: Path, tmp_path: Path, name: str) -> None:
    truth, told = rows(load_content(sound)), 0
    for number in range(12):
        path = _copied(sound, tmp_path / str(number))
        file = path.with_name(name)
        damaged = bytearray(file.read_bytes())
        damaged[(2 * number + 1) * len(damaged) // 24] ^= 255
        file.write_bytes(damaged)
        if verify(path):
            assert _told(path).startswith("The backup a.h5.bak of a.h5 would not bring everything back")
            told += 1
            continue
        path.write_bytes(b"damaged")
        restore_backup(path)
        assert rows(load_content(path)) == truth
    assert told > 3


def test_an_altered_table_is_named_and_the_next_save_mends_it(sound: Path, tmp_path: Path) -> None:
    path = _copied(sound, tmp_path)
    backup = DatasetFiles.of(path).backup
    runs = read_main_file(DatasetFiles.of(path), backup).tables["masks"]["box"].tobytes()
    damaged = bytearray(backup.read_bytes())
    damaged[damaged.index(runs)] ^= 1
    backup.write_bytes(damaged)
    assert "the next save makes a new one (table masks was altered)" in _told(path)
    with Dataset.open(path) as dataset:
        _label(dataset, 2)
    assert verify(path) == []


def test_a_missing_journal_of_the_backup_is_told(sound: Path, tmp_path: Path) -> None:
    path = _copied(sound, tmp_path)
    DatasetFiles.of(path).backup_journal.unlink()
    assert "would not bring everything back" in _told(path)
    path.write_bytes(b"damaged")
    restore_backup(path)
    assert rows(load_content(path)) != rows(load_content(sound))


def test_where_the_main_file_is_damaged_too_that_is_told_before_anybody_tries(
    sound: Path, tmp_path: Path
) -> None:
    path = _copied(sound, tmp_path)
    main, backup = path.read_bytes(), DatasetFiles.of(path).backup
    path.write_bytes(main[:-100])
    assert [problem.where for problem in verify(path)] == [path], "there is a way back"
    backup.write_bytes(backup.read_bytes()[:-100])
    first, second = verify(path)
    assert (first.where, second.where) == (path, backup)
    assert "use a copy of your own" in second.text
    with pytest.raises(DatasetError):
        restore_backup(path)


def test_a_dataset_without_backup_is_sound(sound: Path, tmp_path: Path) -> None:
    path = _copied(sound, tmp_path)
    files = DatasetFiles.of(path)
    files.backup.unlink()
    files.backup_journal.unlink()
    assert verify(path) == []


def test_the_way_back_is_whole_after_former_states_were_forgotten(sound: Path, tmp_path: Path) -> None:
    path = _copied(sound, tmp_path)
    with Dataset.open(path) as dataset:
        dataset.forget_former()
        assert verify(path) == []
        _label(dataset, 3)
        assert verify(path) == []
    assert verify(path) == []
