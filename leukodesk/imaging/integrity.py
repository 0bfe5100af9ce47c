"""Whether an image file is all there. Decoders fill the missing part with grey and say nothing.

A cut JPEG is found by walking its markers (ITU-T T.81, annex B) to the end-of-image marker, a cut PNG by
walking its chunks (ISO/IEC 15948, clause 5) and their checksums, a cut TIFF by its table of strips or tiles.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence

_SOI_LENGTH: Final = 2
_EOI, _SOS = 0xD9, 0xDA
_BARE_MARKERS: Final = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))
# Within coded data FF is followed by 00 (a literal FF), a restart marker, or another FF (fill).
_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_PNG_SIGNATURE_LENGTH: Final = 8


def check_jpeg(encoded: bytes, name: str) -> None:
    """Refuse a JPEG that ends before its end-of-image marker.

    Bytes after that marker are none of our business: cameras put previews and sound there. A marker inside an
    embedded preview does not count, since whole segments are stepped over.

    Raises:
        InputError: the file was cut.
    """
    at = _SOI_LENGTH
    scans = 0
    while True:
        found = _NEXT_MARKER.search(encoded, at)
        if found is None:
            raise InputError(_cut(name, "JPEG"))
        code = encoded[found.start() + 1]
        at = found.end()
        if code == _EOI:
            break
        if code in _BARE_MARKERS:
            continue
        scans += code == _SOS
        at += int.from_bytes(encoded[at : at + 2], "big")
    if not scans:
        raise InputError(_cut(name, "JPEG"))


def png_chunks(encoded: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a PNG as ``(kind, offset of the data, length of the data)``, as far as they are whole."""
    at = _PNG_SIGNATURE_LENGTH
    while at + 12 <= len(encoded):
        length, kind = struct.unpack_from(">I4s", encoded, at)
        if at + 12 + length > len(encoded):
            return
        yield kind, at + 8, length
        at += 12 + length


def check_png(encoded: bytes, name: str) -> None:
    """Refuse a PNG that ends before its end chunk or has a chunk whose checksum is wrong.

    Raises:
        InputError: the file was cut or damaged.
    """
    view = memoryview(encoded)
    for kind, start, length in png_chunks(encoded):
        (checksum,) = struct.unpack_from(">I", encoded, start + length)
        if zlib.crc32(view[start - 4 : start + length]) != checksum:
            raise InputError(
                sentence("{name} is damaged (a PNG checksum is wrong); copy or export it again.", name=name)
            )
        if kind == b"IEND":
            return
    raise InputError(_cut(name, "PNG"))


def check_spans(encoded: bytes, spans: tuple[tuple[int, int], ...], name: str) -> None:
    """Refuse a file that ends before the last of its blocks of pixels.

    Args:
        encoded: the bytes of the file.
        spans: ``(offset, length)`` of each block.
        name: what the error message calls the file.

    Raises:
        InputError: the file was cut.
    """
    if max((start + length for start, length in spans), default=0) > len(encoded):
        raise InputError(_cut(name, "TIFF"))


def _cut(name: str, kind: str) -> str:
    return sentence(
        "{name} is incomplete (the {kind} ends too early); copy or export it again.",
        name=name,
        kind=kind,
    )
