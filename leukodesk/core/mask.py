"""A binary mask of one region, kept as run lengths inside its bounding box."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
import numpy.typing as npt

BoolArray = npt.NDArray[np.bool_]
BBox = tuple[int, int, int, int]


def share_pixels(box: BBox, other: BBox) -> bool:
    """Whether two boxes ``(y0, x0, y1, x1)``, the end excluded, have a pixel in common."""
    return box[0] < other[2] and box[1] < other[3] and box[2] > other[0] and box[3] > other[1]


def runs_of(pixels: BoolArray) -> tuple[int, ...]:
    """Lengths of alternating background and foreground runs of (h, w), row by row, background first."""
    flat = pixels.ravel()
    if flat.size == 0:
        return ()
    edges = np.flatnonzero(flat[1:] != flat[:-1]) + 1
    bounds = np.concatenate(([0], edges, [flat.size]))
    lengths = np.diff(bounds).tolist()
    return (0, *lengths) if flat[0] else tuple(lengths)


@dataclass(frozen=True)
class Mask:
    """A non-empty region of a smear.

    Attributes:
        top, left: row and column of the box's first pixel in the smear; may be anywhere in it.
        height, width: size of the box in pixels. The box is tight: every border line has a pixel.
        runs: lengths of alternating background and foreground runs, row-major within the box,
            starting with background (possibly of length 0).
    """

    top: int
    left: int
    height: int
    width: int
    runs: tuple[int, ...]

    @classmethod
    def from_pixels(cls, pixels: BoolArray, top: int = 0, left: int = 0) -> Self:
        """Cut the tight box out of ``pixels`` (h, w), whose first pixel lies at ``(top, left)``.

        Raises:
            ValueError: no pixel is set, so there is no region.
        """
        rows = np.flatnonzero(pixels.any(axis=1))
        if rows.size == 0:
            raise ValueError("a mask needs at least one pixel")
        columns = np.flatnonzero(pixels.any(axis=0))
        y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
        box = pixels[y0:y1, x0:x1]
        return cls(top + y0, left + x0, y1 - y0, x1 - x0, runs_of(box))

    @property
    def bbox(self) -> BBox:
        """``(y0, x0, y1, x1)``, the end excluded, in smear pixels."""
        return self.top, self.left, self.top + self.height, self.left + self.width

    @property
    def area_px(self) -> int:
        """Number of pixels in the region."""
        return sum(self.runs[1::2])

    @cached_property
    def pixels(self) -> BoolArray:
        """The region within its box, shape (height, width); read-only."""
        values = np.zeros(len(self.runs), dtype=bool)
        values[1::2] = True
        pixels = np.repeat(values, self.runs).reshape(self.height, self.width)
        pixels.setflags(write=False)
        return pixels

    @cached_property
    def centroid(self) -> tuple[float, float]:
        """``(row, column)`` of the centre of area, in smear pixels."""
        rows, columns = np.nonzero(self.pixels)
        return self.top + float(rows.mean()), self.left + float(columns.mean())

    def contains(self, row: float, column: float) -> bool:
        """Whether the pixel under ``(row, column)`` belongs to the region."""
        y, x = int(np.floor(row)) - self.top, int(np.floor(column)) - self.left
        return 0 <= y < self.height and 0 <= x < self.width and bool(self.pixels[y, x])

    def window(self, bbox: BBox) -> BoolArray:
        """The region as seen through ``bbox``, shape (y1 - y0, x1 - x0); False outside the region."""
        y0, x0, y1, x1 = bbox
        out = np.zeros((y1 - y0, x1 - x0), dtype=bool)
        top, left = max(y0, self.top), max(x0, self.left)
        bottom, right = min(y1, self.top + self.height), min(x1, self.left + self.width)
        if top < bottom and left < right:
            out[top - y0 : bottom - y0, left - x0 : right - x0] = self.pixels[
                top - self.top : bottom - self.top, left - self.left : right - self.left
            ]
        return out

    def overlap_px(self, other: "Mask") -> int:
        """Number of pixels that both regions hold."""
        return int(np.count_nonzero(self.pixels & other.window(self.bbox)))

    def moved(self, rows: int, columns: int) -> Self:
        """The same region that many pixels further down and to the right."""
        return replace(self, top=self.top + rows, left=self.left + columns)

    def fits(self, height: int, width: int) -> bool:
        """Whether the region lies inside a smear of that size."""
        y0, x0, y1, x1 = self.bbox
        return y0 >= 0 and x0 >= 0 and y1 <= height and x1 <= width
