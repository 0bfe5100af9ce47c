"""Many masks as one ragged array of run lengths."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.mask import Mask
from leukodesk.store.columns import Array, Table

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
    return {"runs": narrowed(runs), "ends": ends, "box": box}


def narrowed(runs: Array) -> Array:
    """The same lengths (n,) in the smallest unsigned type: there are hundreds of a cell, few above 255."""
    largest = int(runs.max()) if len(runs) else 0
    return runs.astype(np.min_scalar_type(largest), copy=False)


def cut_masks(table: Table, start: int, stop: int) -> Table:
    """The masks of the cells ``start`` to ``stop``, the end excluded, as a table of their own."""
    first = int(table["ends"][2 * start - 1]) if start else 0
    ends = table["ends"][2 * start : 2 * stop]
    last = int(ends[-1]) if len(ends) else first
    box = table["box"][2 * start : 2 * stop]
    return {"runs": table["runs"][first:last], "ends": ends - np.uint64(first), "box": box}


def taken_masks(table: Table, more: Table, order: npt.NDArray[np.int64]) -> Table:
    """The masks of the cells ``order`` out of two tables in a row.

    Args:
        table: n cells.
        more: further cells, which count from n on.
        order: numbers of cells.
    """
    held = len(table["ends"]) // 2
    # Long stretches of neighbours are copied as they lie; nearly all of a large dataset is one.
    breaks = np.flatnonzero((np.diff(order) != 1) | (order[1:] == held)) + 1
    runs = [table["runs"][:0], more["runs"][:0]]
    for stretch in np.split(order, breaks):
        if len(stretch):
            source, offset = (table, 0) if stretch[0] < held else (more, held)
            runs.append(cut_masks(source, int(stretch[0]) - offset, int(stretch[-1]) + 1 - offset)["runs"])
    lengths = np.concatenate(
        [np.diff(part["ends"], prepend=np.uint64(0)).reshape(-1, 2) for part in (table, more)]
    )
    box = np.concatenate((table["box"], more["box"])).reshape(-1, 2, 4)
    return {
        "runs": np.concatenate(runs),
        "ends": np.cumsum(lengths[order].reshape(-1), dtype=np.uint64),
        "box": box[order].reshape(-1, 4),
    }


def masks_from(table: Table) -> Iterator[Mask | None]:
    """The masks of :func:`mask_table`, in order; None for an empty row."""
    runs = tuple(table["runs"].tolist())
    start = 0
    for end, (top, left, height, width) in zip(table["ends"].tolist(), table["box"].tolist(), strict=True):
        yield Mask(top, left, height, width, runs[start:end]) if end > start else None
        start = end


def check_masks(table: Table, cells: int) -> None:
    """Refuse a table that :func:`masks_from` could not read for that many cells.

    Raises:
        ValueError: a cell has no mask, or the columns do not belong together.
    """
    ends = table["ends"].astype(np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    if len(ends) != 2 * cells or table["box"].shape != (2 * cells, 4) or table["runs"].ndim != 1:
        raise ValueError("the masks are not those of the cells")
    if np.any(ends[::2] <= starts[::2]):
        raise ValueError("a cell has no mask")


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
