"""A synthetic stained smear with exact truth: for the demo, the tests and the pictures in the documents.

It looks like a thin blood film under a Romanowsky stain (May-Grünwald-Giemsa, Wright): red cells with a
central pallor, white cells of several types, platelets, smudge cells, stain precipitate, uneven light. It is
drawn, not learnt, and holds no patient's data.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk import atomic
from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.mask import Mask
from leukodesk.core.smear import smear_id_of
from leukodesk.imaging.phantom_layout import Other, Point, Site, place_objects, place_red_cells, scatter
from leukodesk.imaging.phantom_red_cells import draw_platelets, draw_precipitate, draw_red_cells
from leukodesk.imaging.phantom_shapes import FloatArray, Texture
from leukodesk.imaging.phantom_stain import Stain, expose
from leukodesk.imaging.phantom_white_cells import (
    Drawn,
    Palette,
    WhiteCellType,
    draw_dye_clump,
    draw_smudge,
    draw_white_cell,
)

SOURCE: Final = "phantom"
"""What phantom cells name as their source."""

PIXEL_SIZE_UM: Final = 0.09
"""Scale of a phantom unless the caller says otherwise: a red cell is 83 pixels wide, as at ×100."""

_WHITE_CELLS_PER_MM2: Final = 441.0
_SMUDGES_PER_MM2: Final = 49.0
_CLUMPS_PER_MM2: Final = 24.5
_PLATELETS_PER_MM2: Final = 1000.0
_GRAINS_PER_MM2: Final = 600.0
_JPEG_QUALITY: Final = 93


@dataclass(frozen=True)
class Phantom:
    """A synthetic field and what is in it.

    Attributes:
        pixels: RGB, uint8, (h, w, 3).
        cells: the exact masks, white cells first, then smudges, then artefacts; kinds are set. Their smear id
            is that of the bare pixels; :meth:`cells_in` gives them the id of a written file.
        classes: cell id to class of the taxonomy ``blast-normal``: blast, normal, smudge or artefact.
        types: cell id to what was drawn: blast, lymphocyte, neutrophil, monocyte, eosinophil, smudge or
            dye clump.
        red_cell_centres: ``(row, column)`` of the red cells whose centre lies in the field.
        platelet_centres: ``(row, column)`` of each platelet.
        pixel_size_um: micrometres per pixel.
        seed: what it was drawn from.
    """

    pixels: npt.NDArray[np.uint8]
    cells: tuple[Cell, ...]
    classes: Mapping[str, str]
    types: Mapping[str, str]
    red_cell_centres: tuple[Point, ...]
    platelet_centres: tuple[Point, ...]
    pixel_size_um: float
    seed: int

    @property
    def red_cells(self) -> int:
        """Number of red cells whose centre lies in the field."""
        return len(self.red_cell_centres)

    def cells_in(self, smear_id: str) -> tuple[Cell, ...]:
        """The cells as cells of another smear, such as the file that :func:`write_phantom` wrote."""
        return tuple(replace(cell, smear_id=smear_id) for cell in self.cells)


def render_phantom(
    seed: int = 1,
    height: int = 1944,
    width: int = 2592,
    *,
    pixel_size_um: float = PIXEL_SIZE_UM,
    white_cells: int | None = None,
    blast_share: float = 0.5,
    smudges: int | None = None,
    dye_clumps: int | None = None,
    red_cell_cover: float = 0.45,
    stain_strength: float = 1.0,
    uneven_light: float = 1.0,
) -> Phantom:
    """Draw a synthetic field. The same arguments give the same pixels.

    Args:
        seed: of everything random, stain and light included.
        height: size in pixels.
        width: size in pixels.
        pixel_size_um: micrometres per pixel.
        white_cells: number of white cells, by default 18 in a field of the default size and in proportion in
            others, at least 4; of three or more the second touches the first and the third is cut by the
            lower border.
        blast_share: share of them that are blasts; the others are ripe cells of four types.
        smudges: number of smudge cells, by default 2 and in proportion.
        dye_clumps: number of clumps of stain precipitate of the size of a small cell, by default 1 and in
            proportion.
        red_cell_cover: share of the field under red cells, 0 to about 0.5.
        stain_strength: multiplies the optical density of everything.
        uneven_light: 0 for even light, 1 for a usual lamp, more for a bad one.

    Raises:
        ValueError: the objects do not fit into the field.
    """
    rng = np.random.default_rng(seed)
    shape = (height, width)
    area_mm2 = height * width * pixel_size_um**2 / 1e6
    sites = place_objects(
        rng,
        shape,
        pixel_size_um,
        white_cells=max(4, round(_WHITE_CELLS_PER_MM2 * area_mm2)) if white_cells is None else white_cells,
        blast_share=blast_share,
        smudges=round(_SMUDGES_PER_MM2 * area_mm2) if smudges is None else smudges,
        dye_clumps=round(_CLUMPS_PER_MM2 * area_mm2) if dye_clumps is None else dye_clumps,
    )
    scene = _draw_scene(rng, shape, sites, pixel_size_um, red_cell_cover, stain_strength)
    pixels = expose(scene.density, rng, uneven_light=uneven_light, blur_px=0.07 / pixel_size_um)
    return _with_truth(pixels, sites, scene, pixel_size_um, seed)


def write_phantom(phantom: Phantom, path: Path) -> None:
    """Write the pixels as JPEG (quality 93) or PNG, by the path's suffix.

    Raises:
        ValueError: the suffix is another one.
        OSError: the folder cannot be written to.
    """
    options = {
        ".jpg": [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY],
        ".jpeg": [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY],
        ".png": [cv2.IMWRITE_PNG_COMPRESSION, 3],
    }
    suffix = path.suffix.lower()
    if suffix not in options:
        raise ValueError(f"a phantom is written as .jpg or .png, not as {path.name}")
    _, encoded = cv2.imencode(suffix, cv2.cvtColor(phantom.pixels, cv2.COLOR_RGB2BGR), options[suffix])
    atomic.write_bytes(path, encoded.tobytes())


@dataclass(frozen=True)
class _Scene:
    """What lies on the glass before the light falls through it."""

    density: FloatArray
    drawn: list[Drawn]
    red_cells: list[Point]
    platelets: list[Point]


def _draw_scene(
    rng: np.random.Generator,
    shape: tuple[int, int],
    sites: list[Site],
    pixel_size_um: float,
    red_cell_cover: float,
    stain_strength: float,
) -> _Scene:
    area_mm2 = shape[0] * shape[1] * pixel_size_um**2 / 1e6
    red_cells = place_red_cells(rng, shape, sites, pixel_size_um, cover=red_cell_cover)
    platelets = scatter(rng, shape, round(_PLATELETS_PER_MM2 * area_mm2), sites)
    grains = scatter(rng, shape, round(_GRAINS_PER_MM2 * area_mm2), sites)
    palette = Palette(
        Stain.of_batch(rng, stain_strength),
        Texture.of_grain(rng, 0.30 / pixel_size_um),
        Texture.of_grain(rng, 1.10 / pixel_size_um),
        pixel_size_um,
    )
    density = np.zeros((*shape, 3), dtype=np.float32)
    draw_red_cells(density, red_cells, rng, palette.stain, pixel_size_um)
    draw_platelets(density, platelets, rng, palette.stain, palette.fine, pixel_size_um)
    draw_precipitate(density, grains, rng, palette.stain, pixel_size_um)
    return _Scene(density, _draw_objects(density, sites, rng, palette), red_cells, platelets)


def _draw_objects(
    density: FloatArray, sites: list[Site], rng: np.random.Generator, palette: Palette
) -> list[Drawn]:
    """Draw every object; a later one leaves the pixels of an earlier one alone."""
    taken = np.zeros(density.shape[:2], dtype=bool)
    drawn = []
    for site in sites:
        if site.what is Other.SMUDGE:
            extent = draw_smudge(density, site.centre, site.radius_px, rng, palette)
        elif site.what is Other.DYE_CLUMP:
            extent = draw_dye_clump(density, site.centre, site.radius_px, rng, palette)
        else:
            kind = WhiteCellType(site.what)
            extent = draw_white_cell(density, kind, site.centre, site.radius_px, rng, palette, taken=taken)
        taken[extent.window.rows, extent.window.columns] |= extent.cell
        drawn.append(extent)
    return drawn


def _with_truth(
    pixels: npt.NDArray[np.uint8], sites: list[Site], scene: _Scene, pixel_size_um: float, seed: int
) -> Phantom:
    height, width = pixels.shape[:2]
    smear_id = smear_id_of(hashlib.sha256(pixels.data).hexdigest())
    cells = tuple(
        _cell(site, extent, smear_id, index)
        for index, (site, extent) in enumerate(zip(sites, scene.drawn, strict=True))
    )
    return Phantom(
        pixels=pixels,
        cells=cells,
        classes={cell.id: _class_of(site) for cell, site in zip(cells, sites, strict=True)},
        types={cell.id: site.what.value for cell, site in zip(cells, sites, strict=True)},
        red_cell_centres=tuple(p for p in scene.red_cells if 0 <= p[0] < height and 0 <= p[1] < width),
        platelet_centres=tuple(scene.platelets),
        pixel_size_um=pixel_size_um,
        seed=seed,
    )


def _cell(site: Site, extent: Drawn, smear_id: str, index: int) -> Cell:
    top, left = extent.window.rows.start, extent.window.columns.start
    nucleus = extent.nucleus
    kinds = {Other.SMUDGE: CellKind.SMUDGE, Other.DYE_CLUMP: CellKind.ARTEFACT}
    return Cell(
        id=hashlib.sha256(f"{smear_id} {index}".encode()).hexdigest()[:32],
        smear_id=smear_id,
        cell_mask=Mask.from_pixels(extent.cell, top, left),
        nucleus_mask=Mask.from_pixels(nucleus, top, left) if nucleus is not None else None,
        kind=kinds[site.what] if isinstance(site.what, Other) else CellKind.LEUKOCYTE,
        source=SOURCE,
    )


def _class_of(site: Site) -> str:
    classes: dict[WhiteCellType | Other, str] = {
        WhiteCellType.BLAST: "blast",
        Other.SMUDGE: "smudge",
        Other.DYE_CLUMP: "artefact",
    }
    return classes.get(site.what, "normal")
