"""What a frame costs: pixels that are copied instead of scaled, nothing measured or laid out anew."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QStyleOptionGraphicsItem
from qtawesome.iconic_font import CharIconPainter

from leukodesk.gui.field import ready_pixels
from leukodesk.gui.field.layer_cache import LayerCache
from leukodesk.gui.field.moved_picture import MovedPicture
from leukodesk.gui.field.ready_pixels import ReadyPixels
from leukodesk.gui.field.scale_bar import KeptBar, bar_for, paint_bar
from leukodesk.gui.field.smear_item import SmearItem, qimage_of
from leukodesk.gui.look.colours import LIGHT
from leukodesk.gui.look.icons import icon
from tests.counting import calls_of

WHOLE = QRectF(0, 0, 1000, 800)
SCREEN = (400, 300)


class _Picture:
    """A picture that remembers which parts of it were drawn, and which of them in haste."""

    def __init__(self):
        pixels = np.random.default_rng(3).integers(0, 255, (800, 1000, 3), np.uint8)
        self._image = qimage_of(pixels)
        self.parts = []
        self.hasty = []

    def __call__(self, painter, part, in_haste):
        self.parts.append(part)
        self.hasty.append(in_haste)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        around = QRectF(part.toAlignedRect().adjusted(-1, -1, 1, 1)).intersected(WHOLE)
        painter.drawImage(around, self._image, around)

    @property
    def drawn_px(self):
        return sum(part.width() * part.height() for part in self.parts)


def shown(paint, zoom, left, top=-20.0, *, knows_what_shows=True):
    """What the screen shows of a layer; RGB, int, (h, w, 3)."""
    image = QImage(*SCREEN, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setClipRect(image.rect())
    painter.translate(left, top)
    painter.scale(zoom, zoom)
    seen = QRectF(-left / zoom, -top / zoom, SCREEN[0] / zoom, SCREEN[1] / zoom)
    paint(painter, seen.intersected(WHOLE) if knows_what_shows else WHOLE)
    painter.end()
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(SCREEN[1], SCREEN[0], 4)
    return rows[..., :3].astype(int)


@pytest.fixture
def moved(qtbot):
    picture = _Picture()
    asked = []
    kept = MovedPicture(lambda: asked.append(1))

    def paint(painter, exposed):
        kept.paint(painter, exposed, WHOLE, picture)

    return picture, paint, asked


def test_moving_scales_only_what_comes_into_sight(moved):
    picture, paint, _ = moved
    for left in (-100.0, -110.0):
        shown(paint, 0.75, left)
    before = picture.drawn_px
    for left in (-120.0, -130.0, -137.0, -115.0):
        shown(paint, 0.75, left)
    assert picture.drawn_px - before < (256 / 0.75) * (3 * 256 / 0.75)


def test_a_picture_moved_by_whole_screen_pixels_is_exact_on_its_way(moved):
    picture, paint, asked = moved
    for left in (-100.3, -110.3, -141.3):
        on_its_way = shown(paint, 0.75, left)
    exact = shown(lambda painter, part: picture(painter, part, False), 0.75, -141.3)
    assert np.abs(on_its_way - exact).max() <= 2
    assert not asked


def test_a_picture_is_where_it_belongs_once_it_rests(qtbot, moved):
    picture, paint, asked = moved
    for left in (-100.0, -110.2, -120.7):
        shown(paint, 0.75, left)
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    exact = shown(lambda painter, part: picture(painter, part, False), 0.75, -120.7)
    assert (shown(paint, 0.75, -120.7) == exact).all()


def test_a_running_zoom_is_drawn_in_haste_and_properly_once_it_rests(qtbot, moved):
    picture, paint, asked = moved
    for zoom in (0.7, 0.72, 0.74, 0.76):
        shown(paint, zoom, -100.0)
    assert picture.hasty == [False, False, True, True]
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    shown(paint, 0.76, -100.0)
    assert not picture.hasty[-1]


def test_a_move_of_a_close_look_at_a_large_field_draws_what_shows_alone(moved):
    picture, paint, _ = moved
    for left in (-4000.0, -4010.0):
        shown(paint, 20.0, left, -4000.0, knows_what_shows=False)
    assert len(picture.parts) < 10


def test_a_layer_painted_into_a_picture_is_drawn_as_far_as_it_shows(qtbot):
    sizes = []
    cache = LayerCache(lambda: None)

    def paint(painter, exposed):
        cache.paint(painter, exposed, WHOLE, lambda canvas, _view, _region: sizes.append(canvas.nbytes))

    shown(paint, 8.0, -2000.0, -2000.0, knows_what_shows=False)
    assert sizes[0] <= 4 * 4.1 * SCREEN[0] * SCREEN[1]


def test_the_scale_bar_is_measured_once_and_looks_as_painted(qtbot):
    bar, place, kept = bar_for(1.0, 0.1), QRectF(0, 0, *SCREEN), KeptBar()
    painted = shown(lambda painter, _: (painter.resetTransform(), paint_bar(painter, place, bar)), 1.0, 0.0)
    for _ in range(2):
        again = shown(
            lambda painter, _: (painter.resetTransform(), kept.paint(painter, place, bar)), 1.0, 0.0
        )
        assert np.abs(painted - again).max() <= 2
    image = QImage(*SCREEN, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert calls_of(lambda: kept.paint(painter, place, bar)) < 6
    painter.end()


def test_an_icon_is_painted_once_for_a_size_and_a_state(qtbot, monkeypatch):
    painted, paint = [], CharIconPainter.paint
    monkeypatch.setattr(CharIconPainter, "paint", lambda *given: (painted.append(1), paint(*given)))
    found = icon("tool_brush", LIGHT)
    size, mode, state = QSize(18, 18), QIcon.Mode.Normal, QIcon.State.On
    first = found.pixmap(size, 2.0, mode, state)
    for _ in range(3):
        assert found.pixmap(size, 2.0, mode, state).toImage() == first.toImage()
    assert len(painted) == 1
    assert found.pixmap(size, 2.0, mode, QIcon.State.Off).toImage() != first.toImage()
    own_size = QPixmap(30, 30)
    own_size.fill()
    empty = own_size.toImage()
    painter = QPainter(own_size)
    found.paint(painter, own_size.rect())
    painter.end()
    assert own_size.toImage() != empty


class _Layouts(QObject):
    def __init__(self, watched):
        super().__init__()
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, _watched, event):  # noqa: N802
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


def test_another_zoom_lays_out_nothing(qtbot, reading):
    view = reading.review.view
    qtbot.wait(1)
    layouts = _Layouts(reading)
    texts = set()
    for _ in range(4):
        view.zoom_in()
        qtbot.wait(1)
        texts.add(reading.statusBar()._zoom.text())
    assert len(texts) == 4
    assert layouts.count == 0


@pytest.mark.parametrize("size", [(0, 0), (0, 16), (16, 0)])
def test_an_icon_without_room_is_nothing(qtbot, size):
    """Qt would complain of every painter on it, which fails the test."""
    assert icon("tool_brush", LIGHT).pixmap(QSize(*size)).isNull()


def test_of_a_large_field_only_what_shows_is_made_ready(qtbot, monkeypatch):
    pixels = np.random.default_rng(3).integers(0, 255, (3000, 4000, 3), np.uint8)
    made, convert = [], cv2.cvtColor
    monkeypatch.setattr(
        ready_pixels.cv2, "cvtColor", lambda some, code: made.append(some.size) or convert(some, code)
    )
    item, option = SmearItem(), QStyleOptionGraphicsItem()
    item.show_pixels(pixels)

    def paint(painter, seen):
        option.exposedRect = seen
        item.paint(painter, option)

    for left, top in ((-100, -20), (-2400, -1300), (-3600, -2700)):
        part = QRectF(-left, -top, *SCREEN)
        seen = shown(lambda painter, _, part=part: paint(painter, part), 1.0, left, top)
        expected = np.ascontiguousarray(pixels[-top : -top + SCREEN[1], -left : -left + SCREEN[0], ::-1])
        assert (seen == expected).all()
    assert sum(made) < pixels.size / 2


def test_pixels_are_made_ready_once_and_up_to_the_border(monkeypatch):
    pixels = np.random.default_rng(3).integers(0, 255, (700, 1100, 3), np.uint8)
    ready = ReadyPixels(pixels)
    parts = [QRect(1000, 600, 100, 100), QRect(0, 0, 1100, 700), QRect(-3, -3, 2000, 2000)]
    images = [ready.image_for(part).copy(part & QRect(0, 0, 1100, 700)) for part in parts]
    assert images[0] == qimage_of(pixels[600:, 1000:])
    assert images[1] == images[2] == qimage_of(pixels)
    monkeypatch.setattr(ready_pixels.cv2, "cvtColor", None)
    assert ready.image_for(parts[1]) == qimage_of(pixels)
