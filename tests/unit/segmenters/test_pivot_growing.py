"""The segmenter takes any image, says what it noticed, and repeats itself."""

import numpy as np
import pytest

from leukodesk.core.errors import CancelledError, SettingError
from leukodesk.inference.registry import create_segmenter, segmenter_preset
from leukodesk.inference.segmenters.colour_codes import colour_codes
from leukodesk.inference.segmenters.parameters import PivotGrowingParameters
from leukodesk.inference.segmenters.regions import grow_regions
from leukodesk.training.segmentation.judging import match_points
from tests.unit.segmenters.painting import (
    CENTRES,
    CYTOPLASM,
    NUCLEUS,
    field,
    finished,
    paint,
    paint_red_cells,
    paint_white_cell,
    segment,
    usual_smear,
)


@pytest.fixture(scope="module")
def smear_pixels():
    return usual_smear(CENTRES)


def _outlines(segmentation):
    return [(cell.kind, cell.cell_mask, cell.nucleus_mask) for cell in segmentation.cells]


def _assert_all_found(segmentation):
    found = match_points(segmentation.cells, CENTRES, tolerance_px=0)
    assert (found.hit, found.cells, found.splits, found.merges) == (3, 3, 0, 0)


def test_it_is_registered_and_says_what_it_ran_with():
    segmenter = create_segmenter("pivot-growing", seed=4, pivots=20)
    assert segmenter.id == "pivot-growing"
    assert segmenter.parameters["seed"] == 4
    assert segmenter.parameters["pivots"] == 20


@pytest.mark.parametrize(
    "wrong",
    [
        {"pivots": 1},
        {"threshold": 0.0},
        {"epsilon": -1.0},
        {"rarity": 2.0},
        {"feature_space": "x"},
        {"reach_um": 0},
    ],
)
def test_a_parameter_out_of_range_is_refused(wrong):
    name, value = next(iter(wrong.items()))
    with pytest.raises(SettingError, match=rf"\({name}\) must be .*, not {value!r}"):
        create_segmenter("pivot-growing", **wrong)


def test_the_same_image_gives_the_same_outlines(smear_pixels):
    assert _outlines(segment(smear_pixels)) == _outlines(segment(smear_pixels))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_any_seed_finds_the_cells(smear_pixels, seed):
    _assert_all_found(segment(smear_pixels, seed=seed))


def test_the_scale_is_measured_when_it_is_not_given(smear_pixels):
    result = segment(smear_pixels, pixel_size_um=None)
    _assert_all_found(result)
    assert result.warnings == ()


@pytest.mark.parametrize("light", [(0.6, 0.6, 0.6), (1.3, 1.3, 1.3), (0.85, 1.1, 0.8), (1.2, 1.0, 0.75)])
def test_lamp_and_white_balance_do_not_matter(smear_pixels, light):
    _assert_all_found(segment(np.clip(smear_pixels * np.array(light), 0, 255).astype(np.uint8)))


def test_uneven_light_does_not_matter(smear_pixels):
    ramp = np.linspace(0.65, 1.2, smear_pixels.shape[1])[None, :, None]
    _assert_all_found(segment(np.clip(smear_pixels * ramp, 0, 255).astype(np.uint8)))


def test_a_grey_image_is_segmented_by_darkness(smear_pixels):
    grey = np.repeat(smear_pixels.mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8)
    result = segment(grey)
    _assert_all_found(result)
    assert any("no colours" in warning for warning in result.warnings)


def test_intensity_as_feature_space_finds_the_cells(smear_pixels):
    _assert_all_found(segment(smear_pixels, feature_space="intensity"))


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
    result = segment(pixels, pixel_size_um=None)
    assert result.cells == ()
    assert any(says in warning for warning in result.warnings)


def test_a_field_without_white_cells_says_so():
    pixels = field()
    paint_red_cells(pixels)
    result = segment(finished(pixels), pixel_size_um=None)
    assert result.cells == ()
    assert any("No white cell" in warning for warning in result.warnings)


