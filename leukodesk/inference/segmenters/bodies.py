"""The whole body of a cell: one convex outline with the nucleus inside, whatever its colour.

Pink or granular cytoplasm has the colour of red cells, and pale red cells that of cytoplasm. Shape tells
them apart: what surrounds a nucleus on all sides and has one convex outline is its cell.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.regions import Region
from leukodesk.inference.segmenters.shapes import (
    Bytes,
    Labels,
    convexity,
    disc,
    padded_box,
    without_holes,
)

BoolArray = npt.NDArray[np.bool_]

# Levels of green light taken, 0 to 255, at which outlines are tried, the widest first.
_LEVELS: Final = (15, 20, 25, 33, 41, 51, 64, 76, 89, 102)
_OPENINGS_UM: Final = (0.6, 1.2)
_WIDE_OPENINGS_UM: Final = (2.4,)
_CONVEX: Final = 0.93
_VERY_CONVEX: Final = 0.97
_NUCLEUS_INSIDE: Final = 0.9
_FOREIGN: Final = 0.01
_LARGEST_UM2: Final = 350.0
_SHRINKS: Final = 0.75
_VACUOLE_UM2: Final = 12.0
_RING_UM: Final = 1.2
_RING_KEPT: Final = 0.8
_RING_SURROUNDED: Final = 0.3
_FEW_RED: Final = 0.1
_CLEAR: Final = 0.95
_BRUSH: Final = np.ones((3, 3), dtype=np.uint8)


@dataclass(frozen=True)
class BodyView:
    """The window round one cell; all (h, w).

    Attributes:
        nucleus: of the cell.
        cell: the cell as its colours have it.
        foreign: nuclear pixels of others.
        red: background and what has the colour of red cells.
        taken: share of green light taken, 0 to 255, smoothed.
    """

    nucleus: BoolArray
    cell: BoolArray
    foreign: BoolArray
    red: BoolArray
    taken: Bytes


def whole_bodies(
    labels: CellLabels, regions: Bytes, taken: Bytes, pixel_size_um: float, reach_um: float
) -> Labels:
    """Cells with the outline of their body, where it has one that is convex.

    Args:
        labels: cells as found by colour.
        regions: (h, w) values of :class:`leukodesk.inference.segmenters.regions.Region`.
        taken: (h, w) share of green light taken, 0 to 255, smoothed.
        pixel_size_um: of these pixels.
        reach_um: how far a body reaches from its nucleus at most.
    """
    nuclei, out = labels.nuclei, labels.cells.copy()
    margin = int(np.ceil(reach_um / pixel_size_um))
    for number, box in enumerate(labels.nucleus_boxes, start=1):
        if box is None:
            continue
        window = padded_box(box, margin, out.shape)
        nucleus, cell = nuclei[window] == number, out[window] == number
        view = view_of(nucleus, cell, nuclei[window], regions[window], taken[window])
        if _stands_clear(view, pixel_size_um):
            continue
        body = convex_body(view, pixel_size_um)
        if body is not None and _surrounds(body, view, pixel_size_um):
            _give(out[window], number, body, view)
    return out


def view_of(nucleus: BoolArray, cell: BoolArray, nuclei: Labels, regions: Bytes, taken: Bytes) -> BodyView:
    """The window round a cell of that nucleus; all (h, w), arguments as in :func:`whole_bodies`."""
    return BodyView(nucleus, cell, (nuclei > 0) & ~nucleus, regions <= Region.RED_CELL, taken)


def _stands_clear(view: BodyView, pixel_size_um: float) -> bool:
    """Whether the cell is convex already and nothing stained lies beside it."""
    cell = view.cell.astype(np.uint8)
    beside = (cv2.dilate(cell, disc(_RING_UM / pixel_size_um)) > 0) & ~view.cell
    clear = np.count_nonzero(beside & (view.taken < _LEVELS[2]))
    return bool(clear >= _CLEAR * np.count_nonzero(beside)) and convexity(cell) >= _CONVEX


def convex_body(view: BodyView, pixel_size_um: float) -> BoolArray | None:
    """The outline of the body round the nucleus; None where nothing convex holds it.

    Red cells that lie against it are cut off at their necks: at narrow ones first, which keeps corners, and
    at wide ones only where nothing convex is left otherwise.
    """
    body = _steepest(view, _OPENINGS_UM, pixel_size_um)
    if body is None:
        body = _steepest(view, _WIDE_OPENINGS_UM, pixel_size_um)
    return body


def _steepest(view: BodyView, openings_um: tuple[float, ...], pixel_size_um: float) -> BoolArray | None:
    """The convex outline that is steepest among those nearly as wide as the widest; None without one."""
    slopes = (cv2.Sobel(view.taken, cv2.CV_32F, 1, 0), cv2.Sobel(view.taken, cv2.CV_32F, 0, 1))
    steepness = cv2.magnitude(*slopes)
    depth = cv2.distanceTransform(view.nucleus.astype(np.uint8), cv2.DIST_L2, 3)
    row, column = divmod(int(depth.argmax()), depth.shape[1])
    seed = (column, row)
    largest_px = _LARGEST_UM2 / pixel_size_um**2
    # Opened at all levels at once: with a flat brush, opening and then asking for a level is the same.
    opened = [
        cv2.morphologyEx(view.taken, cv2.MORPH_OPEN, disc(opening_um / pixel_size_um))
        for opening_um in openings_um
    ]

    def too_wide(level: int) -> bool:
        return (
            opened[-1][row, column] >= level and _flooded(opened[-1], level, seed, view, largest_px) is None
        )

    # What is too wide at one level is so at all before it.
    first = bisect_left(_LEVELS, True, key=lambda level: not too_wide(level))
    nuclear_px = _NUCLEUS_INSIDE * np.count_nonzero(view.nucleus)
    best, steepest, widest_px = None, 0.0, 0
    for level in _LEVELS[first:]:
        for smooth in opened:
            flooded = _flooded(smooth, level, seed, view, largest_px)
            if flooded is None:
                continue
            piece, area_px = flooded
            if np.count_nonzero(view.nucleus & (piece > 0)) < nuclear_px:
                continue
            if area_px < _SHRINKS * widest_px:
                return _filled(best, pixel_size_um)
            if convexity(piece) < _CONVEX:
                continue
            widest_px = widest_px or area_px
            steep = float(steepness[(piece > 0) & (cv2.erode(piece, _BRUSH) == 0)].mean())
            if steep > steepest:
                best, steepest = piece, steep
            break
    return _filled(best, pixel_size_um)


def _flooded(
    opened: Bytes, level: int, seed: tuple[int, int], view: BodyView, largest_px: float
) -> tuple[Bytes, int] | None:
    """The stained piece round the seed and its area in pixels.

    None where it leaves the window, is too large or holds other nuclei.

    Args:
        opened: (h, w) share of green light taken, without what is thin.
        level: of it, from which on a pixel counts as stained.
        seed: column and row of the middle of the nucleus.
        view: of the cell.
        largest_px: area that a piece may have.
    """
    if opened[seed[1], seed[0]] < level:
        return None
    height, width = opened.shape
    framed = np.zeros((height + 2, width + 2), dtype=np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    _, stained = cv2.threshold(opened, level - 1, 1, cv2.THRESH_BINARY)
    area_px, _, framed, (x, y, w, h) = cv2.floodFill(stained, framed, seed, 1, flags=flags)
    if x == 0 or y == 0 or x + w == width or y + h == height or area_px > largest_px:
        return None
    piece: Bytes = framed[1:-1, 1:-1]
    return (piece, area_px) if np.count_nonzero(view.foreign & (piece > 0)) <= _FOREIGN * largest_px else None


def _filled(body: Bytes | None, pixel_size_um: float) -> BoolArray | None:
    return None if body is None else without_holes(body, _VACUOLE_UM2 / pixel_size_um**2) > 0


def _surrounds(body: BoolArray, view: BodyView, pixel_size_um: float) -> bool:
    """Whether the body keeps the cytoplasm beside the nucleus, and what it adds is no red cell beside it."""
    ring = cv2.dilate(view.nucleus.astype(np.uint8), disc(_RING_UM / pixel_size_um)) > 0
    ring &= ~view.nucleus
    kept = ring & view.cell
    if np.count_nonzero(kept & body) < _RING_KEPT * np.count_nonzero(kept):
        return False
    added = body & ~view.cell
    if np.count_nonzero(added & view.red) <= _FEW_RED * np.count_nonzero(body):
        return True
    # A cell and a red cell beside it have a notch between them.
    if convexity(body.astype(np.uint8)) >= _VERY_CONVEX:
        return True
    return bool(np.count_nonzero(ring & added) >= _RING_SURROUNDED * np.count_nonzero(ring))


def _give(found: Labels, number: int, body: BoolArray, view: BodyView) -> None:
    """Give the cell its body, in place; what belongs to other cells stays theirs."""
    found[view.cell] = 0
    found[(body & (found == 0)) | view.nucleus] = number
