import numpy as np
import pytest
import torch
from torch import nn

from leukodesk.inference.cards import Crop
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.explain import EXPLAINERS, explain
from leukodesk.inference.turns import mean_over_turns


def _crops(n, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (n, 48, 48, 3), dtype=np.uint8)


def _classifier(tiny_model, folder, turns):
    """A classifier for which every place in the crop counts differently."""
    torch.manual_seed(0)
    network = nn.Sequential(nn.Flatten(), nn.Linear(48 * 48 * 3, 2))
    return CellClassifier(tiny_model(folder, turns=turns), network, "cpu")


def _by_hand(inputs):
    quarters = [np.rot90(inputs, k, (2, 3)) for k in range(4)]
    return quarters + [quarter[:, :, :, ::-1] for quarter in quarters]


@pytest.mark.parametrize("turns", [1, 4, 8])
def test_the_mean_is_over_exactly_these_turns(turns):
    random = np.random.default_rng(0)
    inputs, places = random.normal(size=(2, 3, 6, 6)), random.normal(size=(3 * 36, 2))

    def network(crops):
        return crops.reshape(len(crops), -1) @ torch.from_numpy(places)

    views = [view.reshape(2, -1) @ places for view in _by_hand(inputs)]
    assert len({round(float(view[0, 0]), 6) for view in views}) == 8
    mean = mean_over_turns(network, torch.from_numpy(inputs), turns)
    np.testing.assert_allclose(mean, np.mean(views[:turns], axis=0))


def test_how_a_cell_lies_does_not_matter_with_turns(tiny_model, tmp_path):
    crops = _crops(5)
    turned = np.ascontiguousarray(np.rot90(crops, 1, (1, 2)))
    mirrored = np.ascontiguousarray(crops[:, :, ::-1])
    one, four, eight = (_classifier(tiny_model, tmp_path, turns) for turns in (1, 4, 8))
    assert not np.allclose(one.predict(crops), one.predict(turned), atol=1e-4)
    np.testing.assert_allclose(four.predict(crops), four.predict(turned), atol=1e-5)
    assert not np.allclose(four.predict(crops), four.predict(mirrored), atol=1e-4)
    np.testing.assert_allclose(eight.predict(crops), eight.predict(mirrored), atol=1e-5)


class _RightNow(nn.Module):
    """Runs out of memory above one crop at a time; says how bright the top left corner is."""

    def forward(self, crops):
        if len(crops) > 1:
            raise torch.OutOfMemoryError
        return crops[:, :2, 0, 0]


