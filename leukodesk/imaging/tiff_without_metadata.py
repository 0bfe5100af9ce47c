"""TIFF files without what cameras and programs write beside the pixels.

Only what decoding needs is copied, each byte to where it was, and everything else becomes zero: so strips,
tiles and smaller copies stay bit by bit, no offset changes, and nothing survives in places that no tag points
to. TIFF 6.0 and BigTIFF.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_STRIPS: Final = ((273, 279), (324, 325))
_SUB_IMAGES: Final = 330
_COMPRESSION, _OLD_JPEG = 259, 6
_KEPT: Final = frozenset(
    (
        *range(254, 260),  # kind, size, bits, compression
        *(262, 263, 264, 265, 266),  # photometric, thresholding, fill order
        *(273, 274, 277, 278, 279, 280, 281, 282, 283, 284),  # strips, orientation, samples, resolution
        *(290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325),
        *(_SUB_IMAGES, 332, 334, 336, 338, 339, 340, 341, 347),  # inks, extra samples, JPEG tables
        *(529, 530, 531, 532),  # YCbCr
        *(32995, 32996, 32997, 32998, 34675),  # alpha and depth as SGI has them; colour profile
    )
)
_SIZES: Final = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_NUMBERS: Final = {1: "B", 3: "H", 4: "L", 13: "L", 16: "Q", 18: "Q"}


def tiff_without_metadata(encoded: bytes) -> bytes:
    """The same pictures; a second pass changes nothing more.

    Args:
        encoded: a sound TIFF or BigTIFF file.

    Raises:
        ValueError: its pixels lie in a way that is not known here.
    """
    try:
        return _Copy(encoded).made()
    except (struct.error, LookupError) as error:
        raise ValueError("the tags of the TIFF point outside it") from error


@dataclass(frozen=True)
class _Tag:
    """One entry of a directory: its own bytes, and where its value is, in it or elsewhere."""

    number: int
    type: int
    entry: bytes
    start: int
    length: int
    is_outside: bool


class _Copy:
    """A copy of a file in which only what was put is not zero."""

    def __init__(self, encoded: bytes) -> None:
        self._encoded = encoded
        self._order = "<" if encoded.startswith(b"II") else ">"
        self._big = encoded[2:4] in (b"+\0", b"\0+")
        self._out = bytearray(len(encoded))
        self._end = 0

    def made(self) -> bytes:
        word, at = ("Q", 8) if self._big else ("L", 4)
        self._put(0, at + struct.calcsize(self._order + word))
        waiting = [self._read(word, at)]
        seen: set[int] = set()
        while waiting:
            place = waiting.pop()
            if place and place not in seen:
                seen.add(place)
                waiting += self._directory(place)
        return bytes(self._out[: self._end])

    def _directory(self, place: int) -> Iterator[int]:
        """Copy a directory; the places of those it leads to."""
        tags, following = self._tags(place)
        by_number = {tag.number: tag for tag in tags}
        if self._first(by_number, _COMPRESSION) == _OLD_JPEG:
            raise ValueError("JPEG of the old kind keeps its tables in places of their own")
        kept = [tag for tag in tags if tag.number in _KEPT and tag.type in _SIZES]
        count, word = ("Q", "Q") if self._big else ("H", "L")
        written = struct.pack(self._order + count, len(kept)) + b"".join(tag.entry for tag in kept)
        self._write(place, written + struct.pack(self._order + word, following))
        for tag in kept:
            if tag.is_outside:
                self._put(tag.start, tag.length)
        for offsets, lengths in _STRIPS:
            if offsets in by_number:
                for span in zip(
                    self._numbers(by_number[offsets]), self._numbers(by_number[lengths]), strict=True
                ):
                    self._put(*span)
        yield following
        if _SUB_IMAGES in by_number:
            yield from self._numbers(by_number[_SUB_IMAGES])

    def _tags(self, place: int) -> tuple[list[_Tag], int]:
        count, word, head = ("Q", "Q", 12) if self._big else ("H", "L", 8)
        inline = struct.calcsize(self._order + word)
        number = self._read(count, place)
        at = place + struct.calcsize(self._order + count)
        if at + number * (head + inline) > len(self._encoded):
            raise ValueError("the directory is longer than the file")
        tags = []
        for start in range(at, at + number * (head + inline), head + inline):
            tag, kind = struct.unpack_from(self._order + "HH", self._encoded, start)
            length = _SIZES.get(kind, 0) * self._read(word, start + 4)
            is_outside = length > inline
            value = self._read(word, start + head) if is_outside else start + head
            entry = self._encoded[start : start + head + (inline if is_outside else length)]
            entry = entry.ljust(head + inline, b"\0")
            tags.append(_Tag(tag, kind, entry, value, length, is_outside))
        return tags, self._read(word, at + number * (head + inline))

    def _first(self, tags: dict[int, _Tag], number: int) -> int:
        return next(iter(self._numbers(tags[number])), 0) if number in tags else 0

    def _numbers(self, tag: _Tag) -> tuple[int, ...]:
        code = _NUMBERS[tag.type]
        many = tag.length // struct.calcsize(self._order + code)
        return struct.unpack_from(f"{self._order}{many}{code}", self._encoded, tag.start)

    def _read(self, code: str, at: int) -> int:
        return int(struct.unpack_from(self._order + code, self._encoded, at)[0])

    def _put(self, start: int, length: int) -> None:
        self._write(start, self._encoded[start : start + length], length)

    def _write(self, start: int, content: bytes, length: int | None = None) -> None:
        if length is not None and len(content) != length:
            raise ValueError("a tag of the TIFF points outside it")
        self._out[start : start + len(content)] = content
        self._end = max(self._end, start + len(content))
