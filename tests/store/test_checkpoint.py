"""Writing the main file anew never leaves a moment without a sound one, and the backup is a way back."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import snapshot
from leukodesk.store.backup import restore_backup
from leukodesk.store.dataset import Dataset
from leukodesk.store.info import info
from leukodesk.store.journal import JournalWriter
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import MainFile
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import fill, filled, label_edit, rows

_STEPS = ("replace", "fsync", "fdatasync", "link", "unlink", "open")


def _label(dataset: Dataset, cell_class: str, count: int = 3) -> None:
    for cell_id in list(dataset.content.cells)[:count]:
        dataset.append(label_edit(dataset.content, cell_id, cell_class))


def _die_before_step(number: int) -> None:
    """Kill this process before its ``number``-th step that changes what is on the disk."""
    left = [number]

    def counted(original):
        def step(*arguments, **options):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **options)

        return step

    for name in _STEPS:
        setattr(os, name, counted(getattr(os, name)))


def _checkpoint_in_a_child(path: Path, die_before: int) -> int:
    """Open, label, checkpoint, label and close in a child; its signal, 0 when it lived to the end."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            dataset = Dataset.open(path)
            _label(dataset, "normal")
            _die_before_step(die_before)
            dataset.checkpoint()
            _label(dataset, "smudge", 1)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


@pytest.mark.slow
def test_a_kill_between_any_two_steps_of_a_checkpoint_loses_nothing(tmp_path: Path) -> None:
    killed = 0
    (tmp_path / "original").mkdir()
    first_cells = list(filled(tmp_path / "original" / "a.h5").cells)[:3]
    for step in range(1, 100):
        folder = shutil.copytree(tmp_path / "original", tmp_path / str(step))
        path = folder / "a.h5"
        survived = _checkpoint_in_a_child(path, step) == 0
        killed += not survived
        assert verify(path) == []
        with Dataset.open(path) as dataset:
            labels = dataset.content.labels
            classes = [labels[cell_id].cell_class for cell_id in first_cells]
            assert classes in (["normal"] * 3, ["smudge", "normal", "normal"])
            assert dataset.notices == ()
            _label(dataset, "artefact")
            after = rows(dataset.content)
        assert rows(load_content(path)) == after
        names = {file.name for file in folder.iterdir()}
        assert names == {"a.h5", "a.h5.bak", "a.h5.bak-journal", "a.h5-images", "a.h5-lock", "a.h5-witness"}
        path.write_bytes(b"ruined")
        restore_backup(path)
        with Dataset.open(path) as restored:
            assert rows(restored.content) == after
        if survived:
            break
    assert survived
    assert killed > 10


def test_a_checkpoint_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, "normal")
    before, main = rows(dataset.content), path.read_bytes()
    write = Path.write_bytes
    with monkeypatch.context() as rotten:
        rotten.setattr(Path, "write_bytes", lambda self, data: write(self, data[:-9] + b"forgotten"))
        with pytest.raises(DatasetError, match=r"a\.h5 could not be saved, since the disk"):
            dataset.checkpoint()
    assert path.read_bytes() == main
    assert rows(load_content(path)) == before
    dataset.close()
    assert rows(load_content(path)) == before
    assert dataset.read_only


def test_a_close_that_cannot_write_still_lets_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, "normal")
    before = rows(dataset.content)

    def fail(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Path, "write_bytes", fail)
        with pytest.raises(DatasetError, match="No space left on device"):
            dataset.close()
    with Dataset.open(path) as again:
        assert rows(again.content) == before


def test_a_journal_that_cannot_be_put_away_is_continued(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, "normal")

    def fail(self: JournalWriter, kept: Path) -> None:
        raise OSError(13, "Permission denied")

    with monkeypatch.context() as locked:
        locked.setattr(JournalWriter, "retire", fail)
        with pytest.raises(DatasetError, match="every change is saved"):
            dataset.checkpoint()
    _label(dataset, "smudge")
    assert rows(load_content(path)) == rows(dataset.content)
    before = rows(dataset.content)
    dataset.close()
    assert rows(load_content(path)) == before


def test_a_checkpoint_without_changes_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    before = path.stat()
    with Dataset.open(path) as dataset:
        dataset.checkpoint()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino


