"""Colours adjusted to a template: what stays, what becomes alike, and what cannot be a template."""

import json

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import InputError
from leukodesk.imaging.stain import METHODS, read_template, save_template, statistics_of, template_of

BACKGROUND, RED_CELL, NUCLEUS = (225, 220, 214), (196, 150, 150), (96, 56, 140)


def painted(seed=0, height=300, width=400, cells=30):
    rng = np.random.default_rng(seed)
    pixels = np.full((height, width, 3), BACKGROUND, np.uint8)
    for index in range(cells):
        centre = (int(rng.integers(0, width)), int(rng.integers(0, height)))
        colour = NUCLEUS if index % 10 == 0 else RED_CELL
        cv2.circle(pixels, centre, 18, colour, -1, cv2.LINE_AA)
    noisy = pixels + rng.normal(0, 2, pixels.shape)
    return np.clip(noisy, 8, 255).round().astype(np.uint8)


@st.composite
def lights(draw):
    return np.array([draw(st.floats(0.7, 1.0)) for _ in range(3)])


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000), light=lights())
def test_a_field_adjusted_to_itself_hardly_changes(method, seed, light):
    pixels = (painted(seed) * light).astype(np.uint8)
    adjusted = template_of(pixels, "itself", method).adjusted(pixels)
    assert np.abs(adjusted.astype(int) - pixels).max() <= 1


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000), light=lights())
def test_zhang_gives_the_templates_mean_and_deviation(seed, light):
    template = template_of(painted(seed + 1), "other", "zhang")
    found = statistics_of(template.adjusted((painted(seed) * light).astype(np.uint8)))
    # A little is lost where a colour would be whiter than white.
    assert found.mean == pytest.approx(template.statistics.mean, abs=1.0)
    assert found.deviation == pytest.approx(template.statistics.deviation, rel=0.1, abs=0.5)


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000), light=lights())
def test_the_background_becomes_the_templates_however_many_cells_there_are(seed, light):
    template = template_of(painted(seed + 1, cells=60), "other")
    found = statistics_of(template.adjusted((painted(seed, cells=15) * light).astype(np.uint8)))
    assert found.background == pytest.approx(template.statistics.background, abs=1.5)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("shape", [(1, 1), (40, 3000), (301, 203)])
def test_shape_and_type_stay_and_the_given_pixels_too(method, shape):
    pixels = np.resize(painted(), (*shape, 3))
    before = pixels.copy()
    adjusted = template_of(painted(3), "other", method).adjusted(pixels)
    assert (adjusted.shape, adjusted.dtype) == (pixels.shape, np.uint8)
    assert adjusted is not pixels
    assert np.array_equal(pixels, before)


@pytest.mark.parametrize("method", METHODS)
def test_the_black_surround_of_a_cut_out_stays_black(method):
    pixels = painted()
    pixels[:, :250] = 0
    adjusted = template_of(painted(3), "other", method).adjusted(pixels)
    assert not adjusted[:, :250].any()
    assert adjusted[:, 250:].any(axis=2).all()


def test_a_part_is_adjusted_as_it_is_in_the_whole():
    pixels = painted()
    template = template_of(painted(3) // 2 + 60, "other")
    whole = template.adjusted(pixels)
    part = template.adjusted(pixels[50:90, 100:220], statistics_of(pixels))
    assert np.array_equal(part, whole[50:90, 100:220])


@pytest.mark.parametrize(
    ("pixels", "why"),
    [
        (np.zeros((200, 200, 3), np.uint8), "is black"),
        (np.full((200, 200, 3), 255, np.uint8), "shows nothing stained"),
        (np.repeat(painted().mean(axis=2, keepdims=True), 3, axis=2).astype(np.uint8), "has no colours"),
    ],
)
def test_what_cannot_be_a_template_is_refused_and_left_as_it_is(pixels, why):
    with pytest.raises(InputError, match=f"field.png {why}, so it cannot be a colour template; choose"):
        template_of(pixels, "field.png")
    assert np.array_equal(template_of(painted(), "other").adjusted(pixels), pixels)


def test_a_template_is_the_same_after_saving(tmp_path):
    template = template_of(painted(), "smear é.png", "zhang")
    path = save_template(template, tmp_path / "templates")
    assert read_template(path) == template
    assert path.stem == template.digest


def test_an_image_is_a_template_by_its_colours_not_by_its_name(tmp_path):
    for name in ("a.png", "b.png"):
        cv2.imwrite(str(tmp_path / name), cv2.cvtColor(painted(), cv2.COLOR_RGB2BGR))
    first, second = read_template(tmp_path / "a.png"), read_template(tmp_path / "b.png")
    assert (first.name, second.name) == ("a.png", "b.png")
    assert first.digest == second.digest == template_of(painted(), "c").digest
    assert first.digest != read_template(tmp_path / "a.png", "zhang").digest


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", '{"name": 1, "method": "zhang", "statistics": {}}', "{" * 10_000],
)
def test_a_file_that_is_no_template_is_refused(tmp_path, text):
    path = tmp_path / "broken.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"broken\.json is no colour template; choose"):
        read_template(path)


@pytest.mark.parametrize(("method", "scale"), [("turbo", 1.0), ("zhang", float("nan")), ("zhang", 0.0)])
def test_a_template_with_impossible_values_is_refused(tmp_path, method, scale):
    path = save_template(template_of(painted(), "smear"), tmp_path)
    document = json.loads(path.read_text())
    document["method"] = method
    document["statistics"]["mean"] = [value * scale for value in document["statistics"]["mean"]]
    path.write_text(json.dumps(document))
    with pytest.raises(InputError, match="is no colour template; choose"):
        read_template(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.json cannot be read"):
        read_template(tmp_path / "gone.json")
