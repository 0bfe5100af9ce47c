"""Colours of a Romanowsky stain and the light that goes through it.

A phantom is drawn as optical density per channel (Beer and Lambert): densities of things that lie over each
other add up, and the picture is the light of the lamp times ten to the minus density.
"""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.phantom_shapes import FloatArray

_BAND_ROWS: Final = 256
_NOISE_TILE_PX: Final = 701
_LIGHT_STEP_PX: Final = 32


@dataclass(frozen=True)
class Stain:
    """Optical density per RGB channel of what is in a smear, at its usual thickness.

    Attributes:
        red_cell: haemoglobin with eosin.
        chromatin: nuclei, azure with eosin.
        nucleolus: paler, bluer spots in nuclei.
        basophilic: cytoplasm rich in RNA, of blasts and lymphocytes.
        pale: cytoplasm of neutrophils.
        granule: granules of neutrophils and platelets.
        orange_granule: granules of eosinophils.
        grey_blue: cytoplasm of monocytes.
        smudge: spread chromatin of burst cells.
        dirt: stain precipitate.
    """

    red_cell: FloatArray
    chromatin: FloatArray
    nucleolus: FloatArray
    basophilic: FloatArray
    pale: FloatArray
    granule: FloatArray
    orange_granule: FloatArray
    grey_blue: FloatArray
    smudge: FloatArray
    dirt: FloatArray

    @classmethod
    def of_batch(cls, rng: np.random.Generator, strength: float) -> Self:
        """The stain of one batch: all densities vary together, and a little in hue.

        Args:
            rng: source of the variation.
            strength: multiplies every density.
        """
        common = strength * rng.uniform(0.88, 1.14)
        hue = 1 + rng.normal(0, 0.05, 3)

        def density(red: float, green: float, blue: float) -> FloatArray:
            return (np.array([red, green, blue]) * common * hue).astype(np.float32)

        return cls(
            red_cell=density(0.045, 0.135, 0.165),
            chromatin=density(0.44, 0.86, 0.31),
            nucleolus=density(0.38, 0.62, 0.18),
            basophilic=density(0.30, 0.28, 0.08),
            pale=density(0.06, 0.13, 0.06),
            granule=density(0.24, 0.42, 0.16),
            orange_granule=density(0.10, 0.33, 0.34),
            grey_blue=density(0.17, 0.20, 0.08),
            smudge=density(0.10, 0.34, 0.11),
            dirt=density(0.85, 0.95, 0.55),
        )


def expose(
    density: FloatArray, rng: np.random.Generator, *, uneven_light: float, blur_px: float
) -> npt.NDArray[np.uint8]:
    """Photograph a field: lamp, optical blur, sensor noise.

    Args:
        density: optical density, float32 (h, w, 3); used up.
        rng: source of lamp colour, lamp position and noise.
        uneven_light: 0 for even light, 1 for the usual fall-off of about a sixth towards the corners.
        blur_px: standard deviation of the optical blur.

    Returns:
        RGB, (h, w, 3).
    """
    height, width = density.shape[:2]
    warmth = rng.uniform(0, 1)
    cool, warm = np.array([198.0, 200.0, 210.0]), np.array([204.0, 201.0, 184.0])
    lamp = (cool + warmth * (warm - cool)) * rng.uniform(0.96, 1.08)
    light = _light(rng, (height, width), uneven_light)
    noise = rng.standard_normal((_NOISE_TILE_PX, width, 3), dtype=np.float32)
    noise = cv2.GaussianBlur(noise, (0, 0), 0.6) * np.float32(3.4)
    density += _haze(rng, (height, width))[..., None]
    cv2.GaussianBlur(density, (0, 0), blur_px, dst=density)
    pixels = np.empty((height, width, 3), np.uint8)
    for top in range(0, height, _BAND_ROWS):
        rows = slice(top, min(top + _BAND_ROWS, height))
        band = np.exp(density[rows] * np.float32(-np.log(10)))
        band *= light[rows, :, None] * lamp.astype(np.float32)
        start = (top // _BAND_ROWS * 97) % (_NOISE_TILE_PX - _BAND_ROWS)
        band += noise[start : start + band.shape[0]]
        np.clip(band, 0, 255, out=band)
        pixels[rows] = band
    return pixels


def _haze(rng: np.random.Generator, shape: tuple[int, int]) -> FloatArray:
    """A faint, cloudy density of dried plasma."""
    coarse = rng.normal(0.006, 0.004, (max(2, shape[0] // 90), max(2, shape[1] // 90))).astype(np.float32)
    return np.asarray(cv2.resize(coarse, shape[::-1], interpolation=cv2.INTER_CUBIC), dtype=np.float32)


def _light(rng: np.random.Generator, shape: tuple[int, int], uneven: float) -> FloatArray:
    """Brightness over the field, 1 at its brightest: a fall-off from a lamp that is a little off centre."""
    height, width = shape
    y = np.linspace(-1, 1, max(2, height // _LIGHT_STEP_PX))[:, None] - rng.uniform(-0.3, 0.3)
    x = np.linspace(-1, 1, max(2, width // _LIGHT_STEP_PX))[None, :] - rng.uniform(-0.3, 0.3)
    tilt = rng.uniform(-0.03, 0.03, 2)
    coarse = -0.075 * (y**2 + x**2) + tilt[0] * y + tilt[1] * x
    coarse = 1 + uneven * (coarse - coarse.max())
    light = cv2.resize(coarse.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.asarray(light, dtype=np.float32)
