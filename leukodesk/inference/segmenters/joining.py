"""Joining the pieces of one cell that was parted between the lobes of its nucleus or by a fold."""

from collections import Counter
from math import hypot
from typing import Final

import numpy as np

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.shapes import Labels, Slices, boxes_of, convexity

_ONE_CELL_CONVEXITY: Final = 0.95
_LONGEST_BORDER: Final = 0.9

Pair = tuple[int, int]


def whole_cells_joined(labels: CellLabels) -> CellLabels:
    """Join pieces that cannot be two cells, those that can least of all first.

    The border of two cells that press on each other is a chord of either, so it is no longer than the smaller
    one is wide, and it ends in two notches of the outline. Pieces are one cell where the border is longer
    than 0.9 widths of the smaller one, or where their union is as convex as 0.95. On the fields that may be
    learnt from no two marked cells come near both: their borders reach 0.87, the convexity of their unions
    0.94. A piece that the border of the field cuts is wider than what is left of it, so only convexity tells.

    Args:
        labels: cells at the working size.

    Returns:
        What is left, numbered from 1 again; the same object where nothing was joined.
    """
    cells, nuclei = labels.cells, labels.nuclei
    kept = list(range(1, labels.count + 1))
    known: dict[Pair, float] = {}
    while True:
        borders = _borders(cells)
        if not borders:
            break
        boxes = labels.cell_boxes if cells is labels.cells else boxes_of(cells, labels.count)
        known = {
            pair: known[pair] if pair in known else _oneness(cells, pair, length, boxes)
            for pair, length in borders.items()
        }
        best = max(known, key=known.__getitem__)
        if known[best] < 1:
            break
        if cells is labels.cells:
            cells, nuclei = cells.copy(), nuclei.copy()
        for region in (cells, nuclei):
            region[region == best[1]] = best[0]
        kept.remove(best[1])
        known = {pair: oneness for pair, oneness in known.items() if not set(pair) & set(best)}
    return _renumbered(cells, nuclei, kept, labels.count) if len(kept) < labels.count else labels


def _borders(cells: Labels) -> dict[Pair, float]:
    """Length in pixels of the border of each two pieces that touch, the smaller number first."""
    steps: dict[Pair, list[int]] = {}
    for axis, (here, there) in enumerate(((cells[:-1], cells[1:]), (cells[:, :-1], cells[:, 1:]))):
        border = (here != there) & (here > 0) & (there > 0)
        pairs = Counter(zip(here[border].tolist(), there[border].tolist(), strict=True))
        for (one, other), count in pairs.items():
            steps.setdefault((min(one, other), max(one, other)), [0, 0])[axis] += count
    return {pair: hypot(*counts) for pair, counts in steps.items()}


def _oneness(cells: Labels, pair: Pair, border_px: float, boxes: list[Slices | None]) -> float:
    """1 and more for two pieces that are one cell."""
    first, second = of_pair = [box for number in pair if (box := boxes[number - 1]) is not None]
    areas = [int(np.count_nonzero(cells[box] == number)) for number, box in zip(pair, of_pair, strict=True)]
    width_px = 2 * np.sqrt(min(areas) / np.pi)
    window = tuple(
        slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(first, second, strict=True)
    )
    as_one = convexity(np.isin(cells[window], pair).astype(np.uint8)) / _ONE_CELL_CONVEXITY
    if _is_cut(of_pair[int(np.argmin(areas))], cells.shape):
        return as_one
    return max(as_one, float(border_px / width_px) / _LONGEST_BORDER)


def _is_cut(box: Slices, shape: tuple[int, ...]) -> bool:
    return any(part.start == 0 or part.stop == size for part, size in zip(box, shape, strict=True))


def _renumbered(cells: Labels, nuclei: Labels, kept: list[int], count: int) -> CellLabels:
    fresh = np.zeros(count + 1, dtype=np.int32)
    fresh[kept] = np.arange(1, len(kept) + 1)
    return CellLabels(fresh[nuclei], fresh[cells], len(kept))
