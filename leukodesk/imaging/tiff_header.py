"""What a TIFF file says about itself, from its tags."""

import io
from collections.abc import Mapping
from typing import Any, Final

from PIL.TiffImagePlugin import TiffImageFile

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.imaging.image_header import ImageFormat, ImageHeader, orientation_of
from leukodesk.imaging.pixel_size import ome_pixel_size_um, resolution_pixel_size_um

# Tag numbers of TIFF 6.0.
_WIDTH, _HEIGHT, _BITS, _SAMPLES = 256, 257, 258, 277
_PHOTOMETRIC, _PLANES, _DESCRIPTION, _MAX_VALUE = 262, 284, 270, 281
_PER_UNIT_X, _PER_UNIT_Y, _UNIT = 282, 283, 296
_SPANS: Final = ((273, 279), (324, 325))
_WHITE_IS_ZERO, _SEPARATE = 0, 2
# What Pillow says where it has no mode for the samples of a file, and its name of CIELab.
_UNKNOWN_PIXELS: Final = "unknown pixel mode"
_LAB: Final = "LAB"


def read_tiff_header(encoded: bytes, name: str) -> ImageHeader:
    """Read the header of a TIFF or BigTIFF file.

    Raises:
        InputError: it holds several fields, or pixels of a kind that is not read.
        Exception: one of :data:`leukodesk.core.errors.READ_ERRORS`; the header is damaged.
    """
    try:
        image = TiffImageFile(io.BytesIO(encoded))
    except SyntaxError as error:
        if _UNKNOWN_PIXELS not in str(error):
            raise
        raise _not_read(name) from error
    if image.mode == _LAB:
        raise _not_read(name)
    fields = _fields(image)
    if fields > 1:
        raise InputError(
            sentence(
                "{name} holds {fields} images of one size; export each image as a file of its own.",
                name=name,
                fields=fields,
            )
        )
    image.seek(0)
    tags = image.tag_v2
    bits = max(_numbers(tags.get(_BITS, 1)))
    channels = int(tags.get(_SAMPLES, 1))
    if bits == 16 and channels > 1 and tags.get(_PLANES) == _SEPARATE:
        raise InputError(
            sentence(
                "{name} keeps its 16-bit colours apart; export it as 8-bit or interleaved TIFF, or PNG.",
                name=name,
            )
        )
    declared = tags.get(_MAX_VALUE)
    return ImageHeader(
        ImageFormat.TIFF,
        int(tags[_WIDTH]),
        int(tags[_HEIGHT]),
        mode=image.mode,
        bits=bits,
        channels=channels,
        orientation=orientation_of(tags),
        pixel_size_um=_pixel_size_um(tags),
        full_scale=max(_numbers(declared)) if declared is not None else None,
        white_is_zero=tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO,
        spans=tuple(
            span
            for offsets, lengths in _SPANS
            if offsets in tags and lengths in tags
            for span in zip(_numbers(tags[offsets]), _numbers(tags[lengths]), strict=True)
        ),
    )


def _not_read(name: str) -> InputError:
    return InputError(
        sentence(
            "{name} keeps its colours in a way that is not read, such as CIELab or numbers with a fraction; "
            "export it as RGB with 8 or 16 bits per channel.",
            name=name,
        )
    )


def _pixel_size_um(tags: Mapping[int, Any]) -> float | None:
    description = _text(tags.get(_DESCRIPTION, ""))
    per_unit = (float(tags.get(_PER_UNIT_X, 0)), float(tags.get(_PER_UNIT_Y, 0)))
    stated = resolution_pixel_size_um(per_unit, int(tags.get(_UNIT, 2)), description)
    return ome_pixel_size_um(description) or stated


def _text(value: object) -> str:
    """A text tag; Pillow reads Latin-1, OME-XML is UTF-8."""
    try:
        return str(value).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return str(value)


def _fields(image: TiffImageFile) -> int:
    """Number of pages as large as the first; smaller ones are overviews of it."""
    first = image.size
    count = 0
    for page in range(image.n_frames):
        image.seek(page)
        count += image.size == first
    return count


def _numbers(value: object) -> tuple[int, ...]:
    """A tag's value, which Pillow unwraps when it is single."""
    return tuple(int(item) for item in value) if isinstance(value, tuple) else (int(str(value)),)
