"""When a dataset does not open, the banner has the button that helps."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from leukodesk.store.dataset import Dataset


def press(qtbot, window, text):
    (shown,) = [b for b in window.banner.findChildren(QPushButton) if b.isVisible()]
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
        texts = [label.text() for label in window.statusBar().findChildren(QLabel) if label.isVisible()]
        assert "Read only: this dataset can only be looked at" in texts
        before = dict(window.workspace.content.labels)
        window.workspace.select(list(before)[:1])
        for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Return):
            window.banner.hide()
            qtbot.keyClick(window.review.view, key)
            assert "look at only" in window.banner.text, key
        assert window.workspace.content.labels == before
        assert not any(b.isVisible() for b in window.banner.findChildren(QPushButton))


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
