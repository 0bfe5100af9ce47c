"""Images that are too large to be copied: they stay where they lie, and the dataset knows where that is.

What is stored is an external array (HDF5's own word for raw data in another file) with the digest of the
image and the state of its file, which tells whether it has to be read through to know that it is still the
same.
"""

import hashlib
from pathlib import Path
from typing import Final

import h5py
import numpy as np

from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.store.layout import IMAGE_DATASET

_MOST_AT_ONCE: Final = 2 * 2**30
"""Largest file, in bytes, that is read into memory as a whole."""

_STATE: Final = "size_and_time"
"""Size in bytes and time of the last change in nanoseconds of a file that stayed where it lies."""


def reference_to(smear: Smear, image: Path) -> bytes:
    """A file that says where the image of a smear lies.

    Args:
        smear: whose image it is.
        image: where it lies; absolute.

    Raises:
        DatasetError: the image is gone, or not this smear's.
    """
    try:
        state = _state_of(image)
        same = _digest_of(image) == smear.sha256
    except OSError as error:
        raise DatasetError(_gone(smear, image)) from error
    if not same:
        raise DatasetError(
            sentence(
                "{image} is not the image that {path} was; open it as a new one.",
                image=image,
                path=smear.path,
            )
        )
    with h5py.File("image", "w", driver="core", backing_store=False) as file:
        where = [(str(image), 0, state[0])]
        file.create_dataset(IMAGE_DATASET, shape=state[:1], dtype=np.uint8, external=where)
        file.attrs["sha256"] = smear.sha256
        file.attrs[_STATE] = state
        file.flush()
        return bytes(file.id.get_file_image())


def reference_in(file: h5py.File) -> tuple[Path, tuple[int, ...]] | None:
    """Where the image of an image file lies and the state it was in, or None where the file holds it."""
    external = file[IMAGE_DATASET].external
    if not external:
        return None
    return Path(external[0][0]), tuple(int(number) for number in file.attrs.get(_STATE, ()))


def unaltered(smear: Smear, image: Path, state: tuple[int, ...]) -> Path:
    """``image``, if it is still what it was; read through only where its state is another one.

    Args:
        smear: whose image it is.
        image: where it lies.
        state: size in bytes and time in nanoseconds when it was known to be the same; empty to read it.

    Raises:
        DatasetError: it is gone or altered.
    """
    try:
        if _state_of(image) != state and _digest_of(image) != smear.sha256:
            raise DatasetError(_altered(smear, image))
    except OSError as error:
        raise DatasetError(_gone(smear, image)) from error
    return image


def read_referred(smear: Smear, image: Path) -> bytes:
    """The bytes of an image that stayed where it lies, checked against its digest.

    Raises:
        DatasetError: it is gone or altered, or larger than 2 GiB.
    """
    try:
        if image.stat().st_size > _MOST_AT_ONCE:
            raise DatasetError(
                sentence(
                    "{place} is too large to be copied; leave the images out, or copy it yourself.",
                    place=image,
                )
            )
        encoded = image.read_bytes()
    except OSError as error:
        raise DatasetError(_gone(smear, image)) from error
    if hashlib.sha256(encoded).hexdigest() != smear.sha256:
        raise DatasetError(_altered(smear, image))
    return encoded


def _state_of(image: Path) -> tuple[int, int]:
    """Size in bytes and time of the last change in nanoseconds."""
    status = image.stat()
    return status.st_size, status.st_mtime_ns


def _digest_of(image: Path) -> str:
    with image.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _gone(smear: Smear, image: Path) -> str:
    return sentence(
        "The image {image} is too large to be kept with the labels and is not there any more; put it "
        "back, or add it again (File, Add images) from where it lies now, and its cells are shown on it "
        "again.",
        image=image,
    )


def _altered(smear: Smear, image: Path) -> str:
    return sentence(
        "The file {image} is not the image any more that the cells of {name} were found in; "
        "put the former one back, or add that again (File, Add images) from where it lies now.",
        image=image,
        name=smear.file_name,
    )
