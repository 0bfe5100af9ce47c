"""The journal: a promise kept through truncation, damage, full disks and stray files."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import journal
from leukodesk.store.dataset import Dataset
from leukodesk.store.journal import JournalWriter, Position, scan
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.full_disk import full_disk_at
from tests.store.building import act, die, fill, filled, label_edit, rows

_SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[object, ...]]]:
    """A dataset whose writer died, and what it held after each of its journalled labels."""
    path = tmp_path_factory.mktemp("journal") / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    states = [rows(dataset.content)]
    for number, cell_id in enumerate([*dataset.content.cells, *dataset.content.cells]):
        dataset.append(label_edit(dataset.content, cell_id, ("blast", "normal")[number % 2]))
        states.append(rows(dataset.content))
    die(dataset)
    return path, states


def _damaged_copy(source: Path, folder: Path, journal_bytes: bytes) -> Path:
    for path in source.parent.glob("a.h5*"):
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    (folder / "a.h5-images").symlink_to(source.parent / "a.h5-images")
    (folder / "a.h5-journal").write_bytes(journal_bytes)
    return folder / "a.h5"


@pytest.mark.slow
@_SOME
@given(st.data())
def test_a_truncated_journal_replays_to_an_earlier_state(
    labelled: tuple[Path, list[tuple[object, ...]]],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
) -> None:
    source, states = labelled
    whole = Path(f"{source}-journal").read_bytes()
    length = data.draw(st.integers(0, len(whole)))
    path = _damaged_copy(source, tmp_path_factory.mktemp("cut"), whole[:length])
    lines = max(0, whole[:length].count(b"\n") - 1)
    lost = len(states) - 1 - lines
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == states[lines]
        assert bool(lost) == any(_says_missing(notice, lost) for notice in dataset.notices)
        assert bool(dataset.notices) == (length < len(whole))
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "smudge"))
        after = rows(dataset.content)
    assert rows(load_content(path)) == after
    _expect_told_until_moved(path, bool(lost))


def _says_missing(sentence: str, count: int) -> bool:
    return f"a.h5 lacks {count} saved change{'s' if count > 1 else ''}, " in sentence


def _expect_told_until_moved(path: Path, is_told: bool) -> None:
    """What was missing once is told until somebody moves the record of it elsewhere."""
    record = path.with_name("a.h5-witness.missing-1")
    assert record.exists() == is_told
    if is_told:
        (problem,) = verify(path)
        assert "lacks" in problem.text
        assert record.name in problem.text
        record.unlink()
    assert verify(path) == []


@pytest.mark.parametrize("bits", [1, 41, 128])
def test_a_flipped_end_of_the_last_line_is_no_torn_line(
    labelled: tuple[Path, list[tuple[object, ...]]], tmp_path: Path, bits: int
) -> None:
    source, states = labelled
    whole = bytearray(Path(f"{source}-journal").read_bytes())
    whole[-1] ^= bits
    path = _damaged_copy(source, tmp_path, bytes(whole))
    assert verify(path)
    with Dataset.open(path, read_only=True) as dataset:
        assert rows(dataset.content) == states[-2]
        assert "damaged" in dataset.notices[0]


@pytest.mark.slow
@_SOME
@given(st.data())
def test_a_flipped_byte_in_the_journal_loses_nothing_silently(
    labelled: tuple[Path, list[tuple[object, ...]]],
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
) -> None:
    source, states = labelled
    whole = bytearray(Path(f"{source}-journal").read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    path = _damaged_copy(source, tmp_path_factory.mktemp("flip"), bytes(whole))
    good_lines = max(0, bytes(whole[:place]).count(b"\n") - 1)
    assert verify(path)
    with Dataset.open(path, read_only=True) as dataset:
        assert dataset.notices
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == states[good_lines]
        assert dataset.notices
    kept = path.with_name("a.h5-journal.damaged-1")
    assert kept.read_bytes() == bytes(whole)
    assert kept.name in dataset.notices[0]
    with Dataset.open(path) as again:
        assert rows(again.content) == states[good_lines]
        assert again.notices == ()
    _expect_told_until_moved(path, True)


def test_replaying_twice_changes_nothing(
    labelled: tuple[Path, list[tuple[object, ...]]], tmp_path: Path
) -> None:
    source, states = labelled
    old_journal = Path(f"{source}-journal").read_bytes()
    path = _damaged_copy(source, tmp_path, old_journal)
    Dataset.open(path).close()
    # As after a kill between the new main file and the new journal.
    Path(f"{path}-journal").write_bytes(old_journal)
    with Dataset.open(path) as dataset:
        assert rows(dataset.content) == states[-1]
        assert dataset.notices == ()
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "smudge"))
        after = rows(dataset.content)
        assert rows(load_content(path)) == after
    assert rows(load_content(path)) == after


def test_the_journal_of_another_dataset_is_never_replayed(tmp_path: Path) -> None:
    before = filled(tmp_path / "a.h5")
    filled(tmp_path / "b.h5")
    other = Dataset.open(tmp_path / "b.h5")
    other.append(label_edit(other.content, next(iter(other.content.cells)), "normal"))
    die(other)
    foreign = (tmp_path / "b.h5-journal").read_bytes()
    (tmp_path / "a.h5-journal").write_bytes(foreign)
    with Dataset.open(tmp_path / "a.h5", read_only=True) as dataset:
        assert "another state" in dataset.notices[0]
    with Dataset.open(tmp_path / "a.h5") as dataset:
        assert rows(dataset.content) == rows(before)
        assert "another state" in dataset.notices[0]
    assert (tmp_path / "a.h5-journal.damaged-1").read_bytes() == foreign


def test_the_journal_of_an_older_copy_is_put_aside_and_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "normal"))
    die(dataset)
    old_journal = (tmp_path / "a.h5-journal").read_bytes()
    with Dataset.open(path) as dataset:
        for cell_id in dataset.content.cells:
            dataset.append(label_edit(dataset.content, cell_id, "smudge"))
    (tmp_path / "a.h5-journal").write_bytes(old_journal)
    dataset = Dataset.open(path)
    assert "older state" in dataset.notices[0]
    dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "normal"))
    before = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == before
    assert (tmp_path / "a.h5-journal.damaged-1").read_bytes() == old_journal


def test_a_journal_of_a_newer_program_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.h5"
    before = filled(path)
    with monkeypatch.context() as newer:
        newer.setattr(journal, "SCHEMA", 99)
        dataset = Dataset.open(path)
        dataset.append(label_edit(dataset.content, next(iter(dataset.content.cells)), "normal"))
        die(dataset)
    kept = (tmp_path / "a.h5-journal").read_bytes()
    with Dataset.open(path) as dataset:
        assert dataset.read_only
        assert "newer LeukoDesk" in dataset.notices[0]
        assert rows(dataset.content) == rows(before)
    assert (tmp_path / "a.h5-journal").read_bytes() == kept


def test_a_full_disk_refuses_the_change_and_later_ones_work_again(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    cells = list(dataset.content.cells)
    dataset.append(label_edit(dataset.content, cells[0], "normal"))
    before = rows(dataset.content)
    size = (tmp_path / "a.h5-journal").stat().st_size
    with full_disk_at(size + 10):
        for _ in range(2):
            with pytest.raises(DatasetError, match=r"could not be saved to .*a\.h5-journal.*make room"):
                dataset.append(label_edit(dataset.content, cells[1], "normal"))
        assert rows(dataset.content) == before
        assert rows(load_content(path)) == before
        with pytest.raises(DatasetError, match="every change is safe in the journal"):
            dataset.checkpoint()
    assert (tmp_path / "a.h5-journal").stat().st_size == size
    dataset.append(label_edit(dataset.content, cells[2], "smudge"))
    after = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == after
    with Dataset.open(path) as again:
        assert again.notices == ()


def test_a_full_disk_at_the_first_change(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    before = filled(path)
    with Dataset.open(path) as dataset:
        cell_id = next(iter(dataset.content.cells))
        with full_disk_at(20), pytest.raises(DatasetError, match="make room"):
            dataset.append(label_edit(dataset.content, cell_id, "normal"))
        assert rows(dataset.content) == rows(before)
        dataset.append(label_edit(dataset.content, cell_id, "normal"))
        after = rows(dataset.content)
    assert rows(load_content(path)) == after


def test_a_failed_sync_is_not_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    cells = list(dataset.content.cells)
    dataset.append(label_edit(dataset.content, cells[0], "normal"))
    before = rows(dataset.content)

    def fail(descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(journal.os, "fdatasync", fail)
        with pytest.raises(DatasetError, match="Input/output error"):
            dataset.append(label_edit(dataset.content, cells[1], "normal"))
    assert rows(dataset.content) == rows(load_content(path)) == before
    dataset.append(label_edit(dataset.content, cells[1], "smudge"))
    assert rows(load_content(path)) == rows(dataset.content)
    dataset.close()


def test_a_journal_deleted_under_the_writer_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    dataset = Dataset.open(path)
    cells = list(dataset.content.cells)
    dataset.append(label_edit(dataset.content, cells[0], "normal"))
    (tmp_path / "a.h5-journal").unlink()
    dataset.append(label_edit(dataset.content, cells[1], "normal"))
    before = rows(dataset.content)
    die(dataset)
    assert rows(load_content(path)) == before


def test_every_line_is_read_back_with_its_number(tmp_path: Path) -> None:
    start = Position.start("a dataset")
    writer = JournalWriter(tmp_path / "j", start)
    positions = [writer.append({"number": number}) for number in range(5)]
    writer.close()
    found = scan((tmp_path / "j").read_bytes())
    assert found.start == start
    assert [entry.position for entry in found.entries] == positions
    assert [entry.payload for entry in found.entries] == [{"number": number} for number in range(5)]
    assert (found.torn, found.damaged) == (False, False)


def test_a_line_that_does_not_fit_stops_the_replay_there(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset)
    dataset = Dataset.open(path)
    cells = list(dataset.content.cells)
    dataset.append(label_edit(dataset.content, cells[0], "normal"))
    before = rows(dataset.content)
    dataset._journal.append({"edit": {"kind": "an edit of the future"}})
    dataset._journal.append(
        {"edit": label_edit(Content(BLAST_NORMAL), cells[1], "normal", act()).to_record()}
    )
    die(dataset)
    with Dataset.open(path) as again:
        assert rows(again.content) == before
        assert "does not fit" in again.notices[0]
    assert (tmp_path / "a.h5-journal.damaged-1").exists()
    assert rows(load_content(path)) == before


def test_a_label_is_on_the_disk_before_it_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.h5"
    filled(path)
    synced: list[bytes] = []
    sync = journal.os.fdatasync

    def note(descriptor: int) -> None:
        sync(descriptor)
        synced.append((tmp_path / "a.h5-journal").read_bytes())

    with Dataset.open(path) as dataset:
        monkeypatch.setattr(journal.os, "fdatasync", note)
        for number, cell_id in enumerate(list(dataset.content.cells)[:3], start=1):
            dataset.append(label_edit(dataset.content, cell_id, "smudge"))
            assert len(synced) == number
            assert synced[-1] == (tmp_path / "a.h5-journal").read_bytes()
