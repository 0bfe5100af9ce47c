"""Short codes of keys by which a reader names cells. Pure functions."""

import string
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Final

from leukodesk.core.mask import BBox
from leukodesk.core.taxonomy import Taxonomy

_SIGNS: Final = string.ascii_uppercase + string.digits[1:]
_ROW: Final = 0.8


def signs_beside(taxonomy: Taxonomy) -> str:
    """The letters and digits that codes are made of: all but the keys of classes, so that those keep working.

    There are at least eleven, as classes may have fifteen letters and nine digits; 0 takes labels away.
    """
    keys = {item.key.upper() for item in taxonomy.classes}
    return "".join(sign for sign in _SIGNS if sign not in keys)


def reading_order(boxes: Mapping[str, BBox]) -> list[str]:
    """Ids row by row from the top, each row from the left.

    A row takes in what lies less than 0.8 of a usual cell's height below its first cell.

    Args:
        boxes: ``(y0, x0, y1, x1)`` by cell id.
    """
    if not boxes:
        return []
    reach = _ROW * median(y1 - y0 for y0, _, y1, _ in boxes.values())
    middles = {cell_id: ((y0 + y1) / 2, (x0 + x1) / 2) for cell_id, (y0, x0, y1, x1) in boxes.items()}
    rows: list[list[str]] = []
    top = 0.0
    for cell_id in sorted(boxes, key=lambda i: (middles[i], i)):
        row, _ = middles[cell_id]
        if not rows or row - top > reach:
            rows.append([])
            top = row
        rows[-1].append(cell_id)
    return [cell_id for row_of_cells in rows for cell_id in sorted(row_of_cells, key=lambda i: middles[i][1])]


def most_codes(signs: str) -> int:
    """How many codes of at most two signs there are."""
    return len(signs) ** 2


def codes_for(count: int, signs: str) -> list[str]:
    """Codes of which none is the beginning of another, the short ones first.

    One sign each as far as they go round. Where they do not, as few as need be, the last ones, begin codes
    of two instead: with A to D, six codes are A, B, C, DA, DB and DC.

    Args:
        count: how many, at most :func:`most_codes`.
        signs: what they are made of.
    """
    first = next(n for n in range(len(signs) + 1) if len(signs) - n + n * len(signs) >= count)
    single = len(signs) - first
    pairs = (begin + sign for begin in signs[single:] for sign in signs)
    return [*signs[:single], *pairs][:count]


def codes_of(ordered: Sequence[str], later: Iterable[str], signs: str) -> dict[str, str]:
    """A code for each cell.

    Args:
        ordered: ids in reading order.
        later: those that have to make do with the codes of two signs, where single ones do not go round.
        signs: what codes are made of.

    Returns:
        Codes by cell id, in the order of ``ordered``.
    """
    if len(ordered) > len(signs):
        last = frozenset(later)
        ranked = sorted(ordered, key=last.__contains__)
    else:
        ranked = list(ordered)
    codes = dict(zip(ranked, codes_for(len(ranked), signs), strict=True))
    return {cell_id: codes[cell_id] for cell_id in ordered}
