"""A smear with four cells of a segmenter, in copies that go on apart and are merged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, CompositeEdit, Edit, RecordAnalysis
from leukodesk.core.procedures import Procedure
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.store.merge_plan import plan_merge
from tests.store.building import disc, encoded_image, smear_of

START: Final = datetime(2026, 1, 1, tzinfo=UTC)
MERGE: Final = Act("anna", START + timedelta(days=1), "merge")
FOUND_WITH: Final = Procedure("0.1.0", "pivot-growing")
SMEAR: Final = smear_of(encoded_image(0), "0.jpg")


def do(content: Content, edit: Edit | None) -> None:
    assert edit is not None
    edit.check(content)
    edit.apply(content)


def cell(name: str, top: int, left: int) -> Cell:
    mask = disc(9, top, left)
    return Cell(name, SMEAR.id, mask, None, CellKind.LEUKOCYTE, "pivot-growing", FOUND_WITH.id)


def analysing(*, on_record: bool = True) -> CompositeEdit:
    """Finds four cells, the last two side by side."""
    by = Act("seg", START, "analysis")
    places = {"a": (10, 10), "b": (10, 60), "c": (60, 10), "d": (60, 28)}
    found = ChangeCells((), tuple(cell(name, *place) for name, place in places.items()), by)
    record = RecordAnalysis(SMEAR.id, FOUND_WITH, by)
    return CompositeEdit((record, found) if on_record else (found,), "Analyse")


def analysed(*, on_record: bool = True) -> Content:
    """A smear with those cells."""
    content = Content(BLAST_NORMAL)
    do(content, AddSmears((SMEAR,)))
    do(content, analysing(on_record=on_record))
    return content


def merged(target: Content, copy: Content) -> tuple[Content, MergePlan]:
    """What the target holds after the copy was brought into it, twice."""
    plan = plan_merge(target, {Path("copy.h5"): copy}, MERGE, None, (FOUND_WITH.segmenter,))
    result = target.copy()
    do(result, CompositeEdit(tuple(plan.edits), "Merge"))
    assert plan_merge(result, {Path("copy.h5"): copy}, MERGE, None, (FOUND_WITH.segmenter,)).edits == []
    return result, plan


def told(plan: MergePlan) -> set[tuple[str, str, str]]:
    return {(found.cell_id, str(found.kept), str(found.other)) for found in plan.differences}
