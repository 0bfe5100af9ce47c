"""Fields whose stain is pale, strengthened to what a usual one looks like.

An exhausted dye, a faded slide or too much light takes the same share of every optical density (Beer and
Lambert), so raising colours to a power brings them back. Pale red cells alone say little, as many smears have
them; a field is pale where nothing in it is as dark as a nucleus either.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.optical_density import densities_of_levels

Pixels = npt.NDArray[np.uint8]

_SAMPLE_PX: Final = 400
_BLUR_PX: Final = 0.7
# Optical densities, natural logarithm: the sum of the three channels from which a pixel is stained; of green
# light, what three quarters of the stained pixels stay below, and what all but one pixel in a thousand do. Of
# 1,652 fields and crops of seven sets two lie below both. At 0.35 of their density, where pivot growing loses
# many cells or all, three in four fields of ALL-IDB1 do, and all of BCCD.
_STAINED: Final = 0.1
_PALE: Final = 0.13
_NO_NUCLEUS: Final = 1.1
_LEAST_STAINED: Final = 0.1
# Median of ALL-IDB1 for three quarters of the stained pixels.
_USUAL: Final = 0.26
_STRONGEST: Final = 4.0

_DENSITY_OF: Final = densities_of_levels(darkest=2, lightest=254).astype(np.float32)


def strength_lacking(colours: Pixels) -> float | None:
    """By how much the optical densities of a pale field fall short of usual ones.

    Args:
        colours: (h, w, 3) relative RGB: 255 is the empty background.

    Returns:
        The factor, above 1 and at most 4; None for a field that is not pale or shows too little to say.
    """
    height, width = colours.shape[:2]
    scale = min(1.0, _SAMPLE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # Averaged and blurred, since noise would pass for stain.
    sample = cv2.GaussianBlur(cv2.resize(colours, size, interpolation=cv2.INTER_AREA), (0, 0), _BLUR_PX)
    red, green, blue = cv2.split(cv2.LUT(sample, _DENSITY_OF))
    stained = red + green + blue > _STAINED
    if stained.mean() < _LEAST_STAINED:
        return None
    upper = float(np.percentile(green[stained], 75))
    if upper >= _PALE or np.percentile(green, 99.9) >= _NO_NUCLEUS:
        return None
    return min(_USUAL / upper, _STRONGEST)


def strengthened(colours: Pixels, factor: float) -> Pixels:
    """Colours with optical densities multiplied.

    Args:
        colours: (h, w, 3) relative RGB.
        factor: of the densities.
    """
    light = np.power(np.arange(256) / 255, factor) * 255
    return cv2.LUT(colours, light.round().astype(np.uint8))  # type: ignore[no-any-return]
