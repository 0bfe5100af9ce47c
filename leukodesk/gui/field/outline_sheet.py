"""Many outlines drawn at once.

Qt strokes antialiased lines slowly: 300 cells took three times as long. OpenCV draws them into a buffer of
premultiplied colours, for blending a line's colour and its opacity over nothing gives just that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QColor, QImage

from leukodesk.gui.field.outline import Line

Canvas = npt.NDArray[np.uint8]
Points = npt.NDArray[np.int32]

_SHIFT: Final = 4
_ONE: Final = 1 << _SHIFT
_DASH_POINTS: Final = 4


@dataclass(frozen=True)
class View:
    """How smear coordinates become those of a canvas.

    Attributes:
        scale: canvas pixels per smear pixel.
        left, top: canvas coordinates of the smear's first corner.
        ratio: canvas pixels per unit of line width.
    """

    scale: float
    left: float
    top: float
    ratio: float

    def place(self, points: npt.NDArray[np.float32]) -> Points:
        """Smear coordinates (n, 2) in OpenCV's fixed-point canvas coordinates."""
        moved = points * self.scale + (self.left - 0.5, self.top - 0.5)
        placed: Points = np.rint(moved * _ONE).astype(np.int32)
        return placed


def blank_canvas(width: int, height: int) -> Canvas:
    """A transparent canvas (height, width, 4)."""
    return np.zeros((height, width, 4), np.uint8)


def image_of(canvas: Canvas, ratio: float) -> QImage:
    """The canvas as an image that shares its memory; keep the canvas while the image is used."""
    height, width = canvas.shape[:2]
    image = QImage(canvas.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return image


def stroke(
    canvas: Canvas, lines: Sequence[Points], colour: QColor, width: float, *, closed: bool = True
) -> None:
    """Draw lines, ``width`` canvas pixels wide."""
    if lines:
        thickness = max(1, round(width))
        cv2.polylines(canvas, lines, closed, _premultiplied(colour), thickness, cv2.LINE_AA, _SHIFT)


def dashes(lines: Iterable[Points], on_px: float, off_px: float) -> list[Points]:
    """Closed lines cut into open pieces of ``on_px`` canvas pixels with gaps of about ``off_px`` between."""
    pieces: list[Points] = []
    for line in lines:
        points = np.concatenate((line, line[:1])).astype(np.float64) / _ONE
        lengths = np.hypot(*np.diff(points, axis=0).T)
        ends = np.concatenate(([0.0], np.cumsum(lengths)))
        count = max(1, round(ends[-1] / (on_px + off_px)))
        steps = np.linspace(0, on_px, _DASH_POINTS)
        places = (np.arange(count) * (ends[-1] / count))[:, None] + steps
        x, y = (np.interp(places, ends, points[:, axis]) for axis in (0, 1))
        pieces += list(np.rint(np.stack((x, y), axis=-1) * _ONE).astype(np.int32))
    return pieces


def fill(canvas: Canvas, lines: Sequence[Points], colour: QColor) -> None:
    """Fill closed lines, holes left open; what was there is covered, not tinted."""
    if lines:
        cv2.fillPoly(canvas, lines, _premultiplied(colour), cv2.LINE_8, _SHIFT)


class OutlineSheet:
    """Lines in one array, so that a frame moves all of them by one multiplication."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        kept = list(lines)
        self._points = np.concatenate(kept).astype(np.float32) if kept else np.empty((0, 2), np.float32)
        self._ends = np.cumsum([len(line) for line in kept]).tolist()

    def placed(self, view: View) -> list[Points]:
        """All lines on the canvas, in the order they were given."""
        moved = view.place(self._points)
        starts = [0, *self._ends[:-1]]
        return [moved[start:end] for start, end in zip(starts, self._ends, strict=True)] if self._ends else []


def _premultiplied(colour: QColor) -> tuple[int, int, int, int]:
    alpha = colour.alphaF()
    blue, green, red = (round(value * alpha) for value in (colour.blue(), colour.green(), colour.red()))
    return blue, green, red, colour.alpha()
