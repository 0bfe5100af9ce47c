"""A cell as a row of numbers: the features of Jin et al. 2023, section 5.1.

As in the paper everything is measured after a median blur of 3 pixels. Areas are in µm² and lengths in µm, so
that the scale of the crop matters little.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifiers.handcrafted_colour import colour_features
from leukodesk.inference.classifiers.handcrafted_regions import Crop, find_regions
from leukodesk.inference.classifiers.handcrafted_shape import edge_features, outline_features
from leukodesk.inference.classifiers.handcrafted_texture import gradient_features, hog_features

FloatArray = npt.NDArray[np.float64]

FEATURES_VERSION: Final = 2
"""Goes up whenever a feature is measured in another way: weights fitted to the old ones then fit no more."""

_BLUR_PX: Final = 3


def features_of(crop: Crop, pixel_size_um: float) -> dict[str, float]:
    """All features of one crop by name, in a fixed order; all finite.

    Args:
        crop: RGB uint8 (s, s, 3), s from 16 up, the cell in its middle.
        pixel_size_um: of the crop.
    """
    smooth = np.asarray(cv2.medianBlur(np.ascontiguousarray(crop), _BLUR_PX), dtype=np.uint8)
    grey = cv2.cvtColor(smooth, cv2.COLOR_RGB2GRAY)
    regions = find_regions(smooth, pixel_size_um)
    return {
        **outline_features(regions, pixel_size_um),
        **edge_features(grey, regions, pixel_size_um),
        **gradient_features(grey, regions),
        **colour_features(smooth, regions),
        **hog_features(grey),
    }


@cache
def feature_names() -> tuple[str, ...]:
    """Names of the features in the order of the columns of :func:`handcrafted_features`."""
    return tuple(features_of(np.full((32, 32, 3), 255, np.uint8), 0.5))


def handcrafted_features(
    crops: npt.NDArray[np.uint8], pixel_size_um: float, progress: Progress = no_progress
) -> FloatArray:
    """Features of many crops; the same crop always gives the same numbers.

    Args:
        crops: RGB uint8 (n, s, s, 3), s from 16 up.
        pixel_size_um: of the crops.
        progress: told after each crop; raises to cancel.

    Returns:
        float64 (n, f), a column per name of :func:`feature_names`.
    """

    def rows() -> Iterator[list[float]]:
        for done, crop in enumerate(crops, start=1):
            yield list(features_of(crop, pixel_size_um).values())
            progress(done, len(crops), sentence("Measuring"))

    return np.array(list(rows()), dtype=np.float64).reshape(len(crops), len(feature_names()))
