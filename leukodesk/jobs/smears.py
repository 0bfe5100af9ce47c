"""Reading smears: from image files, and from the bytes a dataset keeps."""

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.config import pyramids_dir
from leukodesk.core.errors import InputError
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.large import LargeSmear, is_large, open_large, read_large, sha256_of, stays
from leukodesk.imaging.pyramid import PixelSource, overview
from leukodesk.imaging.pyramid_cache import PyramidCache
from leukodesk.imaging.reader import (
    MAX_PIXELS,
    SmearImage,
    decode,
    find_images,
    read_bytes,
    read_smear,
    stored_without_metadata,
)
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.imaging.without_metadata import without_metadata
from leukodesk.jobs.heavy_imports import wait_for_libraries
from leukodesk.jobs.job import JobContext

ImageArray = npt.NDArray[np.uint8]

THUMBNAIL_PX: Final = 256

_MUCH_LARGER: Final = 4
"""How many times larger than a small picture an image is that is halved first."""

_MIDDLE_PX: Final = 2048
"""Side of what a very large smear is measured on; as much as a camera sees."""


@dataclass(frozen=True)
class KnownSmear:
    """An image file whose smear the dataset has already.

    Attributes:
        smear_id: the smear.
        path: the file.
        place: it where it is too large to be in the dataset, which may lie elsewhere now; else None.
    """

    smear_id: str
    path: Path
    place: Path | None = None


@dataclass(frozen=True)
class ReadSmear:
    """An image file that was read for the first time, as it is to be stored.

    Attributes:
        image: what is stored of it; its smear is called as it is to be called there.
        thumbnail: a small picture of it.
        path: the file.
        known_as: the ids it may have in a dataset: with the file as it is, and without metadata.
    """

    image: SmearImage | LargeSmear
    thumbnail: ImageArray
    path: Path
    known_as: tuple[str, ...]

    @property
    def smear_id(self) -> str:
        """The smear."""
        return self.image.smear.id

    @property
    def place(self) -> bytes | Path:
        """The bytes of the file, or the file where that is too large to be in the dataset."""
        encoded = self.image.encoded
        return self.path if encoded is None else encoded

    @property
    def shown(self) -> ImageArray | PixelSource:
        """What is looked at: its pixels, or where its parts come from."""
        return self.image.source if isinstance(self.image, LargeSmear) else self.image.pixels


@dataclass(frozen=True)
class ImageList:
    """The images a reader asked for; at least one of them can be read.

    Attributes:
        folder: where they lie, or the first of them.
        paths: image files, in the order in which they are shown.
        first: the first that can be read, shown first.
        image: it.
    """

    folder: Path
    paths: tuple[Path, ...]
    first: Path
    image: ReadSmear


@dataclass(frozen=True)
class DecodedSmear:
    """A smear of the dataset.

    Attributes:
        smear_id: the smear.
        shown: its pixels, uint8 (h, w, 3), or where the parts of a large one come from.
    """

    smear_id: str
    shown: ImageArray | PixelSource


@dataclass(frozen=True)
class Shown:
    """A smear and what is looked at of it.

    Attributes:
        smear: the smear.
        pixels: uint8 (h, w, 3), or where the parts of a large smear come from.
    """

    smear: Smear
    pixels: ImageArray | PixelSource


@dataclass(frozen=True)
class Thumbnail:
    """A small picture of a smear."""

    smear_id: str
    pixels: ImageArray


def list_images(
    context: JobContext, paths: tuple[Path, ...], max_pixels: int, kept: KeptOfImages
) -> ImageList:
    """The images behind files and folders. The first is read, so that bad input changes nothing yet.

    Args:
        context: of the job.
        paths: files and folders.
        max_pixels: larger images are refused.
        kept: what comes along with the pixels of the first.

    Raises:
        InputError: a path does not exist, a folder holds no images, or none of them can be read.
        CancelledError: nobody wants them any more.
    """
    images = tuple(find_images(paths))
    problem = ""
    for path in images:
        context.progress(0, 0)
        try:
            return ImageList(images[0].parent, images, path, _read(context, path, max_pixels, kept))
        except InputError as error:
            problem = problem or str(error)
    if len(images) > 1:
        problem = sentence(
            "None of the {number} images in {folder} can be read; the first: {problem}",
            number=len(images),
            folder=images[0].parent,
            problem=problem,
        )
    raise InputError(problem)


def _read(context: JobContext, path: Path, max_pixels: int, kept: KeptOfImages) -> ReadSmear:
    large = read_large(
        path, user_pyramids(), max_pixels=max_pixels, progress=context.progress, metadata=kept.metadata
    )
    if large is not None:
        large = replace(large, smear=kept.described(large.smear))
        own_ids = tuple(_ids_of(context, path, max_pixels))
        return ReadSmear(large, overview(large.source, THUMBNAIL_PX), path, own_ids)
    image = read_smear(path, max_pixels=max_pixels)
    return ReadSmear(as_stored(image, kept), shrink(image.pixels), path, known_as(image))


def known_as(image: SmearImage | LargeSmear) -> tuple[str, ...]:
    """The ids a field may have in a dataset: with its file as it is, and without metadata."""
    if image.encoded is None:
        return (image.smear.id,)
    plain = without_metadata(image.encoded, lambda: _pixels_of(image))
    return image.smear.id, smear_id_of(hashlib.sha256(plain).hexdigest())


