"""From regions to cells: one nucleus with all its lobes, and the cytoplasm round it."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.cores import find_fragments
from leukodesk.inference.segmenters.lobes import gather_lobes
from leukodesk.inference.segmenters.regions import Region
from leukodesk.inference.segmenters.shapes import (
    Bytes,
    Labels,
    Slices,
    boxes_of,
    disc,
    padded_box,
    without_holes,
)

_SPECK_UM: Final = 0.3
_HOLE_UM2: Final = 3.0
_TINY_UM2: Final = 0.6
_VACUOLE_UM2: Final = 12.0
_THREAD_UM: Final = 0.6
_SMOOTH_UM: Final = 1.0


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

    @cached_property
    def nucleus_boxes(self) -> list[Slices | None]:
        """The box of each nucleus, first to last; None where there is none."""
        return boxes_of(self.nuclei, self.count)

    @cached_property
    def cell_boxes(self) -> list[Slices | None]:
        """The box of each cell, likewise."""
        return boxes_of(self.cells, self.count)


def find_cells(regions: Bytes, taken: Bytes, pixel_size_um: float, reach_um: float) -> CellLabels:
    """Part the nuclear pixels into nuclei and give each the cytoplasm round it.

    Args:
        regions: (h, w) values of :class:`leukodesk.inference.segmenters.regions.Region`.
        taken: (h, w) share of green light taken, 0 to 255, smoothed.
        pixel_size_um: of these pixels.
        reach_um: how far cytoplasm reaches from its nucleus at most.
    """
    nuclear = cv2.compare(regions, int(Region.NUCLEUS), cv2.CMP_EQ) & 1
    nuclear = cv2.morphologyEx(nuclear, cv2.MORPH_OPEN, disc(_SPECK_UM / pixel_size_um))
    nuclear = without_holes(nuclear, _HOLE_UM2 / pixel_size_um**2)
    # Empty background seen through a hole is a gap between clumped cells, unless it is tiny.
    nuclear[regions == Region.BACKGROUND] = 0
    nuclear = without_holes(nuclear, _TINY_UM2 / pixel_size_um**2)
    body = (regions >= Region.CYTOPLASM).astype(np.uint8)
    fragments, count = find_fragments(nuclear, taken, pixel_size_um)
    nuclei, count = gather_lobes(fragments, count, body, pixel_size_um, whole_apart=True)
    cells = grow_cytoplasm(body, nuclei, pixel_size_um, reach_um)
    return CellLabels(nuclei, cells, count)


def grow_cytoplasm(body: Bytes, nuclei: Labels, pixel_size_um: float, reach_um: float) -> Labels:
    """Stained pixels joined to a nucleus, each to the nearest one, up to the reach.

    Args:
        body: (h, w) 1 where the pixel is nuclear or cytoplasm, else 0.
        nuclei: (h, w) labels of nuclei, 0 outside.
        pixel_size_um: of these pixels.
        reach_um: how far cytoplasm reaches from its nucleus at most.

    Returns:
        (h, w) labels of whole cells, numbered as their nuclei.
    """
    if not nuclei.any():
        return nuclei.copy()
    owner = _nearest_nuclei(nuclei, pixel_size_um, reach_um)
    inside = (nuclei > 0).view(np.uint8)
    near = (owner > 0).view(np.uint8)
    near &= body
    near |= inside
    near = cv2.morphologyEx(near, cv2.MORPH_OPEN, disc(_THREAD_UM / pixel_size_um))
    near |= inside
    owner[near == 0] = 0
    cells = owner
    for number, box in enumerate(boxes_of(cells, int(cells.max())), start=1):
        if box is not None:
            window = padded_box(box, 1, cells.shape)
            _finish(cells[window], nuclei[window] == number, number, pixel_size_um)
    return cells


def _nearest_nuclei(nuclei: Labels, pixel_size_um: float, reach_um: float) -> Labels:
    """Number of the nearest nucleus, the lower one where two are equally near; 0 beyond the reach."""
    reach_px = reach_um / pixel_size_um
    owner = np.zeros_like(nuclei)
    nearest = np.full(nuclei.shape, np.nextafter(np.float32(reach_px), np.float32(np.inf)), np.float32)
    # Nuclei take up little of a field, so that looking round each is quicker than looking everywhere.
    for number, box in enumerate(boxes_of(nuclei, int(nuclei.max())), start=1):
        if box is None:
            continue
        window = padded_box(box, ceil(reach_px), nuclei.shape)
        away = cv2.distanceTransform((nuclei[window] != number).view(np.uint8), cv2.DIST_L2, 5)
        nearer = away < nearest[window]
        owner[window][nearer] = number
        nearest[window][nearer] = away[nearer]
    return owner


def _finish(cells: Labels, nucleus: npt.NDArray[np.bool_], number: int, pixel_size_um: float) -> None:
    """Fill a cell's vacuoles, cut its threads and drop what is not joined to its nucleus, in place."""
    whole = without_holes((cells == number).astype(np.uint8), _VACUOLE_UM2 / pixel_size_um**2)
    brush = disc(_SMOOTH_UM / pixel_size_um)
    margin = brush.shape[0]
    framed = cv2.copyMakeBorder(whole, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    smooth = cv2.morphologyEx(framed, cv2.MORPH_OPEN, brush)[margin:-margin, margin:-margin]
    smooth[nucleus] = 1
    total, pieces = cv2.connectedComponents(smooth, connectivity=4)
    joined = np.zeros(total, dtype=bool)
    joined[pieces[nucleus]] = True
    joined[0] = False
    cells[cells == number] = 0
    cells[joined[pieces] & (cells == 0)] = number
