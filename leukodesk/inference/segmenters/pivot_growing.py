"""Pivot-growing segmentation (Asaad et al., "Pivot-Growing Segmentation and U-Net PLR").

The paper contradicts itself; this builds what works. Distances are in colour, not in x and y (Eq. 1);
pivots are medoids as the text has it, not means; a cluster grows up to T (Eq. 6), not beyond (Eq. 7).
Regions become cells in :mod:`leukodesk.inference.segmenters.cells`.
"""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import ClassVar, Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.progress import Progress
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.imaging.background import Background, find_background, relative_colours
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenters.cells import find_cells
from leukodesk.inference.segmenters.outlines import outlined, reduced
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from leukodesk.inference.segmenters.regions import Regions, grow_regions

Pixels = npt.NDArray[np.uint8]

SEGMENTER_ID: Final = "pivot-growing"
_STEPS: Final = 5
_SAMPLE_PX: Final = 640
_DARK: Final = 40
_LEAST_CONTRAST: Final = 12


class PivotGrowing:
    """The segmenter of that name; deterministic apart from the ids of the cells it makes.

    Attributes:
        needs_torch: see :func:`leukodesk.inference.registry.needs_torch`.
    """

    needs_torch: ClassVar[bool] = False

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
        """Find the cells of ``smear``.

        Args:
            pixels: (h, w, 3) RGB uint8.
            smear: the smear the cells belong to.
            pixel_size_um: micrometres per pixel; None measures it on the red cells.
            progress: told how far the work is; raises to cancel it.
        """
        start = time.perf_counter()
        progress(0, _STEPS, "Measuring the background")
        background = find_background(reduced(pixels, max(1, max(pixels.shape[:2]) // _SAMPLE_PX)))
        warnings = _background_warnings(pixels, background)
        cells: tuple[Cell, ...] = ()
        if not warnings or background.surround_black:
            if pixel_size_um is None:
                progress(1, _STEPS, "Measuring the red cells")
                estimate = estimate_pixel_size(pixels)
                pixel_size_um = estimate.pixel_size_um
                if estimate.source != "red cells":
                    warnings += ("The pixel size could not be measured on red cells and is a rough guess.",)
            cells, more = self._cells(pixels, background, smear, pixel_size_um, progress)
            warnings += more
        progress(_STEPS, _STEPS, "Cells found")
        elapsed_s = time.perf_counter() - start
        return Segmentation(cells, SEGMENTER_ID, self.parameters, elapsed_s, warnings)

    def _cells(
        self, pixels: Pixels, background: Background, smear: Smear, pixel_size_um: float, progress: Progress
    ) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
        """Cells of a field that has a background, and what was noticed."""
        progress(2, _STEPS, "Growing regions")
        reduction = max(1, round(self._parameters.working_pixel_size_um / pixel_size_um))
        unit_um = pixel_size_um * reduction
        colours = relative_colours(reduced(pixels, reduction), background)
        regions = grow_regions(colours, self._parameters, unit_um)
        progress(3, _STEPS, "Parting cells")
        taken = cv2.GaussianBlur(cv2.bitwise_not(colours[..., 1]), (5, 5), 0)
        labels = find_cells(regions.of, taken, unit_um, self._parameters.reach_um)
        progress(4, _STEPS, "Outlining cells")
        cells = outlined(labels, colours, smear, reduction, unit_um, SEGMENTER_ID)
        if regions.grey:
            # Smudges are told by their hue, which a grey image does not have.
            cells = tuple(replace(cell, kind=_without_hue(cell.kind)) for cell in cells)
        return cells, _field_warnings(regions, cells)


@register_segmenter(SEGMENTER_ID)
def build_pivot_growing(**parameters: object) -> PivotGrowing:
    """Make the segmenter.

    Args:
        parameters: fields of :class:`PivotGrowingParameters`; none for the defaults.

    Raises:
        ValueError: a parameter is out of its range.
        TypeError: there is no such parameter.
    """
    return PivotGrowing(PivotGrowingParameters(**parameters))  # type: ignore[arg-type]


def _without_hue(kind: CellKind) -> CellKind:
    return CellKind.LEUKOCYTE if kind is CellKind.SMUDGE else kind


def _background_warnings(pixels: Pixels, background: Background) -> tuple[str, ...]:
    if background.surround_black:
        return ("The image is a cut-out on black, so the colour of the background was assumed.",)
    if background.colour.max() < _DARK:
        return ("The image is too dark to find cells in.",)
    step = max(1, min(pixels.shape[:2]) // 512)
    low, high = np.percentile(pixels[::step, ::step, 1], (0.01, 99))
    if high - low < _LEAST_CONTRAST:
        return ("The image is empty: nothing in it is darker than its background.",)
    return ()


def _field_warnings(regions: Regions, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    warnings = []
    if regions.grey:
        warnings.append("The image has no colours, so cells were found by darkness alone.")
    if not cells:
        warnings.append("No white cell was found in the image.")
    return tuple(warnings)
