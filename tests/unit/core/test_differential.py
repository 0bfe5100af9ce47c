"""The differential: what counts, its intervals, and what is told per hundred counted cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.differential import differential, differential_of
from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED, CellClass, Taxonomy

IDS = (*LEUKOCYTE8.ids, UNIDENTIFIED)


def row_of(counted, class_id):
    return next(row for row in counted.rows if row.cell_class.id == class_id)


@given(st.lists(st.sampled_from(IDS), max_size=60))
def test_counted_classes_make_up_the_whole_and_every_cell_is_in_a_row(class_ids):
    found = differential(class_ids, LEUKOCYTE8)
    assert sum(row.count for row in found.rows) == len(class_ids)
    counted = [row for row in found.rows if row.cell_class.counted]
    assert found.counted == sum(row.count for row in counted)
    if found.counted:
        assert sum(row.percent for row in counted) == pytest.approx(100)
    for row in found.rows:
        if row.interval is not None:
            low, high = row.interval
            assert 0 <= low <= row.percent + 1e-9
            assert row.percent - 1e-9 <= high <= 100
        assert (row.percent is None) == (row.interval is None)


@given(st.integers(0, 500), st.integers(1, 500))
def test_more_cells_make_the_interval_narrower(blasts, others):
    def width(times):
        found = differential_of({"blast": times * blasts, "normal": times * others}, BLAST_NORMAL)
        low, high = row_of(found, "blast").interval
        return high - low

    assert width(2) < width(1)


def test_smudges_are_told_per_hundred_leukocytes_and_outside_the_whole():
    found = differential_of({"blast": 30, "normal": 10, "smudge": 4, "artefact": 9}, BLAST_NORMAL)
    smudges = row_of(found, "smudge")
    assert (smudges.percent, smudges.interval) == (None, None)
    assert smudges.per_100 == pytest.approx(10)
    assert row_of(found, "artefact").per_100 is None
    assert row_of(found, "blast").percent == pytest.approx(75)


def test_nothing_is_told_per_hundred_of_nothing():
    found = differential_of({"smudge": 4}, BLAST_NORMAL)
    assert row_of(found, "smudge").per_100 is None
    assert found.blasts is None


def test_blasts_of_all_kinds_are_taken_together_without_erythroblasts():
    kinds = ("lymphoblast", "myeloblast", "erythroblast", "monocyte")
    taxonomy = Taxonomy("kinds", tuple(CellClass(kind, kind, "", "#000000", "") for kind in kinds))
    found = differential_of({"lymphoblast": 3, "myeloblast": 2, "erythroblast": 1, "monocyte": 4}, taxonomy)
    assert found.blasts.count == 5
    assert found.blasts.percent == pytest.approx(50)


def test_a_differential_without_blast_classes_speaks_of_none():
    assert differential_of({"neutrophil": 3}, LEUKOCYTE8).blasts is None
