"""Other looks of a found object: of another stain or dye lot, or of a camera that deepens or dulls colours.

A rule fitted to one laboratory's colours alone takes cells for smudges where they are a little deeper or
redder: of 414 marked cells 129 at a saturation of 1.3, and 165 with hues turned by 16 degrees.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from leukodesk.inference.segmenters.object_features import FloatArray, FoundObject, features_of
from leukodesk.inference.segmenters.shapes import Bytes

Look = Callable[[Bytes], Bytes]

# OpenCV counts hue in steps of two degrees.
_HUE_STEPS: Final = (-5, 5)
_SATURATIONS: Final = (0.65, 1.45)
# Optical densities of red, green and blue light: a bluer, a redder, a stronger and a weaker dye.
_DYES: Final = ((1.15, 1.0, 0.9), (0.9, 1.0, 1.15), (1.2, 1.0, 1.2), (0.85, 1.0, 0.85))
_WHITE: Final = 255.0


def varied_features(found: FoundObject) -> FloatArray:
    """Features of an object as it is, and then of its other looks.

    Args:
        found: the object.

    Returns:
        (v, n) in the order of :data:`leukodesk.inference.segmenters.object_features.FEATURES`.
    """
    looks = [found.colours, *(look(found.colours) for look in _looks())]
    return np.stack([features_of(replace(found, colours=np.ascontiguousarray(look))) for look in looks])


def _looks() -> list[Look]:
    return [
        *(lambda colours, steps=steps: _turned(colours, steps) for steps in _HUE_STEPS),
        *(lambda colours, times=times: _saturated(colours, times) for times in _SATURATIONS),
        *(lambda colours, dye=dye: _dyed(colours, dye) for dye in _DYES),
    ]


def _turned(colours: Bytes, steps: int) -> Bytes:
    hues = cv2.cvtColor(colours, cv2.COLOR_RGB2HSV)
    hues[..., 0] = (hues[..., 0].astype(np.int16) + steps) % 180
    return cv2.cvtColor(hues, cv2.COLOR_HSV2RGB)  # type: ignore[no-any-return]


def _saturated(colours: Bytes, times: float) -> Bytes:
    grey = colours.mean(axis=2, keepdims=True)
    varied: Bytes = np.clip(grey + (colours - grey) * times, 0, _WHITE).astype(np.uint8)
    return varied


def _dyed(colours: Bytes, dye: tuple[float, float, float]) -> Bytes:
    light = np.maximum(colours, 1) / _WHITE
    varied: Bytes = (_WHITE * light ** np.array(dye)).astype(np.uint8)
    return varied
