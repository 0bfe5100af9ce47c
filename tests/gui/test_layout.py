"""The window comes back as it was left, and never out of sight."""

import base64
import json

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from leukodesk.gui import window_layout
from leukodesk.gui.cells.explain_panel import ExplainPanel

pytestmark = pytest.mark.slow


@pytest.fixture
def left(reading):
    """A window as a reader left it."""
    reading.resize(1234, 789)
    reading.review.setSizes([300, 534, 400])
    reading.commands["large_gallery"].trigger()
    reading.review._field.setSizes([200, 400])
    return reading


def test_everything_comes_back(left, make_window):
    workspace = left.workspace
    left.close()
    again, _ = make_window()
    window_layout.restore(again, again.review, workspace.settings.layout)
    assert again.review.saveState() == left.review.saveState()
    assert again.review._field.saveState() == left.review._field.saveState()
    assert again.review.gallery_is_large
    assert again.commands["large_gallery"].isChecked()


@pytest.mark.parametrize(
    "text",
    ["§", "[]", "{}", "5", '{"window": 1, "splitters": {}, "large_gallery": true}', "AAAA.BBBB"],
)
def test_a_damaged_layout_changes_nothing(window, text):
    before = window.review.saveState(), window.geometry()
    window_layout.restore(window, window.review, text)
    assert (window.review.saveState(), window.geometry()) == before
    values = json.loads(window_layout.layout_of(window, window.review))
    values["window"] = base64.b64encode(b"no geometry").decode()
    window_layout.restore(window, window.review, json.dumps(values))
    assert (window.review.saveState(), window.geometry()) == before


@pytest.mark.parametrize("place", [QRect(9000, 9000, 1200, 700), QRect(-9000, 40, 1200, 700)])
def test_a_window_left_on_a_screen_that_is_gone_comes_back_into_sight(make_window, place):
    first, _ = make_window()
    first.setGeometry(place)
    layout = window_layout.layout_of(first, first.review)
    again, _ = make_window(layout=layout)
    # The conftest's own size, on the place that was restored.
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert screen.intersects(again.geometry()), again.geometry()


def test_a_low_window_stays_low_and_shows_all_of_the_heatmaps_controls(qtbot, reading):
    reading.resize(1120, 700)
    reading.workspace.select(list(reading.workspace.content.cells)[:1])
    reading.display.show_layer("heatmap", True)
    qtbot.wait(50)
    assert reading.height() == 700
    controls = reading.findChild(ExplainPanel).findChildren(QComboBox)
    assert len(controls) == 3
    for control in controls:
        assert control.visibleRegion().boundingRect() == control.rect()
