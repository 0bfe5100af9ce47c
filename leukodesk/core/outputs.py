"""Files that a reader names to be written: whole or not at all, never in place of a dataset or an image."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.sentence import sentence

# How every HDF5 file begins (format specification 3.0, II.A): a dataset, its backup, its images.
_HDF5: Final = b"\x89HDF\r\n\x1a\n"
_BESIDE: Final = ("-journal", "-lock", "-witness")
# How JPEG, PNG, TIFF and BigTIFF of either byte order begin. A BMP's two letters may begin a text as well,
# but not with the four zeros that it has further on.
_IMAGES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_BMP, _BMP_ZEROS = b"BM", slice(6, 10)
_HEAD_BYTES: Final = 10


def write_output(path: str | Path, data: bytes) -> None:
    """Write ``data`` to ``path`` so that a crash leaves the old file or the new one, never a part.

    Raises:
        InputError: nothing can be written there, or what is there belongs to a dataset, or is an image while
            ``data`` is none.
    """
    refuse_precious(path, is_image=_is_image(data[:_HEAD_BYTES]))
    try:
        atomic.write_bytes(Path(path), data)
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_unwritable(path: str | Path) -> None:
    """Try whether a file can be written later, so that hours of work do not end in a refusal.

    Raises:
        InputError: it cannot, or what is there may not be replaced.
    """
    refuse_precious(path)
    place = Path(path)
    try:
        if place.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with tempfile.TemporaryFile(dir=place.parent):
            pass
    except OSError as error:
        raise unwritable(path, error) from error


def refuse_precious(path: str | Path, *, is_image: bool = False) -> None:
    """Say no where a file named to be written is a dataset or an image already, as by a slip of the keys.

    Args:
        path: of the file.
        is_image: what is to be written is an image itself, and may take the place of one.

    Raises:
        InputError: what is there belongs to a dataset, is an image, or cannot be looked at.
    """
    place = Path(path)
    try:
        head = _head(place)
    except OSError as error:
        raise unwritable(path, error) from error
    if head.startswith(_HDF5) or (place.is_file() and place.name.endswith(_BESIDE)):
        raise InputError(
            sentence(
                "{path} belongs to a dataset, which nothing else may replace; choose another name.", path=path
            )
        )
    if _is_image(head) and not is_image:
        raise InputError(
            sentence("{path} is an image, which nothing else may replace; choose another name.", path=path)
        )


def is_dataset(path: Path) -> bool:
    """Whether a file begins like a dataset; False for what is not there or cannot be read."""
    try:
        return _head(path).startswith(_HDF5)
    except OSError:
        return False


def _head(path: Path) -> bytes:
    """How the file begins; nothing where there is none."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _is_image(head: bytes) -> bool:
    return head.startswith(_IMAGES) or (head.startswith(_BMP) and head[_BMP_ZEROS] == bytes(4))
