"""Cells on their way from the gallery to a class."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.workspace.words import counted

_MIME: Final = "application/x-leukodesk-cells"
_GROUND: Final = QColor(20, 20, 24, 220)


def mime_of(cell_ids: Sequence[str]) -> QMimeData:
    """Cells as what a drag carries."""
    data = QMimeData()
    data.setData(_MIME, json.dumps(list(cell_ids)).encode())
    return data


def cells_in(data: QMimeData) -> tuple[str, ...]:
    """The cells that a drag of this program carries; none if it carries something else."""
    if not data.hasFormat(_MIME):
        return ()
    return tuple(json.loads(bytes(data.data(_MIME).data())))


def start_drag(source: QWidget, cell_ids: Sequence[str]) -> None:
    """Let the reader drag cells; returns when they were dropped."""
    if not cell_ids:
        return
    drag = QDrag(source)
    drag.setMimeData(mime_of(cell_ids))
    drag.setPixmap(_note(counted(len(cell_ids), "cell"), source))
    drag.exec(Qt.DropAction.CopyAction)


def _note(text: str, source: QWidget) -> QPixmap:
    ratio = source.devicePixelRatioF()
    wide = source.fontMetrics().horizontalAdvance(text) + 3 * SPACE
    high = source.fontMetrics().height() + SPACE
    pixmap = QPixmap(round(wide * ratio), round(high * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_GROUND)
    painter.drawRoundedRect(0, 0, wide, high, 4, 4)
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(font_of("strong"))
    painter.drawText(0, 0, wide, high, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return pixmap
