"""The files that ``analyze`` writes: JSON lines, masks and overlays. Each is whole or not there."""

import contextlib
import functools
import io
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk import atomic
from leukodesk.cli.console import json_for
from leukodesk.core.errors import InputError, unwritable
from leukodesk.core.numbered import numbered
from leukodesk.core.outputs import refuse_precious
from leukodesk.core.plain_text import json_text

# Portable Network Graphics, third edition (W3C 2025), sections 5 and 9.
_PNG_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PNG_GREY, _PNG_RGB = 0, 2
_PNG_LESS_THE_LEFT = 1


def make_writable(folder: Path) -> None:
    """Make ``folder`` and try to write to it, so that hours of work do not end in a refusal.

    Raises:
        InputError: the folder cannot be made or written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The permission bits do not tell: a mount may be read-only, and root may write anyway.
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise InputError(
            f"Nothing can be written to the folder {folder} ({error.strerror}); "
            "choose another one or change its permissions."
        ) from error


def stems_of(images: Sequence[Path]) -> dict[Path, str]:
    """A name for the files of each image: its stem, numbered where two images share one."""
    return dict(zip(images, numbered([image.stem for image in images]), strict=True))


@contextlib.contextmanager
def json_lines(target: str) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """A function that appends one JSON object as a line to ``target``, or to stdout for ``-``.

    Every line is handed to the operating system at once, so that a kill loses none; one that does not fit
    on a full disk is not there at all.

    Raises:
        InputError: the file cannot be written, belongs to a dataset or is an image; the function raises it
            as well.
    """
    if target == "-":
        yield _print_line
        return
    path = Path(target)
    refuse_precious(path)
    if not path.exists():  # what is there may be a pipe, whose folder nobody writes to
        make_writable(path.parent)
    try:
        stream = path.open("wb", buffering=0)
    except OSError as error:
        raise unwritable(path, error) from error
    with stream:
        yield functools.partial(_append_line, stream, path)


def _print_line(record: Mapping[str, Any]) -> None:
    sys.stdout.write(json_for(sys.stdout, json_text(record)) + "\n")
    sys.stdout.flush()


def _append_line(stream: io.FileIO, path: Path, record: Mapping[str, Any]) -> None:
    left = memoryview(f"{json_text(record)}\n".encode())
    start = stream.tell() if stream.seekable() else None
    try:
        while left:
            left = left[stream.write(left) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        if start is not None:
            with contextlib.suppress(OSError):
                stream.truncate(start)
        raise unwritable(path, error) from error


def write_png(path: Path, pixels: npt.NDArray[Any]) -> None:
    """Write pixels as a PNG: grey, (h, w) of 8 or 16 bits, or RGB, (h, w, 3) uint8.

    Raises:
        InputError: the file cannot be written.
    """
    shown = cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR) if pixels.ndim == 3 else pixels
    # Level 1: a third of the time of the default for a few percent more bytes.
    encoded = cv2.imencode(".png", shown, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1]
    try:
        atomic.write_bytes(path, encoded.tobytes())
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}); choose another folder.") from error


def write_png_stripes(path: Path, stripes: Iterable[npt.NDArray[Any]], height: int, width: int) -> None:
    """Write a PNG that goes by from top to bottom, and is never held as a whole.

    Args:
        path: the file.
        stripes: grey, uint8 or uint16 (rows, w), or RGB, uint8 (rows, w, 3).
        height: of the image.
        width: of the image.

    Raises:
        InputError: the file cannot be written.
    """
    try:
        with atomic.replacing(path) as temporary, temporary.open("wb") as file:
            packer, is_first = zlib.compressobj(1), True
            for stripe in stripes:
                if is_first:
                    depth, kind = 8 * stripe.itemsize, _PNG_RGB if stripe.ndim == 3 else _PNG_GREY
                    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
                    file.write(_PNG_SIGNATURE + _png_chunk(b"IHDR", header))
                    is_first = False
                file.write(_png_chunk(b"IDAT", packer.compress(_png_rows(stripe))))
            file.write(_png_chunk(b"IDAT", packer.flush()) + _png_chunk(b"IEND", b""))
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}); choose another folder.") from error


def _png_rows(stripe: npt.NDArray[Any]) -> bytes:
    """Rows as PNG wants them before they are packed: high byte first, each less the pixel to its left."""
    rows = len(stripe)
    plain = np.ascontiguousarray(stripe.astype(stripe.dtype.newbyteorder(">"))).view(np.uint8)
    flat = plain.reshape(rows, -1)
    step = stripe.itemsize * (3 if stripe.ndim == 3 else 1)
    filtered = np.empty((rows, 1 + flat.shape[1]), np.uint8)
    filtered[:, 0] = _PNG_LESS_THE_LEFT
    filtered[:, 1 : 1 + step] = flat[:, :step]
    filtered[:, 1 + step :] = flat[:, step:] - flat[:, :-step]
    return filtered.tobytes()


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    checked = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checked)
