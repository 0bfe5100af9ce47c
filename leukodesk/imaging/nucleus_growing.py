"""The nucleus under a point, grown from its colour: for cells that no segmenter takes for one."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.mask import BoolArray, Mask
from leukodesk.core.mask_edits import CellMasks

_REACH_UM: Final = 14.0
_SNAP_UM: Final = 2.0
_BLUR_UM: Final = 0.15
_LEAST_BLUR_PX: Final = 0.8
_SPECK_UM: Final = 0.4
_CYTOPLASM_UM: Final = 5.0
_LEAST_CONTRAST: Final = 18.0
"""Between nucleus and background, in CIELAB units."""
_NUCLEUS_SHARE: Final = 0.45
_CELL_SHARE: Final = 0.75
_CELL_RED_SHARE: Final = 0.3
_AREA_UM2: Final = (8.0, 400.0)
_EMPTY_PERCENTILE: Final = 90.0


def grow_nucleus(
    pixels: npt.NDArray[np.uint8], row: float, column: float, pixel_size_um: float
) -> CellMasks | None:
    """The nucleus at a point and the cytoplasm round it, by colour alone.

    The darkest place in red light within 2 µm, which nuclei take and red cells do not, gives the colour; what
    is nearer to it than to the background and joined to it is the nucleus.

    Args:
        pixels: uint8 (h, w, 3) RGB.
        row: of the point, in pixels.
        column: of the point, in pixels.
        pixel_size_um: micrometres per pixel.

    Returns:
        The cell in the coordinates of ``pixels``; None where there is no contrast, or what is grown is too
        small or too large for a nucleus.
    """
    height, width = pixels.shape[:2]
    reach = round(_REACH_UM / pixel_size_um)
    top, left = max(0, int(row) - reach), max(0, int(column) - reach)
    window = pixels[top : min(height, int(row) + reach + 1), left : min(width, int(column) + reach + 1)]
    if window.size == 0:
        return None
    blur_px = max(_LEAST_BLUR_PX, _BLUR_UM / pixel_size_um)
    soft = cv2.GaussianBlur(window, (0, 0), blur_px)
    rows, columns = np.ogrid[: soft.shape[0], : soft.shape[1]]
    distance_um = np.hypot(rows + 0.5 + top - row, columns + 0.5 + left - column) * pixel_size_um
    red = soft[..., 0].astype(np.float32)
    seed = np.unravel_index(np.where(distance_um <= _SNAP_UM, red, np.inf).argmin(), red.shape)
    lab = cv2.cvtColor(soft.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    is_empty = red >= np.percentile(red, _EMPTY_PERCENTILE)
    empty = np.median(lab[is_empty], axis=0)
    contrast = float(np.linalg.norm(empty - lab[seed]))
    if contrast < _LEAST_CONTRAST:
        return None
    unlike = np.linalg.norm(lab - lab[seed], axis=2) / contrast
    reached = distance_um <= _REACH_UM
    nucleus = _piece((unlike < _NUCLEUS_SHARE) & reached, seed, pixel_size_um)
    area_um2 = np.count_nonzero(nucleus) * pixel_size_um**2
    if not _AREA_UM2[0] <= area_um2 <= _AREA_UM2[1]:
        return None
    taken = (np.median(red[is_empty]) - red) / (np.median(red[is_empty]) - red[seed] + 1e-6)
    near_um = cv2.distanceTransform(1 - nucleus.astype(np.uint8), cv2.DIST_L2, 5) * pixel_size_um
    body = (unlike < _CELL_SHARE) & (taken > _CELL_RED_SHARE) & (near_um <= _CYTOPLASM_UM)
    cell = _piece(body | nucleus, seed, pixel_size_um) | nucleus
    return CellMasks(Mask.from_pixels(cell, top, left), Mask.from_pixels(nucleus, top, left))


def _piece(region: BoolArray, seed: tuple[np.intp, ...], pixel_size_um: float) -> BoolArray:
    """The piece of a region that holds ``seed``, threads and specks cut off and holes filled."""
    side = 2 * max(1, round(_SPECK_UM / pixel_size_um)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    opened = cv2.morphologyEx(region.astype(np.uint8), cv2.MORPH_OPEN, disc)
    opened[seed] = 1
    _, pieces = cv2.connectedComponents(opened, connectivity=4)
    piece = (pieces == pieces[seed]).astype(np.uint8)
    outlines, _ = cv2.findContours(piece, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled: BoolArray = cv2.drawContours(piece, outlines, -1, 1, cv2.FILLED) > 0
    return filled
