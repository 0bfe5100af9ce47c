"""Changes that were called saved and are gone are told; nothing else ever is."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store import journal, snapshot, witness
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import MainFile
from leukodesk.store.missing import former_sentences, missing_changes
from leukodesk.store.snapshot import load_content, read_snapshot
from leukodesk.store.verify import examine, verify
from leukodesk.store.witness import WitnessWriter, read_witness
from tests.full_disk import full_disk_at
from tests.store.building import die, filled, label_edit, rows

pytestmark = pytest.mark.slow

_LABELS = 5
_OPTIONS = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def label(dataset: Dataset, number: int, name: str = "normal") -> None:
    cells = list(dataset.content.cells)
    dataset.append(label_edit(dataset.content, cells[number % len(cells)], name))


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("closed") / "a.h5"
    filled(path)
    return path


@pytest.fixture(scope="module")
def killed(closed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset with labels in its journal, whose program was killed."""
    path = copied(closed, tmp_path_factory.mktemp("killed"))
    dataset = Dataset.open(path)
    for number in range(_LABELS):
        label(dataset, number)
    die(dataset)
    return path


@pytest.fixture
def path(killed: Path, tmp_path: Path) -> Path:
    return copied(killed, tmp_path)


def copied(path: Path, folder: Path) -> Path:
    shutil.copytree(path.parent, folder, dirs_exist_ok=True)
    return folder / path.name


def cut(path: Path, lines: int) -> None:
    """Leave so many changes in the journal, and its first line."""
    files = DatasetFiles.of(path)
    files.journal.write_bytes(b"".join(files.journal.read_bytes().splitlines(keepends=True)[: lines + 1]))


def told(path: Path) -> list[str]:
    """What a reader is told on opening to look, which verifying must tell as well."""
    with Dataset.open(path, read_only=True) as dataset:
        sentences = list(dataset.notices)
    assert [problem.text for problem in verify(path)] == sentences
    return sentences


@pytest.mark.parametrize("left", [0, 3, 4])
def test_a_journal_cut_at_the_end_of_a_line_says_how_many_changes_are_missing(path: Path, left: int) -> None:
    whole = load_content(path).revisions
    cut(path, left)
    (sentence,) = told(path)
    last = read_witness(DatasetFiles.of(path).witness).record
    gone = _LABELS - left
    numbers = f"number {last.position.sequence}" if gone == 1 else f"to {last.position.sequence}, the last"
    assert sentence.startswith(f"a.h5 lacks {gone} saved change{'s' * (gone > 1)}, ")
    assert numbers in sentence
    assert f"of {last.at:%Y-%m-%d %H:%M}" in sentence
    assert "bring a.h5-journal back from a backup" in sentence
    with Dataset.open(path) as dataset:
        assert dataset.notices == (sentence,)
        assert list(dataset.content.revisions) == list(whole)[: len(whole) - gone]
        label(dataset, 9)


def older_journal(path: Path, closed: Path) -> None:
    cut(path, 2)


def deleted_journal(path: Path, closed: Path) -> None:
    DatasetFiles.of(path).journal.unlink()


def older_files(path: Path, closed: Path) -> None:
    Dataset.open(path).close()
    shutil.copyfile(closed, path)
    DatasetFiles.of(path).backup_journal.unlink()


def older_file_beside_a_newer_journal(path: Path, closed: Path) -> None:
    Dataset.open(path).close()
    dataset = Dataset.open(path)
    label(dataset, 1, "smudge")
    die(dataset)
    shutil.copyfile(closed, path)
    DatasetFiles.of(path).backup_journal.unlink()


def journal_of_another_dataset(path: Path, closed: Path) -> None:
    other = path.parent / "other" / "a.h5"
    other.parent.mkdir()
    filled(other)
    dataset = Dataset.open(other)
    label(dataset, 0)
    die(dataset)
    shutil.copyfile(DatasetFiles.of(other).journal, DatasetFiles.of(path).journal)


def journal_of_a_copy(path: Path, closed: Path) -> None:
    copy = copied(closed, path.parent / "copy")
    dataset = Dataset.open(copy)
    for number in range(_LABELS + 1):
        label(dataset, number, "smudge")
    die(dataset)
    shutil.copyfile(DatasetFiles.of(copy).journal, DatasetFiles.of(path).journal)


