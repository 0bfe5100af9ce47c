"""A model tells when a cell is unlike those it learnt from."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell
from leukodesk.core.errors import ModelError
from leukodesk.core.mask import Mask
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.distribution import Distribution
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.suggestions import predictions, unfamiliar_notices
from leukodesk.training.familiarity import fit_distribution, fit_layer, held_out_distances

pytestmark = pytest.mark.slow


def _crops(n, colour, seed=0):
    """Noisy crops of one colour with a dark disc."""
    random = np.random.default_rng(seed)
    crops = np.empty((n, 48, 48, 3), np.float64)
    crops[:] = colour
    rows, columns = np.ogrid[:48, :48]
    for crop in crops:
        radius = random.uniform(10, 16)
        crop[(rows - 24) ** 2 + (columns - 24) ** 2 < radius**2] *= random.uniform(0.4, 0.7)
    return np.clip(crops + random.normal(0, 6, crops.shape), 0, 255).astype(np.uint8)


_PINK, _GREEN = (220, 190, 210), (150, 200, 160)


@pytest.fixture
def described(tiny_model, tmp_path):
    """A library whose model learnt from pink fields, and the cells it learnt from."""
    card = tiny_model(tmp_path)
    crops = _crops(80, _PINK)
    classifier = load_classifier(card, tmp_path, "cpu")
    labels, units = np.arange(80) % 2, [f"field {i // 8}" for i in range(80)]
    found = fit_distribution(classifier.features(crops), labels, units)
    library = ModelLibrary([tmp_path])
    library.describe_cells(card.id, found.to_bytes(), n=80, calibrated_on="them", flagged_share=0.05)
    return library


def test_cells_of_another_stain_are_flagged_and_the_models_own_are_not(described):
    classifier = described.load("cnn.tiny", "cpu")
    for colour, share in ((_PINK, 0.0), (_GREEN, 1.0)):
        crops = _crops(40, colour, seed=1)
        probabilities, unlike, _ = classifier.judge(crops)
        np.testing.assert_array_equal(probabilities, classifier.predict(crops))
        assert unlike.dtype == np.float32
        assert abs((unlike > 1).mean() - share) < 0.2


def test_a_model_without_a_description_says_nothing_about_it(tiny_model, tmp_path):
    classifier = load_classifier(tiny_model(tmp_path), tmp_path, "cpu")
    assert classifier.judge(_crops(2, _PINK))[1] is None
    assert classifier.judge(_crops(0, _PINK))[1] is None


@pytest.mark.parametrize("turns", [1, 4])
def test_turns_do_not_change_what_is_seen(described, turns):
    classifier = described.load("cnn.tiny", "cpu")
    crops = _crops(6, _PINK)
    once = classifier.judge(crops)[1]
    classifier.card = classifier.card.model_copy(update={"turns": turns})
    np.testing.assert_allclose(classifier.judge(crops)[1], once, rtol=1e-5)
    assert not any(module._forward_hooks for module in classifier.network.modules())


def test_one_in_twenty_held_out_cells_lies_above_the_limit():
    random = np.random.default_rng(0)
    features = tuple(random.normal(size=(400, width)) for width in (20, 60))
    labels, units = np.arange(400) % 3, [str(i // 10) for i in range(400)]
    found = fit_distribution(features, labels, units)
    new = tuple(random.normal(size=(2000, width)) for width in (20, 60))
    assert 0.02 < (found.unfamiliarity(new) > 1).mean() < 0.09


@settings(max_examples=30, deadline=None)
@given(st.integers(4, 40), st.integers(1, 30), st.integers(1, 3), st.booleans(), st.integers(0, 2**31))
def test_any_features_can_be_described_and_distances_grow_outwards(n, width, classes, constant, seed):
    random = np.random.default_rng(seed)
    features = random.normal(size=(n, width)) * random.uniform(0.1, 50, width)
    if constant:
        features[:, 0] = 3.0
    layer = fit_layer(features, np.arange(n) % classes)
    assert np.isfinite(layer.distances(features)).all()
    away = layer.means[0] + layer.deviations * 50
    farther = layer.means[0] + layer.deviations * 500
    near, far = layer.distances(np.stack([away, farther]))
    assert near < far


def test_what_is_kept_is_what_was_fitted():
    random = np.random.default_rng(0)
    features = tuple(random.normal(size=(60, width)) for width in (8, 30))
    found = fit_distribution(features, np.arange(60) % 2, [str(i // 6) for i in range(60)])
    again = Distribution.from_bytes(found.to_bytes(), "x")
    np.testing.assert_allclose(again.unfamiliarity(features), found.unfamiliarity(features), rtol=1e-4)


def test_held_out_cells_are_farther_away_than_those_that_were_fitted():
    random = np.random.default_rng(0)
    features = (random.normal(size=(60, 40)),)
    labels = np.zeros(60, int)
    own = fit_layer(features[0][:30], labels[:30]).distances(features[0][:30])
    held_out = held_out_distances((features[0][:30],), labels[:30], (features[0][30:],))
    assert held_out.mean() > own.mean()


def test_too_few_cells_or_units_give_no_description():
    features = (np.random.default_rng(0).normal(size=(20, 4)),)
    assert fit_distribution(features, np.arange(20) % 2, ["one"] * 20) is None
    assert fit_distribution((features[0][:6],), np.arange(6) % 2, list("abcdef")) is None


def test_an_altered_or_missing_file_is_refused_and_found_by_verify(described, tmp_path):
    path = tmp_path / "cnn.tiny.distribution.safetensors"
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(
        ModelError, match=r"distribution\.safetensors is not the file .* import the model again"
    ):
        described.load("cnn.tiny", "cpu")
    assert [problem.sentence for problem in described.verify()]
    path.unlink()
    with pytest.raises(ModelError, match="put it back beside the card"):
        described.load("cnn.tiny", "cpu")
    with pytest.raises(ModelError, match="not a readable description"):
        Distribution.from_bytes(b"no safetensors", "x")


def test_it_travels_with_the_model(described, tmp_path):
    archive = described.export("cnn.tiny", tmp_path)
    other = ModelLibrary([tmp_path / "others"])
    card = other.import_file(archive)
    again = other.import_file(tmp_path / "cnn.tiny.json")
    assert again == card
    assert other.verify() == []
    crops = _crops(3, _GREEN)
    expected = described.load("cnn.tiny", "cpu").judge(crops)[1]
    np.testing.assert_array_equal(other.load(card.id, "cpu").judge(crops)[1], expected)


def test_a_model_under_a_taken_id_takes_its_file_along(described, tmp_path):
    library = ModelLibrary([tmp_path / "a", tmp_path / "b"])
    first, second = (library.adopt(tmp_path / "cnn.tiny.json") for _ in range(2))
    assert first.distribution.file == "cnn.tiny.distribution.safetensors"
    assert second.distribution.file == "cnn.tiny-2.distribution.safetensors"
    assert library.verify() == []
    described.folders = (tmp_path / "c",)
    described.discard(tmp_path / "cnn.tiny.json")
    assert not list(tmp_path.glob("cnn.tiny*"))


def test_a_card_written_before_there_were_descriptions_is_read(tiny_model, tmp_path):
    card = tiny_model(tmp_path)
    path = tmp_path / f"{card.id}.json"
    import json

    old = json.loads(path.read_text())
    del old["distribution"], old["explanations"]
    path.write_text(json.dumps(old))
    assert load_card(path) == card


def _said(scores, card):
    mask = Mask.from_pixels(np.ones((2, 2), bool))
    cells = [Cell(str(i), "s", mask, None) for i in range(len(scores))]
    rows = np.full((len(scores), 2), 0.5, np.float32)
    return predictions(cells, rows, card, np.array(scores, np.float32))


def test_a_field_with_many_unlike_cells_gets_one_sentence(tiny_model, tmp_path):
    card = tiny_model(tmp_path)
    assert unfamiliar_notices(_said([0.5] * 20 + [2.0] * 2, card), card) == ()
    assert unfamiliar_notices(_said([0.5] * 95 + [2.0] * 5, card), card) == ()
    (sentence,) = unfamiliar_notices(_said([0.5] * 6 + [2.0] * 4, card), card)
    assert sentence.startswith("4 of 10 cells are unlike those that model cnn.tiny learnt from")
    assert unfamiliar_notices([], card) == ()
