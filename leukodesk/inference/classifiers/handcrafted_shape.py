"""Features of edges, circles and outlines (Jin et al. 2023, sections 5.1.3 and 5.1.4)."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.cell_shape import circularity, eccentricity
from leukodesk.imaging.nucleus_lobes import count_lobes
from leukodesk.inference.classifiers.handcrafted_regions import CropRegions

Grey = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]
Features = dict[str, float]

_CANNY: Final = (50, 150)
_CIRCLE_VOTES: Final = 14
_LEAST_RADIUS_UM: Final = 1.5
_GREATEST_RADIUS_UM: Final = 9.0
_APART_UM: Final = 3.0


def edge_features(grey: Grey, regions: CropRegions, pixel_size_um: float) -> Features:
    """Canny edges, the contours they close and the circles they lie on, in the whole crop and in the cell.

    Of contours: number, and sum, mean and deviation of their areas. The paper gives no thresholds; Canny has
    50 and 150, and a circle has a radius of 1.5 to 9 µm.

    Args:
        grey: uint8 (s, s).
        regions: of the crop.
        pixel_size_um: of the crop.
    """
    edges = cv2.Canny(grey, *_CANNY)
    circles = _circles(grey, pixel_size_um)
    everything = np.ones(grey.shape, dtype=bool)
    values: Features = {}
    for place, region in (("crop", everything), ("cell", regions.cell)):
        inside = np.where(region, edges, 0).astype(np.uint8)
        outlines, _ = cv2.findContours(inside, cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        areas = np.array([cv2.contourArea(line) for line in outlines] or [0.0]) * pixel_size_um**2
        seen = [radius for row, column, radius in circles if region[row, column]]
        values |= {
            f"{place} edge share": float((inside > 0).sum() / max(1, region.sum())),
            f"{place} contours": float(len(outlines)),
            f"{place} contour area sum": float(areas.sum()),
            f"{place} contour area mean": float(areas.mean()),
            f"{place} contour area deviation": float(areas.std()),
            f"{place} circles": float(len(seen)),
            f"{place} circle radius mean": float(np.mean(seen)) * pixel_size_um if seen else 0.0,
        }
    return values


def outline_features(regions: CropRegions, pixel_size_um: float) -> Features:
    """Size and form of cell and nucleus, their ratios, and the number of cells in the crop.

    ``nc ratio`` is nucleus over whole cell by area, ``nc diameter ratio`` by effective diameter, both 0 to 1.
    What was not found measures 0.

    Args:
        regions: of the crop.
        pixel_size_um: of the crop.
    """
    values: Features = {}
    for place, region in (("cell", regions.cell), ("nucleus", regions.nucleus)):
        values |= _form(place, region, pixel_size_um)
    cell, nucleus = values["cell area"], values["nucleus area"]
    ratio = nucleus / cell if cell else 0.0
    return values | {
        "nc ratio": ratio,
        "nc diameter ratio": float(np.sqrt(ratio)),
        "nucleus lobes": float(count_lobes(regions.nucleus)) if regions.nucleus.any() else 0.0,
        "cells in crop": float(regions.cells),
    }


def _form(place: str, region: BoolArray, pixel_size_um: float) -> Features:
    area = float(region.sum()) * pixel_size_um**2
    there = bool(region.any())
    return {
        f"{place} area": area,
        f"{place} diameter": 2 * float(np.sqrt(area / np.pi)),
        f"{place} circularity": circularity(region) if there else 0.0,
        f"{place} eccentricity": eccentricity(region) if there else 0.0,
        f"{place} solidity": _solidity(region) if there else 0.0,
    }


def _solidity(region: BoolArray) -> float:
    """Share of the convex hull that the region fills, 0 to 1."""
    rows, columns = np.nonzero(region)
    # Corners of the pixels, so that a hull has the area of the pixels it holds.
    corners = np.concatenate(
        [np.stack((columns + right, rows + down), axis=1) for right in (0, 1) for down in (0, 1)]
    )
    hull = cv2.convexHull(corners.astype(np.float32))
    return float(len(rows) / cv2.contourArea(hull))


def _circles(grey: Grey, pixel_size_um: float) -> list[tuple[int, int, float]]:
    """``(row, column, radius)`` in pixels of the circles that the Hough transform finds."""
    found = cv2.HoughCircles(
        grey,
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=max(1.0, _APART_UM / pixel_size_um),
        param1=_CANNY[1],
        param2=_CIRCLE_VOTES,
        minRadius=max(1, round(_LEAST_RADIUS_UM / pixel_size_um)),
        maxRadius=max(2, round(_GREATEST_RADIUS_UM / pixel_size_um)),
    )
    if found is None:
        return []
    last = grey.shape[0] - 1
    return [
        (min(last, int(row)), min(last, int(column)), float(radius))
        for column, row, radius in found.reshape(-1, 3)
    ]
