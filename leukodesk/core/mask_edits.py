"""What a hand does to masks: stroking, erasing, cutting, joining. Pure functions; nothing leaves the smear.

Points are ``(row, column)`` in smear pixels: the middle of the first pixel is ``(0.5, 0.5)``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.mask import BBox, BoolArray, Mask, share_pixels

Point = tuple[float, float]
FloatArray = npt.NDArray[np.float64]

_STILL: Final = 1e-9


@dataclass(frozen=True)
class CellMasks:
    """The outlines of one cell while they are drawn.

    Attributes:
        cell: the whole cell, nucleus included.
        nucleus: its nucleus, or None.
    """

    cell: Mask
    nucleus: Mask | None = None


def stroke(points: Sequence[Point], radius_px: float, height: int, width: int) -> Mask | None:
    """Every pixel of a smear of that size whose middle a disc covers on its way along ``points``.

    Args:
        points: the corners of the way, at least one.
        radius_px: of the disc; the pixel under each point is covered however small it is.
        height: of the smear.
        width: of the smear.

    Returns:
        The covered pixels, or None where the way does not touch the smear.
    """
    way = np.asarray(points, dtype=np.float64)
    margin = radius_px + 1
    box = _clipped(
        (
            int(np.floor(way[:, 0].min() - margin)),
            int(np.floor(way[:, 1].min() - margin)),
            int(np.ceil(way[:, 0].max() + margin)),
            int(np.ceil(way[:, 1].max() + margin)),
        ),
        height,
        width,
    )
    if box is None:
        return None
    pixels = np.zeros((box[2] - box[0], box[3] - box[1]), dtype=bool)
    for start, end in zip(way, way[1:] if len(way) > 1 else way, strict=False):
        _cover(pixels, start - box[:2], end - box[:2], radius_px)
    for row, column in np.floor(way).astype(int) - box[:2]:
        if 0 <= row < pixels.shape[0] and 0 <= column < pixels.shape[1]:
            pixels[row, column] = True
    return _mask(pixels, box)


def polygon(points: Sequence[Point], height: int, width: int) -> Mask | None:
    """Every pixel of a smear of that size whose middle lies in a closed line, by the even-odd rule.

    Returns:
        The pixels, or None where there are none.
    """
    corners = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if len(corners) < 3:
        return None
    (top, left), (bottom, right) = np.floor(corners.min(axis=0)), np.ceil(corners.max(axis=0))
    box = _clipped((int(top), int(left), int(bottom), int(right)), height, width)
    return None if box is None else _mask(_inside(corners, box), box)


def union(*masks: Mask) -> Mask:
    """What any of the masks covers."""
    box = _box_round(masks)
    pixels = np.zeros((box[2] - box[0], box[3] - box[1]), dtype=bool)
    for mask in masks:
        y0, x0, y1, x1 = mask.bbox
        pixels[y0 - box[0] : y1 - box[0], x0 - box[1] : x1 - box[1]] |= mask.pixels
    return Mask.from_pixels(pixels, box[0], box[1])


def without(mask: Mask, *others: Mask) -> Mask | None:
    """What ``mask`` covers and none of the others; None if that is nothing."""
    touching = [other for other in others if share_pixels(mask.bbox, other.bbox)]
    if not touching:
        return mask
    pixels = mask.pixels.copy()
    for other in touching:
        pixels &= ~other.window(mask.bbox)
    return _mask(pixels, mask.bbox)


def shared(mask: Mask, other: Mask) -> Mask | None:
    """What both masks cover; None if that is nothing."""
    return _mask(mask.pixels & other.window(mask.bbox), mask.bbox)


def painted(masks: CellMasks | None, brush: Mask, *, nucleus: bool) -> CellMasks:
    """A cell with ``brush`` added to it; a new one if there was none.

    Args:
        masks: the cell as it is, or None.
        brush: the pixels to add.
        nucleus: they are nucleus too, which makes them cell anyway.
    """
    if masks is None:
        return CellMasks(brush, brush if nucleus else None)
    inner = masks.nucleus
    if nucleus:
        inner = union(inner, brush) if inner else brush
    return CellMasks(union(masks.cell, brush), inner)


def erased(masks: CellMasks, eraser: Mask, *, nucleus: bool) -> CellMasks | None:
    """A cell with ``eraser`` taken from it; None if nothing is left of it.

    Args:
        masks: the cell as it is.
        eraser: the pixels to take.
        nucleus: take them from the nucleus only; else what is no cell any more is no nucleus either.
    """
    inner = without(masks.nucleus, eraser) if masks.nucleus else None
    if nucleus:
        return CellMasks(masks.cell, inner)
    cell = without(masks.cell, eraser)
    return CellMasks(cell, inner) if cell else None


def clear_of(masks: CellMasks, others: Iterable[Mask]) -> CellMasks | None:
    """What the others leave of a cell; None if that is nothing."""
    cell = without(masks.cell, *others)
    if cell is None:
        return None
    return CellMasks(cell, shared(masks.nucleus, cell) if masks.nucleus else None)


def cut(masks: CellMasks, line: Sequence[Point]) -> tuple[CellMasks, CellMasks] | None:
    """Part a cell along a line that is thought to go on straight beyond both its ends.

    Together the parts cover the cell, and no pixel is in both.

    Returns:
        The larger part first; None where the whole cell lies on one side.
    """
    side = _side_of(masks.cell.bbox, line)
    if side is None:
        return None
    one, other = shared(masks.cell, side), without(masks.cell, side)
    if one is None or other is None:
        return None
    parts = [CellMasks(part, shared(part, masks.nucleus) if masks.nucleus else None) for part in (one, other)]
    parts.sort(key=lambda part: part.cell.area_px, reverse=True)
    return parts[0], parts[1]


def joined(parts: Iterable[CellMasks]) -> CellMasks:
    """One cell of several; its nucleus is all their nuclei."""
    parts = tuple(parts)
    nuclei = [part.nucleus for part in parts if part.nucleus]
    return CellMasks(union(*(part.cell for part in parts)), union(*nuclei) if nuclei else None)


def _side_of(box: BBox, line: Sequence[Point]) -> Mask | None:
    """The pixels of ``box`` on one side of a line, or None if all or the line's direction are missing."""
    way = np.asarray(line, dtype=np.float64).reshape(-1, 2)
    along = way[-1] - way[0]
    length = float(np.hypot(*along))
    if len(way) < 2 or length < _STILL:
        return None
    reach = 4.0 * (box[2] - box[0] + box[3] - box[1] + float(np.abs(way - box[:2]).max()))
    step = along / length * reach
    aside = np.array((-step[1], step[0]))
    first, last = way[0] - step, way[-1] + step
    corners = np.vstack((first, way, last, last + 2 * aside, first + 2 * aside))
    return _mask(_inside(corners, box), box)


