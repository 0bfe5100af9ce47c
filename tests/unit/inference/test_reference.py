"""Models and segmenters look again at a synthetic smear: do they answer as where they were measured?"""

import shutil

import cv2
import numpy as np
import pytest

from leukodesk.core.errors import InputError, ModelError
from leukodesk.inference import reference
from leukodesk.inference import reference_finds as reference_finds_module
from leukodesk.inference.card_files import load_card, save_card
from leukodesk.inference.cards import CARD_SUFFIX
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.reference import (
    compare_answers,
    difference,
    load_for_reading,
    reference_answers,
    reference_smear,
)
from leukodesk.inference.reference_finds import Finds, compare_finds, kept_finds, reference_finds
from tests.tiny_model import make_model


@pytest.fixture
def library(tmp_path):
    return ModelLibrary((tmp_path,))


@pytest.fixture
def measured(library, tmp_path):
    """A model whose card keeps what it answers here, in one of the user's folders."""
    card = make_model(tmp_path)
    answers = reference_answers(library.load(card.id, "cpu"))
    save_card(card.model_copy(update={"reference": answers}), tmp_path)
    return library.card(card.id)


def rewrite(card, folder, **changes):
    save_card(card.model_copy(update=changes), folder)


def test_the_reference_smear_shows_whole_white_cells_with_nuclei():
    smear = reference_smear()
    height, width = smear.image.pixels.shape[:2]
    assert len(smear.cells) >= 6
    for cell in smear.cells:
        assert cell.cell_mask.fits(height, width)
        assert 0.1 < cell.nc_ratio < 1


def test_every_shipped_model_answers_here_as_its_card_keeps():
    library = ModelLibrary.default()
    compared = compare_answers(library, "cpu")
    assert (compared.differing, compared.unknown) == ((), ())
    assert set(compared.same) == {card.id for card in library.cards()}


def test_every_segmenter_finds_what_it_found_with_other_arithmetic_as_well():
    cv2.setUseOptimized(False)
    try:
        assert compare_finds() == ()
    finally:
        cv2.setUseOptimized(True)
    assert set(kept_finds()) == {"lab-kmeans", "pivot-growing", "unet-plr"}


def test_a_model_that_answers_as_it_did_says_nothing(library, measured):
    classifier = load_for_reading(library, measured.id, "cpu")
    assert difference(classifier) < 1e-4
    assert classifier.take_notices() == ()


@pytest.mark.parametrize("change", ["scale", "colours", "temperature"])
def test_a_reader_is_told_of_a_model_that_answers_otherwise(library, tmp_path, change):
    shipped = ModelLibrary.default()
    card = shipped.card("mobilenet_v2.leukocyte8")
    for path in (shipped.weights_path(card.id), shipped.folders[0] / card.distribution.file):
        shutil.copy(path, tmp_path)
    changes = {
        "scale": {"crop": card.crop.model_copy(update={"pixel_size_um": card.crop.pixel_size_um * 1.05})},
        "colours": {"mean": card.mean[::-1]},
        "temperature": {"temperature": card.temperature * 1.3},
    }
    rewrite(card, tmp_path, **changes[change])
    (notice,) = load_for_reading(library, card.id, "cpu").take_notices()
    assert notice.startswith(f"Model {card.id} answers otherwise here")
    assert compare_answers(library, "cpu").differing == (notice,)


def test_answers_about_another_smear_or_none_are_not_compared(library, measured, tmp_path):
    other = measured.reference.model_copy(update={"smear": "0" * 64})
    for kept in (other, None):
        rewrite(measured, tmp_path, reference=kept)
        assert compare_answers(library, "cpu").unknown == (measured.id,)
        assert load_for_reading(library, measured.id, "cpu").take_notices() == ()


def test_answers_about_fewer_cells_than_there_are_differ(library, measured, tmp_path):
    fewer = measured.reference.model_copy(update={"probabilities": measured.reference.probabilities[1:]})
    rewrite(measured, tmp_path, reference=fewer)
    assert difference(library.load(measured.id, "cpu")) == 1


def test_a_card_with_answers_of_other_classes_is_refused(measured, tmp_path):
    path = tmp_path / (measured.id + CARD_SUFFIX)
    path.write_text(path.read_text().replace('"classes": [', '"classes": [\n    "third",'))
    with pytest.raises(ModelError, match="another number of classes"):
        load_card(path)


FOUND = np.array([[10, 20, 4000, 3000], [200, 30, 2500, 100]], float)


@pytest.mark.parametrize(
    ("changes", "differing"),
    [
        (FOUND, 0),
        (FOUND[::-1], 0),
        (np.add(FOUND, [1.4, -1.4, 70, 19]), 0),
        (np.add(FOUND, [1.6, 0, 0, 0]), 2),
        (FOUND * [1, 1, 1.04, 1], 2),
        (FOUND * [1, 1, 1, 1.3], 2),
        (FOUND[:1], 1),
        (FOUND[:0], 2),
    ],
)
def test_finds_are_others_where_they_lie_or_measure_otherwise(changes, differing):
    assert Finds(FOUND).differing(Finds(changes)) == differing
    assert Finds(changes).differing(Finds(FOUND)) == differing


def test_a_segmenter_that_finds_otherwise_is_named(monkeypatch):
    kept = {"pivot-growing": Finds(np.add(reference_finds("pivot-growing").rows, [5, 0, 0, 0]))}
    monkeypatch.setattr(reference_finds_module, "kept_finds", lambda: kept)
    (told,) = compare_finds()
    assert told.startswith("Segmenter pivot-growing finds other outlines here")


def test_missing_files_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(reference, "resources_dir", lambda: tmp_path)
    monkeypatch.setattr(reference_finds_module, "resources_dir", lambda: tmp_path)
    with pytest.raises(InputError, match=r"smear\.png"):
        reference_smear.__wrapped__()
    with pytest.raises(ModelError, match=r"finds\.json"):
        kept_finds()
