"""When a dataset does not open, the banner has the button that helps."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from leukodesk.store.dataset import Dataset
from leukodesk.workspace import onlooking
from leukodesk.workspace.reviewing import label_edit
from tests.gui.closing import close_messages


def status(window):
    return [label.text() for label in window.statusBar().findChildren(QLabel) if label.isVisible()]


def press(qtbot, window, text):
    shown = next(b for b in window.banner.findChildren(QPushButton) if b.isVisible())
    assert shown.text() == text
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        qtbot.mouseClick(shown, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=60_000)


def test_a_dataset_open_elsewhere_is_opened_to_look_at(qtbot, window, dataset_path):
    with Dataset.open(dataset_path):
        with qtbot.waitSignal(window.workspace.way_out, timeout=20_000):
            window.open_paths([dataset_path])
        assert str(dataset_path) in window.banner.text
        press(qtbot, window, "Open to look at only")
        assert "Read only: this dataset can only be looked at" in status(window)
        before = dict(window.workspace.content.labels)
        window.workspace.select(list(before)[:1])
        for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            close_messages(window.banner)
            qtbot.keyClick(window.review.view, key)
            assert "look at only" in window.banner.text, key
        assert window.workspace.content.labels == before
        assert not any(b.isVisible() for b in window.banner.findChildren(QPushButton))


@pytest.fixture
def looking(qtbot, make_window, dataset_path, monkeypatch):
    """A window that only looks at a dataset, and who writes to it meanwhile."""
    monkeypatch.setattr(onlooking, "_EVERY_MS", 20)
    window, workspace = make_window()
    window.workspace = workspace
    with Dataset.open(dataset_path) as writer:
        with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
            workspace.open_to_look(dataset_path)
        yield window, writer


def test_a_window_that_only_looks_says_that_others_changed_the_dataset(qtbot, looking):
    window, writer = looking
    workspace = window.workspace
    content = writer.content
    free = [cell_id for cell_id in content.cells if cell_id not in content.labels]
    writer.append(label_edit(content, [(free[0], "blast")], "anna", None))
    qtbot.waitUntil(lambda: "reading was changed by others" in window.banner.text)
    assert "Read only, and changed by others since" in status(window)
    press(qtbot, window, "Read anew")
    assert free[0] in workspace.content.labels
    assert not window.banner.text
    assert "Read only: this dataset can only be looked at" in status(window)
    writer.append(label_edit(writer.content, [(free[1], "blast")], "anna", None))
    qtbot.waitUntil(lambda: "reading was changed by others" in window.banner.text)
    (not_now,) = [b for b in window.banner.findChildren(QPushButton) if b.text() == "Not now"]
    qtbot.mouseClick(not_now, Qt.MouseButton.LeftButton)
    (anew,) = [b for b in window.statusBar().findChildren(QPushButton) if b.isVisible()]
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        qtbot.mouseClick(anew, Qt.MouseButton.LeftButton)
    assert free[1] in workspace.content.labels
    assert not anew.isVisible()


def test_reading_anew_leaves_the_view_and_the_selection_where_they_were(qtbot, looking):
    window, writer = looking
    workspace = window.workspace
    second = list(workspace.content.smears)[1]
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_smear(second)
    cell = next(iter(workspace.content.cell_ids_of(second)))
    workspace.select([cell])
    view = window.review.view
    view.zoom_to_selection()
    seen = view.view_box.viewRange()
    writer.append(label_edit(writer.content, [(cell, "blast")], "anna", None))
    qtbot.waitUntil(lambda: "reading was changed by others" in window.banner.text)
    press(qtbot, window, "Read anew")
    qtbot.waitUntil(lambda: workspace.selection == (cell,), timeout=10_000)
    assert workspace.smear.id == second
    assert workspace.content.labels[cell].cell_class == "blast"
    assert np.allclose(view.view_box.viewRange(), seen, atol=1)
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
        workspace.open_neighbour(-1)
    assert np.ptp(view.view_box.viewRange()[0]) >= workspace.smear.width


def test_a_damaged_dataset_is_restored(qtbot, window, dataset_path):
    content = Dataset.open(dataset_path, read_only=True).content
    dataset_path.write_bytes(b"damaged")
    with qtbot.waitSignal(window.workspace.way_out, timeout=20_000):
        window.open_paths([dataset_path])
    assert str(dataset_path) in window.banner.text
    assert f"{dataset_path.name}.bak" in window.banner.text
    press(qtbot, window, "Restore the backup")
    assert f"{dataset_path.name}.damaged-1" in window.banner.text
    assert window.workspace.content.labels == content.labels
