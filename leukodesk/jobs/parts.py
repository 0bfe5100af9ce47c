"""Reading tiles of large smears for the screen."""

import cv2
import numpy as np

from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.stain import StainTemplate
from leukodesk.imaging.stain_in_parts import fitted
from leukodesk.imaging.tiles import Tile
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.smears import ImageArray


def read_tiles(
    context: JobContext, source: PixelSource, tiles: tuple[Tile, ...], template: StainTemplate | None = None
) -> list[tuple[Tile, ImageArray]]:
    """Read tiles as the screen wants them: blue, green, red and 255, uint8 (h, w, 4).

    Args:
        context: cancels the work between tiles.
        source: the smear.
        tiles: which.
        template: whose colours they are shown in, or None to leave them.

    Raises:
        InputError: the file is damaged or gone.
        CancelledError: nobody wants them any more.
    """
    read, colours = [], fitted(template, source)
    for tile in tiles:
        context.progress(0, 0)
        pixels = source.read(tile.level, tile.box(source.levels[tile.level]))
        if colours is not None:
            pixels = colours.adjusted(pixels)
        read.append((tile, np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2BGRA), dtype=np.uint8)))
    return read
