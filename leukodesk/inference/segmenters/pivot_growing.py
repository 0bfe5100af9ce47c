"""Pivot-growing segmentation (Asaad et al.): pivots of the colour histogram, regions grown round them.

Regions become cells in :mod:`leukodesk.inference.segmenters.cells`.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.imaging.background import find_background, relative_colours
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenters.cells import CellLabels, find_cells
from leukodesk.inference.segmenters.regions import grow_regions

Pixels = npt.NDArray[np.uint8]
SEGMENTER_ID = "pivot-growing"


@dataclass(frozen=True)
class PivotGrowingParameters:
    """What pivot-growing runs with.

    Attributes:
        pivots: number k of pivots (Eq. 2).
        threshold: T of Eq. 6, squared distance in relative colour, 0 to 255 per channel.
        epsilon: of Eq. 8, in relative colour.
        seed: of the random choice of the first pivots.
        feature_space: ``colour``, or ``intensity`` for darkness alone.
        rarity: exponent on the count of a colour; 1 is Eq. 3 to the letter, less lets rare colours
            such as a lone nucleus among a million background pixels win a pivot.
        working_pixel_size_um: regions are found at about this pixel size.
    """

    pivots: int = 8
    threshold: float = 4096.0
    epsilon: float = 1.0
    seed: int = 0
    feature_space: Literal["colour", "intensity"] = "colour"
    rarity: float = 0.5
    working_pixel_size_um: float = 0.2


class PivotGrowing:
    """The segmenter of that name."""

    def __init__(self, parameters: PivotGrowingParameters) -> None:
        self._parameters = parameters

    @property
    def id(self) -> str:
        """The id it is registered under."""
        return SEGMENTER_ID

    @property
    def parameters(self) -> Mapping[str, object]:
        """The parameters it runs with."""
        return asdict(self._parameters)

    def segment(
        self, pixels: Pixels, smear: Smear, *, pixel_size_um: float | None, progress: Progress
    ) -> Segmentation:
        """Find the cells of a field; see :class:`leukodesk.inference.registry.Segmenter`."""
        start = time.perf_counter()
        warnings: list[str] = []
        progress(0, 4, "Measuring the background")
        if pixel_size_um is None:
            pixel_size_um = estimate_pixel_size(pixels).pixel_size_um
        reduction = max(1, round(self._parameters.working_pixel_size_um / pixel_size_um))
        small = _reduced(pixels, reduction)
        colours = relative_colours(small, find_background(pixels))
        progress(1, 4, "Finding regions")
        regions = grow_regions(colours, self._parameters)
        progress(2, 4, "Finding cells")
        labels = find_cells(regions, pixel_size_um * reduction)
        progress(3, 4, "Outlining cells")
        cells = _outlined(labels, reduction, smear)
        progress(4, 4, "Found cells")
        return Segmentation(
            cells, SEGMENTER_ID, self.parameters, time.perf_counter() - start, tuple(warnings)
        )


@register_segmenter(SEGMENTER_ID)
def build(**parameters: object) -> PivotGrowing:
    """Make the segmenter; the parameters are those of :class:`PivotGrowingParameters`."""
    return PivotGrowing(PivotGrowingParameters(**parameters))  # type: ignore[arg-type]


def _reduced(pixels: Pixels, reduction: int) -> Pixels:
    """Every ``reduction`` × ``reduction`` pixels averaged to one, the last ones repeated at the border."""
    if reduction == 1:
        return pixels
    height, width = pixels.shape[:2]
    more = (-height % reduction, -width % reduction)
    if any(more):
        pixels = cv2.copyMakeBorder(pixels, 0, more[0], 0, more[1], cv2.BORDER_REPLICATE)
    size = (pixels.shape[1] // reduction, pixels.shape[0] // reduction)
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)  # type: ignore[no-any-return]


def _outlined(labels: CellLabels, reduction: int, smear: Smear) -> tuple[Cell, ...]:
    """Cells with masks at full size, in reading order."""
    found = []
    for number, box in enumerate(_boxes(labels.cells, labels.count), start=1):
        if box is None:
            continue
        cell_mask = _full_size(labels.cells, number, box, reduction, smear)
        nucleus_mask = _full_size(labels.nuclei, number, box, reduction, smear)
        if cell_mask is None:
            continue
        found.append(Cell(new_cell_id(), smear.id, cell_mask, nucleus_mask, CellKind.LEUKOCYTE, SEGMENTER_ID))
    return tuple(sorted(found, key=lambda cell: (cell.bbox[0], cell.bbox[1])))


def _boxes(labels: npt.NDArray[np.int32], count: int) -> list[tuple[slice, slice] | None]:
    from scipy import ndimage

    return ndimage.find_objects(labels, max_label=count)


def _full_size(
    labels: npt.NDArray[np.int32], number: int, box: tuple[slice, slice], reduction: int, smear: Smear
) -> Mask | None:
    y0, x0 = max(0, box[0].start - 2), max(0, box[1].start - 2)
    window = (labels[y0 : box[0].stop + 2, x0 : box[1].stop + 2] == number).astype(np.uint8) * 255
    if reduction > 1:
        window = cv2.resize(
            window, None, fx=reduction, fy=reduction, interpolation=cv2.INTER_LINEAR
        )
    top, left = y0 * reduction, x0 * reduction
    pixels = window[: smear.height - top, : smear.width - left] > 128
    return Mask.from_pixels(pixels, top, left) if pixels.any() else None
