"""What red cells look like in one field, so that pale cytoplasm can be told from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.colour_codes import CODES, Bytes, Codes, FloatArray

_STEP: Final = 2
_AWAY_UM: Final = 6.5
_SOLID_UM: Final = 0.8
_FAINTEST: Final = 0.12
_DARKEST: Final = 0.62
_CLOSE_UP_UM: Final = 45.0
_LEAST_SHARE: Final = 0.03
_SLOPES: Final = (-0.95, 0.30)
_BESIDE_UM: Final = 1.2
_WELL_AWAY_UM: Final = 4.0


@dataclass(frozen=True)
class RedCells:
    """The colour of the red cells of one field.

    A red cell takes light in one proportion, more where it is thick and less where it is thin.

    Attributes:
        slope: blue minus red light per share of green light taken; negative, since red cells take blue.
        dark: share of green light that nine in ten of their pixels stay below, 0 to 1.
    """

    slope: float
    dark: float

    def unlike(
        self, taken: FloatArray, blueness: FloatArray, bluer: float, darker: float
    ) -> npt.NDArray[np.bool_]:
        """Which colours are not those of a red cell: clearly bluer or clearly darker.

        Args:
            taken: (n,) share of green light taken.
            blueness: (n,) blue minus red light.
            bluer: how much bluer is clearly bluer.
            darker: how much darker is clearly darker.
        """
        return (blueness > self.slope * np.minimum(taken, self.dark) + bluer) | (taken > self.dark + darker)


def find_red_cells(
    codes: Codes, dark: npt.NDArray[np.bool_], taken: FloatArray, blueness: FloatArray, pixel_size_um: float
) -> RedCells | None:
    """Measure the red cells: solid stained bodies away from everything nuclear.

    Args:
        codes: (h, w) colour codes of the field.
        dark: (65536,) which codes are as dark as a nucleus.
        taken: (65536,) share of green light each code takes.
        blueness: (65536,) blue minus red light of each code.
        pixel_size_um: of these pixels.

    Returns:
        None where there are no red cells to speak of.
    """
    coarse = np.ascontiguousarray(codes[::_STEP, ::_STEP])
    unit_um = pixel_size_um * _STEP
    nuclear = dark.astype(np.uint8)[coarse]
    nuclear = cv2.morphologyEx(nuclear, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    distance_um = _distance_um(nuclear, unit_um)
    stained = (taken > _FAINTEST).astype(np.uint8)[coarse]
    bodies = ((taken > _FAINTEST) & (taken < _DARKEST)).astype(np.uint8)[coarse]
    close_up = min(coarse.shape) * unit_um < _CLOSE_UP_UM
    bodies[distance_um < (_BESIDE_UM if close_up else _AWAY_UM)] = 0
    size = 2 * round(_SOLID_UM / unit_um) + 1
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    solid = cv2.morphologyEx(bodies, cv2.MORPH_OPEN, brush)
    enough = _LEAST_SHARE * coarse.size
    stained = cv2.morphologyEx(stained, cv2.MORPH_OPEN, brush)
    for chosen in _close_up_choices(solid, nuclear, stained, distance_um) if close_up else (solid > 0,):
        counts = np.bincount(coarse[chosen], minlength=CODES)
        if counts.sum() >= enough:
            break
    else:
        return None
    slope = _weighted_quantile(blueness / np.maximum(taken, _FAINTEST), counts, 0.5)
    if not _SLOPES[0] < slope < _SLOPES[1]:
        return None
    return RedCells(slope, _weighted_quantile(taken, counts, 0.9))


def _distance_um(nuclear: Bytes, unit_um: float) -> npt.NDArray[np.float32]:
    """Distance of each pixel to the next nuclear one; infinite where nothing is nuclear."""
    if not nuclear.any():
        # OpenCV then gives the largest float, which would overflow in micrometres.
        return np.full(nuclear.shape, np.inf, dtype=np.float32)
    distance_px: npt.NDArray[np.float32] = cv2.distanceTransform(1 - nuclear, cv2.DIST_L2, 3)
    return distance_px * unit_um


def _close_up_choices(
    solid: Bytes, nuclear: Bytes, stained: Bytes, distance_um: npt.NDArray[np.float32]
) -> Iterator[npt.NDArray[np.bool_]]:
    """What in a close-up is surely no part of the cell in the middle, the surest first.

    That is bodies cut by the border, well away from the nucleus, and bodies that nothing stained joins to it.
    """
    yield _at_border(solid) & (distance_um > _WELL_AWAY_UM)
    total, labels = cv2.connectedComponents(stained, connectivity=4)
    apart = np.ones(total, dtype=bool)
    apart[0] = False
    apart[labels[nuclear > 0]] = False
    yield apart[labels] & (solid > 0)


def _at_border(bodies: Bytes) -> npt.NDArray[np.bool_]:
    """Bodies cut by the border."""
    total, labels = cv2.connectedComponents(bodies, connectivity=4)
    kept = np.zeros(total, dtype=bool)
    for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        kept[side] = True
    kept[0] = False
    chosen: npt.NDArray[np.bool_] = kept[labels]
    return chosen


def _weighted_quantile(values: FloatArray, weights: npt.NDArray[np.integer], share: float) -> float:
    present = np.flatnonzero(weights)
    order = present[np.argsort(values[present], kind="stable")]
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, share * reached[-1])])
