"""Open images that are too large to be held as a whole: which they are, and how their parts are reached."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.plain_source import open_plain
from leukodesk.imaging.pyramid import (
    COARSEST_PX,
    LARGE_PIXELS,
    STRIPE_ROWS,
    ExtendedSource,
    PixelSource,
    stripes_of,
)
from leukodesk.imaging.pyramid_cache import PyramidCache
from leukodesk.imaging.reader import MAX_PIXELS, decode, read_bytes
from leukodesk.imaging.slide_source import SLIDE_SUFFIXES, SlideSource
from leukodesk.imaging.tiff_source import TiffSource
from leukodesk.imaging.without_metadata import without_metadata

KEPT_BYTES: Final = 256 * 2**20
"""A file of more bytes stays where it lies; of fewer, its bytes are kept with the labels."""

_FORMATS: Final = ("JPEG", "PNG", "TIFF", "BMP")
_TIFF_STARTS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_CHUNK_BYTES: Final = 8 * 2**20


@dataclass(frozen=True)
class LargeSmear:
    """A field that is read in parts.

    Attributes:
        smear: what is known about it.
        source: its parts.
        encoded: the bytes of its file, or None where they stay where they lie.
    """

    smear: Smear
    source: PixelSource
    encoded: bytes | None


def is_large(width: int, height: int, path: str | Path) -> bool:
    """Whether an image of that size in pixels, from a file of that name, is read in parts."""
    return width * height > LARGE_PIXELS or Path(path).suffix.lower() in SLIDE_SUFFIXES


def read_large(
    path: Path,
    cache: PyramidCache,
    *,
    max_pixels: int = MAX_PIXELS,
    progress: Progress = no_progress,
    metadata: bool = True,
) -> LargeSmear | None:
    """Open an image file in parts if it is large; None for any other, also one that cannot be read.

    Args:
        path: the file.
        cache: keeps smaller copies of an image whose file has none.
        max_pixels: largest image that is decoded as a whole, which a plain JPEG or PNG has to be, once.
        progress: told while a large file is read; raises to cancel.
        metadata: take the file as it is; else without metadata, unless it stays where it lies.

    Raises:
        InputError: it is large and cannot be read, or its reader is not installed.
        CancelledError: raised by ``progress``.
    """
    size = _size_of(path)
    if size is None or not is_large(*size, path):
        return None
    sha256 = sha256_of(path, progress)
    encoded = None if stays(path) else read_bytes(path)
    stated = None
    if encoded is not None and not metadata:
        whole = encoded
        # What it says of its scale is in the metadata.
        stated = TiffSource(whole, str(path)).pixel_size_um if whole.startswith(_TIFF_STARTS) else None
        encoded = without_metadata(whole, lambda: decode(whole, str(path), max_pixels=max_pixels))
        sha256 = hashlib.sha256(encoded).hexdigest()
    source = open_large(
        path if encoded is None else encoded, path, sha256, cache, max_pixels=max_pixels, progress=progress
    )
    level, size_um = source.levels[0], stated or source.pixel_size_um
    smear = Smear(smear_id_of(sha256), str(path), sha256, level.width, level.height, size_um)
    return LargeSmear(smear, source, encoded)


def open_large(
    place: Path | bytes,
    name: str | Path,
    sha256: str,
    cache: PyramidCache,
    *,
    max_pixels: int = MAX_PIXELS,
    progress: Progress = no_progress,
) -> PixelSource:
    """The parts of a large image.

    Args:
        place: its file, or what is in it.
        name: what messages call it.
        sha256: digest of the file.
        cache: keeps smaller copies of an image whose file has none.
        max_pixels: see :func:`read_large`.
        progress: see :func:`read_large`.

    Raises:
        InputError: it cannot be read, or its reader is not installed.
        CancelledError: raised by ``progress``.
    """
    if isinstance(place, Path) and place.suffix.lower() in SLIDE_SUFFIXES:
        return _with_overview(SlideSource(place), sha256, cache, progress)
    if _start_of(place) not in _TIFF_STARTS:
        return open_plain(place, name, sha256, cache, max_pixels, progress)
    source = TiffSource(place, str(name))
    if source.is_tiled:
        return _with_overview(source, sha256, cache, progress)
    key, level = f"{sha256[:32]}-whole", source.levels[0]
    found = cache.find(key, source.pixel_size_um)
    if found is not None:
        return found
    if source.segment_bytes > 3 * max_pixels:
        raise InputError(_too_large(name, level.width, level.height, max_pixels))
    return cache.build(
        key,
        source.stripes(STRIPE_ROWS),
        (level.height, level.width),
        with_image=True,
        pixel_size_um=source.pixel_size_um,
        progress=progress,
    )


def stays(path: Path) -> bool:
    """Whether a file is too large to be copied into a dataset, or a slide, which OpenSlide opens itself.

    Raises:
        InputError: it is gone.
    """
    try:
        return path.suffix.lower() in SLIDE_SUFFIXES or path.stat().st_size > KEPT_BYTES
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); check its permissions.",
                path=path,
                reason=system_reason(error),
            )
        ) from error


def sha256_of(path: Path, progress: Progress = no_progress) -> str:
    """Digest of a file of any size, 64 hexadecimal digits.

    Raises:
        InputError: it cannot be read.
        CancelledError: raised by ``progress``.
    """
    digest, done = hashlib.sha256(), 0
    try:
        total = path.stat().st_size
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                digest.update(chunk)
                done += len(chunk)
                progress(done // 2**20, total // 2**20, f"Reading {path.name}")
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); check that it exists and may be read.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    return digest.hexdigest()


def _with_overview(source: PixelSource, sha256: str, cache: PyramidCache, progress: Progress) -> PixelSource:
    """The source, with coarser levels if its own do not end in one that is quickly read."""
    last = source.levels[-1]
    if max(last.height, last.width) <= 2 * COARSEST_PX:
        return source
    key = f"{sha256[:32]}-halves"
    halves = cache.find(key) or cache.build(
        key,
        stripes_of(source, len(source.levels) - 1),
        (last.height, last.width),
        with_image=False,
        progress=progress,
    )
    return ExtendedSource(source, halves)


def _size_of(path: Path) -> tuple[int, int] | None:
    """Width and height, from the header alone; None for what is no image."""
    if path.suffix.lower() in SLIDE_SUFFIXES and path.is_file():
        return 0, 0  # large by its name
    try:
        with Image.open(path, formats=_FORMATS) as image:
            return image.size
    except READ_ERRORS:
        return None


def _start_of(place: Path | bytes) -> bytes:
    if isinstance(place, bytes):
        return place[:4]
    try:
        with place.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); check its permissions.",
                path=place,
                reason=system_reason(error),
            )
        ) from error


def _too_large(name: str | Path, width: int, height: int, max_pixels: int) -> str:
    return sentence(
        "{name} is too large to be decoded at once ({width} × {height} pixels, the limit is {max_pixels:,}); "
        "save it as a tiled TIFF, which is read in parts at any size, or raise max_pixels in the settings.",
        name=name,
        width=width,
        height=height,
        max_pixels=max_pixels,
    )
