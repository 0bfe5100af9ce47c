"""How much light a stain takes (Beer and Lambert), by the level of a byte."""

from typing import Final

import numpy as np
import numpy.typing as npt

DARKEST_TOLD: Final = 0.02 * 255
"""Below it, 2 % of the light, what cameras give is noise."""


def densities_of_levels(darkest: float, lightest: float) -> npt.NDArray[np.float64]:
    """Optical density of each relative level, natural logarithm; 255 is the empty background.

    Args:
        darkest: levels below are taken for this one, above 0; of what is darker little light is left to tell.
        lightest: levels above are taken for this one, 255 at most.

    Returns:
        (256,), falling.
    """
    return -np.log(np.clip(np.arange(256), darkest, lightest) / 255)
