"""The panel beside the field says what was measured on the selected cell."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from leukodesk.core.cell import CellKind
from leukodesk.core.cell_edits import ChangeCells
from leukodesk.core.gallery import UNJUDGED, UNJUDGED_CLASS
from leukodesk.core.imported import Imported
from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, stand_in
from leukodesk.gui.cells.cell_class import shown_class, spoken_class
from leukodesk.gui.cells.cell_detail import CellDetail
from leukodesk.gui.cells.cell_picture import cell_picture
from leukodesk.gui.cells.probability_bars import ProbabilityBars
from leukodesk.workspace.numerals import written
from leukodesk.workspace.reviewing import act_of

pytestmark = pytest.mark.slow


def said(window):
    return "\n".join(label.text() for label in window.findChild(CellDetail).findChildren(QLabel))


def test_classes_that_only_a_model_knows_have_a_bar_in_a_colour(qtbot, reading):
    classes = [spoken_class(reading.workspace.taxonomy, name) for name in ("early", "pre", "blast")]
    assert all(QColor(item.colour).isValid() for item in classes)
    bars = ProbabilityBars(reading.findChild(ProbabilityBars)._theme)
    qtbot.addWidget(bars)
    bars.show_values([(item, 1 / 3) for item in classes])
    assert not bars.grab().isNull()


def test_the_selected_cell_is_measured(reading, cells):
    workspace = reading.workspace
    workspace.set_pixel_size(0.2)
    smear = workspace.smear
    whole = next(
        cell_id for cell_id in cells if not workspace.content.cells[cell_id].is_cut(smear.height, smear.width)
    )
    workspace.select([whole])
    cell = workspace.content.cells[whole]
    text = said(reading)
    assert f"N:C area ratio {cell.nc_ratio:.2f}" in text
    assert "lobe" in text
    assert f"area {cell.cell_area_px * 0.04:.0f} µm²" in text
    assert "Circularity 0." in text or "Circularity 1." in text
    assert "Cut by the border" not in text


def test_a_scale_that_is_only_assumed_gives_no_micrometres(reading, cells):
    workspace = reading.workspace
    workspace.set_pixel_size(None)
    for source, said_um in (("estimated", True), ("default", False)):
        workspace._measurer.learn(workspace.smear.id, 0.1, source, 0.0)
        workspace.select([cells[1]])
        workspace.select([cells[0]])
        assert workspace.pixel_size == (0.1, source)
        assert ("µm" in said(reading)) == said_um
        assert ("px (scale unknown)" in said(reading)) != said_um


def test_a_cell_that_the_border_cuts_says_so(reading, cells):
    workspace = reading.workspace
    smear = workspace.smear
    cut = next(
        cell_id for cell_id in cells if workspace.content.cells[cell_id].is_cut(smear.height, smear.width)
    )
    workspace.select([cut])
    assert "Cut by the border" in said(reading)


def test_a_cell_the_model_abstained_from_is_left_to_the_reader(reading, cells):
    workspace = reading.workspace
    predictions = workspace.content.predictions[workspace.model_id]
    unsure = next(i for i in cells if i in predictions and predictions[i].abstained)
    sure = next(
        i
        for i in cells
        if i in predictions and not predictions[i].abstained and i not in workspace.content.labels
    )
    workspace.select([unsure])
    assert "Left to you: the model is unsure" in said(reading)
    assert "Suggestion, not reviewed yet" not in said(reading)
    workspace.select([sure])
    assert "Suggestion, not reviewed yet" in said(reading)
    assert "Left to you" not in said(reading)


def test_a_cell_unlike_those_the_model_learnt_from_says_so_and_how_much(reading, cells):
    workspace = reading.workspace
    predictions = workspace.content.predictions[workspace.model_id]
    cell_id = next(i for i in cells if i in predictions)
    workspace.select([cell_id])
    panel = reading.findChild(CellDetail)
    assert not panel._unlike.isVisible()
    for score, words in ((0.9, None), (1.2, "somewhat, 1.2"), (2.0, "clearly, 2.0"), (7.0, "far off, 7.0")):
        workspace._document.record_predictions((replace(predictions[cell_id], unfamiliarity=score),))
        assert panel._unlike.isVisible() == (words is not None)
        if words:
            expected = f"Unlike the cells this model learnt from: {words} times the usual limit."
            assert panel._unlike.text().startswith(expected)


def test_how_much_neighbours_count_is_told_where_a_model_reads_them(reading, cells):
    workspace = reading.workspace
    predictions = workspace.content.predictions[workspace.model_id]
    said = replace(predictions[next(i for i in cells if i in predictions)], abstained=False)
    workspace.select([said.cell_id])
    panel = reading.findChild(CellDetail)
    assert "neighbours" not in panel._model.text()
    for share, words in (
        (0.234, f"Its neighbours count for {written(0.23, '.0%')} of this suggestion."),
        (0.0, "Its neighbours do not speak for this suggestion."),
    ):
        workspace._document.record_predictions((replace(said, neighbour_share=share),))
        assert panel._model.text().endswith(words)
    workspace._document.record_predictions((replace(said, neighbour_share=0.5, abstained=True),))
    assert "neighbours" not in panel._model.text()


def test_a_cell_that_was_imported_as_a_box_is_not_measured(reading, cells):
    workspace = reading.workspace
    smear, cell = workspace.smear, workspace.content.cells[cells[0]]
    box = Box(20, 30, 60, 80)
    source = Imported(datetime(2026, 11, 21, tzinfo=UTC), "voc", box).text
    mask = stand_in(box, smear.height, smear.width, 0)
    boxed = replace(cell, cell_mask=mask, nucleus_mask=None, source=source)
    workspace.do(ChangeCells((cell,), (boxed,), act_of("test reader")))
    workspace.select([cell.id])
    assert "Imported as a box: nothing to measure" in said(reading)
    assert "Circularity" not in said(reading)


def test_what_no_model_judged_is_called_so_in_the_panel_the_list_and_the_gallery(qtbot, reading, cells):
    workspace = reading.workspace
    leukocyte = next(cell_id for cell_id in cells if workspace.content.kind_of(cell_id) is CellKind.LEUKOCYTE)
    workspace.label([leukocyte], None)
    workspace.set_classifier(None)
    workspace.select([leukocyte])
    assert workspace.gallery.order[leukocyte].group == UNJUDGED
    assert shown_class(workspace, leukocyte) == (UNJUDGED_CLASS, False)
    assert "Not judged yet\nNo suggestion, not reviewed yet" in said(reading)


def test_a_cell_at_the_border_is_in_the_middle_of_its_picture(reading, cells):
    workspace = reading.workspace
    smear = workspace.smear
    pixels = workspace.pixels
    corner = replace(
        workspace.content.cells[cells[0]],
        cell_mask=Mask.from_pixels(np.ones((30, 40), bool)),
        nucleus_mask=None,
    )
    assert corner.smear_id == smear.id
    picture = cell_picture(workspace, corner, 80, 1.0, margin=2.0).toImage()
    assert (picture.width(), picture.height()) == (80, 80)
    assert picture.pixelColor(5, 5).alpha() == 0
    middle = picture.pixelColor(40, 40)
    assert (middle.red(), middle.green(), middle.blue()) == tuple(pixels[15, 20])
