"""How well found regions agree with drawn ones: by area and by outline."""

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BoolArray


def dice(found: BoolArray, drawn: BoolArray) -> float:
    """Overlap of two masks of one shape, 0 to 1; two empty masks agree fully (Dice, Ecology 1945)."""
    total = np.count_nonzero(found) + np.count_nonzero(drawn)
    return 2 * np.count_nonzero(found & drawn) / total if total else 1.0


def intersection_over_union(found: BoolArray, drawn: BoolArray) -> float:
    """Overlap of two masks of one shape, 0 to 1 (Jaccard); two empty masks agree fully."""
    either = np.count_nonzero(found | drawn)
    return np.count_nonzero(found & drawn) / either if either else 1.0


def boundary_f1(found: BoolArray, drawn: BoolArray, tolerance_px: float) -> float:
    """How well two outlines agree, 0 to 1: the BF score of Csurka et al. (BMVC 2013).

    The harmonic mean of the share of the found outline that lies within the tolerance of the drawn one, and
    the other way round. The border of the image is no outline; two masks without outline agree fully.

    Args:
        found: (h, w).
        drawn: (h, w).
        tolerance_px: distance between pixel centres that still counts as agreement.
    """
    outlines = (_outline(found), _outline(drawn))
    lengths = [np.count_nonzero(outline) for outline in outlines]
    if not all(lengths):
        return 1.0 if not any(lengths) else 0.0
    precision, recall = (
        np.count_nonzero(_distance_px(other)[outline] <= tolerance_px) / length
        for outline, other, length in zip(outlines, reversed(outlines), lengths, strict=True)
    )
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def union(cells: Iterable[Cell], shape: tuple[int, int], *, nucleus: bool) -> BoolArray:
    """All cells, or all nuclei, as one mask.

    Args:
        cells: of one field.
        shape: (height, width) of the field.
        nucleus: whether the nuclei alone are wanted.
    """
    out = np.zeros(shape, dtype=bool)
    for cell in cells:
        mask = cell.nucleus_mask if nucleus else cell.cell_mask
        if mask is not None:
            out |= mask.window((0, 0, *shape))
    return out


def _outline(mask: BoolArray) -> BoolArray:
    # Beyond the border cv2.erode assumes the largest value, so a region cut there has no outline there.
    inside = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8))
    outline: BoolArray = mask & (inside == 0)
    return outline


def _distance_px(outline: BoolArray) -> npt.NDArray[np.float32]:
    return cv2.distanceTransform((~outline).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)  # type: ignore[no-any-return]
