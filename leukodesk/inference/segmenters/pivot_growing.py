"""Pivot-growing segmentation (Asaad et al., "Pivot-Growing Segmentation and U-Net PLR").

The paper contradicts itself; this builds what works. Distances are in colour, with the place in the field
beside it where that is asked for, not in x and y alone (Eq. 1); pivots are medoids as the text has it, not
means; a cluster grows up to T (Eq. 6), not beyond (Eq. 7). Regions become cells in
:mod:`leukodesk.inference.segmenters.cells`, get the outline of their body in ``bodies`` and that of their
nucleus in ``nuclei``. The presets ``paper`` and ``paper-position`` follow the letter as far as it goes.
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
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenters.bodies import whole_bodies
from leukodesk.inference.segmenters.cells import CellLabels, find_cells
from leukodesk.inference.segmenters.field import NO_CELLS, Field, prepare_field
from leukodesk.inference.segmenters.nuclei import settle_nuclei
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.parameters import PRESETS, PivotGrowingParameters
from leukodesk.inference.segmenters.regions import Regions, grow_regions

Pixels = npt.NDArray[np.uint8]

SEGMENTER_ID: Final = "pivot-growing"
_STEPS: Final = 5


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
        field, warnings = prepare_field(
            pixels, pixel_size_um, self._parameters.working_pixel_size_um, progress, _STEPS
        )
        cells: tuple[Cell, ...] = ()
        if field is not None:
            cells, more = self._cells(field, smear, progress)
            warnings += more
        progress(_STEPS, _STEPS, "Cells found")
        elapsed_s = time.perf_counter() - start
        return Segmentation(cells, SEGMENTER_ID, self.parameters, elapsed_s, warnings)

    def _cells(
        self, field: Field, smear: Smear, progress: Progress
    ) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
        """Cells of a field that has a background, and what was noticed."""
        progress(2, _STEPS, "Growing regions")
        colours, unit_um = field.colours, field.pixel_size_um
        regions = grow_regions(colours, self._parameters, unit_um)
        progress(3, _STEPS, "Parting cells")
        taken = cv2.GaussianBlur(cv2.bitwise_not(colours[..., 1]), (5, 5), 0)
        labels = find_cells(regions.of, taken, unit_um, self._parameters.reach_um)
        bodies = whole_bodies(
            labels.nuclei, labels.cells, regions.of, taken, unit_um, self._parameters.reach_um
        )
        nuclei = labels.nuclei
        if self._parameters.settled_nuclei:
            nuclei = settle_nuclei(nuclei, bodies, colours, taken, unit_um)
        progress(4, _STEPS, "Outlining cells")
        # The remains of a burst cell are nuclear throughout; a nucleus settled in them would hide that.
        cells = outlined(
            CellLabels(nuclei, bodies, labels.count),
            colours,
            smear,
            field.reduction,
            unit_um,
            SEGMENTER_ID,
            nuclear=labels.nuclei,
        )
        if regions.grey:
            # Smudges are told by their hue, which a grey image does not have.
            cells = tuple(replace(cell, kind=_without_hue(cell.kind)) for cell in cells)
        return cells, _field_warnings(regions, cells)


@register_segmenter(SEGMENTER_ID, title="Pivot-growing", parameters=PivotGrowingParameters, presets=PRESETS)
def build_pivot_growing(**parameters: object) -> PivotGrowing:
    """Make the segmenter.

    Args:
        parameters: fields of :class:`PivotGrowingParameters`; none for the defaults.

    Raises:
        SettingError: a parameter is out of its range.
        TypeError: there is no such parameter.
    """
    return PivotGrowing(PivotGrowingParameters(**parameters))  # type: ignore[arg-type]


def _without_hue(kind: CellKind) -> CellKind:
    return CellKind.LEUKOCYTE if kind is CellKind.SMUDGE else kind


def _field_warnings(regions: Regions, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    warnings = []
    if regions.grey:
        warnings.append("The image has no colours, so cells were found by darkness alone.")
    if not cells:
        warnings.append(NO_CELLS)
    return tuple(warnings)
