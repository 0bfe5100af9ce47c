"""Granules as dark as the nucleus beside them, told from it by their hue.

Eosinophil granules, and now and then basophil ones, take as much green light as chromatin, so that levels
alone draw them into the nucleus. Eosin takes more blue light for its green than the violet of a nucleus does.
So does pale cytoplasm, and with it the blurred edge of every nucleus; but that edge is thin, and takes no
more blue than a mixture of both does.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.optical_density import DARKEST_TOLD, densities_of_levels
from leukodesk.inference.segmenters.level_pivots import two_level_pivots
from leukodesk.inference.segmenters.shapes import Bytes

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

_LEAST_DENSITY: Final = 0.05
_DENSITY_OF: Final = densities_of_levels(darkest=DARKEST_TOLD, lightest=255)
_FEW_PX: Final = 20
# A level is a share of blue to green light taken, in 128ths; no stain comes near twice as much.
_LEVELS: Final = 128
_MORE_BLUE: Final = 0.12
_MORE_THAN_MIXED: Final = 0.04
_SEPARATE: Final = 0.70
# Of the radius of a disc as large as the cell: an estimated scale may be far off.
_THICK: Final = 0.08


def blue_to_green(colours: Bytes) -> float:
    """Blue over green light absorbed by those pixels together, as optical densities.

    Args:
        colours: (n, 3) relative RGB, not empty.
    """
    green, blue = _densities(colours)
    return blue / max(green, _LEAST_DENSITY)


def without_granules(core: BoolArray, inner: BoolArray, cell: BoolArray, colours: Bytes) -> BoolArray:
    """What is as dark as a nucleus, without the granules in it.

    Args:
        core: (h, w) what is as dark as the nucleus of this cell.
        inner: (h, w) the cell without its blurred rim.
        cell: (h, w) the whole cell.
        colours: (h, w, 3) relative RGB, smoothed.

    Returns:
        (h, w) ``core``, or its violet part where the rest of it is another tissue.
    """
    seen, pale = core & inner, inner & ~core
    if min(np.count_nonzero(seen), np.count_nonzero(pale)) < _FEW_PX:
        return core
    levels = _blue_levels(colours[seen])
    pivots = two_level_pivots(levels)
    if pivots is None or pivots.separation <= _SEPARATE or pivots.gap <= _MORE_BLUE * _LEVELS:
        return core
    level = pivots.half_way
    eosin = levels > level
    if not _more_than_mixed(colours[seen], eosin, colours[pale]):
        return core
    violet = core & (_blue_levels(colours) <= level)
    away = cv2.distanceTransform((~(violet & inner)).view(np.uint8), cv2.DIST_L2, 3)
    radius_px = float(np.sqrt(np.count_nonzero(cell) / np.pi))
    return violet if float(away[seen][eosin].mean()) >= _THICK * radius_px else core


def _more_than_mixed(dark: Bytes, eosin: BoolArray, pale: Bytes) -> bool:
    """Whether the part so coloured takes more blue than violet and pale parts mixed to its green would."""
    (of_eosin, blue), (of_violet, violet_blue) = _densities(dark[eosin]), _densities(dark[~eosin])
    of_pale, pale_blue = _densities(pale)
    share = float(np.clip((of_eosin - of_pale) / max(of_violet - of_pale, _LEAST_DENSITY), 0, 1))
    mixed = share * violet_blue + (1 - share) * pale_blue
    return blue - mixed > _MORE_THAN_MIXED * max(of_eosin, _LEAST_DENSITY)


def _densities(colours: Bytes) -> tuple[float, float]:
    """Mean optical densities of green and blue."""
    green, blue = (float(_DENSITY_OF[colours[:, channel]].mean()) for channel in (1, 2))
    return green, blue


def _blue_levels(colours: Bytes) -> Bytes:
    """Blue over green light absorbed, pixel by pixel, in levels."""
    green, blue = (_DENSITY_OF[colours[..., channel]] for channel in (1, 2))
    share: FloatArray = _LEVELS * blue / np.maximum(green, _LEAST_DENSITY)
    return np.minimum(share, 255).astype(np.uint8)
