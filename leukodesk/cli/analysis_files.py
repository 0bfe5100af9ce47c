"""The files that ``analyze`` writes: JSON lines, masks and overlays. Each is whole or not there."""

import contextlib
import functools
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import cv2
import numpy.typing as npt

from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.core.numbered import numbered


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

    Every line is handed to the operating system at once, so that a kill loses none.

    Raises:
        InputError: the file cannot be written.
    """
    if target == "-":
        yield functools.partial(_write_line, sys.stdout)
        return
    path = Path(target)
    make_writable(path.parent)
    try:
        path.write_bytes(b"")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}); choose another place.") from error
    with path.open("w", encoding="utf-8") as stream:
        yield functools.partial(_write_line, stream)


def _write_line(stream: IO[str], record: Mapping[str, Any]) -> None:
    stream.write(json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n")
    stream.flush()


def write_png(path: Path, pixels: npt.NDArray[Any]) -> None:
    """Write grey or RGB pixels as a PNG.

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
