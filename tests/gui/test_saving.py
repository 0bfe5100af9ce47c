"""Changes that cannot be saved: the window says what is safe, what is not, and what helps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from leukodesk.gui import dialogs
from leukodesk.store.dataset import Dataset
from tests.full_disk import full_disk_at

pytestmark = pytest.mark.slow


def buttons(window):
    return {b.text(): b for b in window.banner.findChildren(QPushButton) if b.isVisible()}


def press(qtbot, window, text):
    qtbot.mouseClick(buttons(window)[text], Qt.MouseButton.LeftButton)


def status(window):
    return [label.text() for label in window.statusBar().findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def journal(reading, cells, qtbot):
    """Path of the journal, after one label that was saved."""
    workspace = reading.workspace
    workspace.label(cells[:1], "blast")
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    return workspace.dataset_path.with_name(f"{workspace.dataset_path.name}-journal")


def test_a_full_disk_is_told_with_two_ways_out(qtbot, reading, cells, journal, tmp_path, monkeypatch):
    workspace = reading.workspace
    target = tmp_path / "elsewhere.h5"
    monkeypatch.setattr(dialogs, "ask_copy", lambda *_: target)
    with full_disk_at(journal.stat().st_size + 10):
        workspace.label(cells[1:2], "normal")
        qtbot.waitUntil(lambda: workspace.saved_state == "failed")
        assert "1 change not saved" in status(reading)
        workspace.label(cells[2:3], "normal")
        assert "2 changes not saved" in status(reading)
        assert reading.banner.text.startswith("Not saved: ")
        assert "Everything before is saved" in reading.banner.text
        workspace.notice.emit("The cell is on the clipboard.")
        assert reading.banner.text.startswith("Not saved: ")
        assert list(buttons(reading)) == ["Retry", "Save a copy elsewhere…"]
        press(qtbot, reading, "Retry")
        assert not buttons(reading)
        qtbot.waitUntil(lambda: "Retry" in buttons(reading))
    with qtbot.waitSignal(workspace.exchange.copied, timeout=10_000):
        press(qtbot, reading, "Save a copy elsewhere…")
    assert reading.banner.text.count(str(target)) == 1
    expected = dict(workspace.content.labels)
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        press(qtbot, reading, "Go on in the copy")
    assert workspace.dataset_path == target
    assert workspace.content.labels == expected
    assert "All changes saved" in status(reading)


def test_the_end_of_a_failure_is_told_and_nothing_has_to_be_repeated(qtbot, reading, cells, journal):
    workspace = reading.workspace
    with full_disk_at(journal.stat().st_size + 10):
        workspace.label(cells[1:2], "normal")
        qtbot.waitUntil(lambda: workspace.saved_state == "failed")
    press(qtbot, reading, "Retry")
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    assert reading.banner.text == "Everything is saved again."
    assert not buttons(reading)
    assert "All changes saved" in status(reading)
    with Dataset.open(workspace.dataset_path, read_only=True) as dataset:
        assert dataset.content.labels[cells[1]].cell_class == "normal"


def test_saving_that_works_says_nothing(qtbot, reading, cells, journal):
    reading.workspace.label(cells[2:3], "normal")
    qtbot.waitUntil(lambda: reading.workspace.saved_state == "saved")
    assert reading.banner.text == ""


def test_a_file_put_in_the_place_of_the_open_one_is_kept_and_told(qtbot, reading, cells, tmp_path):
    workspace, path = reading.workspace, reading.workspace.dataset_path
    with Dataset.create(tmp_path / "theirs.h5", workspace.taxonomy):
        pass
    theirs = (tmp_path / "theirs.h5").read_bytes()
    (tmp_path / "theirs.h5").replace(path)
    workspace.label(cells[:1], "blast")
    kept = path.with_name(f"{path.stem}.from-elsewhere-1.h5")
    qtbot.waitUntil(lambda: kept.name in reading.banner.text)
    assert workspace.saved_state == "saved"
    assert kept.read_bytes() == theirs
    with Dataset.open(path, read_only=True) as dataset:
        assert dataset.content.labels[cells[0]].cell_class == "blast"


def test_a_second_window_is_refused_and_may_look(qtbot, reading, cells, make_window, open_dataset):
    other, workspace = make_window()
    path = reading.workspace.dataset_path
    with qtbot.waitSignal(workspace.way_out, timeout=20_000):
        other.open_paths([path])
    assert "already open" in other.banner.text
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        press(qtbot, other, "Open to look at only")
    workspace.label(cells[:1], "blast")
    assert not workspace.content.labels.get(cells[0])
    reading.workspace.label(cells[:1], "blast")
    qtbot.waitUntil(lambda: reading.workspace.saved_state == "saved")
    assert "All changes saved" in status(reading)
    assert "Read only: this dataset can only be looked at" in status(other)