def test_too_little_memory_does_not_change_the_mean(tiny_model, tmp_path):
    card = tiny_model(tmp_path, turns=4, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
    crops = _crops(3)
    corners = crops[:, [0, 0, -1, -1], [0, -1, 0, -1], :2].mean(axis=1) / 255
    np.testing.assert_allclose(CellClassifier(card, _RightNow(), "cpu").logits(crops), corners, atol=1e-6)


class _LeftHalf(nn.Module):
    """Red in the left half speaks for class 0, blue anywhere for class 1."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 2, 8, stride=8, bias=False)
        weight = torch.zeros(2, 3, 8, 8)
        weight[0, 0] = weight[1, 2] = 1 / 64
        self.conv.weight = nn.Parameter(weight)
        self.features = nn.Sequential(self.conv, nn.ReLU())
        self.register_buffer("left", (torch.arange(6) < 3).float().view(1, 1, 6))

    def forward(self, crops):
        maps = self.features(crops)
        return torch.stack([(maps[:, 0] * self.left).sum(dim=(1, 2)), maps[:, 1].sum(dim=(1, 2))], dim=1)


@pytest.fixture
def left_half(tiny_model, tmp_path):
    def make(turns):
        changes = {"mean": (0.0, 0.0, 0.0), "std": (1.0, 1.0, 1.0), "turns": turns}
        return CellClassifier(tiny_model(tmp_path, **changes), _LeftHalf(), "cpu")

    return make


def _red_left_some_blue_right():
    crop = np.zeros((1, 48, 48, 3), np.uint8)
    crop[0, :, :24, 0] = 200
    crop[0, :, 24:, 2] = 150
    return crop


def test_the_class_explained_is_the_one_the_average_names(left_half):
    crop = _red_left_some_blue_right()
    # The crop as it is speaks for class 0; turned over, its red counts for nothing.
    assert left_half(1).predict(crop).argmax() == 0
    assert left_half(4).predict(crop).argmax() == 1
    np.testing.assert_array_equal(explain(left_half(4), crop), explain(left_half(4), crop, 1))
    assert not np.array_equal(explain(left_half(4), crop), explain(left_half(4), crop, 0))


def test_a_heatmap_shows_what_moved_the_average_over_the_turns(left_half):
    crop = np.zeros((1, 48, 48, 3), np.uint8)
    crop[0, 8:40, 32:40, 0] = 200
    # The crop as it is has its red where it counts for nothing; a mirrored one has it where it counts.
    one, eight = (explain(left_half(turns), crop, 0, "hirescam")[0] for turns in (1, 8))
    assert one.max() == 0
    assert eight[12:36, 34:38].min() > 0.6
    assert eight[:, :24].max() < 0.05


@pytest.mark.parametrize("method", EXPLAINERS)
@pytest.mark.parametrize("turns", [4, 8])
def test_how_a_cell_lies_does_not_matter_for_its_heatmap(tiny_model, tmp_path, turns, method):
    classifier = load_classifier(tiny_model(tmp_path, turns=turns), tmp_path, "cpu")
    crops = _crops(3)
    heat = explain(classifier, crops, 1, method)
    for turn in range(turns):
        lying = np.rot90(crops[:, :, ::-1] if turn >= 4 else crops, turn % 4, (1, 2))
        upright = np.rot90(explain(classifier, lying, 1, method), -(turn % 4), (1, 2))
        np.testing.assert_allclose(upright[:, :, ::-1] if turn >= 4 else upright, heat, atol=1e-3)


class _LargeSteps(nn.Module):
    """Says how red a crop is, seen through five steps of two pixels, as most networks see it."""

    def __init__(self):
        super().__init__()
        steps = [nn.Conv2d(3 if i == 0 else 1, 1, 3, stride=2, padding=1, bias=False) for i in range(5)]
        for step in steps:
            nn.init.constant_(step.weight, 0.0)
            step.weight.data[:, 0] = torch.tensor([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]]) / 16
        self.features = nn.Sequential(*steps)

    def forward(self, crops):
        red = self.features(crops).mean(dim=(1, 2, 3))
        return torch.stack([red, -red], dim=1)


def test_heat_lies_on_the_cell_although_the_steps_of_the_network_are_large(tiny_model, tmp_path):
    crop = Crop(size_px=112, pixel_size_um=0.2)
    card = tiny_model(tmp_path, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0), turns=4, crop=crop)
    pixels = np.zeros((1, 112, 112, 3), np.uint8)
    rows, columns = np.mgrid[:112, :112]
    pixels[0, np.hypot(rows - 55.5, columns - 55.5) < 25, 0] = 255
    heat = explain(CellClassifier(card, _LargeSteps(), "cpu"), pixels, 0)[0]
    assert abs((heat * rows).sum() / heat.sum() - 55.5) < 1
    assert abs((heat * columns).sum() / heat.sum() - 55.5) < 1


def test_each_crop_can_be_asked_about_its_own_class(left_half):
    crops = np.repeat(_red_left_some_blue_right(), 6, axis=0)
    classes = np.array([0, 1, 1, 0, 1, 0])
    heat = explain(left_half(4), crops, classes)
    for index, class_index in enumerate(classes):
        one = explain(left_half(4), crops[:1], int(class_index))[0]
        np.testing.assert_allclose(heat[index], one, atol=1e-6)
