"""Which tiles of a pyramid a view needs, and in which order: plain arithmetic, for any size of image."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from leukodesk.core.mask import BBox
from leukodesk.imaging.pyramid import Level

TILE_PX: Final = 512
"""Side of a tile: a millisecond to read and to paint."""

_TOLERANCE: Final = 1.001


@dataclass(frozen=True, order=True)
class Tile:
    """One square of a level.

    Attributes:
        level: number of the level.
        row, column: its place among the tiles of that level.
    """

    level: int
    row: int
    column: int

    def box(self, level: Level) -> BBox:
        """``(y0, x0, y1, x1)`` in pixels of its level."""
        y0, x0 = self.row * TILE_PX, self.column * TILE_PX
        return y0, x0, min(y0 + TILE_PX, level.height), min(x0 + TILE_PX, level.width)


def fitting_level(levels: Sequence[Level], zoom: float) -> int:
    """The coarsest level that still has a pixel for each pixel of the screen.

    Args:
        levels: finest first.
        zoom: screen pixels per pixel of level 0.
    """
    fitting = [number for number, level in enumerate(levels) if level.downsample * zoom <= _TOLERANCE]
    return fitting[-1] if fitting else 0


def tiles_in(levels: Sequence[Level], number: int, box: BBox, margin: int = 0) -> Iterator[Tile]:
    """The tiles of a level that a part of the image touches, row by row.

    Args:
        levels: finest first.
        number: of the level.
        box: ``(y0, x0, y1, x1)`` in pixels of level 0; may reach beyond the image.
        margin: number of tiles around it that are wanted too.
    """
    level = levels[number]
    side = TILE_PX * level.downsample
    rows = range(
        max(0, int(box[0] // side) - margin),
        min(-(-level.height // TILE_PX), int(-(-box[2] // side)) + margin),
    )
    columns = range(
        max(0, int(box[1] // side) - margin),
        min(-(-level.width // TILE_PX), int(-(-box[3] // side)) + margin),
    )
    return (Tile(number, row, column) for row in rows for column in columns)


def wanted_tiles(levels: Sequence[Level], box: BBox, zoom: float) -> list[Tile]:
    """What to read for a view, the most urgent first: coarse before fine, the middle before the edge.

    The coarsest level, then what is in view two levels above the fitting one and at it, then a margin around.

    Args:
        levels: finest first.
        box: the part in view, ``(y0, x0, y1, x1)`` in pixels of level 0; may reach beyond the image.
        zoom: screen pixels per pixel of level 0.
    """
    fitting, coarsest = fitting_level(levels, zoom), len(levels) - 1
    row, column = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2

    def distance(tile: Tile) -> float:
        side = TILE_PX * levels[tile.level].downsample
        return max(abs((tile.row + 0.5) * side - row), abs((tile.column + 0.5) * side - column))

    height, width = levels[0].height, levels[0].width
    wanted = list(tiles_in(levels, coarsest, (0, 0, height, width)))
    for number, margin in ((min(fitting + 2, coarsest), 0), (fitting, 0), (fitting, 1)):
        wanted += sorted(tiles_in(levels, number, box, margin), key=distance)
    return list(dict.fromkeys(wanted))


def covering(levels: Sequence[Level], tile: Tile, number: int) -> Tile:
    """The tile of a coarser level in which the middle of ``tile`` lies."""
    level, coarse = levels[tile.level], levels[number]
    y0, x0, y1, x1 = tile.box(level)
    across = level.downsample / coarse.downsample
    return Tile(
        number,
        int(min((y0 + y1) / 2 * across, coarse.height - 1) // TILE_PX),
        int(min((x0 + x1) / 2 * across, coarse.width - 1) // TILE_PX),
    )