@pytest.mark.parametrize(
    "swap",
    [
        older_journal,
        deleted_journal,
        older_files,
        older_file_beside_a_newer_journal,
        journal_of_another_dataset,
        journal_of_a_copy,
    ],
)
def test_what_was_put_in_the_place_of_newer_files_is_told(
    path: Path, closed: Path, swap: Callable[[Path, Path], None]
) -> None:
    swap(path, closed)
    (sentence,) = [sentence for sentence in told(path) if "lacks" in sentence]
    assert "bring" in sentence
    assert sentence.endswith("all else is here.")
    _expect_told_until_moved(path)


def _expect_told_until_moved(path: Path) -> None:
    """A reader who goes on is told once, who verifies every time until the record is moved away."""
    with Dataset.open(path) as dataset:
        assert any("lacks" in notice for notice in dataset.notices)
        for number in range(3):
            label(dataset, number, "artefact")
        after = rows(dataset.content)
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
        assert rows(dataset.content) == after
    (problem,) = verify(path)
    record = path.with_name("a.h5-witness.missing-1")
    assert "lacks" in problem.text
    assert record.name in problem.text
    record.rename(record.with_name("settled"))
    assert verify(path) == []


def test_a_journal_that_is_brought_back_settles_it(path: Path) -> None:
    files, before = DatasetFiles.of(path), rows(load_content(path))
    backup = files.journal.read_bytes()
    cut(path, 2)
    Dataset.open(path).close()
    assert len(verify(path)) == 1
    # Closing wrote the two changes that were left into the tables; the whole journal continues them.
    files.journal.write_bytes(backup)
    assert verify(path) == []
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
        assert rows(dataset.content) == before
    assert verify(path) == []
    assert not list(path.parent.glob("*.missing-*"))


