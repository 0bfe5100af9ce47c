"""Whole slides in the formats of the scanners, through OpenSlide where that is installed."""

import importlib
from pathlib import Path
from typing import Any, Final

import numpy as np

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.mask import BBox
from leukodesk.core.sentence import sentence
from leukodesk.imaging.pixel_size import MICROSCOPIC_UM
from leukodesk.imaging.pyramid import UInt8Array, checked, levels_of

SLIDE_SUFFIXES: Final = (".svs", ".ndpi", ".mrxs", ".scn", ".vms", ".vmu", ".bif", ".svslide")
"""Formats that only OpenSlide reads."""

_BACKGROUND: Final = "openslide.background-color"


class SlideSource:
    """A whole slide as a :class:`leukodesk.imaging.pyramid.PixelSource`."""

    def __init__(self, path: Path) -> None:
        """Open a slide.

        Raises:
            InputError: OpenSlide is not installed, or cannot read the file.
        """
        try:
            openslide: Any = importlib.import_module("openslide")
        except (ImportError, OSError) as error:  # the package without its library is an OSError
            raise InputError(
                sentence(
                    "{path} is a whole slide, and the reader for those is not installed; install it with "
                    "`pip install 'leukodesk[slides]'`, or export the slide as a tiled TIFF.",
                    path=path,
                )
            ) from error
        self._path = path
        self._errors: tuple[type[Exception], ...] = (*READ_ERRORS, openslide.OpenSlideError)
        try:
            self._slide = openslide.OpenSlide(str(path))
            sizes = [(height, width) for width, height in self._slide.level_dimensions]
            self._downsamples = tuple(map(float, self._slide.level_downsamples))
            properties = self._slide.properties
            self.pixel_size_um = _pixel_size_um(properties.get(openslide.PROPERTY_NAME_MPP_X))
            colour = properties.get(_BACKGROUND, "ffffff").lstrip("#")
            self._background = np.array([int(colour[place : place + 2], 16) for place in (0, 2, 4)], np.uint8)
        except self._errors as error:
            raise InputError(self._damaged()) from error
        self.levels = levels_of(sizes)

    def read(self, level: int, box: BBox) -> UInt8Array:
        """See :class:`leukodesk.imaging.pyramid.PixelSource`; what was not scanned is background."""
        y0, x0, y1, x1 = checked(box, self.levels[level])
        # OpenSlide wants the corner in pixels of level 0.
        corner = round(x0 * self._downsamples[level]), round(y0 * self._downsamples[level])
        try:
            rgba = np.asarray(self._slide.read_region(corner, level, (x1 - x0, y1 - y0)))
        except self._errors as error:
            raise InputError(self._damaged()) from error
        if rgba[:, :, 3].min() == 255:
            return np.ascontiguousarray(rgba[:, :, :3])
        opaque = rgba[:, :, 3:].astype(np.float32) / 255
        mixed = rgba[:, :, :3] * opaque + self._background * (1 - opaque)
        return np.asarray(mixed.round(), dtype=np.uint8)

    def _damaged(self) -> str:
        return sentence(
            "The slide {path} is damaged or of an unusual kind; copy it again, with all its files.",
            path=self._path,
        )


def _pixel_size_um(text: str | None) -> float | None:
    try:
        size = float(text) if text else 0.0
    except ValueError:
        return None
    return size if MICROSCOPIC_UM[0] <= size <= MICROSCOPIC_UM[1] else None
