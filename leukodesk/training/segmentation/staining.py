"""Other stains, lamps, lenses and cameras than those of the examples, drawn at random."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]

_GREY_SHARE: Final = 0.03
_BLURRED_SHARE: Final = 0.4
_NOISY_SHARE: Final = 0.4
_JPEG_SHARE: Final = 0.3
_LARGEST_DENSITY: Final = 3.0


@dataclass(frozen=True)
class StainChanges:
    """How far stains and cameras differ.

    Attributes:
        strength: deviation of the logarithm of each channel's optical density.
        mixing: deviation of what one channel's density adds to another.
        gamma: deviation of the logarithm of the exponent on the density.
        tint: deviation of the background's colour from white.
        blur_px: largest deviation of the blur.
        noise: largest deviation of the noise, in grey levels.
    """

    strength: float = 0.15
    mixing: float = 0.04
    gamma: float = 0.12
    tint: float = 0.03
    blur_px: float = 1.6
    noise: float = 6.0


def restained(colours: Bytes, changes: StainChanges, rng: np.random.Generator) -> Bytes:
    """The same cells under another stain, lamp, lens and camera.

    Args:
        colours: (h, w, 3) relative RGB.
        changes: how far they differ.
        rng: source of all chance.
    """
    levels = np.maximum(np.arange(256, dtype=np.float32), 1) / 255
    density = np.minimum(-np.log(levels), _LARGEST_DENSITY) ** np.exp(rng.normal(0, changes.gamma))
    mixing = np.diag(np.exp(rng.normal(0, changes.strength, 3))) + rng.normal(0, changes.mixing, (3, 3))
    if rng.random() < _GREY_SHARE:
        mixing = np.full((3, 3), 1 / 3)
    mixed = cv2.transform(density.astype(np.float32)[colours], mixing.astype(np.float32))
    light = np.exp(-np.maximum(mixed, 0)) * np.minimum(np.exp(rng.normal(0, changes.tint, 3)), 1.06)
    out: Bytes = np.clip(light * 255, 0, 255).astype(np.uint8)
    if rng.random() < _BLURRED_SHARE:
        out = cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, changes.blur_px))
    if rng.random() < _NOISY_SHARE:
        noise = rng.normal(0, rng.uniform(0, changes.noise), out.shape[:2])[..., None]
        out = np.clip(out + noise, 0, 255).astype(np.uint8)
    if rng.random() < _JPEG_SHARE:
        quality = [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(50, 95))]
        coded = cv2.imencode(".jpg", out, quality)[1]
        out = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR))
    return out
