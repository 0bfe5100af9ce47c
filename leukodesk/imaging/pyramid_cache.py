"""Coarser copies of large images in a folder of the user, made once and mapped into memory.

One folder per image and kind of copy, with one plain ``.npy`` per level. It appears under its name when it
is complete, so what an interrupted run left is never taken for a pyramid.
"""

import os
import shutil
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Self
from uuid import uuid4

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.pyramid import COARSEST_PX, ArraySource, UInt8Array, halved, stripes_of

CACHE_BYTES: Final = 8 * 2**30
"""What all pyramids together may take: five images of 20,000 × 20,000 pixels."""

_UNFINISHED: Final = ".unfinished"
_GIVEN_UP_S: Final = 86_400.0
"""Nobody works on a pyramid for a day: what is unfinished so long was left by a program that was killed."""


def sizes_in_cache(size: tuple[int, int]) -> list[tuple[int, int]]:
    """``(h, w)`` of the levels that are kept of an image of that size, with the image itself."""
    sizes = [size, _half_of(size)]
    while max(sizes[-1]) > COARSEST_PX:
        sizes.append(_half_of(sizes[-1]))
    return sizes


class PyramidCache:
    """The pyramids in one folder. Several programs may use it at once.

    Args:
        folder: made when it is first needed.
        max_bytes: what lies there at most; the least recently used pyramids go first.
    """

    def __init__(self, folder: Path, max_bytes: int = CACHE_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def find(self, key: str, pixel_size_um: float | None = None) -> ArraySource | None:
        """The pyramid of that name, or None if there is none or it cannot be read."""
        place = self._folder / key
        try:
            paths = sorted(place.glob("*.npy"))
            levels = [np.load(path, mmap_mode="r") for path in paths]
            os.utime(place)
        except (OSError, ValueError):
            return None
        return ArraySource(levels, pixel_size_um) if levels else None

    def build(
        self,
        key: str,
        stripes: Iterable[UInt8Array],
        size: tuple[int, int],
        *,
        with_image: bool,
        pixel_size_um: float | None = None,
        progress: Progress = no_progress,
    ) -> ArraySource:
        """Make the pyramid of an image that goes by once.

        Args:
            key: a name of letters, digits and dashes that no other image has.
            stripes: RGB, uint8, (rows, w, 3) from top to bottom; rows even but for the last.
            size: (h, w) of the image.
            with_image: keep the image itself too, not only its halves.
            pixel_size_um: of the image.
            progress: told after each stripe; raises to cancel.

        Raises:
            InputError: there is no room.
            CancelledError: raised by ``progress``.
        """
        working = self._folder / f"{key}-{uuid4().hex}{_UNFINISHED}"
        try:
            working.mkdir(parents=True)
            self._write(working, stripes, size, with_image=with_image, progress=progress)
            self._name(working, key)
        except OSError as error:
            raise InputError(
                sentence(
                    "A smaller copy of the image cannot be kept in {folder} ({reason}); make room there.",
                    folder=self._folder,
                    reason=system_reason(error),
                )
            ) from error
        finally:
            shutil.rmtree(working, ignore_errors=True)
        self._make_room(key)
        found = self.find(key, pixel_size_um)
        if found is None:
            raise InputError(
                sentence(
                    "The smaller copy of the image in {folder} is gone; open it again.", folder=self._folder
                )
            )
        return found

    def _write(
        self,
        working: Path,
        stripes: Iterable[UInt8Array],
        size: tuple[int, int],
        *,
        with_image: bool,
        progress: Progress,
    ) -> None:
        height = size[0]
        text = sentence("Making a smaller copy of the image")
        with ExitStack() as files:
            whole = files.enter_context(_LevelFile(working / "00.npy", size)) if with_image else None
            half = files.enter_context(_LevelFile(working / "01.npy", _half_of(size)))
            top = 0
            for stripe in stripes:
                progress(top, height, text)
                if whole is not None:
                    whole.append(stripe)
                half.append(halved(stripe))
                top += len(stripe)
        for number, smaller in enumerate(sizes_in_cache(size)[2:], start=2):
            last = ArraySource([np.load(working / f"{number - 1:02}.npy", mmap_mode="r")])
            with _LevelFile(working / f"{number:02}.npy", smaller) as half:
                for stripe in stripes_of(last, 0):
                    progress(height, height, text)
                    half.append(halved(stripe))

    def _name(self, working: Path, key: str) -> None:
        """Give a complete pyramid its name, unless another program was faster and uses its own by now."""
        _remove(self._folder / key)
        try:
            working.rename(self._folder / key)
        except OSError:
            if self.find(key) is None:
                raise

    def _make_room(self, kept: str) -> None:
        """Remove what was left unfinished, and the least recently used pyramids until the rest fits."""
        places = [place for place in self._folder.iterdir() if place.is_dir() and place.name != kept]
        places.sort(key=_used_at, reverse=True)
        total, long_ago = _bytes_of(self._folder / kept), time.time() - _GIVEN_UP_S
        for place in places:
            is_unfinished = place.name.endswith(_UNFINISHED)
            is_given_up = is_unfinished and _used_at(place) < long_ago
            total += 0 if is_given_up else _bytes_of(place)
            if is_given_up:
                shutil.rmtree(place, ignore_errors=True)
            elif total > self._max_bytes and not is_unfinished:
                _remove(place)


class _LevelFile:
    """One level as it is written, from top to bottom.

    Not through a mapping: on a full disk that would end the program, and a write only fails.
    """

    def __init__(self, path: Path, size: tuple[int, int]) -> None:
        self._file = path.open("wb")
        header = {"descr": "|u1", "fortran_order": False, "shape": (*size, 3)}
        np.lib.format.write_array_header_1_0(self._file, header)

    def append(self, rows: UInt8Array) -> None:
        self._file.write(np.ascontiguousarray(rows).data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()


def _remove(place: Path) -> None:
    """Remove a pyramid as a whole: without some of its levels it would be taken for another one.

    Windows removes none that is in use.
    """
    going = place.with_name(f"{place.name}-{uuid4().hex}{_UNFINISHED}")
    try:
        place.rename(going)
    except OSError:
        return
    shutil.rmtree(going, ignore_errors=True)


def _half_of(size: tuple[int, int]) -> tuple[int, int]:
    return (size[0] + 1) // 2, (size[1] + 1) // 2


def _used_at(place: Path) -> float:
    try:
        return place.stat().st_mtime
    except OSError:  # another program removed it meanwhile
        return 0.0


def _bytes_of(place: Path) -> int:
    try:
        return sum(path.stat().st_size for path in place.iterdir())
    except OSError:
        return 0
