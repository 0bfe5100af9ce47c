import hashlib

import numpy as np
import pytest
import torch
from safetensors.torch import save
from torch import nn

from leukodesk.core.cell import Cell
from leukodesk.core.errors import CancelledError, ModelError
from leukodesk.core.mask import Mask
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.registry import create_architecture
from leukodesk.inference.suggestions import predictions


@pytest.fixture
def card(tiny_model, tmp_path):
    return tiny_model(tmp_path)


@pytest.fixture
def classifier(card, tmp_path):
    return load_classifier(card, tmp_path, "cpu")


def _crops(n, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (n, 48, 48, 3), dtype=np.uint8)


def _replace_weights(card, folder, data):
    (folder / card.weights_file).write_bytes(data)
    return card.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})


def test_probabilities_are_those_of_the_network_and_the_card(card, classifier):
    """Preprocessing, output order and temperature, each recomputed by hand."""
    crops = _crops(11)
    by_hand = torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 255
    by_hand = (by_hand - 0.5) / 0.25
    with torch.no_grad():
        expected = torch.softmax(classifier.network(by_hand) / card.temperature, dim=1)
    np.testing.assert_allclose(classifier.predict(crops), expected, atol=1e-5)


def test_the_card_alone_decides_normalisation_and_temperature(card, classifier, tmp_path):
    crops = _crops(4)
    warm = load_classifier(card.model_copy(update={"temperature": 5.0}), tmp_path, "cpu")
    np.testing.assert_allclose(warm.logits(crops), classifier.logits(crops))
    assert (warm.predict(crops).max(axis=1) < classifier.predict(crops).max(axis=1)).all()
    darker = load_classifier(card.model_copy(update={"mean": (0.9, 0.9, 0.9)}), tmp_path, "cpu")
    assert not np.allclose(darker.logits(crops), classifier.logits(crops))


def test_batches_do_not_change_what_is_said(classifier):
    crops = _crops(11)
    together = classifier.predict(crops)
    alone = np.concatenate([classifier.predict(crops[i : i + 1]) for i in range(11)])
    np.testing.assert_allclose(together, alone, atol=1e-6)
    assert together.dtype == np.float32
    np.testing.assert_allclose(together.sum(axis=1), 1, atol=1e-6)


def test_no_cells_give_no_rows(classifier):
    assert classifier.predict(_crops(0)).shape == (0, 2)


def test_crops_of_another_size_are_a_bug(classifier):
    with pytest.raises(ValueError, match=r"must be \(n, 48, 48, 3\)"):
        classifier.predict(np.zeros((1, 47, 48, 3), np.uint8))


def test_progress_is_told_and_can_cancel(classifier):
    told = []
    classifier.predict(_crops(9), lambda done, total, text="": told.append((done, total, text)))
    assert told[-1] == (9, 9, "Classifying cells")
    assert len(told) > 1

    def stop(done, total, text=""):
        raise CancelledError

    with pytest.raises(CancelledError):
        classifier.predict(_crops(9), stop)


def test_an_unknown_architecture_names_the_way_out(card, tmp_path):
    with pytest.raises(ModelError, match=r"cnn\.tiny needs the architecture 'vit_h'.*install the plugin"):
        load_classifier(card.model_copy(update={"architecture": "vit_h"}), tmp_path, "cpu")


def test_a_field_model_cannot_name_cells(card, tmp_path):
    with pytest.raises(ModelError, match="name whole smears, which the architecture cnn cannot"):
        load_classifier(card.model_copy(update={"task": "field"}), tmp_path, "cpu")


def test_altered_weights_are_refused_before_they_are_read(card, tmp_path):
    (tmp_path / card.weights_file).write_bytes(b"\x80\x04 a pickle, for all we know")
    with pytest.raises(ModelError, match="sha256 differs"):
        load_classifier(card, tmp_path, "cpu")


def test_weights_that_are_not_safetensors(card, tmp_path):
    card = _replace_weights(card, tmp_path, b"\x80\x04not safetensors")
    with pytest.raises(ModelError, match=r"cnn\.tiny\.safetensors are not a readable safetensors file"):
        load_classifier(card, tmp_path, "cpu")


