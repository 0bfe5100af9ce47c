"""Trying settings without a window: the right part, the right thread, and nothing changed."""

import threading
from dataclasses import dataclass
from types import MappingProxyType

import cv2
import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.core.smear import Smear
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.segmenters.settings import setting
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.preview import preview_cells, segmented_part, shown_part
from tests.registering import registered

HEIGHT, WIDTH = 3000, 4000
PIXEL_SIZE_UM = 0.1
WHOLE = (0, 0, HEIGHT, WIDTH)


@dataclass(frozen=True)
class BlobParameters:
    darkness: int = setting(128, "Darkness", low=1, high=255, help="Darker is a cell.")


class BlobSegmenter:
    """Finds dark blobs, and notes on what thread and how much it saw."""

    id = "blobs"
    needs_torch = False
    seen = ()

    def __init__(self, **parameters):
        self._told = BlobParameters(**parameters)
        self.parameters = MappingProxyType(vars(self._told))

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        progress(0, 1, "Looking")
        type(self).seen += ((threading.current_thread().name, pixels.shape[:2]),)
        dark = (pixels[..., 0] < self._told.darkness).astype(np.uint8)
        count, labels, stats, _ = cv2.connectedComponentsWithStats(dark)
        cells = []
        for n in range(1, count):
            left, top, width, height, _ = stats[n]
            window = labels[top : top + height, left : left + width] == n
            cells.append(Cell(new_cell_id(), smear.id, Mask.from_pixels(window, int(top), int(left)), None))
        return Segmentation(tuple(cells), self.id)


class TorchBlobs(BlobSegmenter):
    id = "torch-blobs"
    needs_torch = True
    seen = ()


@pytest.fixture(scope="module", autouse=True)
def _segmenters():
    with registered(BlobSegmenter, TorchBlobs, parameters=BlobParameters):
        yield


@pytest.fixture(scope="module")
def field():
    """A large field with a blob of 20 µm every 40 µm."""
    pixels = np.full((HEIGHT, WIDTH, 3), 230, np.uint8)
    for row in range(200, HEIGHT, 400):
        for column in range(200, WIDTH, 400):
            cv2.circle(pixels, (column, row), 100, (90, 40, 110), -1)
    return SmearImage(Smear("a" * 16, "a.png", "a" * 64, WIDTH, HEIGHT), pixels, b"")


def preview(field, view, **parameters):
    choice = Choice("blobs", None, "cpu", tuple(parameters.items()))
    return preview_cells(JobContext(), field, choice, view, PIXEL_SIZE_UM, may_use_torch=False)


def masks(cells):
    return {cell.cell_mask for cell in cells}


@pytest.mark.parametrize("view", [(1000, 1000, 1700, 1900), (0, 0, 300, 300), (2550, 3750, 3000, 4000)])
def test_a_part_gives_what_the_whole_field_gives_there_also_at_the_edge_of_the_view(field, view):
    whole, part = preview(field, WHOLE), preview(field, view)
    y0, x0, y1, x1 = view
    expected = [
        cell
        for cell in whole.cells
        if cell.bbox[0] < y1 and cell.bbox[2] > y0 and cell.bbox[1] < x1 and cell.bbox[3] > x0
    ]
    assert expected
    assert masks(part.cells) == masks(expected)
    assert not part.is_whole
    assert np.prod(BlobSegmenter.seen[-1][1]) < HEIGHT * WIDTH / 2


boxes = st.tuples(*(st.integers(-3000, 6000) for _ in range(4))).map(
    lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
)


@given(boxes, st.integers(1, 5000), st.integers(1, 5000), st.sampled_from([None, 0.05, 0.2, 1.0]))
def test_what_is_segmented_holds_the_view_and_stays_on_the_smear(view, height, width, pixel_size_um):
    shown = shown_part(view, height, width)
    y0, x0, y1, x1 = shown
    assert 0 <= y0 <= y1 <= height
    assert 0 <= x0 <= x1 <= width
    assert (y1 - y0) * (x1 - x0) <= 6_100_000
    if y0 == y1 or x0 == x1:
        return
    v0, u0, v1, u1 = segmented_part(shown, height, width, pixel_size_um)
    assert 0 <= v0 <= y0
    assert y1 <= v1 <= height
    assert 0 <= u0 <= x0
    assert x1 <= u1 <= width


def test_of_a_smear_too_large_to_follow_a_slider_a_part_is_segmented():
    y0, x0, y1, x1 = segmented_part((0, 0, 2400, 2400), 3400, 3400, 0.1)
    assert (y1 - y0) * (x1 - x0) < 3400 * 3400


def test_at_a_mistyped_scale_no_slide_is_segmented_for_a_view():
    y0, x0, y1, x1 = segmented_part((30_000, 30_000, 32_000, 33_000), 60_000, 60_000, 0.001)
    assert (y1 - y0) * (x1 - x0) <= 50_000_000


def test_a_segmenter_that_needs_torch_is_tried_on_the_gpu_thread(opened, qtbot):
    shown = []
    opened.preview_changed.connect(shown.append)
    for number, darkness in enumerate((100, 120), start=1):
        opened.preview.request("torch-blobs", {"darkness": darkness}, (0, 0, 100, 120))
        qtbot.waitUntil(lambda number=number: len(shown) == number, timeout=20_000)
    assert [len(found.cells) for found in shown] == [3, 3]
    assert [thread.rpartition("_")[0] for thread, _ in TorchBlobs.seen] == ["leukodesk-gpu"] * 2


def test_a_value_out_of_range_is_one_sentence_and_the_preview_goes(opened, qtbot):
    shown = []
    opened.preview_changed.connect(shown.append)
    with qtbot.waitSignal(opened.preview_failed) as failed:
        opened.preview.request("blobs", {"darkness": 999}, (0, 0, 100, 120))
    assert failed.args[0] == "Darkness (darkness) must be a whole number from 1 to 255, not 999."
    assert shown == [None]


def test_a_view_beside_the_smear_shows_nothing(opened, qtbot):
    shown = []
    opened.preview_changed.connect(shown.append)
    opened.preview.request("blobs", {}, (500, 500, 600, 600))
    qtbot.waitUntil(lambda: shown == [None])


def test_ending_a_preview_ends_its_job_too(opened, qtbot, settle):
    shown = []
    opened.preview_changed.connect(shown.append)
    opened.preview.request("blobs", {}, (0, 0, 100, 120))
    opened.preview.stop()
    qtbot.wait(250)
    settle(opened)
    assert shown == [None]
