"""From nuclear and stained pixels to cells: one nucleus with all its lobes, and the cytoplasm round it."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.lobes import find_nuclei
from leukodesk.inference.segmenters.regions import Region

Labels = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class CellLabels:
    """Cells of a field as label images of the working size.

    Attributes:
        nuclei: (h, w) 0 outside, else the number of the cell, 1 to count.
        cells: (h, w) likewise for whole cells; every nucleus pixel keeps its number.
        count: number of cells.
    """

    nuclei: Labels
    cells: Labels
    count: int


def find_cells(regions: Bytes, pixel_size_um: float, reach_um: float = 6.0) -> CellLabels:
    """Part the nuclear pixels into nuclei and give each the cytoplasm round it.

    Args:
        regions: (h, w) values of :class:`Region`.
        pixel_size_um: of these pixels.
        reach_um: how far cytoplasm reaches from its nucleus at most.
    """
    nuclear = (regions == Region.NUCLEUS).astype(np.uint8)
    nuclear = cv2.morphologyEx(nuclear, cv2.MORPH_OPEN, disc(0.3 / pixel_size_um))
    nuclear = _without_holes(nuclear, 12 / pixel_size_um**2)
    nuclei, count = find_nuclei(nuclear, pixel_size_um)
    cells = _grow_cytoplasm(regions, nuclei, pixel_size_um, reach_um)
    return CellLabels(nuclei, cells, count)


def disc(radius_px: float) -> Bytes:
    """Round structuring element; radius below half a pixel gives a single pixel."""
    size = 2 * round(radius_px) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))  # type: ignore[no-any-return]


def _grow_cytoplasm(regions: Bytes, nuclei: Labels, pixel_size_um: float, reach_um: float) -> Labels:
    """Stained pixels connected to a nucleus and nearer to it than to any other, up to the reach."""
    if not nuclei.any():
        return nuclei.copy()
    distance, nearest = cv2.distanceTransformWithLabels(
        (nuclei == 0).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    owner_of = np.zeros(int(nearest.max()) + 1, dtype=np.int32)
    inside = nuclei > 0
    owner_of[nearest[inside]] = nuclei[inside]
    owner = owner_of[nearest]
    body = ((regions == Region.CYTOPLASM) | (regions == Region.NUCLEUS)).astype(np.uint8)
    body = cv2.morphologyEx(body, cv2.MORPH_OPEN, disc(0.5 / pixel_size_um))
    body[distance * pixel_size_um > reach_um] = 0
    body[inside] = 1
    return np.where(body > 0, owner, 0).astype(np.int32)


def _without_holes(mask: Bytes, largest_px: float) -> Bytes:
    """Fill enclosed holes up to that area."""
    total, labels, stats, _ = cv2.connectedComponentsWithStats(1 - mask, connectivity=4)
    fill = (stats[:, cv2.CC_STAT_AREA] <= largest_px).astype(np.uint8)
    fill[0] = 0
    return mask | fill[labels]