@pytest.mark.parametrize("spoil", ["missing", "extra", "shape"])
def test_weights_must_fit_exactly(card, tmp_path, spoil):
    state = create_architecture("cnn").build(2).state_dict()
    if spoil == "missing":
        del state["head.bias"]
    elif spoil == "extra":
        state["extra"] = torch.zeros(1)
    else:
        state["head.bias"] = torch.zeros(3)
    card = _replace_weights(card, tmp_path, save(state))
    with pytest.raises(ModelError, match=r"do not fit the architecture cnn with 2 classes"):
        load_classifier(card, tmp_path, "cpu")


@pytest.mark.parametrize("broken", [float("nan"), float("inf")])
def test_weights_that_a_training_broke_are_refused_though_their_digest_is_right(card, tmp_path, broken):
    state = create_architecture("cnn").build(2).state_dict()
    state["head.bias"][1] = broken
    card = _replace_weights(card, tmp_path, save(state))
    with pytest.raises(ModelError, match=r"cnn\.tiny\.safetensors hold values that are no numbers"):
        load_classifier(card, tmp_path, "cpu")


class _SmallMemory(nn.Module):
    """Runs out of memory above ``limit`` crops at a time; otherwise logits are the mean of two channels."""

    def __init__(self, limit):
        super().__init__()
        self.limit = limit
        self.sizes = []

    def forward(self, crops):
        self.sizes.append(len(crops))
        if len(crops) > self.limit:
            raise torch.OutOfMemoryError
        return crops.mean(dim=(2, 3))[:, :2]


def test_too_little_memory_halves_the_batch_and_completes(card):
    crops = _crops(9)
    plenty = CellClassifier(card, _SmallMemory(100), "cpu").logits(crops)
    network = _SmallMemory(1)
    scarce = CellClassifier(card, network, "cpu").logits(crops)
    np.testing.assert_allclose(scarce, plenty, atol=1e-6)
    assert network.sizes == [4, 2, 1, *[1] * 8]


def test_no_memory_at_all_is_one_sentence(card):
    with pytest.raises(ModelError, match="not enough memory to run model"):
        CellClassifier(card, _SmallMemory(0), "cpu").logits(_crops(2))


def test_a_full_graphics_card_falls_back_to_the_cpu_and_says_so(card):
    classifier = CellClassifier(card, _SmallMemory(100), "cpu")
    classifier.device = "cuda"
    tried = []

    def step(part):
        tried.append((classifier.device, part.stop - part.start))
        if classifier.device == "cuda":
            raise torch.OutOfMemoryError
        return np.ones((part.stop - part.start, 2), np.float32)

    assert classifier.run(3, step, "Classifying cells", lambda done, total, text="": None).shape == (3, 2)
    assert tried == [("cuda", 3), ("cuda", 3), ("cuda", 3), ("cuda", 3), *tried[4:]]
    assert tried[-1] == ("cpu", 3)
    assert classifier.device == "cpu"
    assert len(classifier.notices) == 1
    assert "runs on the CPU" in classifier.notices[0]


def test_other_failures_are_not_taken_for_a_lack_of_memory(card):
    class Broken(nn.Module):
        def forward(self, crops):
            raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        CellClassifier(card, Broken(), "cpu").logits(_crops(2))


@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device here")
def test_half_precision_on_the_graphics_card_says_nearly_the_same(card, classifier, tmp_path):
    crops = _crops(20)
    there = load_classifier(card, tmp_path, "cuda").predict(crops)
    np.testing.assert_allclose(there, classifier.predict(crops), atol=0.02)


def _cell(name):
    return Cell(name, "smear", Mask.from_pixels(np.ones((3, 3), bool)), None)


def test_predictions_abstain_below_the_cards_threshold(card):
    card = card.model_copy(update={"abstention_threshold": 0.75})
    probabilities = np.array([[0.75, 0.25], [0.26, 0.74], [0.0, 1.0]], np.float32)
    sure, unsure, certain = predictions([_cell("a"), _cell("b"), _cell("c")], probabilities, card)
    assert (sure.abstained, unsure.abstained, certain.abstained) == (False, True, False)
    assert (sure.cell_id, sure.model_id, sure.top_class) == ("a", card.id, "blast")
    assert unsure.top_class == "normal"
    assert certain.probabilities == {"blast": 0.0, "normal": 1.0}


def test_predictions_need_one_row_per_cell(card):
    with pytest.raises(ValueError, match="zip"):
        predictions([_cell("a")], np.zeros((2, 2), np.float32), card)
