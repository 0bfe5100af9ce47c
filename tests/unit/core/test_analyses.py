"""How smears were analysed stays with the cells and in the history, whatever becomes of the settings."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leukodesk.core.analysis_edits import analyses_of, is_known
from leukodesk.core.cell import Cell, Label
from leukodesk.core.cell_edits import JOINED, SPLIT
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    LabelChange,
    RecordAnalysis,
    SetLabels,
    edit_from,
    record_of,
)
from leukodesk.core.errors import EditError
from leukodesk.core.lineage import model_suggestion, relative_of
from leukodesk.core.mask import Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.readings import readings
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL

_NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
_ACT = Act("Ada", _NOW)
_SMEAR = Smear("a" * 16, "field.jpg", "a" * 64, 80, 60)
_VIOLET = Procedure("0.1.0", "lab-kmeans", {"reach_um": 1.0}, pixel_size_um=0.43, scale_source="given")


def _cell(number: int, top: int = 0, height: int = 2) -> Cell:
    return Cell(f"{number:032x}", _SMEAR.id, Mask(top, 0, height, 2, (0, 2 * height)), None)


def _content(*cells: Cell, labels: tuple[tuple[str, Label], ...] = ()) -> Content:
    content = Content(BLAST_NORMAL)
    AddSmears((_SMEAR,)).apply(content)
    ChangeCells((), cells, replace(_ACT, annotator="Bea"), (), labels).apply(content)
    return content


def _do(content, edit):
    """Do it as it comes back from a journal."""
    edit = edit_from(json.loads(json.dumps(record_of(edit))))
    edit.check(content)
    edit.apply(content)
    return edit


def test_equal_procedures_are_one_and_any_difference_makes_another() -> None:
    same = replace(_VIOLET, settings={"reach_um": 1.0})
    others = [
        replace(_VIOLET, settings={"reach_um": 2.0}),
        replace(_VIOLET, pixel_size_um=0.44),
        replace(_VIOLET, model="m.x", model_sha256="b" * 64),
        replace(_VIOLET, template_digest="abc"),
        replace(_VIOLET, program="0.2.0"),
    ]
    assert same.id == _VIOLET.id
    assert len({_VIOLET.id, *(other.id for other in others)}) == len(others) + 1


def test_an_analysis_and_its_undo_are_entries_of_the_history() -> None:
    content = _content()
    edit = _do(content, RecordAnalysis(_SMEAR.id, _VIOLET, _ACT))
    (entry,) = analyses_of(content, _SMEAR.id)
    assert content.procedures[entry.suggestion] == _VIOLET
    assert (entry.annotator, entry.at) == ("Ada", _NOW)
    undo = _do(content, edit.inverse(_NOW + timedelta(minutes=1)))
    assert analyses_of(content, _SMEAR.id) == []
    assert [revision.reason for revision in content.revisions] == ["review", "undo"]
    _do(content, undo.inverse(_NOW + timedelta(minutes=2)))
    assert len(analyses_of(content, _SMEAR.id)) == 1
    assert len(content.revisions) == 3


def test_an_analysis_as_the_last_one_is_known_until_another_comes() -> None:
    content = _content()
    assert not is_known(content, _SMEAR.id, _VIOLET)
    _do(content, RecordAnalysis(_SMEAR.id, _VIOLET, _ACT))
    _do(content, RecordAnalysis(_SMEAR.id, replace(_VIOLET, segmenter="", model="m.x"), _ACT))
    assert is_known(content, _SMEAR.id, _VIOLET)
    _do(content, RecordAnalysis(_SMEAR.id, replace(_VIOLET, settings={}), _ACT))
    assert not is_known(content, _SMEAR.id, _VIOLET)


def test_an_analysis_of_an_unknown_smear_is_refused() -> None:
    with pytest.raises(EditError, match="not in the dataset"):
        RecordAnalysis("b" * 16, _VIOLET, _ACT).check(_content())


def test_a_corrected_outline_still_tells_with_what_the_cell_was_found() -> None:
    cell = replace(_cell(1), procedure=_VIOLET.id)
    content = _content(cell)
    _do(content, ChangeCells((cell,), (replace(cell, cell_mask=_cell(1, 4).cell_mask, source="Ada"),), _ACT))
    assert content.cells[cell.id].procedure == _VIOLET.id


def test_the_part_split_off_names_the_cell_it_came_from_and_undo_says_so_too() -> None:
    whole, larger, smaller = _cell(1, height=6), _cell(1, height=4), _cell(2, top=4)
    content = _content(whole, labels=((whole.id, Label("blast", "Bea", _NOW)),))
    before = len(content.revisions)
    act = replace(_ACT, reason=SPLIT)
    edit = _do(content, ChangeCells((whole,), (larger, smaller), act, relative=whole.id))
    (entry,) = content.revisions[before:]
    assert (entry.cell_id, entry.old, entry.new, entry.reason) == (smaller.id, None, None, SPLIT)
    assert relative_of(entry) == whole.id
    assert model_suggestion(entry) == ""
    _do(content, edit.inverse(_NOW + timedelta(minutes=1)))
    undone = content.revisions[-1]
    assert (undone.cell_id, undone.reason, relative_of(undone)) == (smaller.id, "undo", whole.id)
    assert readings(content.revisions)["Bea"].keys() == {whole.id}
    assert "Ada" not in readings(content.revisions)


def test_joined_cells_name_the_one_they_went_into_labelled_or_not() -> None:
    first, plain, labelled = _cell(1), _cell(2, 2), _cell(3, 4)
    label = Label("blast", "Bea", _NOW)
    content = _content(first, plain, labelled, labels=((labelled.id, label),))
    before = len(content.revisions)
    act = replace(_ACT, reason=JOINED)
    joined = _cell(1, height=6)
    edit = ChangeCells(
        (first, plain, labelled), (joined,), act, ((labelled.id, label),), ((first.id, label),), first.id
    )
    _do(content, edit)
    ended = {entry.cell_id: entry for entry in content.revisions[before:] if entry.cell_id != first.id}
    assert {cell_id: relative_of(entry) for cell_id, entry in ended.items()} == {
        plain.id: first.id,
        labelled.id: first.id,
    }
    assert ended[labelled.id].old == "blast"
    _do(content, edit.inverse(_NOW + timedelta(minutes=1)))
    assert content.labels == {labelled.id: label}
    back = {entry.cell_id: entry for entry in content.revisions[-3:] if entry.cell_id != first.id}
    assert {relative_of(entry) for entry in back.values()} == {first.id}


def test_what_a_model_suggested_is_no_relative() -> None:
    cell = _cell(1)
    content = _content(cell)
    change = LabelChange(cell.id, None, Label("blast", "Ada", _NOW), "m.x:blast")
    _do(content, SetLabels((change,), _ACT))
    assert relative_of(content.revisions[-1]) == ""
    assert model_suggestion(content.revisions[-1]) == "m.x:blast"
