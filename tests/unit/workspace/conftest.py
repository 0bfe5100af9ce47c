"""A real workspace on small images, with a segmenter that finds bright squares at once."""

from types import MappingProxyType

import cv2
import numpy as np
import pytest

from leukodesk.config import Settings
from leukodesk.core.cell import Cell, CellKind, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace import analyzing
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace
from tests.registering import registered
from tests.tiny_model import make_model

SIDE_PX = 20
CORNERS = ((10, 10), (10, 60), (60, 10))


class SquareSegmenter:
    """Finds every dark square on a light field."""

    id = "squares"
    parameters = MappingProxyType({})

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        progress(0, 1, "Finding squares")
        count, labels = cv2.connectedComponents((pixels[..., 0] < 128).astype(np.uint8))
        cells = tuple(
            Cell(
                new_cell_id(),
                smear.id,
                Mask.from_pixels(labels == n),
                None,
                CellKind.LEUKOCYTE,
                source=self.id,
            )
            for n in range(1, count)
        )
        return Segmentation(cells, self.id)


@pytest.fixture(autouse=True)
def _squares():
    with registered(SquareSegmenter):
        yield


def _write_image(path, corners=CORNERS, size=(100, 120)):
    """A light field with a dark square at each corner, unlike any other by its name."""
    pixels = np.full((*size, 3), 230, np.uint8)

    seed = sum(map(ord, path.stem))
    pixels[-2, :, 2] = np.random.default_rng(seed).integers(200, 255, size[1])
    for row, column in corners:
        pixels[row : row + SIDE_PX, column : column + SIDE_PX] = (90, 40, 110)
    cv2.imwrite(str(path), pixels[..., ::-1])
    return path


@pytest.fixture
def write_image():
    return _write_image


@pytest.fixture
def image(tmp_path):
    return _write_image(tmp_path / "field.png")


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "fields"
    folder.mkdir()
    for name in "abcde":
        _write_image(folder / f"{name}.png")
    return folder


_TOLD = ("failed", "bug", "notice", "noticed", "smear_opened", "saved_state_changed", "heatmap_failed")


class Told:
    """Everything a workspace told, as (signal, arguments)."""

    def __init__(self, workspace):
        self.events = []
        for name in _TOLD:
            getattr(workspace, name).connect(lambda *args, name=name: self.events.append((name, args)))

    def __getitem__(self, name):
        return [args for signal, args in self.events if signal == name]


@pytest.fixture
def make_workspace(qtbot, monkeypatch):
    monkeypatch.setattr(analyzing, "_SETTLE_MS", 20)
    made = []

    def make(training=None, **settings):
        settings = {"segmenter": "squares", "classifier": "none", "annotator": "Ada", **settings}
        workspace = Workspace(Settings(**settings), ModelLibrary.default(), JobRunner(), training)
        workspace.told = Told(workspace)
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        if not workspace.close():
            workspace.abandon()
        assert not workspace.told["bug"]


@pytest.fixture
def workspace(make_workspace):
    return make_workspace()


@pytest.fixture
def tiny_model():
    """Writes a small network with random weights and its card into a folder; returns the card."""
    return make_model


@pytest.fixture
def settle(qtbot):
    """Wait until a workspace has nothing to do any more."""

    def settle(workspace):
        quiet = 0

        def is_quiet():
            nonlocal quiet
            quiet = 0 if workspace.is_busy or workspace.saved_state == "saving" else quiet + 1
            return quiet > 5  # longer than the rest a smear gets before it is analysed

        qtbot.waitUntil(is_quiet, timeout=30_000)

    return settle


@pytest.fixture
def opened(workspace, image, settle):
    """A workspace with one analysed image of three cells."""
    workspace.open_path(image)
    settle(workspace)
    return workspace
