"""LAB k-means takes any image, says what it noticed, repeats itself, and knows the paper's figures."""

import numpy as np
import pytest

from leukodesk.core.errors import CancelledError, SettingError
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.inference.registry import create_segmenter, segmenter_preset
from leukodesk.inference.segmenters.lab_kmeans import part_nuclei
from leukodesk.inference.segmenters.shapes import disc
from leukodesk.training.segmentation.judging import match_points
from tests.unit.segmenters.painting import CENTRES, field, finished, paint_red_cells, paint_white_cell

AT_BORDER = (300, 2)
GREY_RED_CELL = (140, 150, 156)
PINK_NUCLEUS = (170, 112, 168)


def segment(pixels, pixel_size_um=0.1, progress=no_progress, **parameters):
    smear = Smear("0" * 16, "painted.png", "0" * 64, pixels.shape[1], pixels.shape[0])
    segmenter = create_segmenter("lab-kmeans", **parameters)
    return segmenter.segment(pixels, smear, pixel_size_um=pixel_size_um, progress=progress)


@pytest.fixture(scope="module")
def smear_pixels():
    pixels = field()
    paint_red_cells(pixels, avoid=[*CENTRES, AT_BORDER])
    for centre in (*CENTRES, AT_BORDER):
        paint_white_cell(pixels, centre)
    return finished(pixels)


def assert_found(segmentation, centres):
    found = match_points(segmentation.cells, centres, tolerance_px=0)
    assert (found.hit, found.cells, found.splits, found.merges) == (len(centres), len(centres), 0, 0)


@pytest.mark.parametrize("pixel_size_um", [0.1, None])
def test_cells_are_found_with_nucleus_and_cytoplasm(smear_pixels, pixel_size_um):
    result = segment(smear_pixels, pixel_size_um)
    assert_found(result, [*CENTRES, AT_BORDER])
    inner = [cell for cell in result.cells if cell.bbox[1] > 0]
    for cell in inner:
        assert cell.nucleus_area_px * 0.01 == pytest.approx(np.pi * 4.5**2, rel=0.12)
        assert cell.cell_area_px * 0.01 == pytest.approx(np.pi * 5.5**2, rel=0.12)


def test_the_same_seed_gives_the_same_outlines(smear_pixels):
    first, second = (
        [(cell.kind, cell.cell_mask, cell.nucleus_mask) for cell in segment(smear_pixels, seed=3).cells]
        for _ in range(2)
    )
    assert first == second


def test_a_cleared_border_leaves_out_the_cells_that_touch_it(smear_pixels):
    assert_found(segment(smear_pixels, clear_border=True), CENTRES)


def test_the_papers_figures_find_the_cells_that_lie_inside(smear_pixels):
    assert_found(segment(smear_pixels, **segmenter_preset("lab-kmeans", "paper")), CENTRES)


def test_the_preset_is_the_papers_pixels_at_the_papers_scale():
    preset = segmenter_preset("lab-kmeans", "paper")
    pixel_um2 = preset["working_pixel_size_um"] ** 2
    assert preset["smallest_um2"] / pixel_um2 == pytest.approx(100, abs=1)
    assert preset["hole_um2"] / pixel_um2 == pytest.approx(15, abs=0.5)
    assert preset["blur_um"] / preset["working_pixel_size_um"] == pytest.approx(3, abs=0.1)
    assert preset["shallow_um"] / preset["working_pixel_size_um"] == pytest.approx(2, abs=0.1)
    assert (preset["threshold"], preset["clear_border"], preset["cytoplasm_clusters"]) == (0.1, True, 3)


def test_pale_nuclei_are_found_among_red_cells_that_are_greyer_than_they():
    """As in fields whose red cells are slate grey and whose nuclei are pink: less red than the nuclei."""
    pixels = field()
    paint_red_cells(pixels, colour=GREY_RED_CELL, avoid=CENTRES)
    for centre in CENTRES:
        paint_white_cell(pixels, centre, nucleus=PINK_NUCLEUS, cytoplasm=PINK_NUCLEUS)
    pixels = finished(pixels)
    assert segment(pixels).cells == ()
    assert_found(segment(pixels, **segmenter_preset("lab-kmeans", "violet")), CENTRES)


