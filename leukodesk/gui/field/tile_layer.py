"""The pixels of a large smear in the scene: the tiles in sight, coarse ones until the fine ones come."""

from collections.abc import Iterator
from math import ceil, floor
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.mask import BBox
from leukodesk.imaging.tiles import Tile, covering, fitting_level, tiles_in, wanted_tiles
from leukodesk.workspace.tile_loading import TileLoader

_PIXELS_SHOW_FROM: Final = 4.0


class TileLayer(pg.GraphicsObject):
    """A smear that is read in parts; a smear pixel is one unit of the scene, the first at (0, 0).

    Painting never waits: what is not there is painted from a coarser level and asked for.
    """

    def __init__(self, loader: TileLoader) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._loader = loader
        self._asked: tuple[int, BBox] | None = None
        loader.ready.connect(self.update)
        loader.replaced.connect(self._start_over)

    def boundingRect(self) -> QRectF:
        """The smear's size; nothing unless it is read in parts."""
        levels = self._loader.levels
        return QRectF(0, 0, levels[0].width, levels[0].height) if levels else QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the exposed part from the level that fits the zoom."""
        levels = self._loader.levels
        if not levels:
            return
        to_screen, ratio = painter.worldTransform(), painter.device().devicePixelRatioF()
        zoom = to_screen.m11() * ratio
        look: Any = option
        exposed: QRectF = look.exposedRect.intersected(self.boundingRect())
        if painter.hasClipping():  # what is rendered into a picture is told that all of it is exposed
            exposed = exposed.intersected(painter.clipBoundingRect())
        if exposed.isEmpty():
            return
        box = floor(exposed.top()), floor(exposed.left()), ceil(exposed.bottom()), ceil(exposed.right())
        number = fitting_level(levels, zoom)
        self._ask(number, box, zoom)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < _PIXELS_SHOW_FROM)
        for tile in tiles_in(levels, number, box):
            target = _snapped(to_screen.mapRect(self._area(tile)), ratio)
            for source, pixels in self._painted(tile):
                height, width = pixels.shape[:2]
                image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
                painter.drawImage(target, image, source)
        painter.restore()

    def _painted(self, tile: Tile) -> Iterator[tuple[QRectF, Any]]:
        """The tile, or the part of the best coarser one that stands for it; nothing while none is there."""
        levels = self._loader.levels
        pixels = self._loader.tile(tile)
        if pixels is not None:
            yield QRectF(0, 0, pixels.shape[1], pixels.shape[0]), pixels
            return
        for number in range(tile.level + 1, len(levels)):
            found = covering(levels, tile, number)
            pixels = self._loader.tile(found)
            if pixels is not None:
                area, whole = self._area(tile), self._area(found)
                size = levels[number].downsample
                yield (
                    QRectF(
                        (area.left() - whole.left()) / size,
                        (area.top() - whole.top()) / size,
                        area.width() / size,
                        area.height() / size,
                    ),
                    pixels,
                )
                return

    def _area(self, tile: Tile) -> QRectF:
        """Where a tile lies in the smear."""
        level = self._loader.levels[tile.level]
        y0, x0, y1, x1 = (edge * level.downsample for edge in tile.box(level))
        return QRectF(x0, y0, x1 - x0, y1 - y0)

    def _ask(self, number: int, box: BBox, zoom: float) -> None:
        levels = self._loader.levels
        side = 256 * levels[number].downsample
        place = number, (int(box[0] // side), int(box[1] // side), int(box[2] // side), int(box[3] // side))
        if place != self._asked:
            self._asked = place
            self._loader.want(wanted_tiles(levels, box, zoom))

    def _start_over(self) -> None:
        self.prepareGeometryChange()
        self._asked = None
        self.update()


def _snapped(rect: QRectF, ratio: float) -> QRectF:
    """To whole screen pixels, so that neighbouring tiles join without a seam."""
    left, top = round(rect.left() * ratio), round(rect.top() * ratio)
    right, bottom = round(rect.right() * ratio), round(rect.bottom() * ratio)
    return QRectF(left / ratio, top / ratio, (right - left) / ratio, (bottom - top) / ratio)
