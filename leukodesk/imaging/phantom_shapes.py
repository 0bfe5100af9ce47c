"""Outlines, windows and textures that the phantom's cells are drawn from."""

from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

_ANGLES: Final = 720
_TILE_PX: Final = 512


@dataclass(frozen=True)
class Window:
    """The part of a field around a centre, so that a cell is drawn in its own small array.

    Attributes:
        rows, columns: where it lies in the field; both may be empty.
        dy, dx: float32 (h, w), distance of each pixel's centre from the window's centre in pixels.
    """

    rows: slice
    columns: slice
    dy: FloatArray
    dx: FloatArray

    @classmethod
    def around(cls, centre: tuple[float, float], radius_px: float, shape: tuple[int, int]) -> Self:
        """The square of half-width ``radius_px`` around ``centre``, cut at the border of a field."""
        spans = []
        for middle, size in zip(centre, shape, strict=True):
            start = min(max(int(np.floor(middle - radius_px)), 0), size)
            stop = max(min(int(np.ceil(middle + radius_px)) + 1, size), start)
            spans.append((start, stop))
        (top, bottom), (left, right) = spans
        dy, dx = np.meshgrid(
            np.arange(top, bottom, dtype=np.float32) - np.float32(centre[0]),
            np.arange(left, right, dtype=np.float32) - np.float32(centre[1]),
            indexing="ij",
        )
        return cls(slice(top, bottom), slice(left, right), dy, dx)


@dataclass(frozen=True)
class Outline:
    """A closed, star-shaped outline.

    Attributes:
        radii_px: distance of the outline from its centre in 720 directions, starting at +x towards +y.
    """

    radii_px: FloatArray

    @classmethod
    def wobbly(
        cls,
        rng: np.random.Generator,
        radius_px: float,
        *,
        aspect: float = 1.0,
        wobble: float = 0.03,
        waves: int = 5,
    ) -> Self:
        """An ellipse of the area of a circle of ``radius_px``, dented by a few random waves.

        Args:
            rng: source of the random shape.
            radius_px: radius of the circle of equal area.
            aspect: short over long axis, 0 to 1.
            wobble: standard deviation of each wave over the radius; higher waves are smaller.
            waves: number of waves, from two dents around the outline upwards.
        """
        angle = np.linspace(0, 2 * np.pi, _ANGLES, endpoint=False) + rng.uniform(0, 2 * np.pi)
        long, short = 1 / np.sqrt(aspect), np.sqrt(aspect)
        radii = long * short / np.hypot(short * np.cos(angle), long * np.sin(angle))
        for wave in range(2, 2 + waves):
            size = rng.normal(0, wobble) * 2 / wave
            radii = radii * (1 + size * np.cos(wave * angle + rng.uniform(0, 2 * np.pi)))
        return cls((radius_px * radii).astype(np.float32))

    @property
    def reach_px(self) -> float:
        """The largest distance of the outline from its centre."""
        return float(self.radii_px.max())

    def inside_px(self, dy: FloatArray, dx: FloatArray) -> FloatArray:
        """How far inside the outline points (h, w) lie, along the ray from the centre; negative outside."""
        distance, angle = cv2.cartToPolar(dx, dy)
        direction = (angle * np.float32(_ANGLES / (2 * np.pi))).astype(np.int32) % _ANGLES
        return np.asarray(self.radii_px[direction] - distance, dtype=np.float32)


@dataclass(frozen=True)
class Texture:
    """Random grain that repeats without a seam; mean 0, standard deviation 1.

    Attributes:
        tile: float32 (512, 512).
    """

    tile: FloatArray

    @classmethod
    def of_grain(cls, rng: np.random.Generator, grain_px: float) -> Self:
        """Smooth noise whose spots are about ``grain_px`` wide."""
        noise = rng.standard_normal((_TILE_PX, _TILE_PX), dtype=np.float32)
        smooth = cv2.GaussianBlur(np.tile(noise, (2, 2)), (0, 0), max(grain_px / 2, 0.3))
        half = _TILE_PX // 2
        tile = smooth[half : half + _TILE_PX, half : half + _TILE_PX]
        return cls(((tile - tile.mean()) / tile.std()).astype(np.float32))

    def patch(self, rng: np.random.Generator, shape: tuple[int, ...]) -> FloatArray:
        """A piece of ``shape`` from a random place."""
        top, left = rng.integers(0, _TILE_PX, 2)
        rows, columns = np.arange(shape[0]) + top, np.arange(shape[1]) + left
        return self.tile[np.ix_(rows % _TILE_PX, columns % _TILE_PX)]

    def streaks(self, rng: np.random.Generator, dy: FloatArray, dx: FloatArray, pull: float) -> FloatArray:
        """Grain (h, w) drawn out along the rays from a centre, ``pull`` times as long as wide."""
        distance, angle = cv2.cartToPolar(dx, dy)
        top, left = rng.integers(0, _TILE_PX, 2)
        # A full turn spans the tile exactly, so that the streaks close without a seam.
        around = (angle * np.float32(_TILE_PX / (2 * np.pi))).astype(np.int32) + top
        outwards = (distance / np.float32(pull)).astype(np.int32) + left
        return np.asarray(self.tile[around % _TILE_PX, outwards % _TILE_PX], dtype=np.float32)


def soft(inside_px: FloatArray, edge_px: float) -> FloatArray:
    """Coverage 0 to 1 of a shape whose edge is ``edge_px`` wide."""
    return np.asarray(np.clip(inside_px / np.float32(edge_px) + np.float32(0.5), 0, 1), dtype=np.float32)