def test_grey_red_cells_alone_are_no_nuclei():
    pixels = field()
    paint_red_cells(pixels, colour=GREY_RED_CELL)
    assert segment(finished(pixels), **segmenter_preset("lab-kmeans", "violet")).cells == ()


@pytest.mark.parametrize("light", [(0.6, 0.6, 0.6), (1.2, 1.2, 1.2), (0.85, 1.1, 0.8), (1.2, 1.0, 0.75)])
def test_lamp_and_white_balance_do_not_matter(smear_pixels, light):
    lit = np.clip(smear_pixels * np.array(light), 0, 255).astype(np.uint8)
    assert_found(segment(lit), [*CENTRES, AT_BORDER])


@pytest.mark.parametrize(("shallow_px", "nuclei"), [(1.0, 2), (15.0, 1)])
def test_a_dip_parts_two_nuclei_only_where_it_is_not_shallow(shallow_px, nuclei):
    mask = np.zeros((80, 120), np.uint8)
    brush = disc(20)
    mask[20:61, 15:56] |= brush
    mask[20:61, 48:89] |= brush
    labels, count = part_nuclei(mask, shallow_px)
    assert count == nuclei
    assert np.array_equal(labels > 0, mask > 0)
    assert set(np.unique(labels)) == set(range(nuclei + 1))


@pytest.mark.parametrize(
    ("pixels", "says"),
    [
        (np.zeros((300, 400, 3), np.uint8), "too dark"),
        (np.full((300, 400, 3), 255, np.uint8), "empty"),
        (np.full((1, 1, 3), 200, np.uint8), "empty"),
        (np.full((3, 900, 3), 200, np.uint8), "empty"),
    ],
)
def test_an_image_without_anything_gives_no_cells_and_a_reason(pixels, says):
    result = segment(pixels, None)
    assert result.cells == ()
    assert any(says in warning for warning in result.warnings)


def test_a_grey_image_is_left_to_another_segmenter(smear_pixels):
    grey = np.repeat(smear_pixels.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    result = segment(grey)
    assert result.cells == ()
    assert any("no colours" in warning and "pivot-growing" in warning for warning in result.warnings)


@pytest.mark.parametrize("preset", ["paper", None])
def test_a_field_without_white_cells_says_so(preset):
    pixels = field()
    paint_red_cells(pixels)
    chosen = segmenter_preset("lab-kmeans", preset) if preset else {}
    result = segment(finished(pixels), None, **chosen)
    assert result.cells == ()
    assert any("No white cell" in warning for warning in result.warnings)


def test_noise_gives_a_valid_result():
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    assert all(cell.cell_mask.fits(240, 320) for cell in segment(noise, None).cells)


def test_a_cell_cut_out_on_black_is_found():
    pixels = field(300, 300, background=(0, 0, 0))
    paint_white_cell(pixels, (150, 150))
    result = segment(pixels)
    assert match_points(result.cells, [(150, 150)], tolerance_px=0).hit == 1
    assert any("cut-out on black" in warning for warning in result.warnings)


@pytest.mark.parametrize("wrong", [{"clusters": 1}, {"cytoplasm": "anywhere"}, {"hole_um2": -1}])
def test_a_parameter_out_of_range_is_refused(wrong):
    name, value = next(iter(wrong.items()))
    with pytest.raises(SettingError, match=rf"\({name}\) must be .*, not {value!r}"):
        create_segmenter("lab-kmeans", **wrong)


def test_it_stops_when_it_is_told_to(smear_pixels):
    def cancel_at_third(done, total, text=""):
        if done >= 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        segment(smear_pixels, progress=cancel_at_third)
