"""Read the header of each image format, by content and never by name."""

import io
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.sentence import sentence
from leukodesk.imaging.image_header import ImageFormat, ImageHeader, orientation_of
from leukodesk.imaging.integrity import png_chunks
from leukodesk.imaging.tiff_header import read_tiff_header

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", ImageFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", ImageFormat.PNG),
    (b"II*\x00", ImageFormat.TIFF),
    (b"MM\x00*", ImageFormat.TIFF),
    (b"II+\x00", ImageFormat.TIFF),  # BigTIFF
    (b"BM", ImageFormat.BMP),
)
_PNG_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def read_header(encoded: bytes, name: str) -> ImageHeader:
    """Read the header of a JPEG, PNG, TIFF or BMP file.

    Args:
        encoded: the bytes of the file.
        name: what error messages call it.

    Raises:
        InputError: it is none of these, its header is damaged, or it holds several fields.
    """
    image_format = next((kind for signature, kind in _SIGNATURES if encoded.startswith(signature)), None)
    if image_format is None:
        raise InputError(
            sentence(
                "{name} is not a JPEG, PNG, TIFF or BMP image, whatever its name says; export the "
                "image from the camera or scanner in one of these formats.",
                name=name,
            )
        )
    try:
        return _READERS[image_format](encoded, name)
    except READ_ERRORS as error:
        raise InputError(
            sentence(
                "The {image_format} header of {name} is damaged or incomplete; copy or export the "
                "file again.",
                image_format=image_format,
                name=name,
            )
        ) from error


def _jpeg_header(encoded: bytes, name: str) -> ImageHeader:
    # Pillow's format classes are used one by one because Image.open has a fixed pixel limit of its own.
    image = JpegImageFile(io.BytesIO(encoded))
    return ImageHeader(
        ImageFormat.JPEG,
        *image.size,
        mode=image.mode,
        bits=image.bits,
        channels=image.layers,
        orientation=orientation_of(image.getexif()),
    )


def _png_header(encoded: bytes, name: str) -> ImageHeader:
    image = PngImageFile(io.BytesIO(encoded))
    exif = Image.Exif()
    for kind, start, length in png_chunks(encoded):
        if kind == b"eXIf":
            exif.load(encoded[start : start + length])
    return ImageHeader(
        ImageFormat.PNG,
        *image.size,
        mode=image.mode,
        bits=encoded[24],
        channels=_PNG_CHANNELS[encoded[25]],
        orientation=orientation_of(exif),
    )


def _bmp_header(encoded: bytes, name: str) -> ImageHeader:
    image = BmpImageFile(io.BytesIO(encoded))
    return ImageHeader(ImageFormat.BMP, *image.size, mode=image.mode, bits=8, channels=len(image.getbands()))


_READERS: Final[Mapping[ImageFormat, Callable[[bytes, str], ImageHeader]]] = {
    ImageFormat.JPEG: _jpeg_header,
    ImageFormat.PNG: _png_header,
    ImageFormat.TIFF: read_tiff_header,
    ImageFormat.BMP: _bmp_header,
}
