"""Masks as polygons and back, without losing a pixel.

Outlines run along the edges of pixels, so their vertices are whole numbers, ``(x, y)`` as other programs
write them, with ``(0, 0)`` at the upper left corner of the first pixel. A pixel lies inside when its centre
does, by the even-odd rule; so a mask that was traced and filled again is the same mask.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from leukodesk.core.mask import Mask

Ring = npt.NDArray[np.float64]
"""Vertices (n, 2) as ``(x, y)``; the last is joined to the first."""

_Vertex = tuple[int, int]


def fill(rings: Iterable[Ring], height: int, width: int) -> Mask | None:
    """The pixels of a smear that lie inside an odd number of ``rings``.

    Args:
        rings: outer edges and holes, in any order and direction; parts outside the smear are cut off.
        height: of the smear in pixels.
        width: of the smear in pixels.

    Returns:
        None where no pixel's centre lies inside.
    """
    rings = [ring for ring in rings if len(ring) >= 3]
    if not rings:
        return None
    corners = np.concatenate(rings)
    low = np.clip(np.floor(corners.min(axis=0)), 0, (width, height)).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)), 0, (width, height)).astype(int)
    columns, rows = (high - low).tolist()
    if columns <= 0 or rows <= 0:
        return None
    crossed = np.zeros((rows, columns + 1), dtype=bool)
    for ring in rings:
        _cross(crossed, ring - low)
    inside = np.logical_xor.accumulate(crossed, axis=1)[:, :-1]
    return Mask.from_pixels(inside, int(low[1]), int(low[0])) if inside.any() else None


def _cross(crossed: npt.NDArray[np.bool_], ring: Ring) -> None:
    """Flip, in each row, the first pixel with its centre right of where an edge crosses the row's middle."""
    rows, last = crossed.shape[0], crossed.shape[1] - 1
    for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0  # noqa: PLW2901  # an edge has no direction here
        first, end = (int(np.clip(np.ceil(y - 0.5), 0, rows)) for y in (y0, y1))
        if first >= end:
            continue
        lines = np.arange(first, end)
        x = x0 + (lines + 0.5 - y0) * ((x1 - x0) / (y1 - y0))
        crossed[lines, np.clip(np.ceil(x - 0.5), 0, last).astype(int)] ^= True


def trace(mask: Mask) -> list[list[Ring]]:
    """The outlines of a mask along the edges of its pixels.

    Returns:
        one list per part: its outer ring, then its holes. Pixels that touch at a corner only are two parts.
        No ring meets itself: a hole that meets its part's outer ring in a corner is a ring of its own.
    """
    outer: list[Ring] = []
    holes: list[Ring] = []
    for ring in _rings(mask):
        (outer if _area(ring) > 0 else holes).append(ring)
    parts = [[ring] for ring in sorted(outer, key=_area)]
    for hole in holes:
        x, y = _inner_corner(hole)
        # Sorted by area, so that the first one round a hole is the part it lies in.
        next(part for part in parts if _surrounds(part[0], x, y)).append(hole)
    return parts


def _rings(mask: Mask) -> list[Ring]:
    """Closed outlines with the region on the right hand, in image coordinates."""
    padded = np.pad(mask.pixels, 1)
    following: dict[_Vertex, list[_Vertex]] = defaultdict(list)
    here, right, below = padded[:-1, :-1], padded[:-1, 1:], padded[1:, :-1]
    for y, x in np.argwhere(below & ~here).tolist():
        following[x - 1, y].append((x, y))
    for y, x in np.argwhere(here & ~below).tolist():
        following[x, y].append((x - 1, y))
    for y, x in np.argwhere(here & ~right).tolist():
        following[x, y - 1].append((x, y))
    for y, x in np.argwhere(right & ~here).tolist():
        following[x, y].append((x, y - 1))
    rings = []
    while following:
        start = min(following)
        rings += _parted(_walk(following, start))
    corner = np.array([mask.left, mask.top], dtype=np.float64)
    return [np.array(ring, dtype=np.float64) + corner for ring in rings]


def _parted(outline: list[_Vertex]) -> list[list[_Vertex]]:
    """The loops of an outline that meets itself in corners, each beginning at its first, leftmost vertex."""
    loops = []
    path: dict[_Vertex, None] = {}
    for vertex in [*outline, outline[0]]:
        if vertex in path:
            loop = [vertex]
            while (last := path.popitem()[0]) != vertex:
                loop.append(last)
            loop.reverse()
            first = loop.index(min(loop))
            loops.append(loop[first:] + loop[:first])
        path[vertex] = None
    return loops


def _walk(following: dict[_Vertex, list[_Vertex]], start: _Vertex) -> list[_Vertex]:
    """Take one closed outline out of ``following``; where two meet in a corner, keep to the same pixel."""
    vertices = [start]
    came = (0, 0)
    at = start
    while True:
        choices = following[at]
        # Region on the right: turning right stays with the pixel just followed.
        to = next((v for v in choices if (v[0] - at[0], v[1] - at[1]) == (-came[1], came[0])), choices[0])
        choices.remove(to)
        if not choices:
            del following[at]
        went = (to[0] - at[0], to[1] - at[1])
        if went == came:
            vertices.pop()
        vertices.append(to)
        came, at = went, to
        if at == start:
            return vertices[:-1]


def _area(ring: Ring) -> float:
    x, y = ring.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def _inner_corner(ring: Ring) -> tuple[float, float]:
    """The centre of a pixel inside a hole that touches the hole's first, leftmost edge."""
    x, y = ring[0]
    return x + 0.5, y + 0.5


def _surrounds(ring: Ring, x: float, y: float) -> bool:
    end = np.roll(ring, -1, axis=0)
    spans = (ring[:, 1] <= y) != (end[:, 1] <= y)
    # Edges are upright or level, so that an edge that spans the row lies at one x.
    return bool(np.count_nonzero(spans & (ring[:, 0] > x)) % 2)


def joined(parts: Sequence[Sequence[Ring]]) -> Ring:
    """All rings as one, for formats that know only one per cell.

    Bridges of no width join the rings, walked there and back; the even-odd rule does not see them.
    """
    rings = [ring for part in parts for ring in part]
    first = rings[0]
    if len(rings) == 1:
        return first
    path = [first, first[:1]]
    for ring in rings[1:]:
        path += [ring, ring[:1], first[:1]]
    return np.concatenate(path)
