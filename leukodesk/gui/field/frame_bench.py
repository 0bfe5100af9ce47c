"""How smoothly the field moves, measured on a real view."""

import itertools
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from leukodesk.core.cell import Cell
from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.smear_view import SmearView

_TURN_S: Final = 2.0
_STROKE_STEPS: Final = 40


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


def measure_strokes(
    view: SmearView, cells: Sequence[Cell], undo: Callable[[], object], seconds: float = 3.0
) -> FrameTimes:
    """Draw with the brush on one cell after the other by events of the mouse, and time each until painted.

    A frame is the event of the mouse, what the tool does about it, and the painting of what changed, in the
    window's own buffer. Pressing and releasing the button are frames too, so that the longest is mostly the
    one in which the edit is done. Every stroke is taken back, outside of the times.

    Args:
        view: a shown view of a smear that may be changed.
        cells: cells of that smear, in sight.
        undo: takes the last edit back.
        seconds: how long to measure.

    Raises:
        ValueError: ``seconds`` is not positive.
    """
    if seconds <= 0:
        raise ValueError(f"measure for longer than {seconds} seconds")
    before = view.toolbox.chosen
    view.toolbox.choose("tool_brush")
    times: list[float] = []
    begin = time.perf_counter()
    for cell in itertools.cycle(cells):
        if time.perf_counter() - begin > seconds:
            break
        for kind, place in _stroke_on(cell):
            position = view.to_screen(*place)
            times.append(_milliseconds_of(view, kind, position))
        undo()
        _serve_events()
    view.toolbox.choose(before)
    return _summary(times)


def _stroke_on(cell: Cell) -> Iterator[tuple[QEvent.Type, Point]]:
    """A stroke from the middle of a cell once round its border."""
    (row, column), (y0, x0, y1, x1) = cell.centroid, cell.bbox
    yield QEvent.Type.MouseButtonPress, (row, column)
    for step in range(_STROKE_STEPS):
        angle = 2 * math.pi * step / _STROKE_STEPS
        place = row + (y1 - y0) / 2 * math.sin(angle), column + (x1 - x0) / 2 * math.cos(angle)
        yield QEvent.Type.MouseMove, place
    yield QEvent.Type.MouseButtonRelease, place


def _milliseconds_of(view: SmearView, kind: QEvent.Type, position: QPointF) -> float:
    viewport = view.viewport()
    is_up = kind == QEvent.Type.MouseButtonRelease
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if is_up else Qt.MouseButton.LeftButton
    place = viewport.mapToGlobal(position)
    event = QMouseEvent(kind, position, place, button, held, Qt.KeyboardModifier.NoModifier)
    begin = time.perf_counter()
    QApplication.sendEvent(viewport, event)
    _serve_events()
    return 1000 * (time.perf_counter() - begin)


def _serve_events() -> None:
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _measure(
    view: SmearView, seconds: float, zoom: float | None, magnify: Callable[[float], float]
) -> FrameTimes:
    if seconds <= 0:
        raise ValueError(f"measure for longer than {seconds} seconds")
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
        _serve_events()
        painter = QPainter(canvas)
        view.render(painter)
        painter.end()
        times.append(1000 * (time.perf_counter() - frame_begin))
    box.setRange(before, padding=0)
    return _summary(times)


def _summary(times: Sequence[float]) -> FrameTimes:
    return FrameTimes(
        frames=len(times),
        median_ms=float(np.median(times)),
        p95_ms=float(np.percentile(times, 95)),
        longest_ms=max(times),
    )
