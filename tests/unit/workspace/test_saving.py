"""Saved means durable. A disk that fails loses nothing and is never called saved."""

import time

import pytest
from PySide6.QtCore import QTimer

from leukodesk.store.dataset import Dataset
from leukodesk.workspace.opening import automatic_path
from tests.full_disk import full_disk_at


def journal_size(workspace):
    return workspace.dataset_path.with_name(workspace.dataset_path.name + "-journal").stat().st_size


@pytest.fixture
def cells(opened):
    return list(opened.content.cells)


def test_saved_is_said_after_saving(opened, cells, settle):
    opened.told.events.clear()
    opened.label(cells[:1], "blast")
    assert opened.saved_state == "saving"
    settle(opened)
    assert [args[0] for args in opened.told["saved_state_changed"]] == ["saving", "saved"]
    with Dataset.open(opened.dataset_path, read_only=True) as dataset:
        assert dataset.content.labels[cells[0]].cell_class == "blast"


def test_full_disk_is_told_and_everything_is_written_in_order_afterwards(opened, cells, settle, qtbot):
    settle(opened)
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[:1], "blast")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
        assert opened.saved_problem.endswith(".")
        opened.told.events.clear()
        opened.label(cells[:1], "normal")
        opened.label(cells[1:2], "smudge")
        opened.undo()
        qtbot.wait(100)
        assert opened.saved_state == "failed"
        assert not opened.told["saved_state_changed"]
    opened.retry_save()
    qtbot.waitUntil(lambda: opened.saved_state == "saved")
    assert opened.saved_problem == ""
    expected = [(r.cell_id, r.old, r.new, r.reason) for r in opened.content.revisions]
    path = opened.dataset_path
    assert opened.close()
    with Dataset.open(path) as dataset:
        assert [(r.cell_id, r.old, r.new, r.reason) for r in dataset.content.revisions] == expected
        assert dataset.content.labels[cells[0]].cell_class == "normal"


def test_failed_saving_is_tried_again_by_itself(opened, cells, settle, qtbot):
    settle(opened)
    opened._document.saver._retry_ms = 200
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[:1], "blast")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
    qtbot.waitUntil(lambda: opened.saved_state == "saved", timeout=10_000)


def test_window_does_not_close_over_unsaved_edits(opened, cells, settle, qtbot):
    settle(opened)
    path = opened.dataset_path
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[:1], "blast")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
        assert not opened.close()
        assert "not saved" in opened.told["failed"][-1][1]
    opened.label(cells[1:2], "normal")
    assert opened.close()
    with Dataset.open(path) as dataset:
        assert len(dataset.content.labels) == 2


def test_edits_that_keep_coming_do_not_keep_the_window_open(opened, cells, settle, monkeypatch):
    settle(opened)
    asked = []
    append = Dataset.append
    monkeypatch.setattr(Dataset, "append", lambda *args: time.sleep(0.02) or append(*args))  # a slow disk
    timer = QTimer(interval=2)

    def ask():
        asked.append(("blast", "normal")[len(asked) % 2])
        opened.label(cells[:1], asked[-1])
        if len(asked) == 2000:
            timer.stop()  # a close that waits for all of them would wait for this

    timer.timeout.connect(ask)
    timer.start()
    opened.label(cells[:1], "smudge")
    assert opened.close()
    assert timer.isActive()
    timer.stop()
    opened.told.events.clear()


def test_other_dataset_is_not_opened_over_unsaved_edits(opened, cells, settle, qtbot, folder):
    settle(opened)
    path = opened.dataset_path
    automatic_path(folder).parent.mkdir(parents=True, exist_ok=True)
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[:1], "blast")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
        opened.open_path(folder)
        qtbot.waitUntil(lambda: bool(opened.told["failed"]), timeout=10_000)
        assert opened.dataset_path == path
        assert opened.content.labels[cells[0]].cell_class == "blast"


def test_copy_holds_also_what_could_not_be_saved(opened, cells, settle, qtbot, tmp_path):
    opened.label(cells[:1], "blast")
    settle(opened)
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[1:2], "normal")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
    target = tmp_path / "copy.h5"
    opened._document.saver._retry_timer.stop()
    opened.exchange.save_copy(target)
    qtbot.waitUntil(lambda: any("copy" in args[0] for args in opened.told["notice"]))
    with Dataset.open(target) as copy:
        assert {label.cell_class for label in copy.content.labels.values()} == {"blast", "normal"}
        assert copy.image_bytes(opened.smear.id)
        assert copy.content.revisions == opened.content.revisions
    assert opened.dataset_path != target


def test_copy_asked_for_while_an_edit_is_being_saved_holds_it_once(opened, cells, qtbot, tmp_path):
    target = tmp_path / "copy.h5"
    opened.label(cells[:1], "blast")
    opened.exchange.save_copy(target)
    qtbot.waitUntil(
        lambda: bool(any("copy" in args[0] for args in opened.told["notice"]) or opened.told["failed"]),
        timeout=10_000,
    )
    assert not opened.told["failed"]
    with Dataset.open(target) as copy:
        assert copy.content.revisions == opened.content.revisions


def test_abandoning_ends_the_program_with_a_broken_disk(opened, cells, settle, qtbot):
    settle(opened)
    path = opened.dataset_path
    with full_disk_at(journal_size(opened) + 10):
        opened.label(cells[:1], "blast")
        qtbot.waitUntil(lambda: opened.saved_state == "failed")
        opened.abandon()
        assert opened.close()
    with Dataset.open(path) as dataset:
        assert len(dataset.content.cells) == 3
        assert not dataset.content.labels
