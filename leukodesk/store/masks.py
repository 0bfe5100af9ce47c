"""Many masks as one ragged array of run lengths."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.store.columns import Table

# Long calls into numpy keep the interpreter to themselves; slices of this many masks let the window breathe.
_SLICE = 500


def mask_table(cells: Sequence[Cell]) -> Table:
    """The masks of ``cells``: row 2i the whole cell i, row 2i + 1 its nucleus, empty when it has none."""
    masks: list[Mask | None] = []
    for cell in cells:
        masks += (cell.cell_mask, cell.nucleus_mask)
    lengths = np.fromiter((len(mask.runs) if mask else 0 for mask in masks), np.uint64, len(masks))
    ends = np.cumsum(lengths, dtype=np.uint64)
    runs = np.empty(int(ends[-1]) if len(masks) else 0, dtype=np.uint32)
    filled = 0
    present = (mask.runs for mask in masks if mask)
    while part := list(chain.from_iterable(islice(present, _SLICE))):
        runs[filled : filled + len(part)] = part
        filled += len(part)
    box = np.array(
        [(mask.top, mask.left, mask.height, mask.width) if mask else (0, 0, 0, 0) for mask in masks],
        dtype=np.int32,
    ).reshape(-1, 4)
    return {"runs": runs, "ends": ends, "box": box}


def masks_from(table: Table) -> Iterator[Mask | None]:
    """The masks of :func:`mask_table`, in order; None for an empty row."""
    runs = tuple(table["runs"].tolist())
    start = 0
    for end, (top, left, height, width) in zip(table["ends"].tolist(), table["box"].tolist(), strict=True):
        yield Mask(top, left, height, width, runs[start:end]) if end > start else None
        start = end


def mask_problems(table: Table) -> list[str]:
    """What is wrong with the run lengths: sums that do not fill their box, or ends out of order."""
    runs, box = table["runs"].astype(np.int64), table["box"].astype(np.int64)
    ends = table["ends"].astype(np.int64)
    starts = np.concatenate(([0], ends[:-1]))
    if np.any(starts > ends) or (int(ends[-1]) if len(ends) else 0) != len(runs):
        return ["the ends of the run lengths are out of order"]
    totals = np.concatenate(([0], np.cumsum(runs)))
    wrong = np.flatnonzero(totals[ends] - totals[starts] != box[:, 2] * box[:, 3])
    return [f"the run lengths of mask {row} do not fill its box" for row in wrong.tolist()]
