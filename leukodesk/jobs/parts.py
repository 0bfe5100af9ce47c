"""Reading parts of large smears, for the screen and for those who look at cells."""

from collections.abc import Iterable
from dataclasses import replace

import cv2
import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BBox, Mask
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.tiles import Tile
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import ImageArray


def read_tiles(
    context: JobContext, source: PixelSource, tiles: tuple[Tile, ...]
) -> list[tuple[Tile, ImageArray]]:
    """Read tiles as the screen wants them: blue, green, red and 255, uint8 (h, w, 4).

    Raises:
        InputError: the file is damaged or gone.
        CancelledError: nobody wants them any more.
    """
    read = []
    for tile in tiles:
        context.progress(0, 0)
        pixels = source.read(tile.level, tile.box(source.levels[tile.level]))
        read.append((tile, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), dtype=np.uint8)))
    return read


def surroundings(source: PixelSource, cells: Iterable[Cell], margin_px: int) -> tuple[ImageArray, BBox]:
    """What lies around cells, at full resolution.

    Returns:
        RGB, uint8 (h, w, 3), and its place ``(y0, x0, y1, x1)`` in the smear.

    Raises:
        InputError: the file is damaged or gone.
    """
    boxes = np.array([cell.bbox for cell in cells])
    level = source.levels[0]
    y0, x0 = np.maximum(boxes[:, :2].min(axis=0) - margin_px, 0).tolist()
    y1, x1 = np.minimum(boxes[:, 2:].max(axis=0) + margin_px, (level.height, level.width)).tolist()
    box = (y0, x0, y1, x1)
    return source.read(0, box), box


def moved(cell: Cell, rows: int, columns: int) -> Cell:
    """A cell that lies elsewhere, so many pixels further down and to the right."""

    def there(mask: Mask) -> Mask:
        return replace(mask, top=mask.top + rows, left=mask.left + columns)

    nucleus = there(cell.nucleus_mask) if cell.nucleus_mask else None
    return replace(cell, cell_mask=there(cell.cell_mask), nucleus_mask=nucleus)
