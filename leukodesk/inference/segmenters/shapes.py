"""Shapes of binary regions, sizes in pixels."""

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]
Slices = tuple[slice, slice]


def disc(radius_px: float) -> Bytes:
    """Round brush for morphology; a radius below half a pixel gives a single pixel."""
    size = 2 * round(radius_px) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))  # type: ignore[no-any-return]


def without_holes(mask: Bytes, largest_px: float) -> Bytes:
    """Fill enclosed holes up to that area; what touches the border of the image is no hole.

    Args:
        mask: (h, w) 1 inside, 0 outside.
        largest_px: area.
    """
    outside = cv2.copyMakeBorder(1 - mask, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(outside, connectivity=4)
    fill = (stats[:, cv2.CC_STAT_AREA] <= largest_px).astype(np.uint8)
    fill[[0, labels[0, 0]]] = 0
    return mask | fill[labels][1:-1, 1:-1]  # type: ignore[no-any-return]


def convexity(mask: Bytes) -> float:
    """Area over the area of the convex hull; 1 for a convex outline, holes not counted.

    Args:
        mask: (h, w) 1 inside, 0 outside, not empty.
    """
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.concatenate(outlines))
    return sum(_area_px(outline) for outline in outlines) / _area_px(hull)


def raggedness(mask: Bytes) -> float:
    """Length of the outline over that of the convex hull; 1 for a convex outline.

    Args:
        mask: (h, w) 1 inside, 0 outside, not empty.
    """
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    length = sum(cv2.arcLength(outline, closed=True) for outline in outlines)
    hull = cv2.arcLength(cv2.convexHull(np.concatenate(outlines)), closed=True)
    return length / hull if hull > 0 else 1.0


def _area_px(outline: npt.NDArray[np.int32]) -> float:
    # The outline runs through pixel centres, half a pixel inside the region.
    return float(cv2.contourArea(outline) + cv2.arcLength(outline, closed=True) / 2 + 1)


def padded_box(box: Slices, margin_px: int, shape: tuple[int, ...]) -> Slices:
    """The box with a margin, within an image of that (height, width, ...)."""
    rows, columns = box
    return (
        slice(max(0, rows.start - margin_px), min(shape[0], rows.stop + margin_px)),
        slice(max(0, columns.start - margin_px), min(shape[1], columns.stop + margin_px)),
    )