def _inside(corners: FloatArray, box: BBox) -> BoolArray:
    """Which pixels of ``box`` have their middle inside a closed line."""
    y0, x0, y1, x1 = box
    rows = np.arange(y0, y1) + 0.5
    crossings = np.zeros((y1 - y0, x1 - x0 + 1), dtype=np.int64)
    for (row, column), (next_row, next_column) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        crossed = np.flatnonzero((rows < row) != (rows < next_row))
        if crossed.size:
            slope = (next_column - column) / (next_row - row)
            places = column + (rows[crossed] - row) * slope
            # Pixels from the first one whose middle lies right of the crossing.
            first = np.clip(np.ceil(places - 0.5) - x0, 0, x1 - x0).astype(int)
            np.add.at(crossings, (crossed, first), 1)
    inside: BoolArray = np.cumsum(crossings, axis=1)[:, :-1] % 2 == 1
    return inside


def _cover(pixels: BoolArray, start: FloatArray, end: FloatArray, radius_px: float) -> None:
    """Set the pixels near the way from ``start`` to ``end``, in place."""
    low, high = np.minimum(start, end) - radius_px, np.maximum(start, end) + radius_px
    top, left = (max(0, int(np.floor(value))) for value in low)
    bottom, right = (int(np.ceil(value)) for value in high)
    part = pixels[top : max(top, bottom), left : max(left, right)]
    rows = np.arange(part.shape[0])[:, None] + top + 0.5 - start[0]
    columns = np.arange(part.shape[1])[None, :] + left + 0.5 - start[1]
    down, across = end - start
    length = down * down + across * across
    share = np.clip((rows * down + columns * across) / length, 0, 1) if length > _STILL else 0.0
    part |= (rows - share * down) ** 2 + (columns - share * across) ** 2 <= radius_px**2


def _box_round(masks: Sequence[Mask]) -> BBox:
    tops, lefts, bottoms, rights = zip(*(mask.bbox for mask in masks), strict=True)
    return min(tops), min(lefts), max(bottoms), max(rights)


def _clipped(box: BBox, height: int, width: int) -> BBox | None:
    y0, x0, y1, x1 = max(0, box[0]), max(0, box[1]), min(height, box[2]), min(width, box[3])
    return (y0, x0, y1, x1) if y0 < y1 and x0 < x1 else None


def _mask(pixels: BoolArray, box: BBox) -> Mask | None:
    return Mask.from_pixels(pixels, box[0], box[1]) if pixels.any() else None
