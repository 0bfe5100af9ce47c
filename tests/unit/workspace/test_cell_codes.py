"""The letters that cells are picked by: which, in what order, and how many."""

import pytest

from leukodesk.core.taxonomies import CLASS_KEYS, LEUKOCYTE8
from leukodesk.core.taxonomy import BLAST_NORMAL, CellClass, Taxonomy
from leukodesk.workspace.cell_codes import codes_for, codes_of, most_codes, reading_order, signs_beside


def box(row, column, side=20):
    return (row, column, row + side, column + side)


def test_no_code_uses_the_key_of_a_class():
    assert signs_beside(BLAST_NORMAL) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ6789"
    assert signs_beside(LEUKOCYTE8) == "ABCDEFGHIJKLMNOPRSTUVXYZ"
    every_key = Taxonomy("all", tuple(CellClass(f"c{key}", key, key, "#000000", "") for key in CLASS_KEYS))
    assert signs_beside(every_key) == "ABCDEFGHLOZ"


def test_cells_are_read_row_by_row_from_the_left():
    boxes = {"d": box(60, 5), "b": box(12, 50), "a": box(0, 10), "c": box(3, 90), "e": box(58, 70)}
    assert reading_order(boxes) == ["a", "b", "c", "d", "e"]
    assert reading_order({}) == []


def test_the_order_does_not_hang_on_the_order_of_adding():
    boxes = {str(n): box(17 * (n % 5), 31 * (n % 7)) for n in range(35)}
    assert reading_order(boxes) == reading_order(dict(reversed(boxes.items())))


@pytest.mark.parametrize(
    ("count", "codes"),
    [
        (0, []),
        (3, ["A", "B", "C"]),
        (4, ["A", "B", "C", "D"]),
        (6, ["A", "B", "C", "DA", "DB", "DC"]),
        (9, ["A", "B", "CA", "CB", "CC", "CD", "DA", "DB", "DC"]),
    ],
)
def test_single_letters_go_as_far_as_they_can(count, codes):
    assert codes_for(count, "ABCD") == codes


def test_no_code_is_the_beginning_of_another():
    for count in range(most_codes("ABCDE") + 1):
        codes = codes_for(count, "ABCDE")
        assert len(set(codes)) == count
        assert not [one for one in codes for other in codes if one != other and other.startswith(one)]


def test_leukocytes_have_the_single_letters_where_they_do_not_go_round():
    cells = ["smudge", "one", "two", "three", "four"]
    assert codes_of(cells, ["smudge"], "ABCDE")["smudge"] == "A"
    codes = codes_of(cells, ["smudge"], "ABCD")
    assert codes == {"smudge": "DB", "one": "A", "two": "B", "three": "C", "four": "DA"}
    assert list(codes) == cells
