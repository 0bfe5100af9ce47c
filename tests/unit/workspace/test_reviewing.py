"""Labelling, drawing, undoing: what a reader says is kept, and every change is told once."""

from datetime import UTC, datetime

import numpy as np
import pytest

from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.edits import Changes, ReadBlind, ReadingChange
from leukodesk.core.mask import Mask
from leukodesk.store.dataset import Dataset
from tests.outlining import draw_cell, outline_cell


@pytest.fixture
def cells(opened):
    return list(opened.content.cells)


@pytest.fixture
def changes(opened):
    told = []
    opened.changed.connect(told.append)
    return told


def square(top, left, side=8):
    return Mask.from_pixels(np.ones((side, side), dtype=bool), top, left)


def stored(workspace):
    """What the dataset holds on the disk after a clean end."""
    path = workspace.dataset_path
    assert workspace.close()
    with Dataset.open(path) as dataset:
        return dataset.content


def said(content):
    """What the history says of cells; that the smear was analysed is in it as well."""
    return [entry for entry in content.revisions if entry.cell_id]


def test_label_is_told_once(opened, cells, changes):
    opened.label(cells[:2], "blast")
    assert changes == [Changes(labels=frozenset(cells[:2]))]
    assert {opened.content.labels[cell_id].cell_class for cell_id in cells[:2]} == {"blast"}
    assert opened.undo_stack.undoText() == "Label 2 cells as blast"


def test_same_label_again_is_no_edit(opened, cells, changes):
    opened.label(cells[:1], "blast")
    opened.label(cells[:1], "blast")
    assert len(changes) == 1
    opened.label(cells[1:2], None)
    assert len(changes) == 1


def test_second_annotator_confirming_is_a_statement_of_its_own(opened, cells):
    opened.label(cells[:1], "blast")
    opened.set_annotator("Grace")
    opened.label(cells[:1], "blast")
    assert [revision.annotator for revision in said(opened.content)] == ["Ada", "Grace"]


def test_giving_the_label_in_force_once_more_settles_a_conflict(opened, cells):
    opened.label(cells[:1], "blast")
    opened.do(ReadBlind.now((ReadingChange(cells[0], None, "normal"),), "Grace", datetime.now(UTC)))
    assert undecided_cells(opened.content) == cells[:1]
    assert opened.content.labels[cells[0]].cell_class == "blast"
    opened.label(cells[:1], "blast")
    assert undecided_cells(opened.content) == []
    opened.undo()
    assert undecided_cells(opened.content) == cells[:1]
    opened.redo()
    assert undecided_cells(opened.content) == []
    assert [r.reason for r in stored(opened).revisions][-3:] == ["review", "undo", "redo"]


def test_undo_and_redo_are_acts_of_their_own_in_the_history(opened, cells):
    opened.label(cells[:1], "blast")
    opened.label(cells[:1], "normal")
    opened.undo()
    assert opened.content.labels[cells[0]].cell_class == "blast"
    opened.redo()
    opened.undo()
    opened.undo()
    assert cells[0] not in opened.content.labels
    history = [(r.old, r.new, r.reason) for r in said(opened.content)]
    assert history == [
        (None, "blast", "review"),
        ("blast", "normal", "review"),
        ("normal", "blast", "undo"),
        ("blast", "normal", "redo"),
        ("normal", "blast", "undo"),
        ("blast", None, "undo"),
    ]
    times = [r.at for r in said(opened.content)]
    assert times == sorted(times)
    assert [(r.old, r.new, r.reason) for r in said(stored(opened))] == history


def test_undo_and_redo_tell_everyone(opened, cells, changes):
    opened.label(cells[:1], "blast")
    opened.undo()
    opened.redo()
    assert changes == [Changes(labels=frozenset(cells[:1]))] * 3


