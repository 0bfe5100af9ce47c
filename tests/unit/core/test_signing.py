"""Signing fields: when it is possible, and that what is signed stays as it was signed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    CompositeEdit,
    Edit,
    FreezeSmears,
    LabelChange,
    ReadBlind,
    ReadingChange,
    SetLabels,
    SignSmears,
    edit_from,
    record_of,
)
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.mask import Mask
from leukodesk.core.signatures import FieldState, seal_of, signatures, states_of
from leukodesk.core.signing import still_open
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from tests.unit.core.datasets import HEIGHT, WIDTH, acts, contents, edits, moments

_SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
_AT = datetime(2026, 1, 2, tzinfo=UTC)
_ACT = Act("Ada", _AT, "review")


def do(content: Content, edit: Edit) -> None:
    edit.check(content)
    edit.apply(content)


def label_all(content: Content, smear_id: str) -> None:
    changes = tuple(
        LabelChange(cell.id, content.labels.get(cell.id), Label("blast", "Ada", _AT))
        for cell in content.cells_of(smear_id)
    )
    do(content, SetLabels(changes, _ACT))


def held(content: Content, smear_id: str) -> object:
    """Everything that a signature is for, and what else is known of the smear."""
    cells = list(content.cells_of(smear_id))
    return content.smears[smear_id], cells, [content.labels.get(cell.id) for cell in cells]


def with_cells(content: Content) -> list[str]:
    return [smear_id for smear_id in content.smears if any(content.cells_of(smear_id))]


@st.composite
def signed_contents(draw: st.DrawFn) -> tuple[Content, str]:
    """A dataset of which one field is signed, and that field."""
    content = draw(contents().filter(with_cells))
    smear_id = draw(st.sampled_from(with_cells(content)))
    label_all(content, smear_id)
    do(content, SignSmears.now(content, (smear_id,), draw(acts)))
    return content, smear_id


@_SOME
@given(signed=signed_contents(), data=st.data())
def test_a_signed_field_never_changes_whatever_is_tried(signed, data) -> None:
    content, smear_id = signed
    before = held(content, smear_id)
    done: list[Edit] = []
    for _ in range(data.draw(st.integers(1, 6))):
        undo = bool(done) and data.draw(st.booleans())
        edit = done[-1].inverse(data.draw(moments)) if undo else data.draw(edits(content))
        try:
            do(content, edit_from(record_of(edit)))
        except EditError:
            continue
        done.append(edit)
    assert held(content, smear_id) == before
    assert signatures(content)[smear_id].seal == seal_of(content, smear_id)
    assert states_of(content)[smear_id] is FieldState.SIGNED


@_SOME
@given(content=contents().filter(with_cells), data=st.data())
def test_what_was_done_before_a_signature_is_undone_only_after_unlocking(content, data) -> None:
    smear_id = data.draw(st.sampled_from(with_cells(content)))
    cells = tuple(content.cells_of(smear_id))
    first = tuple(LabelChange(c.id, content.labels.get(c.id), Label("normal", "Ada", _AT)) for c in cells)
    labelling = SetLabels(first, _ACT)
    do(content, labelling)
    do(content, SignSmears.now(content, (smear_id,), _ACT))
    undo = labelling.inverse(_AT + timedelta(seconds=1))
    with pytest.raises(EditError, match="was signed by Ada and is locked"):
        undo.check(content)
    with pytest.raises(EditError, match="was signed by Ada"):
        CompositeEdit((undo,), "Undo").check(content)
    do(content, SignSmears.unlock(content, (smear_id,), replace(_ACT, reason="wrong cell")))
    do(content, undo)
    assert smear_id not in signatures(content)
    last = content.smear_entries()[-1]
    assert (last.old, last.new, last.reason, last.annotator) == ("signed", None, "wrong cell", "Ada")


@_SOME
@given(signed=signed_contents(), data=st.data())
def test_labels_outlines_details_and_blind_readings_are_refused_alike(signed, data) -> None:
    content, smear_id = signed
    cell = data.draw(st.sampled_from(list(content.cells_of(smear_id))))
    label = content.labels[cell.id]
    smear = content.smears[smear_id]
    for edit in (
        SetLabels((LabelChange(cell.id, label, replace(label, cell_class="normal")),), _ACT),
        SetLabels((LabelChange(cell.id, label, None),), _ACT),
        ChangeCells((cell,), (replace(cell, nucleus_mask=None, source="Ada"),), _ACT),
        ChangeCells((cell,), (), _ACT, ((cell.id, label),)),
        ChangeSmear(smear, replace(smear, stain="other")),
        ReadBlind.now((ReadingChange(cell.id, None, "normal"),), "Ben", _AT),
    ):
        with pytest.raises(EditError, match="locked"):
            edit.check(content)


def test_signing_waits_for_every_cell_and_says_how_many(small) -> None:
    content, smear_id, cells = small
    assert states_of(content)[smear_id] is FieldState.PENDING
    assert still_open(content, smear_id).sentence == "3 cells are unidentified."
    assert still_open(content, smear_id).first == cells[0].id
    do(content, SetLabels((LabelChange(cells[0].id, None, Label("blast", "Ada", _AT)),), _ACT))
    assert states_of(content)[smear_id] is FieldState.IN_REVIEW
    with pytest.raises(EditError, match=r"cannot be signed yet. 2 cells are unidentified\.$"):
        SignSmears.now(content, (smear_id,), _ACT).check(content)
    label_all(content, smear_id)
    do(content, ReadBlind.now((ReadingChange(cells[1].id, None, "normal"),), "Ben", _AT))
    with pytest.raises(EditError, match="1 cell is undecided, since readers differ"):
        SignSmears.now(content, (smear_id,), _ACT).check(content)


def test_a_field_without_cells_is_not_signed(small) -> None:
    content, smear_id, cells = small
    do(content, ChangeCells(cells, (), _ACT))
    with pytest.raises(EditError, match="no cells yet"):
        SignSmears.now(content, (smear_id,), _ACT).check(content)


def test_unlocking_needs_a_reason_and_what_is_not_signed_needs_none(small) -> None:
    content, smear_id, _ = small
    with pytest.raises(EditError, match="is not signed"):
        SignSmears.unlock(content, (smear_id,), _ACT)
    label_all(content, smear_id)
    sign = SignSmears.now(content, (smear_id,), _ACT)
    do(content, sign)
    with pytest.raises(EditError, match="signed already"):
        sign.check(content)
    with pytest.raises(EditError, match="needs a reason"):
        SignSmears.unlock(content, (smear_id,), replace(_ACT, reason=" ")).check(content)


def test_what_changed_since_it_was_looked_at_is_not_signed(small) -> None:
    content, smear_id, cells = small
    label_all(content, smear_id)
    sign = SignSmears.now(content, (smear_id,), _ACT)
    label = content.labels[cells[0].id]
    do(content, SetLabels((LabelChange(cells[0].id, label, replace(label, cell_class="normal")),), _ACT))
    with pytest.raises(EditError, match="has changed since"):
        sign.check(content)


def test_signing_and_freezing_do_not_touch_each_other(small) -> None:
    content, smear_id, _ = small
    label_all(content, smear_id)
    do(content, FreezeSmears((smear_id,), True, _ACT))
    do(content, SignSmears.now(content, (smear_id,), _ACT))
    assert frozen_smears(content) == {smear_id}
    do(content, FreezeSmears((smear_id,), False, _ACT))
    assert list(signatures(content)) == [smear_id]


@pytest.fixture
def small() -> tuple[Content, str, tuple[Cell, ...]]:
    """One field with three cells that nobody looked at."""
    smear = Smear("0" * 16, "field.png", "0" * 64, WIDTH, HEIGHT)
    mask = Mask.from_pixels(np.ones((6, 6), bool), 10, 10)
    cells = tuple(
        Cell(f"{number:032x}", smear.id, replace(mask, left=10 * number), None) for number in range(3)
    )
    content = Content(BLAST_NORMAL)
    do(content, AddSmears((smear,)))
    do(content, ChangeCells((), cells, _ACT))
    return content, smear.id, cells


@pytest.mark.parametrize("folder", ["/home/ada/Ada Meier/", "C:\\Befunde\\Ada Meier\\"])
def test_a_signed_field_is_called_by_its_file_alone_wherever_it_was_opened(small, folder) -> None:
    content, smear_id, _ = small
    smear = replace(content.smears[smear_id], path=f"{folder}field.png")
    content.smears[smear_id] = smear
    label_all(content, smear_id)
    do(content, SignSmears.now(content, (smear_id,), _ACT))
    with pytest.raises(EditError, match=r"^field\.png was signed by Ada"):
        ChangeSmear(smear, replace(smear, stain="Giemsa")).check(content)
