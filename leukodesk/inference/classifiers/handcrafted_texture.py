"""Features of gradients (Jin et al. 2023, section 5.1.3)."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from skimage.feature import hog

from leukodesk.inference.classifiers.handcrafted_regions import CropRegions

Grey = npt.NDArray[np.uint8]
Features = dict[str, float]

_ACTIVE: Final = 0.05
_HOG_SIDE_PX: Final = 64
_HOG_CELLS: Final = 4
_ORIENTATIONS: Final = 9


def gradient_features(grey: Grey, regions: CropRegions) -> Features:
    """Largest and mean gradient, its deviation, and the share of active pixels: of crop, cell and nucleus.

    A pixel is active where brightness changes by more than a twentieth of its range per pixel.

    Args:
        grey: uint8 (s, s).
        regions: of the crop; what was not found has zeros.
    """
    bright = grey.astype(np.float32) / 255
    slope = np.hypot(
        cv2.Sobel(bright, cv2.CV_32F, 1, 0, scale=1 / 8), cv2.Sobel(bright, cv2.CV_32F, 0, 1, scale=1 / 8)
    )
    everything = np.ones(grey.shape, dtype=bool)
    values: Features = {}
    for place, region in (("crop", everything), ("cell", regions.cell), ("nucleus", regions.nucleus)):
        seen = slope[region] if region.any() else np.zeros(1, np.float32)
        values |= {
            f"{place} gradient max": float(seen.max()),
            f"{place} gradient mean": float(seen.mean()),
            f"{place} gradient deviation": float(seen.std()),
            f"{place} gradient active": float((seen > _ACTIVE).mean()),
        }
    return values


def hog_features(grey: Grey) -> Features:
    """Histogram of oriented gradients (Dalal and Triggs, CVPR 2005): 4 × 4 fields of 9 orientations.

    Args:
        grey: uint8 (s, s); brought to 64 × 64 first, so that the number of features is always 144.
    """
    small = cv2.resize(grey, (_HOG_SIDE_PX, _HOG_SIDE_PX), interpolation=cv2.INTER_AREA)
    step = _HOG_SIDE_PX // _HOG_CELLS
    values = hog(
        small,
        orientations=_ORIENTATIONS,
        pixels_per_cell=(step, step),
        cells_per_block=(1, 1),
        feature_vector=True,
    )
    return {f"hog {number}": float(value) for number, value in enumerate(values)}
