"""How quickly pages of a gallery are painted, measured on a real one."""

import time
from collections.abc import Callable
from typing import Final

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from leukodesk.gui.field.display import Display
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.gui.gallery.gallery_canvas import GalleryCanvas
from leukodesk.gui.look.theme import Theme
from leukodesk.jobs.gallery_crops import GalleryCrops
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace.workspace import Workspace

_PAGE: Final = (1200, 900)
_TILE_PX: Final = 84


def measure_pages(
    workspace: Workspace, display: Display, theme: Theme, pages: int = 40
) -> tuple[float, float]:
    """Leaf through the cells of the workspace's gallery, with made-up crops, and paint each page.

    Args:
        workspace: its gallery holds the cells.
        display: of the window.
        theme: of the window.
        pages: how many are painted.

    Returns:
        Milliseconds that 95 of 100 pages took at most, and those of the bare crops at the same places.
    """
    canvas, bare = GalleryCanvas(workspace, display, theme, _TILE_PX), _BareCrops()
    for widget in (canvas, bare):
        widget.resize(*_PAGE)
        widget.show()
    QApplication.processEvents()
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(pages + 1):
        canvas.verticalScrollBar().setValue(number * canvas.viewport().height())
        ids = canvas.cells_within(canvas.viewport().rect().translated(0, canvas.scrolled))
        crops = _crops_of(ids, number)
        workspace.gallery.crops.keep(GalleryCrops("", _TILE_PX, None, crops))
        bare.images = [(canvas.box_of(i).topLeft(), qimage_of(crop)) for i, crop in crops.items()]
        ours.append(_ms_of(canvas.viewport().repaint))
        theirs.append(_ms_of(bare.repaint))
    for widget in (canvas, bare):
        widget.close()
        widget.deleteLater()
    return float(np.percentile(ours[1:], 95)), float(np.percentile(theirs[1:], 95))


class _BareCrops(QWidget):
    """Paints pictures where it is told to, and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.images: list[tuple[QPoint, QImage]] = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, image in self.images:
            painter.drawImage(place, image)
        painter.end()


def _crops_of(ids: list[str], seed: int) -> dict[str, ImageArray]:
    random = np.random.default_rng(seed)
    return {i: random.integers(0, 256, (_TILE_PX, _TILE_PX, 3), dtype=np.uint8) for i in ids}


def _ms_of(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)
