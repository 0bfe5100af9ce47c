"""Pivot-growing segmentation (Asaad et al., "Pivot-Growing Segmentation and U-Net PLR").

The paper contradicts itself; this builds what works. Distances are in colour, with the place in the field
beside it where that is asked for, not in x and y alone (Eq. 1); pivots are medoids as the text has it, not
means; a cluster grows up to T (Eq. 6), not beyond (Eq. 7). Regions become cells in
:mod:`leukodesk.inference.segmenters.cells`, get the outline of their body in ``bodies`` and that of their
nucleus in ``nuclei``. The presets ``paper`` and ``paper-position`` follow the letter as far as it goes.
"""

from typing import Final

import cv2

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenters.appendages import without_appendages
from leukodesk.inference.segmenters.bodies import whole_bodies
from leukodesk.inference.segmenters.cells import CellLabels, find_cells
from leukodesk.inference.segmenters.field import Field
from leukodesk.inference.segmenters.field_segmenter import FieldSegmenter, Found
from leukodesk.inference.segmenters.joining import whole_cells_joined
from leukodesk.inference.segmenters.nuclei import settle_nuclei
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.parameters import PRESETS, PivotGrowingParameters
from leukodesk.inference.segmenters.regions import grow_regions
from leukodesk.inference.segmenters.relief import Relief
from leukodesk.inference.segmenters.shared_bodies import lobes_joined

SEGMENTER_ID: Final = "pivot-growing"
_STEPS: Final = 5
_MUCH: Final = 0.1


class PivotGrowing(FieldSegmenter[PivotGrowingParameters]):
    """The segmenter of that name; deterministic apart from the ids of the cells it makes."""

    _id = SEGMENTER_ID
    _steps = _STEPS

    def _working_pixel_size_um(self) -> float:
        return self._parameters.working_pixel_size_um

    def _corrects_stain(self) -> bool:
        return self._parameters.usual_stain

    def _find(self, field: Field, smear: Smear, progress: Progress) -> Found:
        progress(2, _STEPS, sentence("Growing regions"))
        colours, unit_um = field.colours, field.pixel_size_um
        regions = grow_regions(colours, self._parameters, unit_um, grey=field.grey)
        progress(3, _STEPS, sentence("Parting cells"))
        taken = cv2.GaussianBlur(cv2.bitwise_not(colours[..., 1]), (5, 5), 0)
        labels = find_cells(regions.of, taken, unit_um, self._parameters.reach_um)
        if self._parameters.shaped_cells:
            relief, reach_um = Relief(taken, unit_um), self._parameters.reach_um
            labels = lobes_joined(labels, regions.of, relief, reach_um)
            bodies = whole_bodies(labels, regions.of, relief, reach_um)
            bodies = without_appendages(CellLabels(labels.nuclei, bodies, labels.count), unit_um)
            labels = whole_cells_joined(CellLabels(labels.nuclei, bodies, labels.count))
        nuclei = labels.nuclei
        if self._parameters.settled_nuclei:
            nuclei = settle_nuclei(labels, colours, taken, unit_um)
        progress(4, _STEPS, sentence("Outlining cells"))
        # The remains of a burst cell are nuclear throughout; a nucleus settled in them would hide that.
        cells = outlined(
            CellLabels(nuclei, labels.cells, labels.count),
            colours,
            smear,
            field.reduction,
            unit_um,
            SEGMENTER_ID,
            nuclear=labels.nuclei,
        )
        return cells, _left_out(regions.ungrown)


def _left_out(share: float) -> tuple[str, ...]:
    """What the reader should know where much of the field is like no pivot, as at most one sentence."""
    if share < _MUCH:
        return ()
    return (
        sentence(
            "{share} % of what is stained is farther than the growing threshold from every pivot and was "
            "left out; raise the threshold or the number of pivots, or give position less weight.",
            share=round(100 * share),
        ),
    )


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
