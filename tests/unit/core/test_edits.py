"""Edits apply, invert, travel and refuse; history only grows."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.cell_edits import JOINED
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    ChangeTaxonomy,
    CompositeEdit,
    LabelChange,
    RemoveSmears,
    SetLabels,
    edit_from,
    record_of,
)
from leukodesk.core.errors import EditError
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from tests.unit.core.datasets import contents, copy_of, edits, everything, later, state

_NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_ACT = Act("Ada", _NOW)
_SMEAR = Smear("a" * 16, "field.jpg", "a" * 64, 80, 60)


def _cell(number: int, top: int = 0) -> Cell:
    return Cell(f"{number:032x}", _SMEAR.id, Mask(top, 0, 2, 2, (0, 4)), None)


def _content(*cells: Cell, labels: dict[str, Label] | None = None) -> Content:
    content = Content(BLAST_NORMAL)
    AddSmears((_SMEAR,)).apply(content)
    ChangeCells((), cells, _ACT, (), tuple((labels or {}).items())).apply(content)
    return content


def _without(said, cell_ids):
    rest = {
        model_id: {cell_id: row for cell_id, row in rows.items() if cell_id not in cell_ids}
        for model_id, rows in said.items()
    }
    return {model_id: rows for model_id, rows in rest.items() if rows}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_undo_brings_everything_back_and_history_grows(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    before, history, said = state(copy_of(content)), list(content.revisions), copy_of(content).predictions
    edit.check(content)
    unsaid = edit.apply(content).predictions
    middle = list(content.revisions)
    assert middle[: len(history)] == history
    inverse = edit.inverse(later(_NOW))
    inverse.check(content)
    unsaid |= inverse.apply(content).predictions
    assert state(content) == before
    assert content.predictions == _without(said, unsaid)
    assert content.revisions[: len(middle)] == middle
    assert len(content.revisions) - len(middle) == len(middle) - len(history)
    assert all(revision.at == later(_NOW) for revision in content.revisions[len(middle) :])


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_redo_after_undo_is_the_edit_again(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    edit.apply(content)
    done = state(copy_of(content))
    undo = edit.inverse(_NOW)
    undo.apply(content)
    redo = undo.inverse(_NOW)
    redo.check(content)
    redo.apply(content)
    assert state(content) == done


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_check_changes_nothing(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    twin = copy_of(content)
    edit.check(content)
    assert everything(content) == everything(twin)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_group_that_fails_halfway_changes_nothing(data: st.DataObject) -> None:
    content = data.draw(contents())
    good = data.draw(edits(content))
    stranger = SetLabels((LabelChange("f" * 33, None, None),), _ACT)
    twin = copy_of(content)
    with pytest.raises(EditError, match="not in the dataset"):
        CompositeEdit((good, stranger), "Group").check(content)
    assert everything(content) == everything(twin)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_an_edit_survives_the_journal(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    again = edit_from(json.loads(json.dumps(record_of(edit))))
    assert again == edit
    twin = copy_of(content)
    assert again.apply(twin) == edit.apply(content)
    assert everything(twin) == everything(content)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_changes_name_everything_that_differs(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    before = copy_of(content)
    changes = edit.apply(content)

    def differing(old: dict, new: dict) -> set[str]:
        return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}

    assert differing(before.smears, content.smears) <= changes.smears
    assert differing(before.cells, content.cells) <= changes.cells
    assert differing(before.labels, content.labels) <= changes.labels
    assert changes.classes or before.taxonomy == content.taxonomy


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_every_label_change_is_in_the_history(data: st.DataObject) -> None:
    content = data.draw(contents())
    edit = data.draw(edits(content))
    edit.apply(content)
    said: dict[str, str | None] = {}
    for revision in content.revisions:
        if not revision.cell_id:
            continue
        assert said.get(revision.cell_id) == revision.old
        said[revision.cell_id] = revision.new
    now = {cell_id: label.cell_class for cell_id, label in content.labels.items()}
    assert {cell_id: name for cell_id, name in said.items() if name} == now


def test_an_unknown_kind_of_edit_is_refused() -> None:
    with pytest.raises(KeyError):
        edit_from({"kind": "paint-it-black"})


_LABEL = Label("blast", "Ada", _NOW)
_OTHER = Label("normal", "Ada", _NOW)

_REFUSED = {
    "label an unknown cell": (_content(), SetLabels((LabelChange("9" * 32, None, _LABEL),), _ACT)),
    "label with a class of another taxonomy": (
        _content(_cell(1)),
        SetLabels((LabelChange(_cell(1).id, None, Label("basophil", "Ada", _NOW)),), _ACT),
    ),
    "relabel what someone else relabelled": (
        _content(_cell(1), labels={_cell(1).id: _OTHER}),
        SetLabels((LabelChange(_cell(1).id, _LABEL, _OTHER),), _ACT),
    ),
    "add a cell twice": (_content(_cell(1)), ChangeCells((), (_cell(1),), _ACT)),
    "reshape a cell that changed meanwhile": (
        _content(_cell(1)),
        ChangeCells((_cell(1, top=3),), (_cell(1, top=4),), _ACT),
    ),
    "remove a cell and forget its label": (
        _content(_cell(1), labels={_cell(1).id: _LABEL}),
        ChangeCells((_cell(1),), (), _ACT),
    ),
    "add a cell of no smear": (Content(BLAST_NORMAL), ChangeCells((), (_cell(1),), _ACT)),
    "add a cell outside the smear": (_content(), ChangeCells((), (_cell(1, top=59),), _ACT)),
    "add a smear twice": (_content(), AddSmears((_SMEAR,))),
    "remove a smear with cells": (_content(_cell(1)), RemoveSmears((_SMEAR,))),
    "remove an unknown smear": (Content(BLAST_NORMAL), RemoveSmears((_SMEAR,))),
    "change an unknown smear": (Content(BLAST_NORMAL), ChangeSmear(_SMEAR, _SMEAR)),
    "change classes that changed meanwhile": (_content(), ChangeTaxonomy(LEUKOCYTE8, BLAST_NORMAL, _ACT)),
    "lose a class that is in use": (
        _content(_cell(1), labels={_cell(1).id: _LABEL}),
        ChangeTaxonomy(BLAST_NORMAL, LEUKOCYTE8, _ACT),
    ),
    "turn a smear into another image": (
        _content(),
        ChangeSmear(_SMEAR, Smear("b" * 16, "field.jpg", "b" * 64, 80, 60)),
    ),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_an_edit_that_does_not_fit_is_refused_in_a_sentence(name: str) -> None:
    content, edit = _REFUSED[name]
    twin = copy_of(content)
    with pytest.raises(EditError) as caught:
        edit.check(content)
    assert str(caught.value).endswith(".")
    assert everything(content) == everything(twin)


def test_what_the_edit_menu_says() -> None:
    one, two = _cell(1), _cell(2)
    assert SetLabels((LabelChange(one.id, None, _LABEL),), _ACT).text == "Label 1 cell as blast"
    assert SetLabels((LabelChange(one.id, _LABEL, None),), _ACT).text == "Take the labels of 1 cell away"
    both = (LabelChange(one.id, None, _LABEL), LabelChange(two.id, None, _OTHER))
    assert SetLabels(both, _ACT).text == "Label 2 cells"
    assert ChangeCells((), (one, two), _ACT).text == "Add 2 cells"
    assert ChangeCells((one,), (), _ACT).text == "Remove 1 cell"
    assert ChangeCells((one,), (_cell(1, top=1),), _ACT).text == "Correct outline"
    assert AddSmears((_SMEAR,)).text == "Add 1 smear"
    assert ChangeTaxonomy(BLAST_NORMAL, extended(BLAST_NORMAL, LEUKOCYTE8), _ACT).text == "Add classes"
    assert ChangeTaxonomy(BLAST_NORMAL, LEUKOCYTE8, _ACT).text == "Exchange classes"


def test_removing_a_cell_keeps_its_predictions_for_an_undo_and_its_history_for_ever() -> None:
    cell = _cell(1)
    content = _content(cell, labels={cell.id: _LABEL})
    removal = ChangeCells((cell,), (), _ACT, ((cell.id, _LABEL),))
    removal.check(content)
    removal.apply(content)
    assert cell.id not in content.labels
    assert [(r.old, r.new) for r in content.revisions] == [(None, "blast"), ("blast", None)]
    removal.inverse(_NOW).apply(content)
    assert content.labels == {cell.id: _LABEL}
    assert content.revisions[-1].reason == "undo"


def test_checking_a_group_keeps_the_order_of_smears() -> None:
    first, second = (Smear(name * 16, f"{name}.jpg", name * 64, 80, 60) for name in "ab")
    content = Content(BLAST_NORMAL, smears={first.id: first, second.id: second})
    CompositeEdit((RemoveSmears((first,)), AddSmears((first,))), "Group").check(content)
    assert list(content.smears) == [first.id, second.id]


def test_a_label_may_leave_a_cell_that_stays_and_come_to_one_without() -> None:
    blast, normal = (Label(name, "Ada", _NOW) for name in ("blast", "normal"))
    one, other = _cell(1), _cell(2, 4)
    content = _content(one, other, labels={one.id: blast, other.id: normal})
    joined = Cell(one.id, _SMEAR.id, Mask(0, 0, 6, 2, (0, 12)), None)
    lost = ((one.id, blast), (other.id, normal))
    edit = ChangeCells((one, other), (joined,), Act("Ada", _NOW, JOINED), lost)
    edit.check(content)
    before = state(copy_of(content))
    edit.apply(content)
    assert edit.text == "Merge 2 cells"
    assert not content.labels
    assert [(r.cell_id, r.new, r.reason) for r in content.revisions[-2:]] == [
        (one.id, None, JOINED),
        (other.id, None, JOINED),
    ]
    back = edit.inverse(later(_NOW))
    back.check(content)
    back.apply(content)
    assert state(copy_of(content)) == before


def test_a_second_label_for_a_cell_that_has_one_is_refused() -> None:
    blast = Label("blast", "Ada", _NOW)
    one = _cell(1)
    content = _content(one, labels={one.id: blast})
    for cells, labelled in (((one,), one.id), ((), "0" * 32)):
        with pytest.raises(EditError, match="to be labelled"):
            ChangeCells(cells, cells, _ACT, (), ((labelled, blast),)).check(content)
