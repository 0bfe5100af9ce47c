"""The whole body of a cell: one convex outline with the nucleus inside, whatever its colour.

Pink or granular cytoplasm has the colour of red cells, and pale red cells that of cytoplasm. Shape tells
them apart: what surrounds a nucleus on all sides and has one convex outline is its cell.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.regions import Region
from leukodesk.inference.segmenters.relief import Relief
from leukodesk.inference.segmenters.shapes import (
    Bytes,
    Labels,
    Slices,
    convexity,
    dilated,
    padded_box,
    without_holes,
    without_narrow,
)

BoolArray = npt.NDArray[np.bool_]

# Levels of green light taken, 0 to 255, at which outlines are tried, the widest first.
_LEVELS: Final = (15, 20, 25, 33, 41, 51, 64, 76, 89, 102)
_OPENINGS_UM: Final = (0.6, 1.2)
_WIDE_OPENING_UM: Final = 2.4
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
    """The window round one cell; all maps (h, w).

    Attributes:
        nucleus: of the cell.
        cell: the cell as its colours have it.
        foreign: nuclear pixels of others.
        red: background and what has the colour of red cells.
        relief: of the field.
        window: place in it.
    """

    nucleus: BoolArray
    cell: BoolArray
    foreign: BoolArray
    red: BoolArray
    relief: Relief
    window: Slices

    @property
    def taken(self) -> Bytes:
        """Share of green light taken, 0 to 255, smoothed."""
        return self.relief.taken[self.window]

    @property
    def pixel_size_um(self) -> float:
        """Of these pixels."""
        return self.relief.pixel_size_um

    @cached_property
    def middle(self) -> tuple[int, int]:
        """Row and column of the deepest pixel of the nucleus."""
        depth = cv2.distanceTransform(self.nucleus.view(np.uint8), cv2.DIST_L2, 3)
        row, column = divmod(int(depth.argmax()), depth.shape[1])
        return row, column

    @cached_property
    def steepness(self) -> npt.NDArray[np.float32]:
        """How fast the light taken changes."""
        across, down = (cv2.Sobel(self.taken, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
        return cv2.magnitude(across, down)  # type: ignore[no-any-return]


def whole_bodies(labels: CellLabels, regions: Bytes, relief: Relief, reach_um: float) -> Labels:
    """Cells with the outline of their body, where it has one that is convex.

    Args:
        labels: cells as found by colour.
        regions: (h, w) values of :class:`leukodesk.inference.segmenters.regions.Region`.
        relief: of the field.
        reach_um: how far a body reaches from its nucleus at most.
    """
    nuclei, out = labels.nuclei, labels.cells.copy()
    margin = int(np.ceil(reach_um / relief.pixel_size_um))
    for number, box in enumerate(labels.nucleus_boxes, start=1):
        if box is None:
            continue
        window = padded_box(box, margin, out.shape)
        nucleus, cell = nuclei[window] == number, out[window] == number
        view = view_of(nucleus, cell, window, nuclei, regions, relief)
        if _stands_clear(view):
            continue
        body = convex_body(view)
        if body is not None and _surrounds(body, view):
            _give(out[window], number, body, view)
    return out


def view_of(
    nucleus: BoolArray, cell: BoolArray, window: Slices, nuclei: Labels, regions: Bytes, relief: Relief
) -> BodyView:
    """The window round a cell of that nucleus.

    Args:
        nucleus: (h, w) in the window.
        cell: (h, w) in the window.
        window: place in the field.
        nuclei: all of the field.
        regions: of the field.
        relief: of the field.
    """
    foreign = (nuclei[window] > 0) & ~nucleus
    return BodyView(nucleus, cell, foreign, regions[window] <= Region.RED_CELL, relief, window)


def _stands_clear(view: BodyView) -> bool:
    """Whether the cell is convex already and nothing stained lies beside it."""
    cell = view.cell.view(np.uint8)
    beside = dilated(cell, _RING_UM / view.pixel_size_um).view(np.bool_) & ~view.cell
    clear = np.count_nonzero(beside & (view.taken < _LEVELS[2]))
    return bool(clear >= _CLEAR * np.count_nonzero(beside)) and convexity(cell) >= _CONVEX


def convex_body(view: BodyView) -> BoolArray | None:
    """The outline of the body round the nucleus; None where nothing convex holds it.

    Red cells that lie against it are cut off at their necks: at narrow ones first, which keeps corners, and
    at wide ones only where nothing convex is left otherwise.
    """
    # Opened at all levels at once: with a flat brush, opening and then asking for a level is the same.
    body = _steepest(view, [view.relief.opened(width_um)[view.window] for width_um in _OPENINGS_UM])
    if body is None:
        body = _steepest(view, [without_narrow(view.taken, _WIDE_OPENING_UM / view.pixel_size_um)])
    return None if body is None else without_holes(body, _VACUOLE_UM2 / view.pixel_size_um**2).view(np.bool_)


def _steepest(view: BodyView, opened: list[Bytes]) -> Bytes | None:
    """The convex outline that is steepest among those nearly as wide as the widest; None without one."""

    @cache
    def flooded(opening: int, level: int) -> tuple[Bytes, int] | None:
        return _flooded(opened[opening], level, view)

    widest = len(opened) - 1
    # What is too wide at one level is so at all before it.
    first = bisect_left(
        _LEVELS,
        True,
        key=lambda level: opened[widest][view.middle] < level or flooded(widest, level) is not None,
    )
    nuclear_px = _NUCLEUS_INSIDE * np.count_nonzero(view.nucleus)
    best, steepest, widest_px = None, 0.0, 0
    for level in _LEVELS[first:]:
        for opening in range(len(opened)):
            found = flooded(opening, level)
            if found is None:
                continue
            piece, area_px = found
            if np.count_nonzero(view.nucleus & piece.view(np.bool_)) < nuclear_px:
                continue
            if area_px < _SHRINKS * widest_px:
                return best
            if convexity(piece) < _CONVEX:
                continue
            widest_px = widest_px or area_px
            steep = cv2.mean(view.steepness, cv2.subtract(piece, cv2.erode(piece, _BRUSH)))[0]
            if steep > steepest:
                best, steepest = piece, steep
            break
    return best


def _flooded(opened: Bytes, level: int, view: BodyView) -> tuple[Bytes, int] | None:
    """The stained piece round the middle of the nucleus and its area in pixels.

    None where it leaves the window, is too large or holds other nuclei.

    Args:
        opened: (h, w) share of green light taken, without what is thin.
        level: of it, from which on a pixel counts as stained.
        view: of the cell.
    """
    if opened[view.middle] < level:
        return None
    largest_px = _LARGEST_UM2 / view.pixel_size_um**2
    height, width = opened.shape
    framed = np.zeros((height + 2, width + 2), dtype=np.uint8)
    flags = 4 | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    _, stained = cv2.threshold(opened, level - 1, 1, cv2.THRESH_BINARY)
    area_px, _, framed, (x, y, w, h) = cv2.floodFill(stained, framed, view.middle[::-1], 1, flags=flags)
    if x == 0 or y == 0 or x + w == width or y + h == height or area_px > largest_px:
        return None
    piece: Bytes = framed[1:-1, 1:-1]
    foreign_px = np.count_nonzero(view.foreign & piece.view(np.bool_))
    return (piece, area_px) if foreign_px <= _FOREIGN * largest_px else None


def _surrounds(body: BoolArray, view: BodyView) -> bool:
    """Whether the body keeps the cytoplasm beside the nucleus, and what it adds is no red cell beside it."""
    ring = dilated(view.nucleus.view(np.uint8), _RING_UM / view.pixel_size_um).view(np.bool_)
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
