"""How smoothly the field moves, measured on a real view."""

import math
import time
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QEventLoop, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from leukodesk.gui.smear_view import SmearView

_TURN_S: Final = 2.0


@dataclass(frozen=True)
class FrameTimes:
    """Time per frame in milliseconds.

    Attributes:
        frames: number of frames.
        median_ms, p95_ms, longest_ms: half of the frames, 95 of 100, and all of them took no longer.
    """

    frames: int
    median_ms: float
    p95_ms: float
    longest_ms: float


def measure_pan(view: SmearView, seconds: float = 3.0, *, zoom: float | None = None) -> FrameTimes:
    """Move the smear in circles and paint every frame as the screen would.

    Each frame is painted into an image of the view's size, so the figure holds without a display. The view
    must show a smear; it is back where it was afterwards.

    Args:
        view: a shown view.
        seconds: how long to measure.
        zoom: screen pixels per smear pixel; None keeps the present one.

    Raises:
        ValueError: ``seconds`` is not positive.
    """
    return _measure(view, seconds, zoom, lambda _angle: 1.0)


def measure_zoom(view: SmearView, seconds: float = 3.0) -> FrameTimes:
    """As :func:`measure_pan`, zooming in and out by a factor of four at the same time."""
    return _measure(view, seconds, None, lambda angle: 2.0 ** (1 - math.cos(angle)))


def _measure(view: SmearView, seconds: float, zoom: float | None, magnify: object) -> FrameTimes:
    if seconds <= 0:
        raise ValueError(f"measure for longer than {seconds} seconds")
    assert callable(magnify)
    box = view.view_box
    before = QRectF(box.viewRect())
    if zoom is not None:
        view.zoom_by(zoom / view.zoom)
    start = QRectF(box.viewRect())
    canvas = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    times: list[float] = []
    begin = time.perf_counter()
    while (elapsed := time.perf_counter() - begin) < seconds or not times:
        angle = 2 * math.pi * elapsed / _TURN_S
        factor = magnify(angle)
        width, height = start.width() / factor, start.height() / factor
        centre = start.center()
        rect = QRectF(0, 0, width, height)
        centre.setX(centre.x() + 0.2 * width * math.sin(angle))
        centre.setY(centre.y() + 0.2 * height * (1 - math.cos(angle)))
        rect.moveCenter(centre)
        frame_begin = time.perf_counter()
        box.setRange(rect, padding=0)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        painter = QPainter(canvas)
        view.render(painter)
        painter.end()
        times.append(1000 * (time.perf_counter() - frame_begin))
    box.setRange(before, padding=0)
    return FrameTimes(
        frames=len(times),
        median_ms=float(np.median(times)),
        p95_ms=float(np.percentile(times, 95)),
        longest_ms=max(times),
    )