def test_a_damaged_file_blocks_opening_and_the_backup_brings_everything_back(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    _label(dataset, "normal")
    dataset.checkpoint()
    _label(dataset, "smudge")
    before = rows(dataset.content)
    dataset._journal.close()
    dataset._lock.release()
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2 :] = bytes(len(damaged) - len(damaged) // 2)
    path.write_bytes(damaged)
    for read_only in (False, True):
        with pytest.raises(
            DatasetError, match=r"a\.h5 cannot be opened.*backup a\.h5\.bak is there; restore"
        ):
            Dataset.open(path, read_only=read_only)
    kept = restore_backup(path)
    assert kept is not None
    assert kept.read_bytes() == bytes(damaged)
    with Dataset.open(path) as restored:
        assert rows(restored.content) == before
        assert "brought back" in restored.notices[0]
    assert rows(load_content(path)) == before
    assert verify(path) == []
    assert info(path).notices == ()
    # The new backup and the journals beside it must be a way back too.
    path.write_bytes(damaged)
    restore_backup(path)
    assert rows(load_content(path)) == before


def test_a_backup_put_in_place_by_hand_loses_nothing_either(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    before = filled(path)
    path.with_name("a.h5.bak").replace(path)
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == rows(before)
        _label(dataset, "normal")
        after = rows(dataset.content)
    path.write_bytes(b"")
    restore_backup(path)
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == after


def test_the_older_state_is_there_once_the_journals_are_moved_away(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    before = filled(path)
    with Dataset.open(path) as dataset:
        _label(dataset, "normal")
    path.with_name("a.h5.bak").replace(path)
    path.with_name("a.h5.bak-journal").replace(tmp_path / "elsewhere")
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == rows(before)


def test_a_missing_file_points_at_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    before = filled(path)
    path.unlink()
    with pytest.raises(DatasetError, match=r"a\.h5 is gone, but its backup a\.h5\.bak is there"):
        Dataset.open(path)
    assert restore_backup(path) is None
    assert rows(load_content(path)) == rows(before)


def test_a_sound_file_is_not_replaced_by_its_backup(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    with pytest.raises(DatasetError, match="is sound"):
        restore_backup(path)
    path.with_name("a.h5.bak").unlink()
    with pytest.raises(DatasetError, match=r"no backup a\.h5\.bak"):
        restore_backup(path)


def test_a_damaged_backup_is_not_restored(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    path.write_bytes(b"damaged")
    backup = path.with_name("a.h5.bak")
    backup.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(DatasetError, match=r"a\.h5\.bak cannot be opened.*your own"):
        restore_backup(path)
    assert path.read_bytes() == b"damaged"


def test_leftovers_of_a_killed_writer_are_removed_and_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    mine = [tmp_path / ".a.h5.12345678.tmp", tmp_path / "a.h5-images" / ".x.h5.12345678.tmp"]
    others = [tmp_path / ".b.h5.12345678.tmp", tmp_path / "notes.tmp"]
    for file in (*mine, *others):
        file.write_bytes(b"half")
    Dataset.open(path).close()
    assert not any(file.exists() for file in mine)
    assert all(file.exists() for file in others)


def test_checkpoints_between_reading_tables_and_journals_hide_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    read = snapshot.read_main_file
    with Dataset.open(path) as dataset:
        _label(dataset, "normal")

        def read_and_be_overtaken(files: DatasetFiles) -> MainFile:
            main = read(files)
            monkeypatch.undo()
            dataset.checkpoint()
            _label(dataset, "smudge")
            dataset.checkpoint()
            return main

        monkeypatch.setattr(snapshot, "read_main_file", read_and_be_overtaken)
        assert rows(load_content(path)) == rows(dataset.content)


def test_a_reader_sees_every_change_while_the_writer_checkpoints(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset, cells=2)
    child = os.fork()
    if child == 0:
        try:
            with Dataset.open(path) as dataset:
                while dataset.content.revisions[-1].reason != "stop":
                    _label(dataset, "normal", 1)
                    dataset.checkpoint()
        finally:
            os._exit(0)
    try:
        seen = [len(load_content(path).revisions)]
        deadline = time.monotonic() + 60
        while seen[-1] < seen[0] + 10 and time.monotonic() < deadline:
            seen.append(len(load_content(path).revisions))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert seen == sorted(seen)
    assert seen[-1] >= seen[0] + 10


def test_where_the_disk_knows_no_links_the_backup_is_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    with Dataset.open(path) as dataset:
        _label(dataset, "normal")
    former, said = path.read_bytes(), rows(load_content(path))

    def refuse(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    with Dataset.open(path) as dataset:
        _label(dataset, "smudge")
        dataset.checkpoint()
    assert DatasetFiles.of(path).backup.read_bytes() == former
    path.write_bytes(b"ruined")
    restore_backup(path)
    after = rows(load_content(path))
    assert after != said  # the journal of the backup holds what came later
    assert {label.cell_class for label in load_content(path).labels.values()} >= {"smudge"}
