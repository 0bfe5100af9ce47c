"""The pixels of a large smear in the scene: the tiles in sight, coarse ones until the fine ones come."""

from collections import OrderedDict
from collections.abc import Iterator
from math import ceil, floor
from typing import Any, Final

import cv2
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.mask import BBox
from leukodesk.gui.field.layer_cache import exposed_part, part_in_sight
from leukodesk.imaging.tiles import Tile, covering, fitting_level, tiles_in, wanted_tiles
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.tile_loading import TileLoader

_PIXELS_SHOW_FROM: Final = 4.0
_STILL: Final = 1e-9
"""Share by which the zoom may waver while the smear is moved."""

_KEPT: Final = 160
"""Tiles that are kept at their size on the screen: more than a large screen shows, 160 MB at most."""


class TileLayer(pg.GraphicsObject):
    """A smear that is read in parts; a smear pixel is one unit of the scene, the first at (0, 0).

    Painting never waits: what is not there is painted from a coarser level and asked for. Tiles are kept at
    the size they have on the screen, so that moving the smear copies pixels and scales none.
    """

    def __init__(self, loader: TileLoader) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._loader = loader
        self._asked: tuple[int, BBox] | None = None
        self._zoom = 0.0
        self._shrunk: OrderedDict[Tile, tuple[ImageArray, ImageArray, QImage]] = OrderedDict()
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
        exposed = part_in_sight(painter, exposed_part(option).intersected(self.boundingRect()))
        if exposed.isEmpty():
            return
        box = floor(exposed.top()), floor(exposed.left()), ceil(exposed.bottom()), ceil(exposed.right())
        number = fitting_level(levels, zoom)
        self._ask(number, box, zoom)
        is_still = abs(zoom - self._zoom) <= _STILL * zoom
        if not is_still:
            self._zoom = zoom
            self._shrunk.clear()
        corner = to_screen.map(QPointF(0, 0)) * ratio
        left, top = round(corner.x()), round(corner.y())
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < _PIXELS_SHOW_FROM)
        for tile in tiles_in(levels, number, box):
            place = self._on_screen(tile).translated(left, top)
            image = self._shrunk_image(tile, place.size(), ratio) if is_still else None
            if image is not None:
                painter.drawImage(QPointF(place.left() / ratio, place.top() / ratio), image)
                continue
            target = QRectF(
                place.left() / ratio, place.top() / ratio, place.width() / ratio, place.height() / ratio
            )
            for source, pixels in self._painted(tile):
                painter.drawImage(target, _image_of(pixels), source)
        painter.restore()

    def _on_screen(self, tile: Tile) -> QRect:
        """Where a tile lies, in whole screen pixels from the corner of the smear.

        Edges are rounded from that corner on, so that neighbours join without a seam and no tile changes
        its size while the smear is moved.
        """
        level = self._loader.levels[tile.level]
        top, left, bottom, right = (round(edge * level.downsample * self._zoom) for edge in tile.box(level))
        return QRect(left, top, right - left, bottom - top)

    def _shrunk_image(self, tile: Tile, size: QSize, ratio: float) -> QImage | None:
        """The tile at the size it has on the screen, kept while only moved; None where it is not smaller."""
        pixels = self._loader.tile(tile)
        if pixels is None or not (0 < size.width() < pixels.shape[1] and 0 < size.height() < pixels.shape[0]):
            return None
        kept = self._shrunk.get(tile)
        if kept is None or kept[0] is not pixels or kept[2].devicePixelRatio() != ratio:
            small = cv2.resize(pixels, (size.width(), size.height()), interpolation=cv2.INTER_AREA)
            image = _image_of(small)
            image.setDevicePixelRatio(ratio)
            # Qt paints from the array, which has to live as long as the image.
            kept = self._shrunk[tile] = pixels, small, image
            while len(self._shrunk) > _KEPT:
                self._shrunk.popitem(last=False)
        self._shrunk.move_to_end(tile)
        return kept[2]

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
        self._shrunk.clear()
        self.update()


def _image_of(pixels: ImageArray) -> QImage:
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
