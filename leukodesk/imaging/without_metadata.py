"""Image files without what cameras and programs write beside the pixels: places, times, owners, previews.

What decides how the pixels look stays: colour tables and profiles, resolution, the Adobe marker of a JPEG.
"""

import re
import struct
from collections.abc import Callable, Iterator
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.header_readers import read_header
from leukodesk.imaging.image_header import ImageFormat

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
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # not one within the pixels of a scan
_JPEG_DROPPED: Final = frozenset((*range(0xE1, 0xEE), 0xEF, 0xFE))
_JPEG_PROFILE: Final = (0xE2, b"ICC_PROFILE\0")


def without_metadata(encoded: bytes, pixels: Callable[[], npt.NDArray[np.uint8]]) -> bytes:
    """The same picture without metadata; JPEG and PNG keep their encoded pixels bit by bit.

    A file that holds none comes back unchanged, and so keeps its digest. TIFF, BMP and images that are stored
    turned are written anew as PNG.

    Args:
        encoded: a sound image file.
        pixels: decodes it to upright RGB, uint8 (h, w, 3).
    """
    header = read_header(encoded, "the image")
    if header.orientation == 1 and header.format is ImageFormat.JPEG:
        return b"".join(_jpeg_parts(encoded))
    if header.orientation == 1 and header.format is ImageFormat.PNG:
        return encoded[:8] + b"".join(_png_chunks(encoded))
    return cv2.imencode(".png", cv2.cvtColor(pixels(), cv2.COLOR_RGB2BGR))[1].tobytes()


def _jpeg_parts(encoded: bytes) -> Iterator[bytes]:
    """The segments to keep, in order (ITU-T T.81, B.1.1); what follows the end of the image is dropped."""
    yield encoded[:2]
    at = 2
    while at + 1 < len(encoded) and encoded[at + 1] != _EOI:
        marker = encoded[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        (length,) = struct.unpack_from(">H", encoded, at + 2)
        end = at + 2 + length
        if marker == _SOS:
            following = _NEXT_MARKER.search(encoded, end)
            end = following.start() if following else len(encoded)
        segment = encoded[at:end]
        profile, name = _JPEG_PROFILE
        if marker not in _JPEG_DROPPED or (marker == profile and segment[4:].startswith(name)):
            yield segment
        at = end
    yield encoded[at : at + 2]


def _png_chunks(encoded: bytes) -> Iterator[bytes]:
    """The chunks to keep, in order (ISO/IEC 15948, 5.3)."""
    at = 8
    while at + 12 <= len(encoded):
        (length,) = struct.unpack_from(">I", encoded, at)
        kind, end = encoded[at + 4 : at + 8], at + 12 + length
        if kind in _PNG_KEPT:
            yield encoded[at:end]
        at = end
        if kind == b"IEND":
            return
