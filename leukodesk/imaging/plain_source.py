"""Large JPEG, PNG and BMP images, which can only be decoded as a whole: once, and then they are kept.

Of a JPEG an eighth along each side comes much faster: the mean of each block of 8 × 8 pixels stands in the
file. So it is shown at once, and decoded as a whole when more of it is wanted.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from leukodesk.core.mask import BBox
from leukodesk.core.progress import Progress, no_progress
from leukodesk.imaging.decoding import decode_eighth
from leukodesk.imaging.pyramid import (
    STRIPE_ROWS,
    ArraySource,
    PixelSource,
    UInt8Array,
    checked,
    halved,
    levels_of,
)
from leukodesk.imaging.pyramid_cache import PyramidCache, sizes_in_cache
from leukodesk.imaging.reader import check_whole, decode, read_bytes

_EIGHTH: Final = 3
"""Number of the level that is an eighth of the image along each side."""


class GrowingSource:
    """Coarse levels that are there at once, and finer ones that come when they are first read.

    Attributes:
        levels, pixel_size_um: see :class:`leukodesk.imaging.pyramid.PixelSource`.
    """

    def __init__(
        self,
        sizes: Sequence[tuple[int, int]],
        coarse: Sequence[UInt8Array],
        whole: Callable[[], PixelSource],
    ) -> None:
        """Put together what is there and how the rest is made.

        Args:
            sizes: ``(h, w)`` of all levels, finest first.
            coarse: the coarsest of them.
            whole: makes all levels; called once, by the first thread that reads a finer one.
        """
        self.levels = levels_of(sizes)
        self.pixel_size_um: float | None = None  # these formats do not state it
        self._coarse = ArraySource(coarse)
        self._first_coarse = len(sizes) - len(coarse)
        self._make_whole: Callable[[], PixelSource] | None = whole
        self._whole: PixelSource | None = None
        self._lock = threading.Lock()

    def read(self, level: int, box: BBox) -> UInt8Array:
        """See :class:`leukodesk.imaging.pyramid.PixelSource`."""
        checked(box, self.levels[level])
        if level >= self._first_coarse:
            return self._coarse.read(level - self._first_coarse, box)
        with self._lock:
            if self._make_whole is not None:
                self._whole = self._make_whole()
                self._make_whole = None  # it holds the whole file
        assert self._whole is not None
        return self._whole.read(level, box)


def open_plain(
    place: Path | bytes,
    name: str | Path,
    sha256: str,
    cache: PyramidCache,
    max_pixels: int,
    progress: Progress,
) -> PixelSource:
    """The parts of a large JPEG, PNG or BMP; arguments as :func:`leukodesk.imaging.large.open_large`.

    Raises:
        InputError: it cannot be read, or is larger than may be decoded at once.
        CancelledError: raised by ``progress``.
    """
    key = f"{sha256[:32]}-whole"
    if found := cache.find(key):
        return found
    encoded = place if isinstance(place, bytes) else read_bytes(place)
    progress(0, 0, f"Decoding {Path(name).name}")
    header = check_whole(encoded, str(name), max_pixels)

    def whole(tell: Progress = no_progress) -> PixelSource:
        pixels = decode(encoded, str(name), max_pixels=max_pixels)
        stripes = (pixels[top : top + STRIPE_ROWS] for top in range(0, len(pixels), STRIPE_ROWS))
        size = (pixels.shape[0], pixels.shape[1])
        return cache.build(key, stripes, size, with_image=True, progress=tell)

    eighth = decode_eighth(encoded, header)
    if eighth is None:
        return whole(progress)
    return _growing(eighth, header.upright_size, whole) or whole(progress)


def _growing(
    eighth: UInt8Array,
    size: tuple[int, int],
    whole: Callable[[], PixelSource],
) -> GrowingSource | None:
    """None where the image has no such level, so that all of it is wanted at once."""
    sizes = sizes_in_cache(size)
    if len(sizes) <= _EIGHTH or sizes[_EIGHTH] != eighth.shape[:2]:
        return None
    coarse = [np.ascontiguousarray(eighth)]
    while _EIGHTH + len(coarse) < len(sizes):
        coarse.append(halved(coarse[-1]))
    return GrowingSource(sizes, coarse, whole)
