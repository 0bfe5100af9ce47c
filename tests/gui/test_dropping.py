"""Files, folders and datasets dropped on the window, through Qt's own way from widget to widget."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox

from leukodesk.workspace.opening import automatic_path

pytestmark = pytest.mark.slow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def drop(widget, *urls):
    """Drag ``urls`` over a widget and let go; whether the window took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else QUrl(url) for url in urls])
    place = QPoint(widget.width() // 2, widget.height() // 2)
    enter = QDragEnterEvent(place, COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), COPY, data, LEFT, NONE))
    return True


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.workspace.runner.running(), timeout=20_000)


@pytest.fixture
def image(dataset_path):
    return sorted(dataset_path.parent.glob("*.png"))[0]


def test_an_image_or_its_folder_dropped_on_the_empty_window_is_opened(qtbot, window, image):
    window.workspace.settings.analyze_on_open = False
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        assert drop(window.review.welcome, image)
    settle(qtbot, window)
    assert window.workspace.dataset_path == automatic_path(image.parent)
    assert Path(window.workspace.smear.path).name == image.name


@pytest.mark.parametrize("where", ["field", "gallery"])
def test_a_folder_dropped_anywhere_in_an_open_dataset_is_opened(qtbot, reading, image, tmp_path, where):
    folder = tmp_path / "another"
    folder.mkdir()
    shutil.copy(image, folder / "other.png")
    reading.workspace.settings.analyze_on_open = False
    targets = {
        "field": reading.review.view.viewport(),
        "gallery": reading.review.gallery.viewport(),
    }
    with qtbot.waitSignal(reading.workspace.smear_opened, timeout=20_000):
        assert drop(targets[where], folder)
    settle(qtbot, reading)
    assert reading.workspace.dataset_path == automatic_path(folder)


def test_a_dataset_among_other_files_is_opened_and_the_rest_is_told(qtbot, window, dataset_path, image):
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        assert drop(window, image, dataset_path)
    settle(qtbot, window)
    assert window.workspace.dataset_path == dataset_path
    assert window.banner.text == "Only reading.h5 is opened, since a dataset is opened by itself."


def bad_files(folder):
    """What a reader may drop by mistake, and what the one sentence about it names."""
    (folder / "notes.txt").write_text("no image")
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n cut off")
    (folder / "damaged.h5").write_bytes(b"no HDF5")
    (folder / "empty").mkdir()
    return {
        "notes.txt": folder / "notes.txt",
        "broken.png": folder / "broken.png",
        "damaged.h5": folder / "damaged.h5",
        "empty": folder / "empty",
        "gone.png": folder / "gone.png",
    }


def test_what_cannot_be_opened_becomes_one_sentence_each(qtbot, window, tmp_path):
    for name, path in bad_files(tmp_path).items():
        with qtbot.waitSignal(window.workspace.failed, timeout=20_000):
            assert drop(window.review.welcome, path)
        settle(qtbot, window)
        assert name in window.banner.text
        assert "Traceback" not in window.banner.text
        assert window.workspace.dataset_path is None
    assert not window.findChildren(QMessageBox)


def test_a_bad_file_leaves_what_is_open(qtbot, reading, tmp_path):
    before = reading.workspace.dataset_path
    with qtbot.waitSignal(reading.workspace.failed, timeout=20_000):
        drop(reading.review.view.viewport(), bad_files(tmp_path)["damaged.h5"])
    settle(qtbot, reading)
    assert reading.workspace.dataset_path == before
    assert reading.workspace.smear is not None


def test_an_address_of_the_web_is_refused_in_a_sentence(window):
    assert drop(window, "https://example.org/field.jpg")
    assert window.banner.text == (
        "Only files and folders of this computer can be opened; save it here first, then drop it."
    )


def test_text_is_not_taken(window):
    data = QMimeData()
    data.setText("C:/field.jpg")
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(window, enter)
    assert not enter.isAccepted()
