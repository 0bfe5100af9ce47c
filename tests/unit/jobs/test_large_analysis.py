"""A large smear analysed in parts has the cells it has in one piece, each once."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from leukodesk.core.cell import Cell, CellKind, new_cell_id
from leukodesk.core.errors import CancelledError
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid import ArraySource
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs import in_parts, report_crops
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.gallery_crops import cut_from_pixels
from leukodesk.jobs.in_parts import Region, shares_of
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.large_analysis import analyze_region, explain_shown
from leukodesk.jobs.smear_result import CellHeatmap
from leukodesk.jobs.smears import Shown

CHOICE = Choice("pivot-growing", None, "cpu")
SHARE_PX = 700


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(5, 1100, 1300, white_cells=16, smudges=0, dye_clumps=0)


@pytest.fixture(scope="module")
def smear(phantom):
    height, width = phantom.pixels.shape[:2]
    return Smear("large", "large.tif", "0" * 64, width, height, phantom.pixel_size_um)


@pytest.fixture(scope="module")
def whole(phantom, smear):
    """The cells found in one piece."""
    image = SmearImage(smear, phantom.pixels, b"")
    return Analyst(ModelLibrary.default()).analyze(JobContext(), image, CHOICE).segmentation.cells


def _analyze(phantom, smear, box, context=None):
    region = Region(smear, ArraySource([phantom.pixels]), box)
    return analyze_region(context or JobContext(), Analyst(ModelLibrary.default()), region, CHOICE)


def _matches(cell, others):
    def iou(other):
        shared = cell.cell_mask.overlap_px(other.cell_mask)
        return shared / (cell.cell_area_px + other.cell_area_px - shared)

    return [other for other in others if iou(other) > 0.8]


def _cells(cells):
    return [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]


def test_the_same_cells_are_found_in_parts_as_in_one_piece(phantom, smear, whole, monkeypatch):
    monkeypatch.setattr(in_parts, "SHARE_PX", SHARE_PX)
    box = (0, 0, smear.height, smear.width)
    shares = list(shares_of(box))
    assert len(shares) == 4
    found = _analyze(phantom, smear, box)
    assert {cell.smear_id for cell in found.segmentation.cells} == {smear.id}
    # Seams must matter for this test to say anything: some cell lies across one.
    seams = [y1 for _, _, y1, _ in shares] + [x1 for _, _, _, x1 in shares]
    assert any(
        y0 < seam < y1 or x0 < seam < x1 for y0, x0, y1, x1 in (c.bbox for c in whole) for seam in seams
    )
    assert len(_cells(found.segmentation.cells)) == len(_cells(whole))
    for cell in _cells(whole):
        assert len(_matches(cell, found.segmentation.cells)) == 1


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ((0, 0, 1100, 2600), []),
        ((0, 1300, 1100, 2600), ["No white cell was found in the image, only smudge cells"]),
        ((0, 2000, 500, 2600), ["No white cell was found in the image"]),
    ],
)
def test_a_smear_is_said_to_have_no_white_cell_only_where_no_part_has_one(box, told, phantom, monkeypatch):
    monkeypatch.setattr(in_parts, "SHARE_PX", SHARE_PX)
    smudged = render_phantom(6, 1100, 1300, white_cells=0, smudges=1, dye_clumps=0).pixels
    pixels = np.concatenate([phantom.pixels, smudged], axis=1)
    smear = Smear("large", "large.tif", "0" * 64, 2600, 1100, phantom.pixel_size_um)
    region = Region(smear, ArraySource([pixels]), box)
    found = analyze_region(JobContext(), Analyst(ModelLibrary.default()), region, CHOICE)
    said = [notice for notice in found.notices if "No white cell" in notice]
    assert len(said) == len(told)
    assert all(notice.startswith(start) for notice, start in zip(said, told, strict=True))


def test_a_region_has_the_cells_whose_centre_lies_in_it(phantom, smear, whole):
    box = (200, 300, 900, 1000)
    found = _analyze(phantom, smear, box).segmentation.cells
    inside = [c for c in _cells(whole) if 200 <= c.centroid[0] < 900 and 300 <= c.centroid[1] < 1000]
    assert inside
    assert len(_cells(found)) == len(inside)
    assert all(len(_matches(cell, found)) == 1 for cell in inside)


def test_shares_cover_a_region_without_overlap():
    seen = np.zeros((5000, 7000), np.uint8)
    for y0, x0, y1, x1 in shares_of((10, 20, 4900, 6900)):
        assert max(y1 - y0, x1 - x0) < 1.6 * in_parts.SHARE_PX
        seen[y0:y1, x0:x1] += 1
    assert seen[10:4900, 20:6900].min() == seen.max() == 1
    assert seen.sum() == 4890 * 6880


def test_progress_counts_parts_and_cancelling_stops_between_them(phantom, smear, monkeypatch):
    monkeypatch.setattr(in_parts, "SHARE_PX", SHARE_PX)
    seen = []

    class Impatient(JobContext):
        def progress(self, done, total, text=""):
            seen.append((done, total, text))
            if done == 2:
                raise CancelledError

    with pytest.raises(CancelledError):
        _analyze(phantom, smear, (0, 0, smear.height, smear.width), Impatient())
    assert seen[-1] == (2, 4, "Analysing part 3 of 4")


def test_the_scale_is_measured_once_where_nobody_stated_it(phantom, smear, monkeypatch):
    monkeypatch.setattr(in_parts, "SHARE_PX", SHARE_PX)
    unknown = replace(smear, pixel_size_um=None)
    found = _analyze(phantom, unknown, (0, 0, smear.height, smear.width))
    assert found.pixel_size_source == "estimated"
    assert found.pixel_size_um == pytest.approx(phantom.pixel_size_um, rel=0.15)


@pytest.mark.parametrize(("stated", "told"), [(3, 1), (1, 0), (None, 0)])
def test_a_stated_scale_is_held_against_the_red_cells_of_the_whole(phantom, smear, monkeypatch, stated, told):
    monkeypatch.setattr(in_parts, "SHARE_PX", SHARE_PX)
    stated_um = stated and phantom.pixel_size_um * stated
    found = _analyze(phantom, replace(smear, pixel_size_um=stated_um), (0, 0, smear.height, smear.width))
    assert sum("The stated scale is" in said for said in found.notices) == told


def test_crops_of_a_large_smear_are_those_of_a_small_one(phantom, smear, whole):
    arguments = (tuple(whole[:3]), smear.pixel_size_um, 64)
    large = cut_from_pixels(JobContext(), smear.id, ArraySource([phantom.pixels]), *arguments).crops
    small = cut_from_pixels(JobContext(), smear.id, phantom.pixels, *arguments).crops
    for cell_id, crop in small.items():
        assert cv2.absdiff(large[cell_id], crop)[8:-8, 8:-8].max() <= 2


class VastSource(ArraySource):
    """A slide of 60,000 pixels along each side that takes no memory, and what is read of it."""

    def __init__(self):
        super().__init__([np.broadcast_to(np.array([205, 210, 215], np.uint8), (60_000, 60_000, 3))])
        self.largest_px = 0

    def read(self, level, box):
        self.largest_px = max(self.largest_px, (box[2] - box[0]) * (box[3] - box[1]))
        return super().read(level, box)


class ImagesOnly:
    """A dataset of which nothing but an image is asked."""

    def image_place(self, smear):
        return smear.path


def test_a_mistyped_scale_does_not_read_most_of_a_slide(monkeypatch):
    class Explainer(Analyst):
        def explain(self, _context, image, cell, method, class_name, model):
            return CellHeatmap(cell.id, tuple(map(float, cell.bbox)), np.zeros((4, 4), np.float32))

    source = VastSource()
    monkeypatch.setattr(report_crops, "open_pixels", lambda *_: source)
    smear = Smear("vast", "vast.tif", "0" * 64, 60_000, 60_000, 0.001)
    cell = Cell(new_cell_id(), smear.id, Mask.from_pixels(np.ones((90, 80), bool), 30_000, 31_000), None)
    crops = cut_from_pixels(JobContext(), smear.id, source, (cell,), 0.001, 64).crops
    assert crops[cell.id].shape == (64, 64, 3)
    assert set(report_crops._cut(ImagesOnly(), smear, [cell], 0.001)) == {cell.id}
    shown, model = Shown(smear, source), CHOICE.asking("any")
    explain_shown(JobContext(), Explainer(ModelLibrary.default()), shown, cell, "gradcam", None, model)
    assert source.largest_px <= 5000**2


def test_a_cell_is_explained_in_its_surroundings_and_the_heat_lies_on_it(phantom, smear, whole):
    class Explainer(Analyst):
        def explain(self, _context, image, cell, method, class_name, model):
            seen.append(image)
            return CellHeatmap(cell.id, tuple(map(float, cell.bbox)), np.zeros((4, 4), np.float32))

    seen = []
    cell = max(whole, key=lambda cell: cell.bbox)
    shown, model = Shown(smear, ArraySource([phantom.pixels])), CHOICE.asking("any")
    heatmap = explain_shown(
        JobContext(), Explainer(ModelLibrary.default()), shown, cell, "gradcam", None, model
    )
    assert heatmap.box == cell.bbox
    assert heatmap.cell_id == cell.id
    height, width = seen[0].pixels.shape[:2]
    assert (seen[0].smear.height, seen[0].smear.width) == (height, width)
    assert seen[0].smear.pixel_size_um == smear.pixel_size_um
