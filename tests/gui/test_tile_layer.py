"""Tiles of a large smear on the screen: no seams, and the same picture however it is painted."""

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsScene

from leukodesk.gui.field.tile_layer import TileLayer
from leukodesk.imaging.pyramid import levels_of
from tests.pyramids import pyramid_of

HEIGHT, WIDTH = 1300, 1500
SCREEN = 700, 600


class Tiles(QObject):
    """All tiles are there, as :class:`leukodesk.workspace.tile_loading.TileLoader` keeps them."""

    ready = Signal()
    replaced = Signal()

    def __init__(self, pixels):
        super().__init__()
        self._arrays = [cv2.cvtColor(level, cv2.COLOR_RGB2BGRA) for level in pyramid_of(pixels, 700)]
        self.levels = levels_of([array.shape[:2] for array in self._arrays])
        self._kept = {}

    def tile(self, tile):
        y0, x0, y1, x1 = tile.box(self.levels[tile.level])
        return self._kept.setdefault(tile, np.ascontiguousarray(self._arrays[tile.level][y0:y1, x0:x1]))

    def want(self, tiles):
        pass


@pytest.fixture
def pixels():
    noise = np.random.default_rng(3).integers(60, 200, (HEIGHT // 20, WIDTH // 20, 3), np.uint8)
    return cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)


@pytest.fixture
def scene(qapp, pixels):
    scene, tiles = QGraphicsScene(), Tiles(pixels)
    scene.addItem(TileLayer(tiles))
    scene.tiles = tiles
    return scene


def _painted(scene, zoom, left=0, top=0):
    """What the screen shows with that row and column of the smear in its corner."""
    image = QImage(*SCREEN, QImage.Format.Format_RGB32)
    image.fill(0xFFFF00FF)
    painter = QPainter(image)
    scene.render(painter, QRectF(0, 0, *SCREEN), QRectF(left, top, SCREEN[0] / zoom, SCREEN[1] / zoom))
    painter.end()
    return np.frombuffer(image.constBits(), np.uint8).reshape(SCREEN[1], SCREEN[0], 4)[..., 2::-1].copy()


@pytest.mark.parametrize("zoom", [0.9, 0.71, 0.5])
def test_a_moved_smear_has_no_seams_and_the_picture_of_one_piece(scene, pixels, zoom):
    size = round(WIDTH * zoom), round(HEIGHT * zoom)
    whole = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    for number in range(3):  # the first frame after a zoom is painted otherwise than those that follow
        left, top = 20 * number / zoom, 25 * number / zoom
        shown = _painted(scene, zoom, left, top)
        expected = whole[25 * number : 25 * number + SCREEN[1], 20 * number : 20 * number + SCREEN[0]]
        # Rounding a tile's edges moves it by less than a pixel.
        differing = cv2.absdiff(shown, expected).max(axis=2)
        assert differing.max() < 30
        assert np.median(differing) < 6


def test_moving_by_whole_pixels_moves_the_picture(scene):
    _painted(scene, 0.64)
    here, there = _painted(scene, 0.64), _painted(scene, 0.64, left=64 / 0.64)
    assert np.array_equal(here[:, 64:], there[:, :-64])


def test_a_tile_that_was_read_anew_is_shown(scene):
    before = [_painted(scene, 0.8) for _ in range(2)][-1]
    scene.tiles._kept.clear()
    scene.tiles._arrays = [255 - array for array in scene.tiles._arrays]
    assert np.abs(_painted(scene, 0.8).astype(int) - before).mean() > 20
