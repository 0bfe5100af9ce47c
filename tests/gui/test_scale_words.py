"""The window says how the scale is known, in words, where the scale is shown."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QLabel, QToolTip

from leukodesk.core.edits import ChangeSmear
from leukodesk.gui import dialogs
from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.look.scale_words import red_cells_words, scale_words
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content


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


def test_who_states_a_scale_sees_what_the_red_cells_say(reading, monkeypatch):
    asked = []
    monkeypatch.setattr(dialogs, "ask_number", lambda *given: asked.append(given[-1]))
    workspace = reading.workspace
    measured_um = workspace.pixel_size[0]
    assert red_cells_words(workspace) == ""
    workspace.set_pixel_size(0.5)
    reading.commands["pixel_size"].trigger()
    assert f"it would be about {measured_um:.3g} µm per pixel." in asked[0]


def test_the_red_cells_are_asked_where_a_scale_was_stated_before(qtbot, window, dataset_path, open_dataset):
    with Dataset.open(dataset_path) as dataset:
        for smear in load_content(dataset_path).smears.values():
            dataset.append(ChangeSmear(smear, replace(smear, pixel_size_um=0.5)))
    open_dataset(window, window.workspace, dataset_path)
    assert window.workspace.pixel_size == (0.5, "stated")
    qtbot.waitUntil(lambda: "it would be about 0.0" in red_cells_words(window.workspace))


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
