"""A merge on the disk: crashes, older programs, files of older programs."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leukodesk.core.edits import Act, CompositeEdit
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.merge import merge
from leukodesk.store.merge_plan import plan_merge
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import as_program_of, die, label_edit, rows
from tests.store.copies import copied, label, unread

MERGER = Act("merger", datetime(2026, 1, 1, tzinfo=UTC), "merge")


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    ann = tmp_path / "ann.h5"
    cells = unread(ann, smears=1)
    bob = copied(ann, "bob.h5")
    label(ann, "ann", {cells[0]: "blast", cells[1]: "blast"})
    label(bob, "bob", {cells[1]: "normal", cells[2]: "normal"})
    return ann, bob


def test_a_merge_survives_a_crash(copies: tuple[Path, Path]) -> None:
    ann, bob = copies
    dataset = Dataset.open(ann)
    plan = plan_merge(dataset.content, {bob: load_content(bob)}, MERGER, None)
    dataset.append(CompositeEdit(tuple(plan.edits), "Merge bob.h5"))
    before = rows(dataset.content)
    die(dataset)
    assert rows(load_content(ann)) == before
    Dataset.open(ann).close()
    assert rows(load_content(ann)) == before
    assert verify(ann) == []


def test_a_merge_is_undone_as_one(copies: tuple[Path, Path]) -> None:
    ann, bob = copies
    content = load_content(ann)
    labels = dict(content.labels)
    plan = plan_merge(content, {bob: load_content(bob)}, MERGER, "bob")
    edit = CompositeEdit(tuple(plan.edits), "Merge bob.h5")
    edit.apply(content)
    assert content.labels != labels
    history = list(content.revisions)
    undo = edit.inverse(datetime.now(UTC))
    undo.check(content)
    undo.apply(content)
    assert content.labels == labels
    assert content.revisions[: len(history)] == history


def test_a_dataset_of_schema_2_is_merged_into_and_from(
    copies: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ann, bob = copies
    for path in copies:
        files = DatasetFiles.of(path)
        main = read_main_file(files)
        path.write_bytes(file_image(replace(main, header=replace(main.header, schema=2)), {}))
        files.backup.unlink()
        files.backup_journal.unlink()
    with monkeypatch.context() as older:
        as_program_of(2, older)
        dataset = Dataset.open(ann)
        dataset.append(label_edit(dataset.content, list(dataset.content.cells)[3], "normal"))
        die(dataset)
    assert load_content(ann).labels.keys() == {list(load_content(ann).cells)[i] for i in (0, 1, 3)}
    merged = merge(ann, [bob], MERGER)
    assert (merged.notices, merged.plan.revisions) == ((), 2)
    assert verify(ann) == []
    with monkeypatch.context() as older:
        as_program_of(2, older)
        with Dataset.open(ann) as dataset:
            assert dataset.read_only
            assert "newer LeukoDesk" in dataset.notices[0]
        with Dataset.open(bob) as dataset:
            assert not dataset.read_only
