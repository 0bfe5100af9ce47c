"""Pixels of a checked image file as upright 8-bit RGB.

16-bit images are divided by their full scale: the smallest of 2^8, 2^10, 2^12, 2^14 and 2^16, less one, that
holds every stored value and the file's declared maximum (TIFF ``MaxSampleValue``). Cameras of 10 to 14 bits
store their values unshifted in 16, and the glass between cells is bright, so that a bright-field image that
uses less than a quarter of 16 bits is one of these.
"""

import io
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageChops
from PIL.BmpImagePlugin import BmpImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from leukodesk.core.errors import READ_ERRORS, InputError
from leukodesk.core.sentence import sentence
from leukodesk.imaging.image_header import ImageFormat, ImageHeader

# The reader has checked its own limit, which the caller sets, before anything comes here.
Image.MAX_IMAGE_PIXELS = None

UInt8Array = npt.NDArray[np.uint8]

_DEPTHS: Final = (8, 10, 12, 14, 16)
_FILES: Final[dict[ImageFormat, type[ImageFile]]] = {
    ImageFormat.JPEG: JpegImageFile,
    ImageFormat.PNG: PngImageFile,
    ImageFormat.TIFF: TiffImageFile,
    ImageFormat.BMP: BmpImageFile,
}
_WHITE: Final = (255, 255, 255, 255)
_UNTOUCHED: Final = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
_EIGHTH: Final = cv2.IMREAD_REDUCED_COLOR_8 | cv2.IMREAD_IGNORE_ORIENTATION
_COLOUR: Final = cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION


def decode_pixels(encoded: bytes, header: ImageHeader, name: str) -> UInt8Array:
    """Decode an image file whose header was read and whose completeness was checked.

    Args:
        encoded: the bytes of the file.
        header: its header.
        name: what error messages call it.

    Returns:
        RGB, (h, w, 3), upright, contiguous.

    Raises:
        InputError: the pixels are damaged or of a kind that is not read.
    """
    if header.bits > 16 or header.mode == "F":
        raise InputError(
            sentence(
                "{name} has {bits} bits per channel; export it with 8 or 16 bits per channel.",
                name=name,
                bits=header.bits,
            )
        )
    try:
        pixels = _decode(encoded, header)
    except (*READ_ERRORS, cv2.error) as error:
        raise InputError(
            sentence(
                "The {format} pixels of {name} are damaged or of an unusual kind; export it again as "
                "a plain JPEG, PNG or TIFF.",
                format=header.format,
                name=name,
            )
        ) from error
    except MemoryError as error:
        raise InputError(
            sentence(
                "{name} does not fit into memory ({width} × {height} pixels); cut it into smaller "
                "images or close other programs.",
                name=name,
                width=header.width,
                height=header.height,
            )
        ) from error
    return np.ascontiguousarray(pixels)


def decode_eighth(encoded: bytes, header: ImageHeader) -> UInt8Array | None:
    """A JPEG at an eighth of its size, quickly; None for other formats and kinds, or where it is damaged.

    Returns:
        RGB, (⌈h / 8⌉, ⌈w / 8⌉, 3), upright: the means of its blocks.
    """
    if header.format is not ImageFormat.JPEG or header.channels == 4:
        return None
    bgr = cv2.imdecode(np.frombuffer(encoded, np.uint8), _EIGHTH)
    return None if bgr is None else _upright(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), header.orientation)


def _decode(encoded: bytes, header: ImageHeader) -> UInt8Array:
    """Upright RGB: OpenCV is faster and keeps 16 bits, Pillow knows more kinds and notices damage."""
    if header.bits == 16:
        return _decode_16_bit(encoded, header)
    if header.format is ImageFormat.JPEG and header.channels != 4:
        bgr = cv2.imdecode(np.frombuffer(encoded, np.uint8), _COLOUR)
        if bgr is None:
            raise ValueError("OpenCV cannot decode it")
        return _upright(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB, dst=bgr), _left_to_apply(header))
    with _FILES[header.format](io.BytesIO(encoded)) as image:
        image.load()
        pixels = np.asarray(_rgb(_straight_cmyk(image)))
    return _upright(pixels, _left_to_apply(header))


def _left_to_apply(header: ImageHeader) -> int:
    """The orientation after decoding: both libraries turn TIFF upright by themselves, and no other format."""
    return 1 if header.format is ImageFormat.TIFF else header.orientation


def _rgb(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        on_white = Image.new("RGBA", image.size, _WHITE)
        on_white.alpha_composite(image.convert("RGBA"))
        return on_white.convert("RGB")
    return image.convert("RGB")


def _straight_cmyk(image: Image.Image) -> Image.Image:
    """A CMYK image whose full value means full ink.

    Adobe programs store CMYK JPEGs inverted and say so in their own marker; Pillow takes every one for that.
    """
    if isinstance(image, JpegImageFile) and image.mode == "CMYK" and "adobe" not in image.info:
        return ImageChops.invert(image)
    return image


def _decode_16_bit(encoded: bytes, header: ImageHeader) -> UInt8Array:
    values = cv2.imdecode(np.frombuffer(encoded, np.uint8), _UNTOUCHED)
    if values is None or values.dtype != np.uint16:
        raise ValueError("OpenCV cannot decode it")
    highest = max(int(values.max()), header.full_scale or 0)
    full_scale = next(2**depth - 1 for depth in _DEPTHS if 2**depth > highest)
    scaled = cv2.convertScaleAbs(values, alpha=255 / full_scale)
    if header.white_is_zero:
        scaled = 255 - scaled
    return _upright(_rgb_from_bgr(scaled), _left_to_apply(header))


def _rgb_from_bgr(pixels: npt.NDArray[np.uint8]) -> UInt8Array:
    if pixels.ndim == 2:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_GRAY2RGB))
    if pixels.shape[2] == 3:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    rgba = cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA)
    return np.asarray(_rgb(Image.fromarray(rgba)))


def _upright(pixels: UInt8Array, orientation: int) -> UInt8Array:
    """Undo the EXIF orientation (CIPA DC-008, tag 274)."""
    if orientation >= 5:
        pixels = pixels.transpose(1, 0, 2)
    if orientation in (2, 3, 6, 7):
        pixels = pixels[:, ::-1]
    if orientation in (3, 4, 7, 8):
        pixels = pixels[::-1]
    return pixels