def as_stored(image: SmearImage | LargeSmear, kept: KeptOfImages) -> SmearImage | LargeSmear:
    """A field as a dataset keeps it: its pixels, and of the rest what is asked for.

    A file that stays where it lies stays as it is.
    """
    smear, encoded = image.smear, image.encoded
    if encoded is not None and not kept.metadata:
        encoded = without_metadata(encoded, lambda: _pixels_of(image))
        sha256 = hashlib.sha256(encoded).hexdigest()
        smear = replace(smear, id=smear_id_of(sha256), sha256=sha256)
    smear = kept.described(smear)
    if isinstance(image, LargeSmear):
        return LargeSmear(smear, image.source, encoded)
    return SmearImage(smear, image.pixels, encoded or image.encoded)


def _pixels_of(image: SmearImage | LargeSmear) -> ImageArray:
    """All pixels, for a kind of file that has to be written anew."""
    if isinstance(image, SmearImage):
        return image.pixels
    level = image.source.levels[0]
    return image.source.read(0, (0, 0, level.height, level.width))


def read_new_smear(
    context: JobContext, path: Path, known: Mapping[str, str], max_pixels: int, kept: KeptOfImages
) -> KnownSmear | ReadSmear:
    """Read an image file, unless its smear is known, as it is or without metadata; then it is not decoded.

    Args:
        context: of the job.
        path: the file.
        known: the smears there are, see :func:`leukodesk.core.smear.smears_by_digest`.
        max_pixels: larger images are refused.
        kept: what comes along with the pixels.

    Raises:
        InputError: the file cannot be read as an image.
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    place = path if stays(path) else None
    for own_id in _ids_of(context, path, max_pixels):
        if smear_id := known.get(own_id):
            return KnownSmear(smear_id, path, place)
    return _read(context, path, max_pixels, kept)


def _ids_of(context: JobContext, path: Path, max_pixels: int) -> Iterator[str]:
    """As :func:`known_as`, without decoding it, and the second one only where it is asked for."""
    yield smear_id_of(sha256_of(path, context.progress))
    if not stays(path):
        with contextlib.suppress(InputError):  # reading it says what is wrong
            plain = stored_without_metadata(read_bytes(path), str(path), max_pixels=max_pixels)
            yield smear_id_of(hashlib.sha256(plain).hexdigest())


def decode_smear(context: JobContext, smear: Smear, place: bytes | Path, max_pixels: int) -> DecodedSmear:
    """Decode what the dataset keeps of a smear, or get ready to read a large one in parts.

    Raises:
        InputError: it is no image, or cannot be read.
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    return DecodedSmear(smear.id, open_pixels(smear, place, max_pixels, context.progress))


def open_pixels(
    smear: Smear, place: bytes | Path, max_pixels: int = MAX_PIXELS, progress: Progress = no_progress
) -> ImageArray | PixelSource:
    """The pixels of a stored smear, or where the parts of a large one come from; see :func:`decode_smear`."""
    if is_large(smear.width, smear.height, smear.path):
        pyramids = user_pyramids()
        return open_large(place, smear.path, smear.sha256, pyramids, max_pixels=max_pixels, progress=progress)
    encoded = place if isinstance(place, bytes) else read_bytes(place)
    return decode(encoded, smear.path, max_pixels=max_pixels)


def make_thumbnail(context: JobContext, smear: Smear, place: bytes | Path, max_pixels: int) -> Thumbnail:
    """Decode and shrink a smear, see :func:`decode_smear`."""
    shown = decode_smear(context, smear, place, max_pixels).shown
    small = shrink(shown) if isinstance(shown, np.ndarray) else overview(shown, THUMBNAIL_PX)
    return Thumbnail(smear.id, small)


def user_pyramids() -> PyramidCache:
    """Where this user's smaller copies of large images lie."""
    return PyramidCache(pyramids_dir())


@dataclass(frozen=True)
class MeasuredScale:
    """How large a pixel of a smear is.

    Attributes:
        smear_id: the smear.
        pixel_size_um: micrometres per pixel.
        source: ``estimated`` from the cells, or ``default`` where nothing could be measured.
        confidence: 0 (assumed) to 1 (measured on many red cells of one size).
    """

    smear_id: str
    pixel_size_um: float
    source: str
    confidence: float


def measure_scale(context: JobContext, smear_id: str, shown: ImageArray | PixelSource) -> MeasuredScale:
    """Measure the scale of a smear on its red cells, of a very large one on those in its middle.

    See :mod:`leukodesk.imaging.scale`.

    Raises:
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    wait_for_libraries()
    estimate = estimate_pixel_size(shown if isinstance(shown, np.ndarray) else _middle(shown))
    source = "estimated" if estimate.confidence > 0 else "default"
    return MeasuredScale(smear_id, estimate.pixel_size_um, source, estimate.confidence)


def _middle(source: PixelSource) -> ImageArray:
    height, width = source.levels[0].height, source.levels[0].width
    half_height, half_width = min(height, _MIDDLE_PX) // 2, min(width, _MIDDLE_PX) // 2
    row, column = height // 2, width // 2
    return source.read(0, (row - half_height, column - half_width, row + half_height, column + half_width))


def shrink(pixels: ImageArray) -> ImageArray:
    """A small picture of ``pixels`` (h, w, 3), at most 256 pixels a side."""
    height, width = pixels.shape[:2]
    scale = min(1.0, THUMBNAIL_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Halving takes a third of the time of any other ratio; a last row or column that is odd is left out.
    while min(pixels.shape[1] // size[0], pixels.shape[0] // size[1]) >= _MUCH_LARGER:
        height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
        halved = cv2.resize(pixels[: 2 * height, : 2 * width], (width, height), interpolation=cv2.INTER_AREA)
        pixels = np.asarray(halved, dtype=np.uint8)
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
