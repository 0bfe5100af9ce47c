"""Where everything in a phantom lies: white cells apart, a pair touching, one cut off, red cells between."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from leukodesk.imaging.phantom_red_cells import RED_CELL_UM
from leukodesk.imaging.phantom_white_cells import RADIUS_UM, WhiteCellType

Point = tuple[float, float]

_RIPE_TYPES: Final = (
    WhiteCellType.NEUTROPHIL,
    WhiteCellType.LYMPHOCYTE,
    WhiteCellType.MONOCYTE,
    WhiteCellType.NEUTROPHIL,
    WhiteCellType.LYMPHOCYTE,
    WhiteCellType.EOSINOPHIL,
)
_SMUDGE_UM: Final = (6.0, 9.0)
_CLUMP_UM: Final = (2.6, 3.6)
_TRIES: Final = 200
_LAYOUTS: Final = 20


class Other(StrEnum):
    """Objects that a segmenter may take for white cells."""

    SMUDGE = "smudge"
    DYE_CLUMP = "dye clump"


@dataclass(frozen=True)
class Site:
    """One object of a phantom before it is drawn.

    Attributes:
        what: type of white cell, or other object.
        centre: ``(row, column)`` in pixels.
        radius_px: radius of the circle of about equal area.
    """

    what: WhiteCellType | Other
    centre: Point
    radius_px: float


def place_objects(
    rng: np.random.Generator,
    shape: tuple[int, int],
    pixel_size_um: float,
    *,
    white_cells: int,
    blast_share: float,
    smudges: int,
    dye_clumps: int,
) -> list[Site]:
    """Choose and place white cells, smudges and clumps of dye.

    Of three white cells or more, the second touches the first and the third is cut by the border.

    Raises:
        ValueError: they do not fit into the field.
    """
    blasts = round(white_cells * blast_share)
    ripe = [_RIPE_TYPES[index % len(_RIPE_TYPES)] for index in range(white_cells - blasts)]
    wanted: list[WhiteCellType | Other] = [*[WhiteCellType.BLAST] * blasts, *ripe]
    wanted += [Other.SMUDGE] * smudges + [Other.DYE_CLUMP] * dye_clumps
    for _ in range(_LAYOUTS):
        sites = _lay_out(rng, shape, pixel_size_um, wanted, white_cells)
        if sites is not None:
            return sites
    raise ValueError(f"{len(wanted)} cells and smudges do not fit into {shape[0]} × {shape[1]} pixels")


def _lay_out(
    rng: np.random.Generator,
    shape: tuple[int, int],
    pixel_size_um: float,
    wanted: Sequence[WhiteCellType | Other],
    white_cells: int,
) -> list[Site] | None:
    """One attempt; None if an object found no place."""
    sites: list[Site] = []
    for index, what in enumerate(wanted):
        radius = _radius_um(rng, what) / pixel_size_um
        partner = sites[0] if index == 1 and white_cells > 1 else None
        site = _place(
            rng, shape, sites, Site(what, (0.0, 0.0), radius), partner, cut=index == 2 < white_cells
        )
        if site is None:
            return None
        sites.append(site)
    return sites


def _radius_um(rng: np.random.Generator, what: WhiteCellType | Other) -> float:
    if isinstance(what, WhiteCellType):
        return float(rng.uniform(*RADIUS_UM[what]))
    return float(rng.uniform(*(_SMUDGE_UM if what is Other.SMUDGE else _CLUMP_UM)))


def _place(
    rng: np.random.Generator,
    shape: tuple[int, int],
    others: Sequence[Site],
    site: Site,
    partner: Site | None,
    *,
    cut: bool,
) -> Site | None:
    """Find a free place; a partner is touched, a cut site loses a part beyond the border."""
    height, width = shape
    radius = site.radius_px
    for _ in range(_TRIES):
        if partner is not None:
            angle, gap = rng.uniform(0, 2 * np.pi), 0.93 * (radius + partner.radius_px)
            centre = (partner.centre[0] + gap * np.sin(angle), partner.centre[1] + gap * np.cos(angle))
        elif cut:
            centre = (
                height - 0.35 * radius,
                rng.uniform(1.3 * radius, max(width - 1.3 * radius, 1.4 * radius)),
            )
        else:
            centre = (rng.uniform(0, height), rng.uniform(0, width))
        margin = 1.3 * radius
        beside = margin <= centre[1] <= width - margin
        if not (beside and (cut or margin <= centre[0] <= height - margin)):
            continue
        apart = all(
            np.hypot(centre[0] - other.centre[0], centre[1] - other.centre[1])
            > (1.35 * (radius + other.radius_px))
            for other in others
            if other is not partner
        )
        if apart:
            return Site(site.what, (float(centre[0]), float(centre[1])), radius)
    return None


def scatter(
    rng: np.random.Generator, shape: tuple[int, int], count: int, sites: Sequence[Site]
) -> list[Point]:
    """Random places in the field that keep clear of the objects."""
    places: list[Point] = []
    while len(places) < count:
        row, column = rng.uniform(0, shape[0]), rng.uniform(0, shape[1])
        if all(np.hypot(row - s.centre[0], column - s.centre[1]) > 1.25 * s.radius_px for s in sites):
            places.append((float(row), float(column)))
    return places


def place_red_cells(
    rng: np.random.Generator,
    shape: tuple[int, int],
    sites: Sequence[Site],
    pixel_size_um: float,
    *,
    cover: float,
) -> list[Point]:
    """Fill the field with red cells: most lie alone, some overlap, some lie in rouleaux.

    Args:
        rng: source of the places.
        shape: height and width of the field in pixels.
        sites: objects that red cells make room for.
        pixel_size_um: micrometres per pixel.
        cover: share of the field under red cells, 0 to about 0.5.

    Returns:
        Centres, which may lie up to a radius outside the field.
    """
    diameter = RED_CELL_UM / pixel_size_um
    height, width = shape
    area = (height + diameter) * (width + diameter)
    wanted = int(cover * area / (np.pi / 4 * diameter**2))
    keep_out = np.array([(*s.centre, 0.97 * s.radius_px + 0.45 * diameter) for s in sites]).reshape(-1, 3)
    taken = np.empty((wanted + 8, 2))
    count = 0
    for _ in range(12 * wanted):
        if count >= wanted:
            break
        start = np.array([rng.uniform(-0.5, 0.5) * diameter + rng.uniform(0, size) for size in shape])
        for centre in _chain(rng, start, diameter):
            if np.any(np.hypot(*(keep_out[:, :2] - centre).T) < keep_out[:, 2]):
                break
            spacing = diameter * (0.62 if rng.random() < 0.06 else 1.0)
            apart = np.hypot(*(taken[:count] - centre).T)
            # Links of a chain lie on one another; what they must keep clear of is everything else.
            if np.count_nonzero(apart < spacing) > (0 if centre is start else 1):
                break
            taken[count] = centre
            count += 1
            if count >= wanted:
                break
    return [(float(row), float(column)) for row, column in taken[:count]]


def _chain(
    rng: np.random.Generator, start: np.ndarray[tuple[int], np.dtype[np.float64]], diameter: float
) -> list[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """One red cell, or a rouleau of two to five along a bent line."""
    links = [start]
    if rng.random() < 0.10:
        direction = rng.uniform(0, 2 * np.pi)
        for _ in range(int(rng.integers(1, 5))):
            direction += rng.normal(0, 0.3)
            step = rng.uniform(0.52, 0.80) * diameter
            links.append(links[-1] + step * np.array([np.sin(direction), np.cos(direction)]))
    return links
