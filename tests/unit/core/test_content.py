"""What a cell counts as, and what the differential makes of it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Content
from leukodesk.core.differential import differential
from leukodesk.core.errors import UnknownIdError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED, CellClass, Taxonomy

_ID = "1" * 32


def _content(kind: CellKind = CellKind.LEUKOCYTE) -> Content:
    content = Content(BLAST_NORMAL)
    content.put_cell(Cell(_ID, "s", Mask(0, 0, 1, 1, (0, 1)), None, kind))
    return content


def _says(blast: float, abstained: bool = False) -> Prediction:
    return Prediction(_ID, "m", {"blast": blast, "normal": 1 - blast}, abstained)


def test_a_readers_label_comes_first() -> None:
    content = _content(CellKind.SMUDGE)
    content.put_predictions([_says(0.99)])
    content.labels[_ID] = Label("normal", "Ada", datetime.now(UTC))
    assert content.class_of(_ID, "m") == "normal"


def test_then_what_the_segmenter_took_it_for() -> None:
    content = _content(CellKind.ARTEFACT)
    content.put_predictions([_says(0.99)])
    assert content.class_of(_ID, "m") == "artefact"


def test_then_the_chosen_model_unless_it_abstained() -> None:
    content = _content()
    assert content.class_of(_ID, "m") == UNIDENTIFIED
    content.put_predictions([_says(0.7)])
    assert content.class_of(_ID, "m") == "blast"
    assert content.class_of(_ID, "another") == UNIDENTIFIED
    assert content.class_of(_ID, None) == UNIDENTIFIED
    content.put_predictions([_says(0.6, abstained=True)])
    assert content.class_of(_ID, "m") == UNIDENTIFIED


def test_content_built_from_tables_knows_the_cells_of_each_smear() -> None:
    cells = {f"{n:032x}": Cell(f"{n:032x}", "ab"[n % 2], Mask(0, 0, 1, 1, (0, 1)), None) for n in range(5)}
    content = Content(BLAST_NORMAL, cells=cells)
    assert [int(cell.id, 16) for cell in content.cells_of("a")] == [0, 2, 4]
    content.drop_cell(f"{2:032x}")
    assert [int(cell.id, 16) for cell in content.cells_of("a")] == [0, 4]
    assert list(content.cells_of("unknown")) == []


@given(st.lists(st.sampled_from([*BLAST_NORMAL.ids, UNIDENTIFIED])))
def test_the_differential_counts_every_cell_once(class_ids: list[str]) -> None:
    result = differential(class_ids, BLAST_NORMAL)
    assert [row.cell_class.id for row in result.rows] == [*BLAST_NORMAL.ids, UNIDENTIFIED]
    assert sum(row.count for row in result.rows) == len(class_ids)
    shares = [row.percent for row in result.rows if row.percent is not None]
    counted = class_ids.count("blast") + class_ids.count("normal")
    assert result.counted == counted
    assert sum(shares) == pytest.approx(100 if counted else 0)
    assert all(row.percent is None for row in result.rows if not row.cell_class.counted)


def test_percentages_are_of_the_counted_cells_only() -> None:
    rows = {
        r.cell_class.id: r for r in differential(["blast", "normal", "normal", "smudge"], BLAST_NORMAL).rows
    }
    assert rows["blast"].percent == pytest.approx(100 / 3)
    assert rows["normal"].percent == pytest.approx(200 / 3)
    assert rows["smudge"].percent is None


def test_a_taxonomy_has_no_two_classes_of_one_key() -> None:
    one = CellClass("a", "A", "1", "#000000", "A")
    two = CellClass("b", "B", "1", "#000000", "B")
    with pytest.raises(ValueError, match="key"):
        Taxonomy("t", (one, two))


def test_a_taxonomy_finds_its_classes() -> None:
    assert "blast" in BLAST_NORMAL
    assert UNIDENTIFIED not in BLAST_NORMAL
    assert BLAST_NORMAL["smudge"].title == "Smudge cell"
    with pytest.raises(KeyError):
        BLAST_NORMAL["basophil"]


def test_an_unknown_id_lists_near_names() -> None:
    message = str(UnknownIdError("segmenter", "pivot-grow", ["lab-kmeans", "pivot-growing"]))
    assert message == "There is no segmenter called 'pivot-grow'; did you mean: pivot-growing?"
    assert "none is installed" in str(UnknownIdError("segmenter", "x", []))


def test_cell_geometry() -> None:
    whole, nucleus = Mask(2, 3, 4, 5, (0, 20)), Mask(3, 4, 2, 2, (0, 4))
    cell = Cell(_ID, "s", whole, nucleus)
    assert cell.bbox == (2, 3, 6, 8)
    assert cell.centroid == (3.5, 5.0)
    assert (cell.cell_area_px, cell.nucleus_area_px) == (20, 4)
    assert cell.nc_ratio == pytest.approx(0.2)
    assert Cell(_ID, "s", whole, None).nc_ratio == 0
    assert not cell.is_cut(7, 9)
    assert cell.is_cut(6, 9)
    assert cell.is_cut(7, 8)
    assert Cell(_ID, "s", Mask(0, 3, 1, 1, (0, 1)), None).is_cut(9, 9)


def test_a_prediction_names_its_most_probable_class() -> None:
    assert _says(0.3).top_class == "normal"
    assert _says(0.3).confidence == pytest.approx(0.7)


def test_the_smear_id_is_the_head_of_the_digest() -> None:
    assert smear_id_of("0123456789abcdef" * 4) == "0123456789abcdef"


def test_the_most_probable_class_is_what_the_model_says_whatever_a_cell_is_shown_under() -> None:
    content = _content()
    assert content.most_probable(_ID, "m") is None
    content.put_predictions([_says(0.6, abstained=True)])
    content.labels[_ID] = Label("normal", "Ada", datetime.now(UTC))
    assert content.most_probable(_ID, "m") == "blast"
    assert content.most_probable(_ID, "other") is None
    assert content.most_probable(_ID, None) is None
