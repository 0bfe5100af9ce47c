"""The window says how the scale is known, in words, where the scale is shown."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QLabel, QToolTip

from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.look.scale_words import scale_words


def rest(view, place):
    """Let the pointer rest somewhere; gives the tool tip."""
    viewport = view.viewport()
    QGuiApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place)))
    return QToolTip.text()


def test_a_measured_scale_says_how_sure_it_is(reading):
    workspace = reading.workspace
    assert workspace.pixel_size[1] == "estimated"
    words = scale_words(workspace)
    assert "measured on the red cells" in words
    assert f"({workspace.pixel_size_confidence:.2f} of 1)" in words
    assert 0 < workspace.pixel_size_confidence < 1


def test_a_stated_scale_needs_no_confidence(reading):
    reading.workspace.set_pixel_size(0.2)
    assert scale_words(reading.workspace) == (
        "Scale: 0.2 µm per pixel, stated by the image file or by a reader."
    )
    assert reading.workspace.pixel_size_confidence == 1


def test_the_scale_bar_tells_on_resting_and_the_field_does_not(reading):
    view = reading.review.view
    height = view.viewport().height()
    # In this order: a tip that was shown goes away a little later only.
    assert rest(view, QPoint(30, height // 2)) != scale_words(reading.workspace)
    assert rest(view, QPoint(30, height - 25)) == scale_words(reading.workspace)


def test_the_measures_of_a_cell_tell_too(reading, cells):
    reading.workspace.select([cells[0]])
    tips = [label.toolTip() for label in reading.findChild(CellDetail).findChildren(QLabel)]
    assert scale_words(reading.workspace) in tips
