"""Features of colour: mean, deviation and skewness in LAB and YCbCr (Jin et al. 2023, section 5.1.3)."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.classifiers.handcrafted_regions import CropRegions

Crop = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float64]
Features = dict[str, float]

_CHANNELS: Final = ("L", "a", "b", "Y", "Cr", "Cb")
_LEAST_DEVIATION: Final = 1e-6


def colour_features(crop: Crop, regions: CropRegions) -> Features:
    """Mean, standard deviation and skewness of L, a, b, Y, Cr and Cb: of crop, cell and nucleus.

    Args:
        crop: RGB uint8 (s, s, 3).
        regions: of the crop; what was not found has zeros.
    """
    bright = np.ascontiguousarray(crop, dtype=np.float32) / 255
    spaces = (cv2.cvtColor(bright, cv2.COLOR_RGB2LAB), cv2.cvtColor(bright, cv2.COLOR_RGB2YCrCb))
    channels = np.concatenate(spaces, axis=2).astype(np.float64)
    everything = np.ones(crop.shape[:2], dtype=bool)
    values: Features = {}
    for place, region in (("crop", everything), ("cell", regions.cell), ("nucleus", regions.nucleus)):
        seen = channels[region] if region.any() else np.zeros((1, len(_CHANNELS)))
        for name, value in zip(_CHANNELS, seen.T, strict=True):
            values |= _moments(f"{place} {name}", value)
    return values


def _moments(name: str, values: FloatArray) -> Features:
    mean, deviation = float(values.mean()), float(values.std())
    centred = values - mean
    # A third power is a hundred times as slow as two products.
    third = float((centred * centred * centred).mean())
    skewness = third / deviation**3 if deviation > _LEAST_DEVIATION else 0.0
    return {f"{name} mean": mean, f"{name} deviation": deviation, f"{name} skewness": skewness}
