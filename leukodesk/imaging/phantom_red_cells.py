"""What surrounds the white cells of a phantom: red cells, platelets and fine stain precipitate."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from leukodesk.imaging.phantom_shapes import FloatArray, Outline, Texture, Window, soft
from leukodesk.imaging.phantom_stain import Stain

RED_CELL_UM: Final = 7.5
"""Diameter of a red cell, the ruler by which a smear without a scale is measured."""

_TEMPLATES: Final = 48
_EDGE_PX: Final = 2.5
_SQUEEZED: Final = np.float32(0.38)


def draw_red_cells(
    density: FloatArray,
    centres: Sequence[tuple[float, float]],
    rng: np.random.Generator,
    stain: Stain,
    pixel_size_um: float,
) -> None:
    """Add red cells to a field's density; where they overlap they are a little darker, as in a smear.

    Args:
        density: optical density, float32 (h, w, 3); changed in place.
        centres: ``(row, column)`` of each in pixels; may lie outside the field.
        rng: source of their shapes.
        stain: their colour.
        pixel_size_um: micrometres per pixel.
    """
    diameter_px = RED_CELL_UM / pixel_size_um
    # Forty-eight shapes in eight mirrored and turned positions look like a crowd and cost a tenth.
    templates = [_red_cell(rng, diameter_px) for _ in range(_TEMPLATES)]
    choices = rng.integers(0, _TEMPLATES, len(centres))
    turns = rng.integers(0, 8, len(centres))
    strengths = rng.normal(1, 0.07, len(centres)).astype(np.float32)
    layer: FloatArray = np.zeros(density.shape[:2], dtype=np.float32)
    for (row, column), choice, turn, strength in zip(centres, choices, turns, strengths, strict=True):
        thickness = np.rot90(templates[choice], turn % 4)
        thickness = thickness.T if turn >= 4 else thickness
        half = thickness.shape[0] // 2
        top, left = round(row) - half, round(column) - half
        y0, x0 = max(top, 0), max(left, 0)
        y1 = min(top + thickness.shape[0], layer.shape[0])
        x1 = min(left + thickness.shape[1], layer.shape[1])
        if y0 < y1 and x0 < x1:
            part = thickness[y0 - top : y1 - top, x0 - left : x1 - left] * strength
            there = layer[y0:y1, x0:x1]
            # Discs that lie on one another are squeezed thin, so the common part is less than the sum.
            layer[y0:y1, x0:x1] = np.maximum(there, part) + _SQUEEZED * np.minimum(there, part)
    density += layer[..., None] * stain.red_cell


def _red_cell(rng: np.random.Generator, diameter_px: float) -> FloatArray:
    """Thickness of one biconcave disc, 1 at the rim, in a square of odd size."""
    radius = diameter_px / 2 * rng.normal(1, 0.05)
    outline = Outline.wobbly(rng, radius, aspect=rng.uniform(0.84, 1.0), wobble=0.025, waves=4)
    half = int(np.ceil(outline.reach_px + 4 * _EDGE_PX))
    size = 2 * half + 1
    window = Window.around((half, half), half, (size, size))
    inside = outline.inside_px(window.dy, window.dx)
    shift = rng.normal(0, 0.05 * radius, 2).astype(np.float32)
    squared = ((window.dy - shift[0]) ** 2 + (window.dx - shift[1]) ** 2) / np.float32(radius**2)
    pallor = rng.uniform(0.15, 0.78) * np.exp(-((squared / rng.uniform(0.10, 0.24)) ** 1.3))
    rim = 0.18 * np.exp(-(((inside - 0.16 * radius) / (0.12 * radius)) ** 2))
    # The thin bright line that light bent at the edge draws around a cell.
    glow = 0.10 * np.exp(-(((inside + 2 * _EDGE_PX) / _EDGE_PX) ** 2))
    return np.asarray(soft(inside, _EDGE_PX) * (0.92 + rim - pallor) - glow, dtype=np.float32)


def draw_platelets(
    density: FloatArray,
    centres: Sequence[tuple[float, float]],
    rng: np.random.Generator,
    stain: Stain,
    grain: Texture,
    pixel_size_um: float,
) -> None:
    """Add platelets to the optical density (h, w, 3): 2 to 3 µm wide, granular, purple, pale around."""
    for centre in centres:
        radius = rng.uniform(0.9, 1.5) / pixel_size_um
        outline = Outline.wobbly(rng, radius, aspect=rng.uniform(0.7, 1.0), wobble=0.10)
        window = Window.around(centre, outline.reach_px + 3, density.shape[:2])
        if window.dy.size == 0:
            continue
        inside = outline.inside_px(window.dy, window.dx)
        texture = 1 + 0.35 * grain.patch(rng, inside.shape)
        core = soft(inside - 0.35 * radius, 0.5 * radius) * np.clip(texture, 0.2, 2)
        halo = soft(inside, 3.0)
        layer = core[..., None] * stain.granule * np.float32(1.05) + halo[
            ..., None
        ] * stain.pale * np.float32(0.8)
        density[window.rows, window.columns] += layer


def draw_precipitate(
    density: FloatArray,
    centres: Sequence[tuple[float, float]],
    rng: np.random.Generator,
    stain: Stain,
    pixel_size_um: float,
) -> None:
    """Add lone grains of stain precipitate, under half a micrometre wide."""
    for centre in centres:
        radius = rng.uniform(0.08, 0.30) / pixel_size_um
        window = Window.around(centre, radius + 3, density.shape[:2])
        if window.dy.size:
            inside = np.float32(radius) - np.hypot(window.dy, window.dx)
            density[window.rows, window.columns] += (
                soft(inside, 3.0)[..., None] * stain.dirt * np.float32(rng.uniform(0.2, 0.7))
            )
