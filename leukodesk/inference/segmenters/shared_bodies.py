"""Nuclei that lie in one body: the lobes of a nucleus whose cytoplasm has the colour of red cells.

By colour alone nothing joins such lobes, and each would become a cell. Shape tells: one convex outline round
them all, most of it no nucleus, is one cell, while cells that touch have a notched outline.
"""

from typing import Final

import cv2
import numpy as np

from leukodesk.inference.segmenters.bodies import convex_body, view_of
from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.relief import Relief
from leukodesk.inference.segmenters.shapes import Bytes, Labels, Slices, convexity, padded_box

_GAP_UM: Final = 5.0
_ONE_CELL_CONVEXITY: Final = 0.94
_NUCLEAR_SHARE: Final = 0.6
_LARGEST_LOBE_UM2: Final = 80.0


def lobes_joined(labels: CellLabels, regions: Bytes, relief: Relief, reach_um: float) -> CellLabels:
    """Cells whose nuclei lie in one body are one cell.

    Args:
        labels: cells as found by colour.
        regions: (h, w) values of :class:`leukodesk.inference.segmenters.regions.Region`.
        relief: of the field.
        reach_um: how far a body reaches from its nucleus at most.

    Returns:
        What is left, numbered from 1 again; the same object where nothing was joined.
    """
    boxes = labels.nucleus_boxes
    head = np.arange(labels.count + 1, dtype=np.int32)
    margin = int(np.ceil(reach_um / relief.pixel_size_um))
    for group in _groups(labels.nuclei, boxes, relief.pixel_size_um):
        window = padded_box(
            _joint([box for number in group if (box := boxes[number - 1])]), margin, labels.nuclei.shape
        )
        nucleus, cell = (np.isin(part[window], group) for part in (labels.nuclei, labels.cells))
        view = view_of(nucleus, cell, window, labels.nuclei, regions, relief)
        body = convex_body(view)
        if body is None or convexity(body.astype(np.uint8)) < _ONE_CELL_CONVEXITY:
            continue
        if np.count_nonzero(nucleus) <= _NUCLEAR_SHARE * np.count_nonzero(body):
            head[group] = group[0]
    kept, fresh = np.unique(head, return_inverse=True)
    if len(kept) == len(head):
        return labels
    number_of = fresh.astype(np.int32)
    return CellLabels(number_of[labels.nuclei], number_of[labels.cells], len(kept) - 1)


def _groups(nuclei: Labels, boxes: list[Slices | None], pixel_size_um: float) -> list[list[int]]:
    """Numbers of nuclei that lie close to each other, all small enough for lobes; two at least."""
    reach = int(np.ceil(_GAP_UM / pixel_size_um))
    head = list(range(len(boxes) + 1))
    areas_px = [0 if box is None else np.count_nonzero(nuclei[box] == i) for i, box in enumerate(boxes, 1)]
    small = np.array([False, *(area * pixel_size_um**2 <= _LARGEST_LOBE_UM2 for area in areas_px)])
    for number, box in enumerate(boxes, start=1):
        if box is None or not small[number]:
            continue
        view = nuclei[padded_box(box, reach, nuclei.shape)]
        beside = np.unique(view[small[view] & (view > number)])
        if not len(beside):
            continue
        distance = cv2.distanceTransform((view != number).astype(np.uint8), cv2.DIST_L2, 5)
        for other in beside.tolist():
            if float(distance[view == other].min()) * pixel_size_um <= _GAP_UM:
                gone, stays = head[other], head[number]
                head = [stays if each == gone else each for each in head]
    groups: dict[int, list[int]] = {}
    for number in range(1, len(head)):
        groups.setdefault(head[number], []).append(number)
    return [group for group in groups.values() if len(group) > 1]


def _joint(boxes: list[Slices]) -> Slices:
    rows, columns = zip(*boxes, strict=True)
    return tuple(  # type: ignore[return-value]
        slice(min(part.start for part in parts), max(part.stop for part in parts))
        for parts in (rows, columns)
    )
