"""Leukocytes, smudges and platelets are told apart, whatever the camera, the lamp and the scale."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.kinds import kinds_of
from leukodesk.inference.segmenters.object_features import FEATURES, FoundObject, features_of
from leukodesk.training.segmentation.judging import match_table

SIZE = 120
SCALE_UM = 0.2


def segment(pixels, pixel_size_um):
    smear = Smear("0" * 16, "x", "0" * 64, pixels.shape[1], pixels.shape[0])
    segmenter = create_segmenter("pivot-growing")
    return segmenter.segment(pixels, smear, pixel_size_um=pixel_size_um, progress=no_progress).cells


def disc(radius_um, centre=(SIZE // 2, SIZE // 2)):
    out = np.zeros((SIZE, SIZE), np.uint8)
    cv2.circle(out, centre[::-1], round(radius_um / SCALE_UM), 1, -1)
    return out > 0


def white_cell(centre=(SIZE // 2, SIZE // 2), nucleus=(95, 60, 150), cytoplasm=(150, 165, 215)):
    colours = np.full((SIZE, SIZE, 3), 255, np.uint8)
    whole, inner = disc(6.5, centre), disc(5.0, centre)
    colours[whole], colours[inner] = cytoplasm, nucleus
    colours = cv2.GaussianBlur(colours, (0, 0), 1.2)
    return FoundObject(colours, whole, inner, np.zeros_like(whole), SCALE_UM)


@pytest.fixture(scope="module", params=[3, 11])
def phantom(request):
    return render_phantom(request.param, 1000, 1400, white_cells=10, smudges=5, dye_clumps=2)


def kinds_found(phantom, kind):
    """Kinds of the finds on each drawn object of a kind."""
    cells = segment(phantom.pixels, phantom.pixel_size_um)
    drawn = [cell for cell in phantom.cells if cell.kind is kind]
    table = match_table(cells, [cell.centroid for cell in drawn], tolerance_px=0)
    return [{cells[i].kind for i in np.flatnonzero(column)} for column in table.T]


def test_the_white_cells_of_a_phantom_are_leukocytes(phantom):
    found = kinds_found(phantom, CellKind.LEUKOCYTE)
    assert len(found) == 10
    assert sum(CellKind.LEUKOCYTE in kinds for kinds in found) >= 9


def test_the_smudges_of_a_phantom_are_no_leukocytes(phantom):
    found = kinds_found(phantom, CellKind.SMUDGE)
    assert len(found) == 5
    assert sum(CellKind.LEUKOCYTE in kinds for kinds in found) <= 1


@pytest.mark.parametrize("centre", [(0, 60), (60, 0), (119, 60), (60, 119), (10, 60)])
def test_a_cell_cut_by_the_border_stays_a_leukocyte(centre):
    assert kinds_of([white_cell(centre)]) == [CellKind.LEUKOCYTE]


def test_grains_in_pale_matter_are_an_artefact():
    found = white_cell()
    grain = disc(1.5)
    grains = FoundObject(found.colours, found.cell, grain, found.neighbours, SCALE_UM)
    assert kinds_of([found, grains, found]) == [CellKind.LEUKOCYTE, CellKind.ARTEFACT, CellKind.LEUKOCYTE]


@pytest.mark.parametrize("ink", [(0, 0, 0), (255, 0, 0), (0, 0, 255), (8, 12, 240)])
def test_what_is_drawn_into_a_picture_is_an_artefact(ink):
    assert kinds_of([white_cell(nucleus=ink)]) == [CellKind.ARTEFACT]


@pytest.mark.parametrize("nucleus", [(40, 8, 90), (30, 20, 60), (95, 0, 150), (110, 0, 235)])
def test_the_darkest_nucleus_is_not_drawn(nucleus):
    assert kinds_of([white_cell(nucleus=nucleus)]) == [CellKind.LEUKOCYTE]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3), st.integers(0, 3), st.integers(0, 2**32 - 1))
def test_any_object_has_finite_features(height, width, seed):
    rng = np.random.default_rng(seed)
    shape = (7 * height, 3 + 5 * width)
    colours = rng.integers(0, 256, (*shape, 3), dtype=np.uint8)
    cell = rng.random(shape) < 0.5
    cell[0, 0] = True
    nucleus = cell & (rng.random(shape) < 0.3)
    features = features_of(FoundObject(colours, cell, nucleus, ~cell, 0.3))
    assert features.shape == (len(FEATURES),)
    assert np.isfinite(features).all()


@pytest.mark.parametrize("factor", [2, 3])
def test_features_do_not_hang_on_the_size_of_a_pixel(factor):
    found = white_cell()

    def larger(image):
        return cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_LINEAR)

    regions = [
        larger(region.astype(np.uint8) * 255) > 127
        for region in (found.cell, found.nucleus, found.neighbours)
    ]
    same = FoundObject(larger(found.colours), *regions, SCALE_UM / factor)
    assert features_of(same) == pytest.approx(features_of(found), abs=0.06)