def test_a_field_of_other_things_alone_says_that_there_is_no_white_cell():
    pixels = field()
    paint_red_cells(pixels, avoid=CENTRES)
    for centre in CENTRES:
        paint_white_cell(pixels, centre, nucleus=(0, 0, 255), cytoplasm=(0, 0, 255))
    result = segment(finished(pixels))
    assert {cell.kind.value for cell in result.cells} == {"artefact"}
    assert any("No white cell was found in the image, only" in warning for warning in result.warnings)


def test_every_pivot_is_a_colour_of_the_field(smear_pixels):
    parameters = PivotGrowingParameters()
    for grey in (False, True):
        pivots = grow_regions(smear_pixels, parameters, 0.1, grey=grey).pivots.astype(np.uint8)
        # At 6 bits of green, the channel that is compared where there is no other.
        shown = smear_pixels[..., 1] >> 2 if grey else colour_codes(smear_pixels)
        found = pivots[None, :, 1] >> 2 if grey else colour_codes(pivots[None])
        assert np.isin(found, shown).all()


@pytest.mark.parametrize("preset", ["paper", "paper-position"])
def test_the_presets_of_the_paper_know_nothing_of_shape(preset):
    settings = segmenter_preset("pivot-growing", preset)
    assert not settings["shaped_cells"]
    assert not settings["settled_nuclei"]


def test_noise_gives_a_valid_result():
    noise = np.random.default_rng(1).integers(0, 256, (240, 320, 3), dtype=np.uint8)
    assert all(cell.cell_mask.fits(240, 320) for cell in segment(noise, pixel_size_um=None).cells)


def test_a_close_up_of_one_cell_is_found_and_its_scale_called_a_guess():
    pixels = field(257, 257)
    paint_white_cell(pixels, (128, 128))
    result = segment(finished(pixels), pixel_size_um=None)
    found = match_points(result.cells, [(128, 128)], tolerance_px=0)
    assert (found.hit, found.cells) == (1, 1)
    assert any("rough guess" in warning for warning in result.warnings)


def test_it_stops_when_it_is_told_to(smear_pixels):
    def cancel_at_second(done, total, text=""):
        if done >= 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        segment(smear_pixels, progress=cancel_at_second)


def test_a_burned_in_scale_bar_hides_no_pale_cell():
    pixels = field()
    for centre in CENTRES:
        paint_white_cell(pixels, centre, nucleus=(120, 90, 150))
    pixels[570:576, 700:780] = 0
    _assert_all_found(segment(finished(pixels)))


def test_pale_nuclei_are_found_among_red_cells():
    pixels = field()
    paint_red_cells(pixels, avoid=CENTRES)
    for centre in CENTRES:
        paint_white_cell(pixels, centre, nucleus=(128, 116, 168), cytoplasm=(160, 150, 172))
    _assert_all_found(segment(finished(pixels)))


@pytest.mark.parametrize(
    "parameters",
    [{"threshold": 50.0, "pivots": 4}, {"feature_space": "colour-position", "position_weight": 20.0}],
    ids=["narrow", "position"],
)
def test_what_is_like_no_pivot_is_said(parameters):
    pixels = usual_smear(CENTRES)
    (said,) = (each for each in segment(pixels, **parameters).warnings if "growing threshold" in each)
    assert int(said.split(" %")[0]) >= 10
    assert not segment(pixels).warnings


@pytest.mark.parametrize("nucleus_um", [3.5, 3.7])
def test_small_cells_that_press_on_each_other_are_not_lobes_of_one(nucleus_um):
    """Three small lymphocytes in a triangle, whose nuclei are as small as the lobes of others."""
    pixels = field()
    paint_red_cells(pixels, avoid=CENTRES)
    centres = [(300, 400), (300, 488), (378, 444)]
    for centre in centres:
        paint(pixels, centre, 4.6, CYTOPLASM)
    for centre in centres:
        paint(pixels, centre, nucleus_um, NUCLEUS)
    found = match_points(segment(finished(pixels)).cells, centres, tolerance_px=0)
    assert (found.hit, found.cells, found.merges) == (3, 3, 0)
