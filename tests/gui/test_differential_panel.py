"""The differential beside the field: intervals, target count, and the figures of the classes."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton

from leukodesk.gui.cells.class_row import ClassRow
from leukodesk.gui.cells.count_target import CountTarget
from leukodesk.gui.cells.distribution_plots import DistributionPlots

pytestmark = pytest.mark.slow


def row_of(window, class_id):
    return next(row for row in window.findChildren(ClassRow) if row.class_id == class_id)


def texts(window):
    return [label.text() for label in window.review.findChildren(QLabel) if label.isVisible()]


def target_box(window):
    return next(b for b in window.findChildren(QComboBox) if b.accessibleName() == "Leukocytes to review")


def test_the_tip_says_the_interval_and_what_counts(reading):
    assert "95 %" in row_of(reading, "blast").toolTip()
    assert "per 100 counted leukocytes" in row_of(reading, "smudge").toolTip()
    assert "Outside the 100 %" in row_of(reading, "artefact").toolTip()
    assert "per 100" not in row_of(reading, "artefact").toolTip()


def test_progress_counts_reviewed_leukocytes_only(qtbot, reading, cells):
    workspace = reading.workspace
    leukocytes = [i for i in cells if workspace.content.cells[i].kind.value == "leukocyte"]
    assert f"2 of {len(leukocytes)} leukocytes reviewed" in texts(reading)
    waiting = [i for i in leukocytes if i not in workspace.content.labels]
    workspace.label(waiting[:1], "normal")
    assert f"3 of {len(leukocytes)} leukocytes reviewed" in texts(reading)
    workspace.label(waiting[1:2], "artefact")
    assert f"3 of {len(leukocytes) - 1} leukocytes reviewed" in texts(reading)


def test_the_target_count_is_kept(qtbot, reading):
    box = target_box(reading)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    box.activated.emit(box.currentIndex())
    assert reading.workspace.settings.count_target == 100
    assert "2 of 100 leukocytes reviewed" in texts(reading)
    target = reading.findChild(CountTarget)
    target.show_counts(100, 120)
    assert "100 of 100 leukocytes reviewed ✓" in texts(reading)
    target.show_counts(105, 120)
    assert "105 leukocytes reviewed ✓" in texts(reading)


def test_the_whole_dataset_can_be_counted(qtbot, reading, cells):
    before = row_of(reading, "smudge").accessibleName()
    scopes = next(b for b in reading.findChildren(QComboBox) if "counted" in b.accessibleName())
    assert [scopes.itemText(i) for i in range(scopes.count())] == ["This smear", "Whole dataset"]
    scopes.setCurrentIndex(1)
    scopes.activated.emit(1)
    qtbot.waitUntil(lambda: not reading.workspace.gallery.is_filling)
    assert before != row_of(reading, "smudge").accessibleName()


@pytest.fixture
def figures(qtbot, reading):
    """The figures of the classes, measured."""
    button = next(b for b in reading.findChildren(QToolButton) if b.text() == "Figures")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    measures = reading.workspace.measures
    qtbot.waitUntil(lambda: bool(measures.nc_ratios("blast")), timeout=10_000)
    return reading


def test_figures_are_those_of_the_cells_within_the_smear(qtbot, figures):
    workspace = figures.workspace
    smear = workspace.smear
    inside = [
        cell
        for cell in map(workspace.content.cells.get, workspace.gallery.order.ids("blast"))
        if not cell.is_cut(smear.height, smear.width)
    ]
    qtbot.waitUntil(lambda: len(workspace.measures.diameters_um("blast")) == len(inside), timeout=20_000)
    assert sorted(workspace.measures.nc_ratios("blast")) == sorted(cell.nc_ratio for cell in inside)


def test_the_plot_has_a_line_for_each_leukocyte_class_and_no_other(figures, qtbot):
    axis = figures.review.findChild(DistributionPlots)._plots["nc_ratio"].getPlotItem().getAxis("left")
    # Cells are measured in turns of the event loop.
    qtbot.waitUntil(lambda: [name[0] for _, name in axis._tickLevels[0]] == ["B", "N"], timeout=10_000)


def test_suggestions_for_cells_unlike_the_models_own_are_told_beside_the_shares(reading, cells):
    """Of every cell in a stain it does not know a model says `normal`; 100 % would look like a finding."""
    workspace = reading.workspace
    order = workspace.gallery.order
    waiting = [i for name in ("blast", "normal") for i in order.ids(name) if not order[i].reviewed]
    assert len(waiting) > 3

    def say(unlike):
        said = workspace.content.predictions[workspace.model_id]
        scores = {cell_id: 2.0 if place < unlike else 0.5 for place, cell_id in enumerate(waiting)}
        workspace._document.record_predictions(
            tuple(replace(said[cell_id], unfamiliarity=score) for cell_id, score in scores.items())
        )

    def told():
        return [text for text in texts(reading) if "unlike those the model knows" in text]

    say(2)
    assert told() == []
    say(len(waiting))
    number = len(waiting)
    assert [text.split(" suggestions")[0] for text in told()] == [f"{number} of {number}"]
    workspace.label(waiting[:1], "normal")
    assert [text.split(" suggestions")[0] for text in told()] == [f"{number - 1} of {number - 1}"]