def test_killed_again_while_what_is_missing_is_written_down(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut(path, 2)
    with monkeypatch.context() as early:
        early.setattr(WitnessWriter, "record", lambda self, position: None)
        die(Dataset.open(path))
    with Dataset.open(path) as dataset:
        assert "lacks 3" in dataset.notices[0]
    assert len(list(path.parent.glob("*.missing-*"))) == 1


def test_a_line_cut_off_in_its_middle_after_it_was_saved_is_kept(path: Path) -> None:
    files = DatasetFiles.of(path)
    torn = files.journal.read_bytes()[:-7]
    files.journal.write_bytes(torn)
    with Dataset.open(path) as dataset:
        assert "its last line is cut off" in dataset.notices[0]
        assert "lacks 1 saved change" in dataset.notices[1]
    assert path.with_name("a.h5-journal.damaged-1").read_bytes() == torn


def test_a_kill_between_journal_and_witness_is_no_alarm(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = Dataset.open(path)
    with monkeypatch.context() as killed:
        killed.setattr(WitnessWriter, "record", lambda self, position: None)
        label(dataset, 0, "smudge")
    die(dataset)
    assert told(path) == []
    assert "catches up" in examine(path).remark
    with Dataset.open(path) as again:
        assert again.notices == ()
    assert examine(path).remark == ""


def test_the_witness_follows_the_sync_and_holds_nothing_but_numbers(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = DatasetFiles.of(path)
    dataset = Dataset.open(path)
    sync, seen = journal.os.fdatasync, []

    def note(descriptor: int) -> None:
        seen.append(read_witness(files.witness).record.position == dataset.position)
        sync(descriptor)

    monkeypatch.setattr(journal.os, "fdatasync", note)
    for number in range(3):
        label(dataset, number, "smudge")
        assert read_witness(files.witness).record.position == dataset.position
    die(dataset)
    assert seen == [True] * 3
    assert re.fullmatch(rb"([0-9a-f]+[ \n]|\0+)+", files.witness.read_bytes())


def test_what_a_reader_sees_while_it_is_written_to_is_no_alarm(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = Dataset.open(path)
    read = snapshot.read_main_file

    def read_and_be_overtaken(files: DatasetFiles) -> MainFile:
        main = read(files)
        label(dataset, 0, "smudge")
        return main

    monkeypatch.setattr(snapshot, "read_main_file", read_and_be_overtaken)
    found = read_snapshot(path)
    assert missing_changes(found) is None
    assert found.position == dataset.position
    die(dataset)


@pytest.mark.parametrize("length", [0, 50, 106, 4150])
def test_a_torn_witness_is_no_alarm(path: Path, length: int) -> None:
    files = DatasetFiles.of(path)
    whole = read_witness(files.witness)
    files.witness.write_bytes(files.witness.read_bytes()[:length])
    assert told(path) == []
    assert bool(examine(path).remark) == (read_witness(files.witness) != whole)
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
    found = examine(path)
    assert (found.problems, found.remark) == ((), "")


@settings(max_examples=15, **_OPTIONS)
@given(place=st.integers(0, 4096 + 105), bits=st.integers(1, 255))
def test_a_flipped_byte_of_the_witness_is_no_alarm_and_is_told_calmly(
    killed: Path, place: int, bits: int
) -> None:
    file = DatasetFiles.of(killed).witness
    sound = file.read_bytes()
    flipped = bytearray(sound)
    flipped[place] ^= bits
    file.write_bytes(flipped)
    try:
        found = read_snapshot(killed)
        assert missing_changes(found) is None
        assert found.witness.damaged == (sound[place] != 0)
    finally:
        file.write_bytes(sound)


def test_a_copy_without_witness_is_sound_and_gets_one_when_it_is_opened(path: Path) -> None:
    files = DatasetFiles.of(path)
    files.witness.unlink()
    cut(path, 3)
    found = examine(path)
    assert found.problems == ()
    assert re.fullmatch(
        r"a\.h5-witness is not there, as beside a copy, so removed changes .*\.", found.remark
    )
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
        label(dataset, 0, "smudge")
        assert read_witness(files.witness).record.position == dataset.position
        assert examine(path).remark == ""


def test_the_witness_of_another_dataset_says_nothing_and_is_kept(path: Path, tmp_path: Path) -> None:
    filled(tmp_path / "b.h5")
    witness_of_b = DatasetFiles.of(tmp_path / "b.h5").witness
    shutil.copyfile(witness_of_b, DatasetFiles.of(path).witness)
    found = examine(path)
    assert found.problems == ()
    assert "belongs to another dataset" in found.remark
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
    assert path.with_name("a.h5-witness.foreign-1").read_bytes() == witness_of_b.read_bytes()
    assert (examine(path).problems, examine(path).remark) == ((), "")


def test_a_new_dataset_does_not_inherit_the_witness_of_one_that_is_gone(path: Path, tmp_path: Path) -> None:
    left = tmp_path / "new.h5-witness"
    shutil.copyfile(DatasetFiles.of(path).witness, left)
    with Dataset.create(tmp_path / "new.h5", BLAST_NORMAL) as dataset:
        assert dataset.notices == ()
    assert (examine(tmp_path / "new.h5").problems, examine(tmp_path / "new.h5").remark) == ((), "")


def test_a_renamed_dataset_takes_its_witness_along(path: Path) -> None:
    files, renamed = DatasetFiles.of(path), DatasetFiles.of(path.with_name("b.h5"))
    cut(path, 1)
    for old, new in (
        (files.main, renamed.main),
        (files.journal, renamed.journal),
        (files.witness, renamed.witness),
    ):
        old.rename(new)
    assert any("b.h5 lacks 4 saved changes" in problem.text for problem in verify(renamed.main))


def test_a_witness_that_cannot_be_written_hinders_nobody(path: Path) -> None:
    files = DatasetFiles.of(path)
    files.witness.unlink()
    files.witness.mkdir()
    with Dataset.open(path) as dataset:
        assert dataset.notices == ()
        label(dataset, 0, "smudge")
        after = rows(dataset.content)
    assert rows(load_content(path)) == after
    assert told(path) == []
    assert "cannot be read" in examine(path).remark


def test_nor_does_a_full_disk(closed: Path, tmp_path: Path) -> None:
    path = copied(closed, tmp_path)
    DatasetFiles.of(path).witness.unlink()
    with full_disk_at(3000):
        dataset = Dataset.open(path)
        label(dataset, 0)
        label(dataset, 1)
        die(dataset)
    assert told(path) == []


def test_a_witness_deleted_or_replaced_under_the_writer_is_made_anew(path: Path) -> None:
    files = DatasetFiles.of(path)
    dataset = Dataset.open(path)
    older = files.witness.read_bytes()
    label(dataset, 0, "smudge")
    files.witness.unlink()
    label(dataset, 1, "smudge")
    assert read_witness(files.witness).record.position == dataset.position
    files.witness.unlink()
    files.witness.write_bytes(older)
    label(dataset, 2, "smudge")
    assert read_witness(files.witness).record.position == dataset.position
    die(dataset)
    assert told(path) == []


def test_a_record_is_as_long_as_its_page_expects(path: Path) -> None:
    data = DatasetFiles.of(path).witness.read_bytes()
    assert data.index(b"\n") == witness._RECORD_BYTES - 1


STEPS = st.sampled_from(
    ["label", "label", "label", "checkpoint", "crash", "torn", "early", "close", "unwitnessed", "half"]
)


def _step(path: Path, dataset: Dataset, step: str, number: int) -> Dataset:
    files = DatasetFiles.of(path)
    if step == "label":
        label(dataset, number, ("blast", "normal", "smudge")[number % 3])
        assert read_witness(files.witness).record.position == dataset.position
        return dataset
    if step == "checkpoint":
        dataset.checkpoint()
        return dataset
    if step == "early":  # killed between the journal's sync and the witness
        dataset._journal._witness = None
        label(dataset, number, "artefact")
    if step == "close":
        dataset.close()
    else:
        die(dataset)
    if step == "torn" and files.journal.exists():
        with files.journal.open("ab") as stream:
            stream.write(b"17 half a li")
    if step == "unwitnessed":
        files.witness.unlink()
    if step == "half":  # the machine lost power while the older record was overwritten
        data = bytearray(files.witness.read_bytes())
        older = 0 if _serial(data[:106]) < _serial(data[4096:]) else 4096
        data[older + 30 : older + 60] = bytes(30)
        files.witness.write_bytes(data)
    _expect_silence(path)
    return Dataset.open(path)


def _serial(line: bytes) -> int:
    return int(line[:20].strip(b"\0") or 0)


def _expect_silence(path: Path) -> None:
    found = read_snapshot(path)
    assert missing_changes(found) is None
    assert list(former_sentences(found)) == []


def _expect_cuts_told(path: Path, work: Path) -> None:
    """Every state of the journal that lacks a line its witness knows is told, and no other."""
    files = DatasetFiles.of(path)
    here = DatasetFiles.of(work / path.name)
    work.mkdir()
    for file in (files.main, files.backup_journal, files.witness):
        if file.exists():
            shutil.copyfile(file, here.main.with_name(file.name))
    record = read_witness(files.witness).record
    lines = files.journal.read_bytes().splitlines(keepends=True) if files.journal.exists() else []
    assert read_snapshot(here.main).position.sequence == read_snapshot(path).position.sequence - max(
        0, len(lines) - 1
    )
    for count in range(len(lines) + 1):
        here.journal.write_bytes(b"".join(lines[:count])) if count else here.journal.unlink(missing_ok=True)
        found = read_snapshot(here.main)
        is_short = record is not None and found.position.sequence < record.position.sequence
        assert (missing_changes(found) is not None) == is_short
        assert count < len(lines) or not is_short


def _live(closed: Path, folder: Path, steps: list[str]) -> None:
    path = copied(closed, folder / "a")
    dataset = Dataset.open(path)
    for number, step in enumerate(steps):
        dataset = _step(path, dataset, step, number)
        _expect_silence(path)
    die(dataset)
    _expect_cuts_told(path, folder / "cuts")


@settings(max_examples=5, **_OPTIONS)
@given(steps=st.lists(STEPS, max_size=8))
def test_no_uncut_state_is_told_and_every_cut_is(
    closed: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    _live(closed, tmp_path_factory.mktemp("life"), steps)


@pytest.mark.slow
@pytest.mark.timeout(1500)
@settings(max_examples=60, **_OPTIONS)
@given(steps=st.lists(STEPS, max_size=25))
def test_nor_in_long_lives(closed: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    _live(closed, tmp_path_factory.mktemp("life"), steps)
