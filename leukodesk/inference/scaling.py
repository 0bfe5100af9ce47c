"""The scale a smear is analysed at: what the reader or the file says, else what the red cells tell."""

import math
from dataclasses import dataclass
from typing import Literal

from leukodesk.core.errors import InputError
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import estimate_pixel_size

PixelSizeSource = Literal["given", "metadata", "estimated", "default"]


@dataclass(frozen=True)
class Scale:
    """Micrometres per pixel, and how they are known."""

    pixel_size_um: float
    source: PixelSizeSource


def scale_of(image: SmearImage, pixel_size_um: float | None = None) -> Scale:
    """The scale to work with: given, else from the file, else measured on the red cells.

    Args:
        image: the smear.
        pixel_size_um: what the reader says, or None.

    Raises:
        InputError: the reader says something impossible.
    """
    if pixel_size_um is not None:
        if not 0 < pixel_size_um < math.inf:
            raise InputError(
                f"A pixel of {pixel_size_um} µm is impossible; give micrometres per pixel, such as 0.1."
            )
        return Scale(pixel_size_um, "given")
    if image.smear.pixel_size_um is not None:
        return Scale(image.smear.pixel_size_um, "metadata")
    estimate = estimate_pixel_size(image.pixels)
    return Scale(estimate.pixel_size_um, "estimated" if estimate.confidence > 0 else "default")


def scale_notices(scale: Scale) -> list[str]:
    """What the reader should know about a scale, one sentence each."""
    if scale.source != "default":
        return []
    sentence = (
        f"The scale could not be measured on red cells, so {scale.pixel_size_um:.3g} µm per pixel "
        "is assumed; give the pixel size if you know it."
    )
    return [sentence]
