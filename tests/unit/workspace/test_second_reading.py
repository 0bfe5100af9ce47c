"""A blind second reading hides the first one and keeps it; whoever decides then sees both."""

import pytest

from leukodesk.core.conflicts import Conflicts, undecided_cells
from leukodesk.core.readings import readings
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.store.dataset import Dataset
from leukodesk.store.verify import verify


@pytest.fixture
def cells(opened):
    """Three cells: the first two labelled by Ada, about all of whom a model spoke."""
    found = list(opened.content.cells)
    opened.label(found[:1], "blast")
    opened.label(found[1:2], "normal")
    said = {"blast": 0.9, "normal": 0.1}
    opened._document.record_predictions(tuple(Prediction(i, "m.x", said, abstained=False) for i in found))
    return found


@pytest.fixture
def blind(opened, cells, qtbot):
    opened.set_annotator("Grace")
    with qtbot.waitSignal(opened.second.switched, timeout=10_000):
        opened.second.begin()
    return opened


def first_labels(workspace):
    labels = workspace._document.content.labels
    return {cell_id: (label.cell_class, label.annotator) for cell_id, label in labels.items()}


def test_nothing_of_the_first_reading_or_a_model_is_seen(blind, cells):
    content = blind.content
    assert not content.labels
    assert not content.predictions
    assert not content.revisions
    assert {content.class_of(cell_id, "m.x") for cell_id in cells} == {UNIDENTIFIED}
    assert content.counts() == {blind.smear.id: content.count_of(blind.smear.id)}
    assert content.count_of(blind.smear.id).labelled == 0
    assert blind.model_id is None
    assert blind.second.progress == (0, 2)
    assert not blind.undo_stack.canUndo()
    assert blind.deciding.cells == ()


def test_readings_are_kept_beside_the_first_labels_and_compared_at_the_end(blind, cells, qtbot, settle):
    before = first_labels(blind)
    blind.label(cells[:2], "blast")
    assert blind.content.labels[cells[0]].annotator == "Grace"
    assert blind.second.progress == (2, 2)
    assert first_labels(blind) == before
    assert blind.deciding.cells == ()
    with qtbot.waitSignal(blind.second.compared, timeout=10_000) as told:
        blind.second.end()
    found = told.args[0]
    (pair,) = found.pairs
    assert (set(pair.readers), pair.cells, pair.same) == ({"Ada", "Grace"}, 2, 1)
    assert [item.cell_id for item in found.undecided] == [cells[1]]
    assert blind.deciding.cells == (cells[1],)
    assert first_labels(blind) == before
    settle(blind)
    path = blind.dataset_path
    assert blind.close()
    assert verify(path) == []
    with Dataset.open(path) as dataset:
        content = dataset.content
    assert undecided_cells(content) == [cells[1]]
    assert {who: len(rows) for who, rows in readings(content.revisions).items()} == {"Ada": 2, "Grace": 2}


def test_a_reading_is_taken_back_and_given_again(blind, cells):
    blind.label(cells[1:2], "blast")
    blind.label(cells[1:2], "normal")
    blind.undo()
    assert blind.content.labels[cells[1]].cell_class == "blast"
    blind.undo()
    assert not blind.content.labels
    assert blind.second.progress == (0, 2)
    blind.redo()
    assert blind.content.labels[cells[1]].cell_class == "blast"
    blind.label(cells[1:2], None)
    assert not blind.content.labels
    reasons = [entry.reason for entry in blind._document.content.revisions]
    assert "blind reading undone" in reasons


def test_a_cell_that_nobody_labelled_gets_a_plain_label(blind, cells):
    blind.label(cells, "blast")
    assert first_labels(blind)[cells[2]] == ("blast", "Grace")
    assert first_labels(blind)[cells[1]] == ("normal", "Ada")
    blind.undo()
    assert cells[2] not in first_labels(blind)
    assert not blind.content.labels


def test_the_way_goes_through_what_others_labelled(blind, cells):
    visited = []
    for _ in range(2):
        blind.select_next_unlabelled()
        visited += blind.selection
        blind.label(blind.selection, "blast")
    assert set(visited) == set(cells[:2])
    blind.select(())
    blind.select_next_unlabelled()
    assert blind.selection == ()
    assert blind.second.next_smear() is None


def test_nothing_else_can_be_changed_meanwhile(blind, cells):
    blind.remove(cells[:1])
    assert cells[0] in blind.content.cells
    assert "During a blind reading" in blind.told["failed"][-1][1]
    blind.accept(cells)
    assert not blind.content.labels


def test_who_labelled_everything_alone_has_nothing_to_read_again(opened, cells, qtbot):
    with qtbot.waitSignal(opened.second.failed, timeout=10_000) as told:
        opened.second.begin()
    assert "Nobody but Ada" in told.args[1]
    assert not opened.second.is_blind


def test_where_nobody_labelled_there_is_nothing_to_read_a_second_time(opened, qtbot):
    with qtbot.waitSignal(opened.second.failed, timeout=10_000) as told:
        opened.second.begin()
    assert told.args[1].startswith("No cell is labelled here yet")
    assert not opened.second.is_blind


def test_deciding_closes_the_question_and_undoing_opens_it_again(blind, cells, qtbot):
    blind.label(cells[1:2], "blast")
    with qtbot.waitSignal(blind.second.compared, timeout=10_000):
        blind.second.end()
    said = blind.deciding.said_of(cells[1])
    assert [(s.annotator, s.cell_class, s.in_force) for s in said] == [
        ("Ada", "normal", True),
        ("Grace", "blast", False),
    ]
    blind.set_annotator("Ada")
    blind.label(cells[1:2], "normal")
    assert blind.deciding.cells == ()
    blind.undo()
    assert blind.deciding.cells == (cells[1],)
    assert first_labels(blind)[cells[1]] == ("normal", "Ada")


def test_open_questions_are_listed_anew_only_where_one_opened_or_closed(blind, cells, qtbot, monkeypatch):
    blind.label(cells[1:2], "blast")
    with qtbot.waitSignal(blind.second.compared, timeout=10_000):
        blind.second.end()
    listed, real = [], Conflicts.__iter__
    monkeypatch.setattr(Conflicts, "__iter__", lambda self: listed.append(1) or real(self))
    blind.label(cells[2:], "normal")
    blind.undo()
    assert not listed
    blind.remove(cells[1:2])
    assert (blind.deciding.cells, len(listed)) == ((), 1)
    blind.undo()
    assert (blind.deciding.cells, len(listed)) == ((cells[1],), 2)
