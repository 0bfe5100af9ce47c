"""Reading smears: from image files, and from the bytes a dataset keeps."""

import hashlib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.reader import SmearImage, decode, find_images, read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.jobs.job import JobContext

ImageArray = npt.NDArray[np.uint8]

THUMBNAIL_PX: Final = 256


@dataclass(frozen=True)
class KnownSmear:
    """An image file whose smear the dataset has already."""

    smear_id: str


@dataclass(frozen=True)
class ReadSmear:
    """An image file that was read for the first time."""

    image: SmearImage
    thumbnail: ImageArray


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
    """Pixels of a smear of the dataset."""

    smear_id: str
    pixels: ImageArray


@dataclass(frozen=True)
class Thumbnail:
    """A small picture of a smear."""

    smear_id: str
    pixels: ImageArray


def list_images(context: JobContext, paths: tuple[Path, ...], max_pixels: int) -> ImageList:
    """The images behind files and folders. The first is read, so that bad input changes nothing yet.

    Raises:
        InputError: a path does not exist, a folder holds no images, or none of them can be read.
        CancelledError: nobody wants them any more.
    """
    images = tuple(find_images(paths))
    problem = ""
    for path in images:
        context.progress(0, 0)
        try:
            return ImageList(images[0].parent, images, path, _read(path, max_pixels))
        except InputError as error:
            problem = problem or str(error)
    if len(images) > 1:
        problem = f"None of the {len(images)} images in {images[0].parent} can be read; the first: {problem}"
    raise InputError(problem)


def _read(path: Path, max_pixels: int) -> ReadSmear:
    image = read_smear(path, max_pixels=max_pixels)
    return ReadSmear(image, shrink(image.pixels))


def read_new_smear(
    context: JobContext, path: Path, known: AbstractSet[str], max_pixels: int
) -> KnownSmear | ReadSmear:
    """Read an image file, unless its smear is among ``known`` smear ids; then it is only hashed.

    Raises:
        InputError: the file cannot be read as an image.
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    try:
        with path.open("rb") as file:
            smear_id = smear_id_of(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as error:
        raise InputError(
            f"{path} cannot be read ({error.strerror}); check that it exists and may be read."
        ) from error
    if smear_id in known:
        return KnownSmear(smear_id)
    return _read(path, max_pixels)


def decode_smear(context: JobContext, smear: Smear, encoded: bytes, max_pixels: int) -> DecodedSmear:
    """Decode what the dataset keeps of a smear.

    Raises:
        InputError: the bytes are no image.
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    return DecodedSmear(smear.id, decode(encoded, smear.path, max_pixels=max_pixels))


def make_thumbnail(context: JobContext, smear: Smear, encoded: bytes, max_pixels: int) -> Thumbnail:
    """Decode and shrink a smear, see :func:`decode_smear`."""
    return Thumbnail(smear.id, shrink(decode_smear(context, smear, encoded, max_pixels).pixels))


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


def measure_scale(context: JobContext, smear_id: str, pixels: ImageArray) -> MeasuredScale:
    """Measure the scale of a smear on its red cells, see :mod:`leukodesk.imaging.scale`.

    Raises:
        CancelledError: nobody wants it any more.
    """
    context.progress(0, 0)
    estimate = estimate_pixel_size(pixels)
    source = "estimated" if estimate.confidence > 0 else "default"
    return MeasuredScale(smear_id, estimate.pixel_size_um, source, estimate.confidence)


def shrink(pixels: ImageArray) -> ImageArray:
    """A small picture of ``pixels`` (h, w, 3), at most 256 pixels a side."""
    height, width = pixels.shape[:2]
    scale = min(1.0, THUMBNAIL_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
