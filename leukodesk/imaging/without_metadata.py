"""Image files without what cameras and programs write beside the pixels: places, times, owners, previews.

What decides how the pixels look stays: colour tables and profiles, resolution, the Adobe marker of a JPEG,
and of the whole of EXIF the orientation alone. So the same picture is decoded from it, bit by bit, and one
that a camera stored lying is shown and measured upright as before.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.header_readers import read_header
from leukodesk.imaging.image_header import ImageFormat
from leukodesk.imaging.tiff_without_metadata import tiff_without_metadata

_PNG_KEPT: Final = frozenset(
    (
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"sBIT",
        b"bKGD",
        b"pHYs",
    )
)
_SOS: Final = 0xDA
_EOI: Final = 0xD9
_APP0, _EXIF = 0xE0, 0xE1
_BARE_MARKERS: Final = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # not one within the pixels of a scan
_JPEG_DROPPED: Final = frozenset((*range(0xE0, 0xEE), 0xEF, 0xFE))
_JPEG_PROFILE: Final = (0xE2, b"ICC_PROFILE\0")
_JFIF: Final = b"JFIF\0"
_JFIF_LENGTH: Final = 14
"""Bytes of a JFIF segment, without marker and length, before its preview of the image."""

_LINKED, _EMBEDDED, _SRGB = b"KNIL", b"DEBM", b"BGRs"
"""Colour spaces of a BMP: a profile in another file, one behind the pixels, and none."""


def without_metadata(encoded: bytes, pixels: Callable[[], npt.NDArray[np.uint8]]) -> bytes:
    """The same picture without metadata, in the same format; its encoded pixels stay bit by bit.

    A file that holds none comes back unchanged, and so keeps its digest; a second pass changes nothing
    more. A TIFF whose pixels lie in an unusual way is written anew as PNG, upright and with 8 bits.

    Args:
        encoded: a sound image file.
        pixels: decodes it to upright RGB, uint8 (h, w, 3).
    """
    header = read_header(encoded, "the image")
    if header.format is ImageFormat.JPEG:
        return b"".join(_jpeg_parts(encoded, header.orientation))
    if header.format is ImageFormat.PNG:
        return encoded[:8] + b"".join(_png_chunks(encoded, header.orientation))
    if header.format is ImageFormat.BMP:
        return _bmp(encoded)
    try:
        return tiff_without_metadata(encoded)
    except ValueError:
        return cv2.imencode(".png", cv2.cvtColor(pixels(), cv2.COLOR_RGB2BGR))[1].tobytes()


def _jpeg_parts(encoded: bytes, orientation: int) -> Iterator[bytes]:
    """The segments to keep, in order (ITU-T T.81, B.1.1); what follows the end of the image is dropped."""
    yield encoded[:2]
    turned = _exif(orientation)
    segments = _jpeg_segments(encoded)
    for marker, segment in segments:
        if marker == _APP0 and segment[4:].startswith(_JFIF):
            yield _without_preview(segment)
        elif marker not in _JPEG_DROPPED or (
            marker == _JPEG_PROFILE[0] and segment[4:].startswith(_JPEG_PROFILE[1])
        ):
            if turned:
                body = b"Exif\0\0" + turned
                yield struct.pack(">BBH", 0xFF, _EXIF, len(body) + 2) + body
                turned = b""
            yield segment


def _jpeg_segments(encoded: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and whole segment of each; a scan with its coded data."""
    at = 2
    while found := _NEXT_MARKER.search(encoded, at):
        start, marker = found.start(), encoded[found.start() + 1]
        if marker == _EOI or marker in _BARE_MARKERS:
            yield marker, encoded[start : start + 2]
            if marker == _EOI:
                return
            at = start + 2
            continue
        (length,) = struct.unpack_from(">H", encoded, start + 2)
        at = start + 2 + length
        if marker == _SOS:
            following = _NEXT_MARKER.search(encoded, at)
            at = following.start() if following else len(encoded)
        yield marker, encoded[start:at]


def _without_preview(segment: bytes) -> bytes:
    """A JFIF segment (ITU-T T.871, 10.1) whose preview has no pixels."""
    body = segment[4 : 4 + _JFIF_LENGTH]
    if len(body) < _JFIF_LENGTH:
        return segment
    return struct.pack(">BBH", 0xFF, _APP0, _JFIF_LENGTH + 2) + body[:-2] + b"\0\0"


def _exif(orientation: int) -> bytes:
    """EXIF (CIPA DC-008) that says how the picture is to be turned and nothing else; empty for upright."""
    if orientation == 1:
        return b""
    return struct.pack(">2sHLHHHLHHL", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def _png_chunks(encoded: bytes, orientation: int) -> Iterator[bytes]:
    """The chunks to keep, in order (ISO/IEC 15948, 5.3)."""
    at = 8
    while at + 12 <= len(encoded):
        (length,) = struct.unpack_from(">I", encoded, at)
        kind, end = encoded[at + 4 : at + 8], at + 12 + length
        if kind in _PNG_KEPT:
            yield encoded[at:end]
        if kind == b"IHDR" and (turned := _exif(orientation)):
            body = b"eXIf" + turned
            yield struct.pack(">I", len(turned)) + body + struct.pack(">I", zlib.crc32(body))
        at = end
        if kind == b"IEND":
            return


def _bmp(encoded: bytes) -> bytes:
    """Headers, colours and pixels alone; a colour profile, which no reader of BMP heeds, is dropped."""
    out = bytearray(encoded)
    (start, size) = struct.unpack_from("<LL", encoded, 10)
    end = len(out)
    if size == 12:
        width, height, _, bits = struct.unpack_from("<HHHH", encoded, 18)
        end = start + (width * bits + 31) // 32 * 4 * height
    elif size >= 40:
        width, height, _, bits, packed, length = struct.unpack_from("<llHHLL", encoded, 18)
        is_plain = packed in (0, 3, 6)
        end = start + ((width * bits + 31) // 32 * 4 * abs(height) if is_plain else length or end - start)
    if size >= 124:
        if bytes(out[70:74]) in (_LINKED, _EMBEDDED):
            out[70:74] = _SRGB
        out[126:134] = bytes(8)
    out[6:10] = bytes(4)
    del out[end:]
    struct.pack_into("<L", out, 2, len(out))
    return bytes(out)