def test_removed_cells_come_back_with_their_labels(opened, cells):
    opened.label(cells[:1], "smudge")
    before = dict(opened.content.cells)
    opened.select(cells[:2])
    opened.remove(cells[:2])
    assert set(opened.content.cells) == set(cells[2:])
    assert opened.selection == ()
    opened.undo()
    assert opened.content.cells == before
    assert opened.content.labels[cells[0]].cell_class == "smudge"


def test_drawn_and_corrected_cells_are_the_readers_own(opened, cells):
    cell_id = draw_cell(opened, square(80, 90))
    assert opened.content.cells[cell_id].source == "Ada"
    outline_cell(opened, cells[0], square(12, 12), square(13, 13, 4))
    cell = opened.content.cells[cells[0]]
    assert (cell.cell_area_px, cell.nucleus_area_px, cell.source) == (64, 16, "Ada")
    opened.undo()
    opened.undo()
    assert cell_id not in opened.content.cells
    assert opened.content.cells[cells[0]].source == "squares"


def test_cell_outside_the_smear_is_refused_and_nothing_changes(opened, changes):
    assert draw_cell(opened, square(96, 110)) == ""
    ((_title, sentence),) = opened.told["failed"]
    assert "outside" in sentence
    assert not changes
    assert opened.undo_stack.count() == 0


def test_unknown_class_is_refused(opened, cells):
    opened.label(cells[:1], "dragon")
    assert "dragon" in opened.told["failed"][0][1]
    assert not opened.content.labels
    assert not opened.undo_stack.canUndo()


def test_undo_that_does_not_fit_any_more_is_reported_and_dropped(opened, cells):
    opened.label(cells[:1], "blast")
    # Something without an undo step took the label away meanwhile.
    edit = opened.undo_stack.command(0)._edit
    opened._document.record(edit.inverse(edit.act.at))
    opened.undo()
    assert "changed meanwhile" in opened.told["failed"][0][1]
    assert opened.undo_stack.count() == 0
    opened.label(cells[:1], "normal")
    opened.undo()
    assert not opened.content.labels


def test_scale_said_by_the_reader_is_kept(opened):
    told = []
    opened.scale_changed.connect(lambda: told.append(opened.pixel_size))
    opened.set_pixel_size(0.25)
    assert opened.pixel_size == (0.25, "stated")
    assert opened.smear.pixel_size_um == 0.25
    opened.undo()
    assert opened.smear.pixel_size_um is None
    assert len(told) == 2


def test_next_cell_without_label_goes_round(opened, cells):
    opened.label([cells[1]], "blast")
    opened.select_next_unlabelled()
    assert opened.selection == (cells[0],)
    opened.select_next_unlabelled()
    assert opened.selection == (cells[2],)
    opened.select_next_unlabelled()
    assert opened.selection == (cells[0],)
    opened.select_next_unlabelled(-1)
    assert opened.selection == (cells[2],)
    opened.label(cells, "normal")
    opened.select_next_unlabelled()
    assert opened.selection == (cells[2],)


def test_selection_holds_only_cells_in_view_and_tells_changes_once(opened, cells):
    told = []
    opened.selection_changed.connect(lambda: told.append(opened.selection))
    opened.select([cells[1], cells[0], cells[1], "nobody"])
    opened.select([cells[1], cells[0]])
    assert told == [(cells[1], cells[0])]


def test_accepting_leaves_undecided_cells(opened, cells):
    opened.accept(cells)
    assert not opened.content.labels  # nothing has been classified
    assert not opened.undo_stack.canUndo()


def test_edits_survive_many_undos_and_collections(opened, cells):
    import gc

    for n in range(60):
        opened.label(cells[:1], ("blast", "normal")[n % 2])
        gc.collect(0)
    for _ in range(60):
        opened.undo()
    for _ in range(30):
        opened.redo()
    expected = dict(opened.content.labels)
    revisions = len(said(opened.content))
    kept = stored(opened)
    assert kept.labels.keys() == expected.keys()
    assert kept.labels[cells[0]].cell_class == "normal"
    assert len(said(kept)) == revisions == 150
