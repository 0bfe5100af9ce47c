"""What an image file says about itself, read without decoding a single pixel."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class ImageFormat(StrEnum):
    """The file formats a smear may come in."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"
    BMP = "BMP"


@dataclass(frozen=True)
class ImageHeader:
    """What an image file says about itself.

    Attributes:
        format: file format, by content and not by name.
        width, height: as stored, before the orientation tag is applied.
        mode: Pillow's name for the stored pixel layout.
        bits: bits per channel.
        channels: stored channels; 1 for a palette.
        orientation: EXIF orientation, 1 to 8.
        pixel_size_um: micrometres per pixel, or None where the file does not say or says something that can
            only be a print resolution.
        full_scale: the stored value that means white, where the file declares it.
        white_is_zero: the stored values are inverted.
        spans: ``(offset, length)`` of each block of pixels, where the header has such a table.
    """

    format: ImageFormat
    width: int
    height: int
    mode: str
    bits: int
    channels: int
    orientation: int = 1
    pixel_size_um: float | None = None
    full_scale: int | None = None
    white_is_zero: bool = False
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def upright_size(self) -> tuple[int, int]:
        """Height and width after the orientation tag is applied."""
        size = self.height, self.width
        return size[::-1] if self.orientation >= 5 else size


# Odd tags that matter earn the file one clear sentence; what Pillow prints about the others helps no reader.
warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")

_ORIENTATION: Final = 0x0112


def orientation_of(tags: Mapping[int, object]) -> int:
    """The orientation that EXIF or TIFF tags state, 1 where they state none or nonsense."""
    value = tags.get(_ORIENTATION, 1)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
