"""Outlines made tidier: holes filled, ragged borders smoothed, specks dropped."""

from typing import Final

import cv2
import numpy as np

from leukodesk.core.mask import BoolArray, Mask
from leukodesk.core.mask_edits import CellMasks, shared, union

_SMOOTH_SHARE: Final = 0.05
_LEAST_SMOOTH_PX: Final = 1.0
_SPECK_SHARE: Final = 0.02


def without_holes(masks: CellMasks) -> CellMasks:
    """Cell and nucleus with what lies wholly inside them."""
    return CellMasks(_filled(masks.cell), _filled(masks.nucleus) if masks.nucleus else None)


def smoothed(masks: CellMasks, height: int, width: int) -> CellMasks:
    """Cell and nucleus without ragged borders: blurred by 0.05 of their diameter and cut at one half.

    Args:
        masks: the cell.
        height: of its smear, which nothing may leave.
        width: of its smear.
    """
    nucleus = _smoothed(masks.nucleus, height, width) if masks.nucleus else None
    cell = _smoothed(masks.cell, height, width)
    return CellMasks(union(cell, nucleus) if nucleus else cell, nucleus)


def without_specks(masks: CellMasks) -> CellMasks:
    """The cell without pieces below 2 % of its largest one, which an eraser leaves unseen."""
    cell = _without_specks(masks.cell)
    return CellMasks(cell, shared(masks.nucleus, cell) if masks.nucleus else None)


def _filled(mask: Mask) -> Mask:
    outlines, _ = cv2.findContours(mask.pixels.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    whole = cv2.drawContours(mask.pixels.astype(np.uint8), outlines, -1, 1, cv2.FILLED)
    return Mask.from_pixels(whole > 0, mask.top, mask.left)


def _smoothed(mask: Mask, height: int, width: int) -> Mask:
    blur_px = max(_LEAST_SMOOTH_PX, _SMOOTH_SHARE * 2 * float(np.sqrt(mask.area_px / np.pi)))
    y0, x0, y1, x1 = mask.bbox
    margin = int(3 * blur_px) + 1
    box = max(0, y0 - margin), max(0, x0 - margin), min(height, y1 + margin), min(width, x1 + margin)
    # The border of the smear cuts a cell, it does not round it off.
    seen = mask.window(box).astype(np.float32)
    smooth: BoolArray = cv2.GaussianBlur(seen, (0, 0), blur_px, borderType=cv2.BORDER_REPLICATE) > 0.5
    return Mask.from_pixels(smooth, box[0], box[1]) if smooth.any() else mask


def _without_specks(mask: Mask) -> Mask:
    count, pieces, facts, _ = cv2.connectedComponentsWithStats(mask.pixels.astype(np.uint8), connectivity=8)
    areas = facts[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    if count <= 2:
        return mask
    kept = areas >= max(1, _SPECK_SHARE * areas.max())
    return Mask.from_pixels(kept[pieces], mask.top, mask.left)
