"""Which labelled cells the last segmentation did not find again follows from what is on record."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from leukodesk.core.analysis_edits import analysis_reason, part_analysed, segmentings_of
from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, RecordAnalysis, SetLabels, edit_from, record_of
from leukodesk.core.imported import Imported
from leukodesk.core.label_edits import LabelChange
from leukodesk.core.mask import BBox, Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Segmentation
from leukodesk.core.shapes import Point
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.core.unmatched import unmatched_cells
from leukodesk.workspace.merging import merge

_START = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SMEAR = Smear("a" * 16, "field.jpg", "a" * 64, 100, 100)
_FIRST = Procedure("0.1.0", "squares", {"least": 1})
_SECOND = Procedure("0.1.0", "squares", {"least": 2})
_SEGMENTERS = ("squares", "discs")


def _mask(top: int, left: int = 10, side: int = 10) -> Mask:
    return Mask.from_pixels(np.ones((side, side), dtype=bool), top, left)


def _cell(number: int, top: int, **more) -> Cell:
    return Cell(f"{number:032x}", _SMEAR.id, _mask(top), None, **{"source": "squares"} | more)


class _Dataset:
    """One smear; everything done to it comes back from a journal first, and takes a minute."""

    def __init__(self) -> None:
        self.content = Content(BLAST_NORMAL)
        self._minutes = 0
        self.do(AddSmears((_SMEAR,)))

    def act(self, annotator: str = "Ada") -> Act:
        self._minutes += 1
        return Act(annotator, _START + timedelta(minutes=self._minutes))

    def do(self, edit):
        again = edit_from(json.loads(json.dumps(record_of(edit))))
        again.check(self.content)
        again.apply(self.content)
        return again

    def analyse(self, procedure: Procedure, *found: Cell, part: BBox | None = None):
        merged = merge(
            Segmentation(found, procedure.segmenter),
            _SMEAR.id,
            self.content,
            _SEGMENTERS,
            self.act(),
            procedure,
            part,
        )
        for edit in merged.edits:
            self.do(edit)
        return merged

    def label(self, cell_id: str, class_id: str | None = "blast") -> None:
        act, old = self.act(), self.content.labels.get(cell_id)
        new = Label(class_id, act.annotator, act.at) if class_id else None
        self.do(SetLabels((LabelChange(cell_id, old, new),), act))

    @property
    def unmatched(self) -> tuple[str, ...]:
        return unmatched_cells(self.content, _SMEAR.id, _SEGMENTERS)


def _labelled(count: int) -> tuple[_Dataset, list[Cell]]:
    """A dataset in which that many cells were found, one below the other, and labelled."""
    dataset = _Dataset()
    cells = [_cell(number, 20 * number) for number in range(count)]
    dataset.analyse(_FIRST, *cells)
    for cell in cells:
        dataset.label(cell.id)
    return dataset, cells


@pytest.fixture
def two_lost() -> _Dataset:
    """Three cells were labelled, and the second segmentation found the third one only."""
    dataset, cells = _labelled(3)
    assert dataset.unmatched == ()
    merged = dataset.analyse(_SECOND, _cell(9, 41))
    assert merged.kept == dataset.unmatched == tuple(cell.id for cell in cells[:2])
    return dataset


def test_another_label_leaves_a_cell_on_the_list_and_none_takes_it_off(two_lost) -> None:
    first, second = two_lost.unmatched
    two_lost.label(first, "normal")
    assert two_lost.unmatched == (first, second)
    two_lost.label(first, None)
    assert two_lost.unmatched == (second,)


def test_an_outline_of_a_readers_own_and_a_removal_take_a_cell_off_until_they_are_undone(two_lost) -> None:
    content = two_lost.content
    first, second = two_lost.unmatched
    drawn = replace(content.cells[first], cell_mask=_mask(3), source="Ada")  # with its former procedure
    edit = two_lost.do(ChangeCells((content.cells[first],), (drawn,), two_lost.act()))
    assert two_lost.unmatched == (second,)
    two_lost.do(edit.inverse(_START))
    assert two_lost.unmatched == (first, second)
    removed = ChangeCells((content.cells[second],), (), two_lost.act(), ((second, content.labels[second]),))
    two_lost.do(removed)
    assert two_lost.unmatched == (first,)


def test_what_is_found_again_or_by_an_analysis_that_is_taken_back_is_off_the_list(two_lost) -> None:
    first, second = two_lost.unmatched
    merged = two_lost.analyse(replace(_FIRST, segmenter="discs"), _cell(7, 0, source="discs"))
    third = f"{2:032x}"
    assert merged.kept == two_lost.unmatched == (second, third)
    for edit in reversed(merged.edits):
        two_lost.do(edit.inverse(_START))
    assert two_lost.unmatched == (first, second)


def test_a_segmentation_that_finds_nothing_but_known_cells_is_on_record_where_it_is_another(two_lost) -> None:
    merged = two_lost.analyse(replace(_FIRST, segmenter="discs"))
    assert len(merged.kept) == len(two_lost.unmatched) == 3
    again = two_lost.analyse(_FIRST, *(two_lost.content.cells[cell_id] for cell_id in two_lost.unmatched[:2]))
    assert again.kept == two_lost.unmatched == (f"{2:032x}",)
    assert two_lost.analyse(_FIRST).record is None


def test_naming_known_cells_is_no_segmentation(two_lost) -> None:
    before = two_lost.unmatched
    two_lost.do(RecordAnalysis(_SMEAR.id, Procedure("0.1.0", model="m.x"), two_lost.act()))
    assert two_lost.unmatched == before


def test_only_what_was_looked_at_counts_where_a_part_was_segmented() -> None:
    dataset, cells = _labelled(4)
    assert _within(dataset, (0, 0, 30, 100)) == (cells[0].id, cells[1].id)
    assert _within(dataset, (60, 5, 100, 100)) == (cells[0].id, cells[1].id, cells[3].id)
    assert dataset.analyse(_SECOND).kept == dataset.unmatched == tuple(cell.id for cell in cells)


def _within(dataset: _Dataset, part: BBox) -> tuple[str, ...]:
    dataset.analyse(_SECOND, part=part)
    assert segmentings_of(dataset.content, _SMEAR.id)[-1].part == part
    return dataset.unmatched


def test_a_labelled_point_is_listed_while_it_has_no_outline() -> None:
    dataset = _Dataset()
    act = dataset.act()
    source = Imported(act.at, "points", Point(15.0, 15.0), 10).text
    points = [_cell(number, 30 * number, source=source) for number in range(3)]
    labels = tuple((cell.id, Label("blast", "Ada", act.at, "import")) for cell in points[:2])
    dataset.do(ChangeCells((), tuple(points), act, new_labels=labels))
    assert dataset.unmatched == ()
    merged = dataset.analyse(_FIRST, _cell(9, 2))
    dataset.label(points[2].id)
    assert merged.kept == dataset.unmatched == (points[1].id,)


def test_old_datasets_of_which_nothing_is_on_record_list_nothing() -> None:
    dataset = _Dataset()
    cell = _cell(1, 0)
    dataset.do(ChangeCells((), (cell,), dataset.act()))
    dataset.label(cell.id)
    assert dataset.unmatched == ()
    dataset.analyse(_FIRST, _cell(2, 50))
    assert dataset.unmatched == (cell.id,)


@pytest.mark.parametrize("part", [None, (0, 12, 345, 6789)])
def test_a_part_is_told_by_the_reason(part: BBox | None) -> None:
    assert part_analysed(analysis_reason(part)) == part


@pytest.mark.parametrize(
    "reason", ["", "undo", "analysis; rows 1 to 2", "analysis; rows 1 to 2, columns x to 4"]
)
def test_other_reasons_tell_of_no_part(reason: str) -> None:
    assert part_analysed(reason) is None
