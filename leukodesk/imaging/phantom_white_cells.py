"""White cells of a phantom: outline, nucleus and texture of each type, with exact masks."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from leukodesk.core.mask import BoolArray
from leukodesk.imaging.phantom_shapes import FloatArray, Outline, Texture, Window, soft
from leukodesk.imaging.phantom_stain import Stain

_EDGE_PX: Final = 2.2
_FLOAT = np.float32


class WhiteCellType(StrEnum):
    """The types of white cell that a phantom shows."""

    BLAST = "blast"
    LYMPHOCYTE = "lymphocyte"
    NEUTROPHIL = "neutrophil"
    MONOCYTE = "monocyte"
    EOSINOPHIL = "eosinophil"


RADIUS_UM: Final[dict[WhiteCellType, tuple[float, float]]] = {
    WhiteCellType.BLAST: (5.2, 6.9),
    WhiteCellType.LYMPHOCYTE: (3.9, 4.7),
    WhiteCellType.NEUTROPHIL: (5.5, 6.5),
    WhiteCellType.MONOCYTE: (6.6, 7.8),
    WhiteCellType.EOSINOPHIL: (5.8, 6.6),
}
"""Smallest and largest radius of each type on a dried smear."""


@dataclass(frozen=True)
class Palette:
    """What every white cell of one phantom is drawn with.

    Attributes:
        stain: colours.
        fine, coarse: grain of chromatin and granules, and of clumped chromatin.
        pixel_size_um: micrometres per pixel.
    """

    stain: Stain
    fine: Texture
    coarse: Texture
    pixel_size_um: float


@dataclass(frozen=True)
class Drawn:
    """The exact extent of a drawn object within its window.

    Attributes:
        window: where it lies.
        cell: bool (h, w), the whole object.
        nucleus: bool (h, w), or None for an object without one.
    """

    window: Window
    cell: BoolArray
    nucleus: BoolArray | None


def draw_white_cell(
    density: FloatArray,
    cell_type: WhiteCellType,
    centre: tuple[float, float],
    radius_px: float,
    rng: np.random.Generator,
    palette: Palette,
    *,
    taken: BoolArray | None = None,
) -> Drawn:
    """Draw one white cell over what is there.

    Args:
        density: optical density, float32 (h, w, 3); changed in place.
        cell_type: what to draw.
        centre: ``(row, column)`` in pixels; the cell is cut at the border of the field.
        radius_px: radius of the circle of equal area.
        rng: source of its shape and texture.
        palette: colours, grain and scale.
        taken: bool (h, w) of the field, pixels that belong to a neighbour and are left alone.
    """
    wobble = 0.035 if cell_type is WhiteCellType.BLAST else 0.025
    outline = Outline.wobbly(rng, radius_px, aspect=rng.uniform(0.88, 1.0), wobble=wobble)
    window = Window.around(centre, outline.reach_px + 4, density.shape[:2])
    inside = outline.inside_px(window.dy, window.dx)
    nucleus = np.minimum(_nucleus(cell_type, window, radius_px, rng, palette), inside - 1.5)
    layer = _cytoplasm(cell_type, inside, radius_px, rng, palette)
    cover = soft(nucleus, _EDGE_PX)[..., None]
    layer = layer * (1 - cover) + _chromatin(cell_type, window, radius_px, rng, palette) * cover
    alpha = soft(inside, _EDGE_PX)
    free = np.ones(inside.shape, dtype=bool)
    if taken is not None:
        free = ~taken[window.rows, window.columns]
        alpha = alpha * free
    there = density[window.rows, window.columns]
    density[window.rows, window.columns] = there * (1 - alpha[..., None]) + layer * alpha[..., None]
    return Drawn(window, (inside >= 0) & free, (nucleus >= 0) & free)


def draw_smudge(
    density: FloatArray,
    centre: tuple[float, float],
    radius_px: float,
    rng: np.random.Generator,
    palette: Palette,
) -> Drawn:
    """Draw a smudge cell into the optical density (h, w, 3): a burst nucleus, frayed, without cytoplasm."""
    outline = Outline.wobbly(rng, radius_px, aspect=rng.uniform(0.55, 0.80), wobble=0.22, waves=8)
    window = Window.around(centre, outline.reach_px * 1.3, density.shape[:2])
    coarse, fine = (texture.patch(rng, window.dy.shape) for texture in (palette.coarse, palette.fine))
    # The slide's edge drew the nucleus out: fibres fan from a point outside it.
    pull, away = rng.uniform(0, 2 * np.pi), 2.2 * radius_px
    fibres = palette.coarse.streaks(
        rng, window.dy - _FLOAT(away * np.sin(pull)), window.dx - _FLOAT(away * np.cos(pull)), 5.0
    )
    fray = _FLOAT(0.10 * radius_px) * coarse + _FLOAT(0.07 * radius_px) * fibres
    inside = outline.inside_px(window.dy, window.dx) + fray
    threads = np.clip(0.80 + 0.12 * coarse + 0.14 * fibres + 0.06 * fine, 0.2, 1.5)
    alpha = soft(inside, 0.20 * radius_px) * threads
    density[window.rows, window.columns] *= 1 - 0.85 * np.clip(alpha, 0, 1)[..., None]
    density[window.rows, window.columns] += alpha[..., None] * palette.stain.smudge
    return Drawn(window, _largest(inside >= 0), None)


def draw_dye_clump(
    density: FloatArray,
    centre: tuple[float, float],
    radius_px: float,
    rng: np.random.Generator,
    palette: Palette,
) -> Drawn:
    """Draw a clump of precipitate, as large as a small lymphocyte, into the optical density (h, w, 3)."""
    window = Window.around(centre, radius_px * 1.5, density.shape[:2])
    inside = np.full(window.dy.shape, -1e3, dtype=np.float32)
    for _ in range(40):
        row, column = rng.normal(0, 0.40 * radius_px, 2)
        grain = Outline.wobbly(
            rng, rng.uniform(0.06, 0.26) * radius_px, aspect=rng.uniform(0.5, 1.0), wobble=0.2
        )
        inside = np.maximum(inside, grain.inside_px(window.dy - _FLOAT(row), window.dx - _FLOAT(column)))
    shade = np.clip(0.8 + 0.25 * palette.fine.patch(rng, inside.shape), 0.3, 1.4) * soft(inside, 2.5)
    density[window.rows, window.columns] += shade[..., None] * palette.stain.dirt
    return Drawn(window, _largest(inside >= 0), None)


def _nucleus(
    cell_type: WhiteCellType, window: Window, radius_px: float, rng: np.random.Generator, palette: Palette
) -> FloatArray:
    """How far inside the nucleus each pixel of the window lies, in pixels."""
    if cell_type in (WhiteCellType.NEUTROPHIL, WhiteCellType.EOSINOPHIL):
        lobes = 2 if cell_type is WhiteCellType.EOSINOPHIL else int(rng.integers(3, 6))
        return _lobes(lobes, window, radius_px, rng, palette)
    share = {
        WhiteCellType.BLAST: rng.uniform(0.84, 0.92),
        WhiteCellType.LYMPHOCYTE: rng.uniform(0.80, 0.90),
        WhiteCellType.MONOCYTE: rng.uniform(0.70, 0.76),
    }[cell_type]
    aspect = rng.uniform(0.70, 0.82) if cell_type is WhiteCellType.MONOCYTE else rng.uniform(0.88, 1.0)
    outline = Outline.wobbly(rng, share * radius_px, aspect=aspect, wobble=0.03)
    towards = rng.uniform(0, 2 * np.pi)
    shift = (1 - share) * rng.uniform(0.3, 0.8) * radius_px
    dy, dx = window.dy - _FLOAT(shift * np.sin(towards)), window.dx - _FLOAT(shift * np.cos(towards))
    inside = outline.inside_px(dy, dx)
    if cell_type is WhiteCellType.MONOCYTE:
        # The fold that makes the kidney: a circle taken out of one side.
        bite = _FLOAT(1.25 * share * radius_px)
        away = np.hypot(dy - bite * _FLOAT(np.sin(towards)), dx - bite * _FLOAT(np.cos(towards)))
        inside = _smooth_minimum(inside, away - _FLOAT(0.72 * share * radius_px), _FLOAT(0.16 * radius_px))
    return inside


def _smooth_minimum(first: FloatArray, second: FloatArray, width: np.float32) -> FloatArray:
    """The smaller of two distances, its crease rounded over ``width``."""
    blend = np.clip(width - np.abs(first - second), 0, None)
    return np.asarray(np.minimum(first, second) - blend * blend / (4 * width), dtype=np.float32)


def _lobes(
    count: int, window: Window, radius_px: float, rng: np.random.Generator, palette: Palette
) -> FloatArray:
    """Lobes along an arc, joined by thin bridges."""
    start, span = rng.uniform(0, 2 * np.pi), rng.uniform(0.8, 1.15) * (np.pi if count > 2 else 0.75 * np.pi)
    angles = start + np.linspace(0, span, count) + rng.normal(0, 0.08, count)
    orbit = rng.uniform(0.44, 0.54, count) * radius_px
    centres = np.stack([orbit * np.sin(angles), orbit * np.cos(angles)], axis=1).astype(np.float32)
    size = {2: 0.42, 3: 0.34, 4: 0.29, 5: 0.26}[count] * radius_px
    inside = np.full(window.dy.shape, -1e3, dtype=np.float32)
    for row, column in centres:
        lobe = Outline.wobbly(rng, size * rng.uniform(0.9, 1.1), aspect=rng.uniform(0.68, 0.95), wobble=0.08)
        inside = np.maximum(inside, lobe.inside_px(window.dy - row, window.dx - column))
    width = _FLOAT(0.45 / palette.pixel_size_um)
    for first, second in pairwise(centres):
        inside = np.maximum(inside, width - _distance_to_segment(window, first, second))
    return inside


def _distance_to_segment(window: Window, first: FloatArray, second: FloatArray) -> FloatArray:
    along = second - first
    dy, dx = window.dy - first[0], window.dx - first[1]
    share = np.clip((dy * along[0] + dx * along[1]) / _FLOAT(along @ along), 0, 1)
    return np.asarray(np.hypot(dy - share * along[0], dx - share * along[1]), dtype=np.float32)


def _cytoplasm(
    cell_type: WhiteCellType, inside: FloatArray, radius_px: float, rng: np.random.Generator, palette: Palette
) -> FloatArray:
    """Density of the cytoplasm, (h, w, 3)."""
    stain = palette.stain
    fine, coarse = palette.fine.patch(rng, inside.shape), palette.coarse.patch(rng, inside.shape)
    grain = (1 + 0.06 * fine + 0.10 * coarse)[..., None]
    if cell_type in (WhiteCellType.BLAST, WhiteCellType.LYMPHOCYTE):
        depth = rng.uniform(0.75, 1.1) if cell_type is WhiteCellType.BLAST else rng.uniform(0.40, 0.65)
        rim = 1 + 0.35 * np.exp(-((inside / _FLOAT(0.09 * radius_px)) ** 2))
        return np.asarray(grain * (rim * _FLOAT(depth))[..., None] * stain.basophilic, dtype=np.float32)
    if cell_type is WhiteCellType.MONOCYTE:
        holes = 1 - 0.75 * np.clip(coarse - 1.7, 0, 1)[..., None]
        return np.asarray(grain * holes * stain.grey_blue, dtype=np.float32)
    if cell_type is WhiteCellType.EOSINOPHIL:
        granules = np.clip(0.55 + 0.55 * palette.fine.patch(rng, inside.shape), 0, 1.6)[..., None]
        return np.asarray(0.6 * stain.pale + granules * stain.orange_granule, dtype=np.float32)
    granules = np.clip(0.25 + 0.45 * fine, 0, 1.2)[..., None]
    return np.asarray(grain * stain.pale * 0.85 + 0.36 * granules * stain.granule, dtype=np.float32)


def _chromatin(
    cell_type: WhiteCellType, window: Window, radius_px: float, rng: np.random.Generator, palette: Palette
) -> FloatArray:
    """Density of the nucleus, (h, w, 3): fine and even with nucleoli in blasts, clumped in ripe cells."""
    shape = window.dy.shape
    fine, coarse = palette.fine.patch(rng, shape), palette.coarse.patch(rng, shape)
    if cell_type is WhiteCellType.BLAST:
        depth = rng.uniform(0.88, 1.06) * (1 + 0.10 * fine + 0.09 * coarse)
    elif cell_type is WhiteCellType.MONOCYTE:
        depth = 0.82 + 0.07 * fine + 0.13 * coarse
    else:
        depth = 1.12 + 0.06 * fine + 0.20 * np.tanh(1.8 * coarse)
    layer = depth[..., None] * palette.stain.chromatin
    if cell_type is WhiteCellType.BLAST:
        for _ in range(int(rng.integers(1, 4))):
            row, column = rng.normal(0, 0.32 * radius_px, 2)
            size = rng.uniform(0.6, 1.0) / palette.pixel_size_um
            away = np.hypot(window.dy - _FLOAT(row), window.dx - _FLOAT(column))
            pale = (0.7 * soft(_FLOAT(size) - away, 0.6 * size))[..., None]
            layer = layer * (1 - pale) + palette.stain.nucleolus * pale
    return np.asarray(layer, dtype=np.float32)


def _largest(region: BoolArray) -> BoolArray:
    """The largest connected part of a region, its holes filled; empty stays empty."""
    contours, _ = cv2.findContours(region.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros(region.shape, dtype=np.uint8)
    if contours:
        largest = max(contours, key=cv2.contourArea)
        cv2.drawContours(filled, [largest], 0, 1, cv2.FILLED)
    return filled.astype(bool)
