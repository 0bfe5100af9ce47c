"""Images larger than memory or screen, read as boxes of levels that each halve the one before.

Level 0 is the image itself. What a level says about a place is the mean of the pixels it stands for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.mask import BBox

UInt8Array = npt.NDArray[np.uint8]

LARGE_PIXELS: Final = 100_000_000
"""An image of more pixels is read in parts, one of fewer as a whole: 300 MB decoded."""

COARSEST_PX: Final = 2048
"""Longest side of the coarsest level: a screenful that is quickly read and always kept."""

STRIPE_ROWS: Final = 1024
"""Rows that are read at once where a whole image goes by; even, so that stripes halve as the whole does."""


@dataclass(frozen=True)
class Level:
    """One level of a pyramid.

    Attributes:
        height, width: its size in its own pixels.
        downsample: pixels of level 0 per pixel of this one, along each side.
    """

    height: int
    width: int
    downsample: float


class PixelSource(Protocol):
    """An image that is read in parts. Any thread may read, also several at once."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """From the image itself to its coarsest copy."""

    @property
    def pixel_size_um(self) -> float | None:
        """Micrometres per pixel of level 0, or None while unknown."""

    def read(self, level: int, box: BBox) -> UInt8Array:
        """Read a part.

        Args:
            level: number of the level.
            box: ``(y0, x0, y1, x1)`` in pixels of that level, inside it and not empty.

        Returns:
            RGB, uint8, (y1 - y0, x1 - x0, 3); read-only by convention.

        Raises:
            ValueError: the box does not lie in the level.
            InputError: that part of the file is damaged, or the file is gone.
        """


class ArraySource:
    """Levels that lie in memory, or in files mapped into it."""

    def __init__(self, levels: Sequence[UInt8Array], pixel_size_um: float | None = None) -> None:
        """Take over arrays, each (h, w, 3), finest first; there must be one."""
        self._arrays = tuple(levels)
        self.pixel_size_um = pixel_size_um
        self.levels = levels_of([array.shape[:2] for array in self._arrays])

    def read(self, level: int, box: BBox) -> UInt8Array:
        """See :class:`PixelSource`."""
        y0, x0, y1, x1 = checked(box, self.levels[level])
        return self._arrays[level][y0:y1, x0:x1]


class ExtendedSource:
    """A source whose coarser levels come from another, such as a file without any and its cache."""

    def __init__(self, fine: PixelSource, coarse: PixelSource) -> None:
        """Put the levels of ``coarse`` after those of ``fine``."""
        self._fine, self._coarse = fine, coarse
        self.pixel_size_um = fine.pixel_size_um
        sizes = [(level.height, level.width) for level in (*fine.levels, *coarse.levels)]
        self.levels = levels_of(sizes)

    def read(self, level: int, box: BBox) -> UInt8Array:
        """See :class:`PixelSource`."""
        count = len(self._fine.levels)
        return self._fine.read(level, box) if level < count else self._coarse.read(level - count, box)


def levels_of(sizes: Sequence[tuple[int, ...]]) -> tuple[Level, ...]:
    """Levels of those ``(height, width)``, finest first."""
    longest = max(sizes[0])
    return tuple(Level(height, width, longest / max(height, width)) for height, width in sizes)


def halved(pixels: UInt8Array) -> UInt8Array:
    """An image (h, w, 3) at half its size, each pixel the mean of four; an odd last line counts twice."""
    rows, columns = pixels.shape[0] % 2, pixels.shape[1] % 2
    if rows or columns:
        pixels = np.pad(pixels, ((0, rows), (0, columns), (0, 0)), mode="edge")
    size = (pixels.shape[1] // 2, pixels.shape[0] // 2)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def checked(box: BBox, level: Level) -> BBox:
    """``box``, which must lie in ``level`` and not be empty.

    Raises:
        ValueError: it does not, or is.
    """
    y0, x0, y1, x1 = box
    if not (0 <= y0 < y1 <= level.height and 0 <= x0 < x1 <= level.width):
        raise ValueError(f"the box {box} is no part of a level of {level.height} × {level.width} pixels")
    return box


def stripes_of(source: PixelSource, level: int) -> Iterator[UInt8Array]:
    """A level from top to bottom in stripes (h, w, 3), :data:`STRIPE_ROWS` rows at a time."""
    size = source.levels[level]
    for top in range(0, size.height, STRIPE_ROWS):
        yield source.read(level, (top, 0, min(top + STRIPE_ROWS, size.height), size.width))


def overview(source: PixelSource, side_px: int) -> UInt8Array:
    """The whole image (h, w, 3), from the coarsest level not smaller than ``side_px``, at most that size."""
    number = next(
        (k for k in reversed(range(len(source.levels))) if _longest(source.levels[k]) >= side_px), 0
    )
    level = source.levels[number]
    pixels = source.read(number, (0, 0, level.height, level.width))
    scale = min(1.0, side_px / _longest(level))
    size = (max(1, round(level.width * scale)), max(1, round(level.height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _longest(level: Level) -> int:
    return max(level.height, level.width)
