"""Parts of a TIFF file of any size: only the tiles or strips that a box touches are read.

TIFF 6.0, BigTIFF and OME-TIFF, with the smaller copies of itself that a pyramidal file carries.
"""

import io
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import tifffile

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.mask import BBox
from leukodesk.core.sentence import sentence
from leukodesk.imaging.pixel_size import ome_pixel_size_um, resolution_pixel_size_um
from leukodesk.imaging.pyramid import UInt8Array, checked, levels_of

_ORIENTATION: Final = 274
_PER_UNIT_X, _PER_UNIT_Y, _UNIT = 282, 283, 296
_GREY_ZERO_WHITE, _GREY, _RGB, _YCBCR = 0, 1, 2, 6


class TiffSource:
    """A TIFF file as a :class:`leukodesk.imaging.pyramid.PixelSource`.

    Attributes:
        levels, pixel_size_um: see there.
        is_tiled: a box costs no more than the tiles in it; else rows are read whole, and perhaps all of them.
        segment_bytes: what is decoded at once, at least.
    """

    def __init__(self, place: Path | bytes, name: str) -> None:
        """Read the structure of a file.

        Args:
            place: the file, or what is in it.
            name: what messages call it.

        Raises:
            InputError: it is no TIFF, holds several images, or pixels of a kind that is not read in parts.
        """
        self._name = name
        self._lock = threading.Lock()
        try:
            self._file = tifffile.TiffFile(io.BytesIO(place) if isinstance(place, bytes) else place)
            # Whoever shows an image lets go of it without a word.
            weakref.finalize(self, self._file.close)
            series = self._file.series[0]
            self._pages: list[tuple[Any, ...]] = [
                tuple(page for page in level.pages if page is not None) for level in series.levels
            ]
            first: Any = self._pages[0][0]
            self._check(len(self._file.series), first)
            self.levels = levels_of([_size(pages[0]) for pages in self._pages])
            self.pixel_size_um = _pixel_size_um(self._file, first)
            self.is_tiled = bool(first.is_tiled)
            self.segment_bytes = _segment_bytes(first)
            self._segment(first, 0)
        except (*READ_ERRORS, tifffile.TiffFileError) as error:
            raise InputError(self._damaged()) from error

    def read(self, level: int, box: BBox) -> UInt8Array:
        """See :class:`leukodesk.imaging.pyramid.PixelSource`."""
        y0, x0, y1, x1 = checked(box, self.levels[level])
        channels = [self._read_page(page, (y0, x0, y1, x1)) for page in self._pages[level]]
        pixels = np.concatenate(channels, axis=2) if len(channels) > 1 else channels[0]
        if self._pages[level][0].keyframe.photometric == _GREY_ZERO_WHITE:
            pixels = 255 - pixels
        return np.repeat(pixels, 3, axis=2) if pixels.shape[2] < 3 else pixels[:, :, :3]

    def stripes(self, rows: int) -> Iterator[UInt8Array]:
        """Level 0 from top to bottom, ``rows`` (even) at a time; no strip is decoded twice."""
        page, height = self._pages[0][0], self.levels[0].height
        per_strip = page.tilelength if page.is_tiled else max(1, min(page.rowsperstrip, height))
        whole = -(-rows // per_strip) * per_strip
        whole += whole % 2 * whole
        for top in range(0, height, whole):
            bottom = min(top + whole, height)
            read = self.read(0, (top, 0, bottom, self.levels[0].width))
            for start in range(0, bottom - top, rows):
                yield read[start : start + rows]

    def _read_page(self, page: Any, box: BBox) -> UInt8Array:
        y0, x0, y1, x1 = box
        frame = page.keyframe
        out = np.zeros((y1 - y0, x1 - x0, frame.samplesperpixel), np.uint8)
        wanted = _segments_in(frame, box)
        for index in wanted:
            found = self._segment(page, index)
            if found is None:
                continue
            pixels, (sample, top, left) = found
            bottom, right = min(top + pixels.shape[0], y1), min(left + pixels.shape[1], x1)
            rows, columns = slice(max(top, y0), bottom), slice(max(left, x0), right)
            part = pixels[rows.start - top : bottom - top, columns.start - left : right - left]
            samples = slice(sample, sample + pixels.shape[2])
            out[rows.start - y0 : bottom - y0, columns.start - x0 : right - x0, samples] = part
        return out

    def _segment(self, page: Any, index: int) -> tuple[UInt8Array, tuple[int, int, int]] | None:
        """One tile or strip (h, w, samples), and its first sample, row and column; None where it is empty."""
        length = page.databytecounts[index]
        try:
            with self._lock:
                self._file.filehandle.seek(page.dataoffsets[index])
                encoded = self._file.filehandle.read(length) if length else None
            decode = {}
            if page.keyframe.compression in {6, 7}:
                decode = {"jpegtables": page.jpegtables, "jpegheader": page.keyframe.jpegheader}
            pixels, (sample, _, top, left, _), _ = page.keyframe.decode(encoded, index, **decode)
        except (*READ_ERRORS, tifffile.TiffFileError) as error:
            if "imagecodecs" in str(error):
                raise InputError(
                    sentence(
                        "The pixels of {name} are compressed as {compression}; install the reader for that "
                        "with `pip install 'leukodesk[slides]'`.",
                        name=self._name,
                        compression=page.keyframe.compression.name,
                    )
                ) from error
            raise InputError(self._damaged()) from error
        return None if pixels is None else (pixels[0], (sample, top, left))

    def _check(self, images: int, page: Any) -> None:
        pages = len(self._pages[0])
        if images > 1 and _size(self._file.series[1].pages[0]) == _size(page):
            raise InputError(
                sentence(
                    "{name} holds {images} images; export the one you mean as a file of its own.",
                    name=self._name,
                    images=images,
                )
            )
        if pages not in (1, 3) or (pages == 3 and page.samplesperpixel != 1):
            raise InputError(
                sentence(
                    "{name} holds {fields} images of one size; export each image as a file of its own.",
                    name=self._name,
                    fields=pages,
                )
            )
        if page.dtype != np.uint8 or page.photometric not in (_GREY_ZERO_WHITE, _GREY, _RGB, _YCBCR):
            raise InputError(
                sentence(
                    "{name} is large and has {bitspersample} bits per channel in {photometric} colours; "
                    "export it as 8-bit RGB, and it can be read in parts.",
                    name=self._name,
                    bitspersample=page.bitspersample,
                    photometric=page.photometric.name,
                )
            )
        if _orientation(page) != 1:
            raise InputError(
                sentence("{name} is large and lies on its side; export it upright.", name=self._name)
            )

    def _damaged(self) -> str:
        return sentence(
            "The TIFF {name} is damaged or incomplete; copy or export the file again.",
            name=self._name,
        )


def _segments_in(frame: Any, box: BBox) -> Iterator[int]:
    """Numbers of the tiles or strips that a box touches, of all planes."""
    y0, x0, y1, x1 = box
    height, width = _size(frame)
    tall, wide = (frame.tilelength, frame.tilewidth) if frame.is_tiled else (frame.rowsperstrip, width)
    tall = min(tall, height) if not frame.is_tiled else tall
    across, down = -(-width // wide), -(-height // tall)
    planes = frame.samplesperpixel if frame.planarconfig == 2 and frame.samplesperpixel > 1 else 1
    for plane in range(planes):
        for row in range(y0 // tall, -(-y1 // tall)):
            for column in range(x0 // wide, -(-x1 // wide)):
                yield (plane * down + row) * across + column


def _size(page: Any) -> tuple[int, int]:
    frame = page.keyframe
    return int(frame.imagelength), int(frame.imagewidth)


def _segment_bytes(page: Any) -> int:
    height, width = _size(page)
    area = page.tilelength * page.tilewidth if page.is_tiled else min(page.rowsperstrip, height) * width
    return int(area * page.samplesperpixel)


def _orientation(page: Any) -> int:
    tag = page.tags.get(_ORIENTATION)
    return int(tag.value) if tag is not None else 1


def _pixel_size_um(file: Any, page: Any) -> float | None:
    def per_unit(code: int) -> float:
        tag = page.tags.get(code)
        return tag.value[0] / tag.value[1] if tag is not None and tag.value[1] else 0.0

    unit = page.tags.get(_UNIT)
    stated = resolution_pixel_size_um(
        (per_unit(_PER_UNIT_X), per_unit(_PER_UNIT_Y)), int(unit.value) if unit else 2, page.description
    )
    return ome_pixel_size_um(page.description) or stated
