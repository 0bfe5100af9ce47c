"""What can be measured on the outlines of a cell: size, roundness, stretch and the lobes of its nucleus."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.imaging.nucleus_lobes import count_lobes

BoolArray = npt.NDArray[np.bool_]

_WORKING_PX: Final = 40.0
_BLUR_SHARE: Final = 0.06
_LEAST_BLUR_PX: Final = 0.8


@dataclass(frozen=True)
class CellShape:
    """Measures of one cell; recomputed from its masks and never stored.

    Attributes:
        circularity: of the whole cell, 0 to 1, see :func:`circularity`.
        eccentricity: of the whole cell, 0 (as long as wide) to 1 (a line), see :func:`eccentricity`.
        lobes: of the nucleus, 0 where none was found, see
            :func:`leukodesk.imaging.nucleus_lobes.count_lobes`.
        diameter_um: of the disc as large as the whole cell, or None where the scale is unknown.
        area_um2: of the whole cell, likewise.
        at_border: the border of the smear or the edge of its field cuts the cell, so its measures are those
            of a part of it.
    """

    circularity: float
    eccentricity: float
    lobes: int
    diameter_um: float | None
    area_um2: float | None
    at_border: bool


def measure(cell: Cell, height: int, width: int, pixel_size_um: float | None) -> CellShape:
    """Measure a cell.

    Args:
        cell: the cell.
        height: of its smear in pixels.
        width: of its smear in pixels.
        pixel_size_um: micrometres per pixel, or None while unknown.
    """
    pixels = cell.cell_mask.pixels
    area_um2 = None if pixel_size_um is None else cell.cell_area_px * pixel_size_um**2
    return CellShape(
        circularity=circularity(pixels),
        eccentricity=eccentricity(pixels),
        lobes=count_lobes(cell.nucleus_mask.pixels) if cell.nucleus_mask else 0,
        diameter_um=None if area_um2 is None else 2 * float(np.sqrt(area_um2 / np.pi)),
        area_um2=area_um2,
        at_border=cell.is_cut(height, width),
    )


def circularity(region: BoolArray) -> float:
    """4πA/P²: 1 for a disc, 0.84 for an ellipse twice as long as wide, near 0 for threads (Cox, 1927).

    The outline of a mask is a staircase, whose length from pixel to pixel gives every disc 0.90; Crofton's
    perimeter has no such bias, but falls to 0.82 for a disc that was enlarged pixel by pixel. Therefore area
    and perimeter are taken from one smooth outline: the line of one half through the mask blurred by 0.06 of
    its diameter. Discs from 8 pixels radius come within 0.03 of 1, turned or enlarged, and no shape passes 1;
    corners are rounded, so a square has 0.87 for π/4. Holes are filled.

    Args:
        region: (h, w), not empty.
    """
    from skimage.measure import find_contours  # noqa: PLC0415  # takes long to import

    whole = region.astype(np.float32)
    outlines, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(whole, outlines, -1, 1.0, cv2.FILLED)
    zoom = min(1.0, _WORKING_PX / float(np.sqrt(np.count_nonzero(whole))))
    size = [max(1, round(side * zoom)) for side in reversed(whole.shape)]
    whole = cv2.resize(whole, size, interpolation=cv2.INTER_AREA)
    blur_px = max(_LEAST_BLUR_PX, _BLUR_SHARE * 2 * float(np.sqrt(whole.sum() / np.pi)))
    margin = int(3 * blur_px) + 2
    smooth = cv2.GaussianBlur(np.pad(whole, margin), (0, 0), blur_px)
    lines = [line.astype(np.float32) for line in find_contours(smooth, 0.5)]
    perimeter = sum(cv2.arcLength(line, closed=True) for line in lines)
    return 4 * np.pi * sum(map(cv2.contourArea, lines)) / perimeter**2 if perimeter else 0.0


def eccentricity(region: BoolArray) -> float:
    """Of the ellipse with the second moments of the region: 0 for a disc or a square, towards 1 for a line.

    Args:
        region: (h, w), not empty.
    """
    rows, columns = np.nonzero(region)
    # A pixel is a square, whose own second moment is 1/12.
    spread = np.cov(np.stack((rows, columns)), ddof=0) + np.eye(2) / 12
    short, long = np.linalg.eigvalsh(spread)
    return float(np.sqrt(max(0.0, 1 - short / long)))
