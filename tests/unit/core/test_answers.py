"""What models said about an outline ends with it, and with nothing else."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, Changes, Edit, edit_from, record_of
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED

_NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_ACT = Act("Ada", _NOW)
_SMEAR = Smear("a" * 16, "field.jpg", "a" * 64, 80, 60)
_MODELS = ("m.one", "m.two")
_LABEL = Label("blast", "Ada", _NOW)


def _cell(number: int, top: int = 0, nucleus: Mask | None = None) -> Cell:
    return Cell(f"{number:032x}", _SMEAR.id, Mask(top, 0, 4, 4, (0, 16)), nucleus, source="squares")


def _content(*cells: Cell) -> Content:
    """The first cell is labelled, and both models spoke about each."""
    content = Content(BLAST_NORMAL)
    AddSmears((_SMEAR,)).apply(content)
    labels = ((cells[0].id, _LABEL),)
    ChangeCells((), cells, _ACT, new_labels=labels).apply(content)
    said = {"blast": 0.9, "normal": 0.1}
    content.put_predictions(
        Prediction(cell.id, model, said, abstained=False) for model in _MODELS for cell in cells
    )
    return content


def _do(content: Content, edit: Edit) -> Changes:
    """Do it as it comes back from a journal."""
    again = edit_from(json.loads(json.dumps(record_of(edit))))
    again.check(content)
    return again.apply(content)


def _spoken_of(content: Content) -> list[set[str]]:
    return [set(content.predictions.get(model, {})) for model in _MODELS]


@pytest.mark.parametrize("new", [_cell(1, top=9), _cell(1, nucleus=Mask(1, 1, 2, 2, (0, 4)))])
def test_no_model_has_spoken_about_an_outline_that_is_new(new: Cell) -> None:
    cell, other = _cell(1), _cell(2)
    content = _content(cell, other)
    edit = ChangeCells((cell,), (new,), _ACT)
    changes = _do(content, edit)
    assert _spoken_of(content) == [{other.id}, {other.id}]
    assert changes.predictions == {cell.id}
    assert content.labels == {cell.id: _LABEL}
    content.put_predictions([Prediction(cell.id, "m.one", {"blast": 0.2, "normal": 0.8}, abstained=False)])
    _do(content, edit.inverse(_NOW))
    assert _spoken_of(content) == [{other.id}, {other.id}]
    assert content.labels == {cell.id: _LABEL}


def test_a_cell_without_label_and_without_answer_is_shown_as_nobodys() -> None:
    content = _content(_cell(1), cell := _cell(2))
    assert content.class_of(cell.id, "m.one") == "blast"
    _do(content, ChangeCells((cell,), (_cell(2, top=9),), _ACT))
    assert content.class_of(cell.id, "m.one") == UNIDENTIFIED


def test_what_was_said_stays_where_the_outline_does() -> None:
    cell = _cell(1)
    content = _content(cell)
    changes = _do(content, ChangeCells((cell,), (replace(cell, source="Ada", procedure="p"),), _ACT))
    assert _spoken_of(content) == [{cell.id}, {cell.id}]
    assert not changes.predictions


def test_a_removed_cell_comes_back_with_what_was_said_only_by_an_undo() -> None:
    cell = _cell(1)
    content = _content(cell)
    removal = ChangeCells((cell,), (), _ACT, ((cell.id, _LABEL),))
    _do(content, removal)
    _do(content, removal.inverse(_NOW))
    assert _spoken_of(content) == [{cell.id}, {cell.id}]
    _do(content, removal)
    _do(content, ChangeCells((), (_cell(1, top=9),), replace(_ACT, reason="merge")))
    assert _spoken_of(content) == [set(), set()]
    assert not content.predictions
