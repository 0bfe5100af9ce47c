"""A field is brought to the size a segmenter works at, within what memory allows."""

import pytest

from leukodesk.core.progress import no_progress
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.segmenters import field as field_module
from leukodesk.inference.segmenters.field import prepare_field

WANTED_UM = 0.16


@pytest.fixture(scope="module")
def pixels():
    return render_phantom(3, 300, 400, white_cells=2).pixels


def prepared(pixels, pixel_size_um):
    return prepare_field(pixels, pixel_size_um, WANTED_UM, no_progress, 2, exact=True)


@pytest.mark.parametrize("pixel_size_um", [0.08, 0.16, 0.3])
def test_a_field_has_the_size_that_was_asked_for(pixels, pixel_size_um):
    field, warnings = prepared(pixels, pixel_size_um)
    assert field.pixel_size_um == pytest.approx(WANTED_UM, rel=0.01)
    assert warnings == ()


def test_a_coarse_field_is_enlarged_no_more_than_memory_allows(pixels, monkeypatch):
    monkeypatch.setattr(field_module, "_MOST_ENLARGED_PX", 500_000)
    field, warnings = prepared(pixels, 0.8)
    height, width = field.colours.shape[:2]
    assert 490_000 < height * width < 510_000
    assert field.pixel_size_um == pytest.approx(0.8 * 400 / width, rel=0.01)
    assert [warning for warning in warnings if "at a higher magnification" in warning]


def test_a_field_larger_than_that_is_not_reduced_for_it(pixels, monkeypatch):
    monkeypatch.setattr(field_module, "_MOST_ENLARGED_PX", 50_000)
    field, warnings = prepared(pixels, WANTED_UM)
    assert field.colours.shape == pixels.shape
    assert warnings == ()
