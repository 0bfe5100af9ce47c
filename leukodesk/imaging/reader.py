"""Read smear images: find them, check them, decode them to 8-bit RGB. Nothing is opened half."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import InputError
from leukodesk.core.listing import dangling, is_dangling
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.decoding import decode_pixels
from leukodesk.imaging.header_readers import read_header
from leukodesk.imaging.image_header import ImageFormat, ImageHeader
from leukodesk.imaging.integrity import check_jpeg, check_png, check_spans
from leukodesk.imaging.slide_source import SLIDE_SUFFIXES
from leukodesk.imaging.without_metadata import without_metadata

IMAGE_SUFFIXES: Final = (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp")
"""What a folder is searched for; a file that is named outright may have any suffix."""

MAX_PIXELS: Final = 400_000_000
"""Largest image that is opened unless the caller says otherwise: 1.2 GB decoded."""

MIN_SIDE_PX: Final = 32
"""Shortest side of an image that can hold a cell at any useful magnification."""


@dataclass(frozen=True)
class SmearImage:
    """One field, read and decoded.

    Attributes:
        smear: what is known about it; its id comes from the digest of ``encoded``.
        pixels: RGB, uint8, (h, w, 3), upright; read-only by convention.
        encoded: the bytes of the file, as they are kept in a dataset.
    """

    smear: Smear
    pixels: npt.NDArray[np.uint8]
    encoded: bytes


def read_smear(path: Path, *, max_pixels: int = MAX_PIXELS) -> SmearImage:
    """Read one image file: JPEG, PNG, TIFF (its only page) or BMP.

    Greyscale, palette and CMYK become RGB, transparency is laid on white, the orientation tag is applied, and
    16-bit images are scaled to 8 bits as :mod:`leukodesk.imaging.decoding` says. The pixel size is taken from
    the file only where it is microscopic, see :mod:`leukodesk.imaging.image_header`.

    Args:
        path: the file.
        max_pixels: refuse larger images, before anything is decoded.

    Raises:
        InputError: the file cannot be read, is not such an image, is incomplete, too small or too large.
    """
    encoded = read_bytes(path)
    header = check_whole(encoded, str(path), max_pixels)
    pixels = decode_pixels(encoded, header, str(path))
    sha256 = hashlib.sha256(encoded).hexdigest()
    smear = Smear(
        id=smear_id_of(sha256),
        path=str(path),
        sha256=sha256,
        width=pixels.shape[1],
        height=pixels.shape[0],
        pixel_size_um=header.pixel_size_um,
    )
    return SmearImage(smear, pixels, encoded)


def decode(encoded: bytes, name: str, *, max_pixels: int = MAX_PIXELS) -> npt.NDArray[np.uint8]:
    """Decode the bytes of an image file to upright RGB, uint8, (h, w, 3); see :func:`read_smear`.

    Args:
        encoded: the bytes of the file.
        name: what error messages call it.
        max_pixels: refuse larger images, before anything is decoded.

    Raises:
        InputError: the bytes are not such an image, are incomplete, too small or too large.
    """
    return decode_pixels(encoded, check_whole(encoded, name, max_pixels), name)


def stored_without_metadata(encoded: bytes, name: str, *, max_pixels: int = MAX_PIXELS) -> bytes:
    """An image file without metadata, see :mod:`leukodesk.imaging.without_metadata`.

    Arguments and errors as :func:`decode`.
    """
    check_whole(encoded, name, max_pixels)
    return without_metadata(encoded, lambda: decode(encoded, name, max_pixels=max_pixels))


def find_images(paths: Sequence[Path]) -> list[Path]:
    """The image files that a reader means by ``paths``.

    Files stay as they are, whatever they are called. A folder stands for the images and slides directly
    in it, sorted by name; hidden files are left out, links that lead nowhere are not. A path that comes up
    twice is listed once.

    Raises:
        InputError: a path is missing, or a folder cannot be listed or has no images.
    """
    return list(dict.fromkeys(_expand(paths)))


def _expand(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        try:
            path.lstat()
            is_folder = path.is_dir()
            images = sorted(entry for entry in path.iterdir() if _is_image(entry)) if is_folder else [path]
        except FileNotFoundError as error:
            raise InputError(_missing(path)) from error
        except OSError as error:
            raise InputError(_unreadable(path, error)) from error
        if not images:
            kinds = ", ".join(IMAGE_SUFFIXES)
            raise InputError(
                sentence(
                    "The folder {path} has no images ({kinds}); choose the folder that holds them.",
                    path=path,
                    kinds=kinds,
                )
            )
        yield from images


def _is_image(path: Path) -> bool:
    suffixes = (*IMAGE_SUFFIXES, *SLIDE_SUFFIXES)
    if path.suffix.lower() not in suffixes or path.name.startswith("."):
        return False
    return path.is_file() or is_dangling(path)


def read_bytes(path: Path) -> bytes:
    """What is in an image file.

    Raises:
        InputError: it is missing, a folder, or cannot be read.
    """
    try:
        if path.is_dir():
            raise InputError(
                sentence("{path} is a folder, not an image; choose one of the files in it.", path=path)
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise dangling(path) if path.is_symlink() else InputError(_missing(path)) from error
    except OSError as error:
        raise InputError(_unreadable(path, error)) from error


def _missing(path: Path) -> str:
    return sentence(
        "{path} does not exist; check the spelling, or whether the drive is connected.", path=path
    )


def _unreadable(path: Path, error: OSError) -> str:
    return sentence(
        "{path} cannot be read ({reason}); check its permissions, or copy it to another place.",
        path=path,
        reason=system_reason(error, lower=True),
    )


def check_whole(encoded: bytes, name: str, max_pixels: int) -> ImageHeader:
    """The header of an image that is complete and of an acceptable size.

    Raises:
        InputError: as :func:`decode`.
    """
    if not encoded:
        raise InputError(sentence("{name} is empty (0 bytes); copy or export it again.", name=name))
    header = read_header(encoded, name)
    size = sentence("{width} × {height} pixels", width=header.width, height=header.height)
    if min(header.width, header.height) < MIN_SIDE_PX:
        raise InputError(
            sentence(
                "{name} is too small ({size}); an image needs at least {min_side_px} × {min_side_px} pixels.",
                name=name,
                size=size,
                min_side_px=MIN_SIDE_PX,
            )
        )
    if header.width * header.height > max_pixels:
        raise InputError(
            sentence(
                "{name} is too large ({size}, the limit is {max_pixels:,}); cut it into smaller "
                "images, or raise max_pixels in the settings.",
                name=name,
                size=size,
                max_pixels=max_pixels,
            )
        )
    if header.format is ImageFormat.JPEG:
        check_jpeg(encoded, name)
    elif header.format is ImageFormat.PNG:
        check_png(encoded, name)
    else:
        check_spans(encoded, header.spans, name)
    return header
