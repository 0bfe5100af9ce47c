"""What hangs on a cell by a neck: a red cell, or a part of one, of the colour of cytoplasm.

Colour joins it to the cell and leaves a notch on either side. Where the rest without it has one convex
outline, it is no part of the cell. A thread, which is all neck, stays; a bleb on a neck looks like a platelet
and goes.
"""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.shapes import Labels, convexity, padded_box

BoolArray = npt.NDArray[np.bool_]

_NOTCHED: Final = 0.95
_CONVEX: Final = 0.92
_GAIN: Final = 0.02
# Half the widths at which necks are cut, the narrowest first.
_NECKS_UM: Final = (0.8, 1.2, 1.8, 2.4, 3.0)
_CORNERS_UM: Final = 1.5


def without_appendages(labels: CellLabels, pixel_size_um: float) -> Labels:
    """Whole cells without what hangs on them.

    Args:
        labels: the cells.
        pixel_size_um: of their pixels.

    Returns:
        (h, w) labels of whole cells; a cell on which nothing hangs keeps its outline.
    """
    out = labels.cells.copy()
    for number, box in enumerate(labels.cell_boxes, start=1):
        if box is None:
            continue
        window = padded_box(box, 1, out.shape)
        cell = out[window] == number
        alone = _without(cell, labels.nuclei[window] == number, pixel_size_um)
        if alone is not None:
            out[window][cell & ~alone] = 0
    return out


def _without(cell: BoolArray, nucleus: BoolArray, pixel_size_um: float) -> BoolArray | None:
    """The cell without what its narrowest neck cuts off; None where nothing hangs on it."""
    before = convexity(cell.view(np.uint8))
    if before >= _NOTCHED:
        return None
    margin = int(np.ceil(_NECKS_UM[-1] / pixel_size_um))
    # What the border of the field cuts goes on beyond it.
    framed = cv2.copyMakeBorder(cell.view(np.uint8), margin, margin, margin, margin, cv2.BORDER_REPLICATE)
    depth = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[margin:-margin, margin:-margin]
    for half_width_um in _NECKS_UM:
        half_width_px = half_width_um / pixel_size_um
        deep = depth > half_width_px
        main = _joined_to(nucleus, deep) | nucleus
        hanging = deep & ~main
        if not hanging.any():
            continue
        to_main, to_hanging = (
            cv2.distanceTransform((~part).view(np.uint8), cv2.DIST_L2, 3) for part in (main, hanging)
        )
        edge_px = half_width_px + _CORNERS_UM / pixel_size_um
        alone = _joined_to(nucleus, cell & (to_main <= to_hanging) & (to_main < edge_px))
        after = convexity(alone.view(np.uint8))
        if after >= _CONVEX and after >= before + _GAIN:
            return alone
    return None


def _joined_to(nucleus: BoolArray, mask: BoolArray) -> BoolArray:
    """The pieces of a mask that hold a part of the nucleus."""
    count, pieces = cv2.connectedComponents(mask.view(np.uint8), connectivity=4)
    own = np.zeros(count, dtype=bool)
    own[pieces[nucleus]] = True
    own[0] = False
    joined: BoolArray = own[pieces]
    return joined
