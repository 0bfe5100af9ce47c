"""How cells look in the layer over the smear, drawn a part at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from leukodesk.core.taxonomy import CellClass
from leukodesk.gui.field.layer_cache import Pace
from leukodesk.gui.field.outline_sheet import Canvas, Points, View, fill, image_of, stroke
from leukodesk.gui.look.badges import Badges

LABELLED_WIDTH: Final = 2.0
"""Width of the outline of a cell that a reader labelled."""

_SUGGESTED_WIDTH: Final = 1.0
_CELL_FILL_ALPHA: Final = 46
_NUCLEUS_FILL_ALPHA: Final = 92
_SMALLEST_LETTERED_PX: Final = 20.0
_BESIDE: Final = 0.41
_DRAWN_TOGETHER: Final = 200
_THICK: Final = 2.5
_THICK_AS: Final = 3
"""A line wider than that takes as long as so many thin ones."""


class PlacedCell(NamedTuple):
    """One cell as it shall be drawn.

    Attributes:
        cell_class: the class it is shown under.
        labelled: a reader said so.
        box: around it, in smear coordinates.
        cell, nucleus: outlines, in canvas coordinates.
    """

    cell_class: CellClass
    labelled: bool
    box: QRectF
    cell: list[Points]
    nucleus: list[Points]


def lines_of(cells: Iterable[PlacedCell]) -> list[Points]:
    """The outlines of cells without those of their nuclei."""
    return [line for placed in cells for line in placed.cell]


def draw_lines(
    canvas: Canvas, lines: Sequence[Points], colour: QColor, width: float, pace: Pace
) -> Iterator[None]:
    """Draw lines, ``width`` canvas pixels wide, pausing where the pace says so; so do the others here."""
    for start in range(0, len(lines), _DRAWN_TOGETHER):
        some = lines[start : start + _DRAWN_TOGETHER]
        stroke(canvas, some, colour, width)
        if pace.is_due(len(some) * (_THICK_AS if width > _THICK else 1)):
            yield


def draw_outlines(canvas: Canvas, cells: Iterable[PlacedCell], ratio: float, pace: Pace) -> Iterator[None]:
    """Draw the outlines of cells and nuclei; ``ratio`` is canvas pixels per unit of line width."""
    for (name, labelled), members in _grouped(cells).items():
        width = LABELLED_WIDTH if labelled else _SUGGESTED_WIDTH
        nuclei = [line for placed in members for line in placed.nucleus]
        yield from draw_lines(canvas, lines_of(members), QColor(name), width * ratio, pace)
        yield from draw_lines(canvas, nuclei, QColor(name), ratio, pace)


def draw_fills(canvas: Canvas, cells: Iterable[PlacedCell], pace: Pace) -> Iterator[None]:
    """Fill cells and nuclei."""
    for (name, _), members in _grouped(cells).items():
        colour = QColor(name)
        # One by one: where two overlap, an even-odd fill would leave a hole.
        colour.setAlpha(_CELL_FILL_ALPHA)
        for placed in members:
            fill(canvas, placed.cell, colour)
            if pace.is_due():
                yield
        colour.setAlpha(_NUCLEUS_FILL_ALPHA)
        for placed in members:
            fill(canvas, placed.nucleus, colour)
            if pace.is_due():
                yield


def draw_letters(
    canvas: Canvas, view: View, bounds: QRectF, cells: Iterable[PlacedCell], badges: Badges, pace: Pace
) -> Iterator[None]:
    """Draw the letters of the classes beside the cells that are large enough; all stay within ``bounds``."""
    zoom = view.scale / view.ratio
    lettered = [placed for placed in cells if placed.box.width() * zoom >= _SMALLEST_LETTERED_PX]
    for start in range(0, len(lettered), _DRAWN_TOGETHER):
        some = lettered[start : start + _DRAWN_TOGETHER]
        image = image_of(canvas, view.ratio)
        painter = QPainter(image)
        for placed in some:
            _draw_letter(painter, view, bounds, placed, badges)
        painter.end()
        if pace.is_due(len(some)):
            yield


def _draw_letter(painter: QPainter, view: View, bounds: QRectF, placed: PlacedCell, badges: Badges) -> None:
    zoom, box = view.scale / view.ratio, placed.box
    badge = badges.pixmap(placed.cell_class, placed.labelled, view.ratio)
    half = badge.width() / view.ratio / 2
    x = box.center().x() + _BESIDE * box.width()
    y = box.center().y() - _BESIDE * box.height()
    # A cell at the border keeps its letter on the smear.
    x = min(max(x, bounds.left() + half / zoom), bounds.right() - half / zoom)
    y = min(max(y, bounds.top() + half / zoom), bounds.bottom() - half / zoom)
    left, top = view.left / view.ratio + x * zoom - half, view.top / view.ratio + y * zoom - half
    painter.drawPixmap(QPointF(round(left), round(top)), badge)


def _grouped(cells: Iterable[PlacedCell]) -> dict[tuple[str, bool], list[PlacedCell]]:
    groups = defaultdict(list)
    for placed in cells:
        groups[placed.cell_class.colour, placed.labelled].append(placed)
    return groups
