"""The scale a smear is analysed at: what the reader or the file says, else what the red cells tell."""

import math
from dataclasses import dataclass
from typing import Final, Literal

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.scale import estimate_pixel_size

PixelSizeSource = Literal["given", "metadata", "estimated", "default"]

ROUGH: Final = 0.2
"""Below this confidence a scale is called a rough guess: fewer than four red cells, or nuclei alone."""


@dataclass(frozen=True)
class Scale:
    """Micrometres per pixel, and how they are known.

    Attributes:
        pixel_size_um: micrometres per pixel.
        source: who says so; ``default`` when nothing could be measured.
        confidence: 0 (assumed) to 1 (given, from the file, or measured on many red cells of one size).
    """

    pixel_size_um: float
    source: PixelSizeSource
    confidence: float = 1.0


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
                sentence(
                    "A pixel of {pixel_size_um} µm is impossible; give micrometres per pixel, such as 0.1.",
                    pixel_size_um=pixel_size_um,
                )
            )
        return Scale(pixel_size_um, "given")
    if image.smear.pixel_size_um is not None:
        return Scale(image.smear.pixel_size_um, "metadata")
    estimate = estimate_pixel_size(image.pixels)
    source: PixelSizeSource = "estimated" if estimate.confidence > 0 else "default"
    return Scale(estimate.pixel_size_um, source, estimate.confidence)


def scale_notices(scale: Scale) -> list[str]:
    """What the reader should know about a scale, one sentence each."""
    if scale.source == "default":
        return [
            sentence(
                "The scale could not be measured on red cells, so {pixel_size_um:.3g} µm per pixel is "
                "assumed; give the pixel size if you know it.",
                pixel_size_um=scale.pixel_size_um,
            )
        ]
    if scale.confidence < ROUGH:
        return [
            sentence(
                "The scale of {pixel_size_um:.3g} µm per pixel is a rough guess from few red cells or from "
                "the nuclei; give the pixel size if you know it.",
                pixel_size_um=scale.pixel_size_um,
            )
        ]
    return []
