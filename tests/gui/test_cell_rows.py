"""Rows of the list of cells move when the reader sorts or a model has answered, never under a hand."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from leukodesk.core.cell import CellKind, new_cell_id
from leukodesk.core.edits import ChangeCells, ChangeTaxonomy, CompositeEdit
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy_changes import with_own_class
from leukodesk.gui.cells.cell_model import ROW_ROLE
from leukodesk.gui.cells.cell_row import Column
from leukodesk.workspace.reviewing import act_of
from tests.outlining import draw_cell, outline_cell

OTHER = "cnn.other"


def listed(window):
    return window.review.table.model().cell_ids


def by_doubt(window, cell_ids, model_id):
    """Cells as a list sorted by doubt has them."""
    content = window.workspace.content
    said = content.predictions[model_id]
    return sorted(
        (i for i in cell_ids if i in said and i not in content.labels),
        key=lambda i: (not said[i].abstained, said[i].confidence),
    )


def tell(window, cell_ids, model_id=OTHER):
    """Have a model answer, each time less sure of the first of the cells."""
    said = [
        Prediction(
            cell_id, model_id, {"blast": 0.6 + 0.02 * step, "normal": 0.4 - 0.02 * step}, abstained=False
        )
        for step, cell_id in enumerate(cell_ids)
    ]
    window.workspace._document.record_predictions(tuple(said))


@pytest.fixture
def moved(reading, cells):
    """The list as it is once three labels were given, so that a sort would move their rows."""
    workspace = reading.workspace
    before = listed(reading)
    open_ones = [i for i in before if i not in workspace.content.labels]
    workspace.label(open_ones[:3], "blast")
    assert listed(reading) == before
    return before


def test_a_stroke_and_its_answer_move_no_row(qtbot, reading, moved):
    workspace = reading.workspace
    model_id, cell_id = workspace.model_id, moved[0]
    cell = workspace.content.cells[cell_id]
    outline_cell(workspace, cell_id, cell.cell_mask.moved(3, 0), None)
    assert listed(reading) == moved
    qtbot.waitUntil(lambda: cell_id in workspace.content.predictions[model_id], timeout=60_000)
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=20_000)
    assert listed(reading) == moved


@pytest.mark.parametrize("column", [Column.CONFIDENCE, Column.CLASS, Column.REVIEWED])
def test_other_choices_move_no_row(reading, cells, column):
    workspace, table = reading.workspace, reading.review.table
    table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    workspace.label([i for i in listed(reading) if i not in workspace.content.labels][:3], "blast")
    before = listed(reading)
    workspace.set_explainer("scorecam")
    workspace.set_annotator("somebody else")
    tell(reading, cells, "cnn.compared")
    assert listed(reading) == before


def test_a_removed_cell_comes_back_where_it_was(reading, cells):
    workspace, table = reading.workspace, reading.review.table
    table.sortByColumn(Column.NC_RATIO, Qt.SortOrder.DescendingOrder)
    before = listed(reading)
    workspace.remove([before[1], before[2], before[5]])
    assert listed(reading) == [before[0], *before[3:5], *before[6:]]
    workspace.undo()
    assert listed(reading) == before
    workspace.redo()
    table.sortByColumn(Column.NC_RATIO, Qt.SortOrder.AscendingOrder)
    workspace.undo()
    ratios = [workspace.content.cells[i].nc_ratio for i in listed(reading)]
    assert ratios == sorted(ratios)
    table.sortByColumn(Column.CROP, Qt.SortOrder.AscendingOrder)
    assert listed(reading) == cells


def test_a_new_cell_comes_last_and_stays_there_when_its_answer_comes(qtbot, reading, moved):
    workspace = reading.workspace
    added = draw_cell(workspace, Mask.from_pixels(np.ones((20, 20), dtype=bool), 3, 3))
    assert listed(reading) == [*moved, added]
    said = workspace.content.predictions[workspace.model_id]
    qtbot.waitUntil(lambda: added in said, timeout=60_000)
    assert listed(reading) == [*moved, added]


def test_many_cells_that_go_and_come_back_move_no_row(reading, moved):
    workspace = reading.workspace
    like = workspace.content.cells[moved[0]]
    crowd = tuple(replace(like, id=new_cell_id()).moved(step, 0) for step in range(60))
    workspace.do(ChangeCells((), crowd, act_of("anna")))
    workspace.label(listed(reading)[:9], "normal")
    before = listed(reading)
    workspace.select(moved[3:4])
    workspace.remove([cell.id for cell in crowd])
    workspace.undo()
    assert listed(reading) == before
    rows = reading.review.table.selectionModel().selectedRows()
    assert [before[index.row()] for index in rows] == moved[3:4]


def test_changes_of_another_smear_move_no_row(reading, moved):
    workspace = reading.workspace
    other = next(i for i in workspace.content.smears if i != workspace.smear.id)
    like = next(workspace.content.cells_of(other))
    crowd = tuple(replace(like, id=new_cell_id()).moved(step, 0) for step in range(60))
    workspace.do(ChangeCells((), crowd, act_of("anna")))
    tell(reading, [cell.id for cell in crowd], workspace.model_id)
    assert listed(reading) == moved


def test_rows_are_sorted_once_another_model_has_answered_for_all(reading, moved, cells, monkeypatch):
    workspace = reading.workspace
    monkeypatch.setattr(workspace._analyzer, "complete", lambda: None)
    white = [i for i in cells if workspace.content.cells[i].kind is CellKind.LEUKOCYTE]
    workspace.set_classifier(OTHER)
    waiting = listed(reading)
    tell(reading, white[:4])
    assert listed(reading) == waiting
    tell(reading, white)
    sorted_now = listed(reading)
    doubtful = by_doubt(reading, cells, OTHER)
    assert [i for i in sorted_now if i in doubtful] == doubtful
    assert sorted_now != waiting
    tell(reading, white[::-1])
    assert listed(reading) == sorted_now


def test_an_analysis_leaves_a_list_that_is_sorted(qtbot, reading, moved):
    workspace = reading.workspace
    with qtbot.waitSignal(workspace.labels_kept, timeout=60_000):
        workspace.analyze()
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=60_000)
    doubtful = by_doubt(reading, listed(reading), workspace.model_id)
    assert [i for i in listed(reading) if i in doubtful] == doubtful


def test_who_reads_blind_does_not_see_the_order_of_doubt(qtbot, reading, cells):
    second = reading.workspace.second
    assert listed(reading) != cells
    second.begin()
    qtbot.waitUntil(lambda: second.is_blind, timeout=10_000)
    assert listed(reading) == cells
    second.end()
    qtbot.waitUntil(lambda: not second.is_blind, timeout=10_000)
    assert listed(reading)[0] == by_doubt(reading, cells, reading.workspace.model_id)[0]


def test_classes_and_cells_that_come_together_are_both_shown(reading, cells):
    workspace = reading.workspace
    cell_id, cell = cells[0], workspace.content.cells[cells[0]]
    workspace._document.record_predictions(
        (Prediction(cell_id, workspace.model_id, {"hairy_cell": 1.0}, abstained=False),)
    )
    model = reading.review.table.model()

    def title():
        return model.index(model.row_of(cell_id), 0).data(ROW_ROLE).cell_class.title

    assert title() == "Unidentified"
    old = workspace.taxonomy
    new = with_own_class(old, "Hairy cell")
    act = act_of("anna")
    drawn = replace(cell, id=new_cell_id(), cell_mask=cell.cell_mask.moved(-40, 0), nucleus_mask=None)
    both = (ChangeTaxonomy(old, new, act), ChangeCells((), (drawn,), act))
    assert workspace.do(CompositeEdit(both, "Import"))
    assert title() == "Hairy cell"
    workspace.undo()
    assert title() == "Unidentified"
