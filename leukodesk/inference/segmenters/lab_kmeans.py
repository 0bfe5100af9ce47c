"""LAB k-means segmentation (Jin et al., "Multilabel Leukemia classification machine", 2023).

The steps of the paper's section 5.1.2, at a working pixel size so that whole fields can be read: median
filter, k-means over a and b of LAB, the cluster of the lowest red as nuclei, threshold, area opening, holes
filled, border cleared if wanted, watershed without shallow minima; then a second k-means for the cytoplasm
with CLAHE and Otsu's threshold. Its first step, adjusting colours to a template, is one of the whole analysis
(:mod:`leukodesk.imaging.stain`). The preset ``paper`` has the paper's own figures, ``violet`` finds nuclei
among red cells that are greyer than they; the defaults look for cytoplasm round the nuclei and by the colour
of the field's red cells, and join the lobes of one nucleus.
"""

from typing import Final

import cv2
import numpy as np
from skimage.morphology import local_maxima, reconstruction
from skimage.segmentation import clear_border, watershed

from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import register_segmenter
from leukodesk.inference.segmenters.cells import CellLabels, grow_cytoplasm
from leukodesk.inference.segmenters.field import Field
from leukodesk.inference.segmenters.field_segmenter import FieldSegmenter, Found
from leukodesk.inference.segmenters.lab_kmeans_clusters import (
    cytoplasm_of,
    nuclear_cluster,
    smoothed,
)
from leukodesk.inference.segmenters.lab_kmeans_parameters import PAPER, VIOLET, LabKmeansParameters
from leukodesk.inference.segmenters.lobes import gather_lobes
from leukodesk.inference.segmenters.outlines import outlined
from leukodesk.inference.segmenters.shapes import Bytes, Labels, without_holes, without_specks

SEGMENTER_ID: Final = "lab-kmeans"
_STEPS: Final = 6


class LabKmeans(FieldSegmenter[LabKmeansParameters]):
    """The segmenter of that name; deterministic for a seed apart from the ids of the cells it makes."""

    _id = SEGMENTER_ID
    _steps = _STEPS
    _refuses_grey = sentence("The image has no colours, so LAB k-means finds no cells; use pivot-growing.")

    def _working_pixel_size_um(self) -> float:
        return self._parameters.working_pixel_size_um

    def _find(self, field: Field, smear: Smear, progress: Progress) -> Found:
        parameters, unit_um = self._parameters, field.pixel_size_um
        progress(2, _STEPS, sentence("Clustering colours"))
        pixels = smoothed(field, parameters)
        lowest, clusters = nuclear_cluster(pixels, field, parameters)
        nuclear = self._cleaned(lowest.astype(np.uint8), unit_um)
        if not nuclear.any():
            return (), ()
        progress(3, _STEPS, sentence("Finding cytoplasm"))
        cytoplasm = cytoplasm_of(pixels, nuclear, clusters, parameters, unit_um)
        body = self._cleaned(nuclear | cytoplasm.astype(np.uint8), unit_um)
        progress(4, _STEPS, sentence("Parting cells"))
        labels = self._parted(nuclear, body, unit_um)
        progress(5, _STEPS, sentence("Outlining cells"))
        return outlined(labels, field.colours, smear, field.reduction, unit_um, SEGMENTER_ID), ()

    def _cleaned(self, mask: Bytes, unit_um: float) -> Bytes:
        """Area opening, then holes filled."""
        opened = without_specks(mask, self._parameters.smallest_um2 / unit_um**2)
        return without_holes(opened, self._parameters.hole_um2 / unit_um**2)

    def _parted(self, nuclear: Bytes, body: Bytes, unit_um: float) -> CellLabels:
        fragments, count = part_nuclei(nuclear, self._parameters.shallow_um / unit_um)
        nuclei, count = gather_lobes(fragments, count, body, unit_um)
        cells = grow_cytoplasm(body, nuclei, unit_um, self._parameters.reach_um)
        if self._parameters.clear_border:
            cells = clear_border(cells)
            nuclei = np.where(cells > 0, nuclei, 0)
        return CellLabels(nuclei, cells, count)


def part_nuclei(nuclear: Bytes, shallow_px: float) -> tuple[Labels, int]:
    """Watershed on the depth of nuclear pixels, its shallow minima removed (Eddins 2013).

    Args:
        nuclear: (h, w) 1 in nuclei, else 0.
        shallow_px: a dip between two parts that is not deeper does not part them.

    Returns:
        (h, w) labels 1 to n, 0 outside, and n.
    """
    out = np.zeros(nuclear.shape, dtype=np.int32)
    count = 0
    total, pieces, stats, _ = cv2.connectedComponentsWithStats(nuclear, connectivity=4)
    for number in range(1, total):
        x, y, w, h, _ = stats[number].tolist()
        window = np.s_[y : y + h, x : x + w]
        piece = (pieces[window] == number).astype(np.uint8)
        framed = cv2.copyMakeBorder(piece, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
        depth = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[1:-1, 1:-1]
        # The maxima of the flattened depth, not those of the depth that are high enough: two equal peaks
        # with a shallow dip between them are one.
        peaks = local_maxima(reconstruction(depth - shallow_px, depth))
        n, markers = cv2.connectedComponents(peaks.astype(np.uint8), connectivity=8)
        parts = watershed(-depth, markers, mask=piece > 0) if n > 2 else piece.astype(np.int32)
        out[window][parts > 0] = parts[parts > 0] + count
        count += max(1, n - 1)
    return out, count


@register_segmenter(
    SEGMENTER_ID,
    title="LAB k-means",
    parameters=LabKmeansParameters,
    presets={"paper": PAPER, "violet": VIOLET},
)
def build_lab_kmeans(**parameters: object) -> LabKmeans:
    """Make the segmenter.

    Args:
        parameters: fields of :class:`LabKmeansParameters`; none for the defaults.

    Raises:
        SettingError: a parameter is out of its range.
        TypeError: there is no such parameter.
    """
    return LabKmeans(LabKmeansParameters(**parameters))  # type: ignore[arg-type]
