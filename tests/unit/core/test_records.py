"""Domain objects travel through JSON exactly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.mask import Mask
from leukodesk.core.records import (
    cell_from,
    cell_record,
    label_from,
    label_record,
    mask_from,
    mask_record,
    smear_from,
    smear_record,
)
from leukodesk.core.smear import Smear
from tests.unit.core.datasets import cells, labels, masks, smears


def travelled(record: object) -> dict:
    return json.loads(json.dumps(record))


@given(masks())
def test_mask(mask: Mask) -> None:
    again = mask_from(travelled(mask_record(mask)))
    assert again == mask
    assert (again.pixels == mask.pixels).all()


@given(cells(["a" * 16, "b" * 16]))
def test_cell(cell: Cell) -> None:
    assert cell_from(travelled(cell_record(cell))) == cell


@given(st.none() | labels())
def test_label(label: Label | None) -> None:
    assert label_from(travelled(label_record(label))) == label


@given(smears())
def test_smear(smear: Smear) -> None:
    assert smear_from(travelled(smear_record(smear))) == smear


@given(masks(), st.integers(1, 5))
def test_a_mask_whose_runs_do_not_fill_its_box_is_refused(mask: Mask, extra: int) -> None:
    record = mask_record(mask)
    record["runs"][-1] += extra
    with pytest.raises(ValueError, match="run lengths"):
        mask_from(record)
