"""The parts that draw: outlines, scale bar, cached layers, frame times."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from leukodesk.core.mask import Mask
from leukodesk.gui.field.frame_bench import measure_pan, measure_zoom
from leukodesk.gui.field.layer_cache import LayerCache
from leukodesk.gui.field.outline import outlines_of
from leukodesk.gui.field.outline_sheet import OutlineSheet, View, blank_canvas, stroke
from leukodesk.gui.field.scale_bar import bar_for


def disc(radius, top=0, left=0):
    rows, columns = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    return Mask.from_pixels(rows**2 + columns**2 <= radius**2, top, left)


def test_outline_follows_the_mask_within_a_pixel():
    mask = disc(40, top=100, left=300)
    (line,) = outlines_of(mask)
    distance = np.hypot(line[:, 0] - 340.5, line[:, 1] - 140.5)
    assert np.abs(distance - 40).max() < 1.2


@given(arrays(bool, (9, 13)).filter(np.any), st.integers(0, 50), st.integers(0, 50))
def test_every_mask_has_an_outline_inside_its_box(pixels, top, left):
    mask = Mask.from_pixels(pixels, top, left)
    y0, x0, y1, x1 = mask.bbox
    lines = outlines_of(mask)
    assert lines
    points = np.concatenate(lines)
    assert points[:, 0].min() >= x0
    assert points[:, 0].max() <= x1
    assert points[:, 1].min() >= y0
    assert points[:, 1].max() <= y1


def test_a_hole_has_its_own_line():
    pixels = np.ones((30, 30), bool)
    pixels[10:20, 10:20] = False
    assert len(outlines_of(Mask.from_pixels(pixels))) == 2


def test_strokes_are_premultiplied():
    canvas = blank_canvas(40, 40)
    sheet = OutlineSheet(outlines_of(disc(15)))
    stroke(canvas, sheet.placed(View(1.0, 2.0, 2.0, 1.0)), QColor("#D55E00"), 1)
    strongest = canvas[np.unravel_index(canvas[..., 3].argmax(), canvas.shape[:2])]
    assert strongest[3] > 200
    assert (canvas[..., :3].max(axis=2) <= canvas[..., 3]).all()
    blue, green, red = strongest[:3] / strongest[3] * 255
    assert (red, green, blue) == pytest.approx((0xD5, 0x5E, 0x00), abs=3)


@pytest.mark.parametrize(
    ("zoom", "pixel_size_um", "text"),
    [(1.0, 0.1, "10 µm"), (0.4, 0.09, "20 µm"), (1.0, None, "100 px"), (10, 0.1, "1 µm")],
)
def test_scale_bar_has_a_round_length(zoom, pixel_size_um, text):
    bar = bar_for(zoom, pixel_size_um)
    assert bar.text == text
    assert bar.length <= 140
    per_unit = zoom / pixel_size_um if pixel_size_um else zoom
    assert bar.length == pytest.approx(float(text.split()[0]) * per_unit)


class _Counted:
    """A layer that counts how often it is drawn."""

    def __init__(self):
        self.times = 0

    def __call__(self, canvas, view, region):
        self.times += 1
        canvas[...] = 255


def _paint(cache, draw, scale, left):
    image = QImage(100, 80, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.translate(left, 0)
    painter.scale(scale, scale)
    exposed = QRectF(-left / scale, 0, 100 / scale, 80 / scale)
    cache.paint(painter, exposed.intersected(QRectF(0, 0, 1000, 800)), QRectF(0, 0, 1000, 800), draw)
    painter.end()
    return image


def test_moving_a_layer_does_not_draw_it_again(qtbot):
    draw = _Counted()
    cache = LayerCache(lambda: None)
    for left in (0, -10, -25, -40):
        image = _paint(cache, draw, 0.5, left)
        assert image.pixelColor(99, 40) == QColor("white")
    assert draw.times == 1
    _paint(cache, draw, 0.5, -300)
    assert draw.times == 2


def test_a_zoomed_layer_is_drawn_again_once_it_rests(qtbot):
    draw = _Counted()
    asked = []
    cache = LayerCache(lambda: asked.append(1))
    _paint(cache, draw, 0.5, 0)
    for scale in (0.55, 0.6, 0.65):
        _paint(cache, draw, scale, 0)
    assert draw.times == 1
    qtbot.waitUntil(lambda: bool(asked), timeout=1000)
    _paint(cache, draw, 0.65, 0)
    assert draw.times == 2


def test_frames_are_measured_and_the_view_is_where_it_was(reading):
    view = reading.review.view
    before = QRectF(view.view_box.viewRect())
    times = measure_pan(view, 0.2)
    assert times.frames > 3
    assert 0 < times.median_ms <= times.p95_ms <= times.longest_ms
    assert measure_zoom(view, 0.2).frames > 3
    after = QRectF(view.view_box.viewRect())
    assert after.x() == pytest.approx(before.x(), abs=1e-6)
    assert after.width() == pytest.approx(before.width(), rel=1e-9)


def test_measuring_no_time_is_refused(reading):
    with pytest.raises(ValueError, match="longer"):
        measure_pan(reading.review.view, 0)


def test_field_shows_the_smear_upright_and_in_its_colours(qtbot, reading):
    reading.commands["hidden"].trigger()
    view = reading.review.view
    pixels = reading.workspace.pixels
    grabbed = view.grab().toImage()
    for row, column in ((60, 80), (60, 1100), (800, 600)):
        spot = view.to_screen(row + 0.5, column + 0.5).toPoint()
        shown = grabbed.pixelColor(spot)
        around = cv2.blur(pixels, (5, 5))[row, column]
        assert np.abs(np.array([shown.red(), shown.green(), shown.blue()]) - around).max() < 30
