"""Where the model looked, drawn over the cells."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from leukodesk.core.cell import CellKind
from leukodesk.core.edit import Changes
from leukodesk.gui.field.display import Display
from leukodesk.gui.field.layer_cache import LayerCache, exposed_part
from leukodesk.gui.field.outline_sheet import Canvas, View, image_of
from leukodesk.workspace.workspace import Workspace

Box = tuple[float, float, float, float]
HeatArray = npt.NDArray[np.float32]

_FRAME: Final = QColor(255, 255, 255, 150)
_DRAWN_A_TURN: Final = 20
_IMAGES_KEPT: Final = 500


@cache
def colour_table(name: str) -> npt.NDArray[np.uint8]:
    """256 RGBA colours of a colour map, (256, 4); cold is transparent, so the smear shows through."""
    table: npt.NDArray[np.uint8] = (
        pg.colormap.get(name).getLookupTable(0.0, 1.0, 256, alpha=True).astype(np.uint8)
    )
    table[:, 3] = np.clip(np.linspace(0, 255 * 1.6, 256), 0, 255)
    table.setflags(write=False)
    return table


def heat_image(heat: HeatArray, table: npt.NDArray[np.uint8]) -> QImage:
    """Heat (s, s) in 0 to 1 as an image with transparency."""
    indices = np.clip(heat * 255, 0, 255).astype(np.uint8)
    colours = QImage(table.data, len(table), 1, table.nbytes, QImage.Format.Format_RGBA8888)
    painted = colours.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    pixels = np.frombuffer(painted.constBits(), np.uint32)[indices]
    height, width = indices.shape
    return QImage(
        pixels.data, width, height, pixels.strides[0], QImage.Format.Format_ARGB32_Premultiplied
    ).copy()


class HeatmapLayer(pg.GraphicsObject):
    """Heatmaps of the selected cells, or of all cells if none is selected.

    Asks the workspace for the heatmaps it lacks. A thin frame shows how much of the smear the model saw.
    """

    def __init__(self, workspace: Workspace, display: Display) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._cache = LayerCache(self.update, self)
        self._workspace = workspace
        self._display = display
        self._heat: dict[str, tuple[Box, HeatArray]] = {}
        self._explained: dict[str, str | None] = {}  # what was most probable when it was asked
        self._images: dict[str, QImage] = {}
        self._table_name = ""
        self._waiting = ""
        self._is_asking = False
        self._class = display.heatmap_class
        self._scale = self._stated_scale()
        self._refused: set[str] = set()
        workspace.smear_opened.connect(self._forget)
        workspace.choice_changed.connect(self._forget)
        workspace.heatmap_ready.connect(self._take)
        workspace.heatmap_failed.connect(self._give_up)
        workspace.selection_changed.connect(self._show)
        workspace.changed.connect(self._follow)
        display.changed.connect(self._show_as_chosen)

    def boundingRect(self) -> QRectF:
        """The smear's size."""
        smear = self._workspace.smear
        return QRectF(0, 0, smear.width, smear.height) if smear else QRectF()

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Paint the heatmaps that are there."""
        if self._display.heatmap and not self._display.hidden and self._heat:
            self._cache.paint(painter, exposed_part(option), self.boundingRect(), self._draw)

    def _draw(self, canvas: Canvas, view: View, region: QRectF) -> Iterator[None]:
        heat = self._heat
        seen = [i for i in self._wanted() if i in heat and _rect(heat[i][0]).intersects(region)]
        for start in range(0, len(seen), _DRAWN_A_TURN):
            if start:
                yield
            self._draw_some(canvas, view, seen[start : start + _DRAWN_A_TURN])

    def _draw_some(self, canvas: Canvas, view: View, cells: Iterable[str]) -> None:
        image = image_of(canvas, 1.0)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(_FRAME, view.ratio))
        for cell_id in cells:
            if cell_id not in self._heat:
                continue
            place = _rect(self._heat[cell_id][0])
            corner = QPointF(view.left + place.x() * view.scale, view.top + place.y() * view.scale)
            box = QRectF(corner, place.size() * view.scale)
            painter.setOpacity(self._display.heatmap_opacity)
            painter.drawImage(box, self._image(cell_id))
            painter.setOpacity(1.0)
            painter.drawRect(box)
        painter.end()

    def _wanted(self) -> tuple[str, ...]:
        content = self._workspace.content
        if self._workspace.selection:
            chosen = (cell_id for cell_id in self._workspace.selection if cell_id in content.cells)
            # Of what the model does not judge no class is the most probable one.
            return tuple(i for i in chosen if self._class or content.kind_of(i) is CellKind.LEUKOCYTE)
        smear = self._workspace.smear
        if smear is None:
            return ()
        cells = content.cells_of(smear.id)
        return tuple(cell.id for cell in cells if cell.kind is CellKind.LEUKOCYTE)

    def _image(self, cell_id: str) -> QImage:
        if self._table_name != self._display.heatmap_colours:
            self._table_name = self._display.heatmap_colours
            self._images.clear()
        image = self._images.pop(cell_id, None) or heat_image(
            self._heat[cell_id][1], colour_table(self._table_name)
        )
        self._images[cell_id] = image
        if len(self._images) > _IMAGES_KEPT:
            del self._images[next(iter(self._images))]
        return image

    def _stated_scale(self) -> float | None:
        smear = self._workspace.smear
        return smear.pixel_size_um if smear else None

    def _follow(self, changes: Changes) -> None:
        if self._scale != self._stated_scale():
            self._forget()  # at another scale each is of another part of the smear
            return
        for cell_id in changes.cells | self._otherwise_named(changes.predictions):
            self._drop(cell_id)
        self._show()

    def _most_probable(self, cell_id: str) -> str | None:
        return self._workspace.content.most_probable(cell_id, self._workspace.model_id)

    def _otherwise_named(self, cells: frozenset[str]) -> set[str]:
        """Those that another class is suggested for than the one that is, or is about to be, explained."""
        if self._class:
            return set()
        return {i for i in cells & self._explained.keys() if self._explained[i] != self._most_probable(i)}

    def _drop(self, cell_id: str) -> None:
        """Have a heatmap that is not true any more asked for anew, also while it is worked out."""
        self._heat.pop(cell_id, None)
        self._explained.pop(cell_id, None)
        self._images.pop(cell_id, None)
        if self._waiting == cell_id:
            self._waiting = ""

    def _show(self, *_: Any) -> None:
        self._ask_if_shown()
        self._cache.forget()

    def _show_as_chosen(self) -> None:
        if self._class != self._display.heatmap_class:
            self._class = self._display.heatmap_class
            self._forget()
        else:
            self._show()

    def _ask_if_shown(self) -> None:
        if self._display.heatmap and not self._display.hidden and self._workspace.model_id:
            self._ask()

    def _ask(self) -> None:
        # One at a time: the workspace gives up an unanswered question for a newer one.
        missing = [i for i in self._wanted() if i not in self._heat and i not in self._refused]
        self._is_asking = True
        for wanted in missing:
            if wanted == self._waiting:
                break
            self._waiting = wanted
            self._explained[wanted] = self._most_probable(wanted)
            self._workspace.explain(wanted, self._class or None)
            if wanted not in self._heat:  # else it was remembered, and came at once
                break
        self._is_asking = False

    def _take(self, cell_id: str, box: Box, heat: HeatArray) -> None:
        if cell_id != self._waiting:
            return  # of another class, or it was asked before something changed
        self._waiting = ""
        self._heat[cell_id] = (box, heat)
        self._images.pop(cell_id, None)
        if not self._is_asking:  # else hundreds that are remembered would come within each other's calls
            self._ask_if_shown()
        # All that are there already stay as they are drawn.
        self.update(self._cache.forget_part(_rect(box)))

    def _give_up(self, cell_id: str, _sentence: str) -> None:
        # What ails one cell mostly ails all: ask for no other until the reader does something.
        if cell_id == self._waiting:
            self._waiting = ""
            self._refused.add(cell_id)

    def _forget(self, *_: Any) -> None:
        self.prepareGeometryChange()
        self._heat.clear()
        self._explained.clear()
        self._images.clear()
        self._refused.clear()
        self._waiting = ""
        self._scale = self._stated_scale()
        self._cache.forget_all()
        self._show()


def _rect(box: Box) -> QRectF:
    y0, x0, y1, x1 = box
    return QRectF(x0, y0, x1 - x0, y1 - y0)
