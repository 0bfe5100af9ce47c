"""Measured features of phantom cells, and the machine that reads them."""

import cv2
import numpy as np
import pytest
import torch
from safetensors.torch import load, save

from leukodesk.core.errors import ModelError
from leukodesk.imaging.crops import CropSpec, crop_cells, mask_crop
from leukodesk.imaging.phantom import render_phantom
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.classifiers.handcrafted import feature_names, features_of, handcrafted_features
from leukodesk.inference.classifiers.handcrafted_regions import find_regions
from leukodesk.inference.explain import explain
from leukodesk.inference.registry import create_architecture
from tests.tiny_model import make_model

SPEC = CropSpec(96, 0.22)
SCALE_UM = 0.18


@pytest.fixture(scope="module")
def phantom():
    """A small field, the white cells that lie apart and inside, and their crops."""
    field = render_phantom(seed=4, height=700, width=900, pixel_size_um=SCALE_UM, white_cells=10)
    cells = [
        cell
        for cell in field.cells[3:]
        if field.classes[cell.id] in ("blast", "normal") and not cell.is_cut(700, 900)
    ]
    return field, cells, crop_cells(field.pixels, cells, SCALE_UM, SPEC)


def iou(one, other):
    return (one & other).sum() / (one | other).sum()


def fitted(n_classes=2, seed=0):
    """A machine with random support vectors, as a training run leaves one behind."""
    random = np.random.default_rng(seed)
    network = create_architecture("svm-handcrafted").build(n_classes)
    count = len(feature_names())
    chosen = np.zeros(count, bool)
    chosen[:20] = True
    state = network.state_dict() | {
        "pixel_size_um": torch.tensor(SPEC.pixel_size_um, dtype=torch.float64),
        "chosen": torch.from_numpy(chosen),
        "machine_support": torch.from_numpy(random.normal(0, 30, (7, 20))),
        "machine_coefficients": torch.from_numpy(random.normal(0, 3, (7, n_classes))),
        "machine_gamma": torch.tensor(1e-4, dtype=torch.float64),
    }
    network.load_state_dict(state)
    return network


def test_the_cell_in_the_middle_is_found(phantom):
    _, cells, crops = phantom
    overlaps = []
    for cell, crop in zip(cells, crops, strict=True):
        regions = find_regions(crop, SPEC.pixel_size_um)
        overlaps.append(iou(regions.cell, mask_crop(cell.cell_mask, cell.centroid, SCALE_UM, SPEC)))
        assert not (regions.nucleus & ~regions.cell).any()
    assert np.median(overlaps) > 0.85


def on_black(crop, kept):
    return np.where(kept[..., None], crop, 0).astype(np.uint8)


def test_a_cut_out_on_black_is_measured_as_the_cell_it_shows(phantom):
    _, cells, crops = phantom
    for cell, crop in zip(cells, crops, strict=True):
        mask = mask_crop(cell.cell_mask, cell.centroid, SCALE_UM, SPEC)
        regions = find_regions(on_black(crop, mask), SPEC.pixel_size_um)
        np.testing.assert_array_equal(regions.cell, mask)
        nucleus = mask_crop(cell.nucleus_mask, cell.centroid, SCALE_UM, SPEC)
        assert not (regions.nucleus & ~mask).any()
        assert iou(regions.nucleus, nucleus) > 0.8


def test_a_cut_out_without_a_nucleus_is_still_the_cell_it_shows():
    rows, columns = np.ogrid[:96, :96]
    mask = np.hypot(rows - 45, columns - 50) < 25
    pale = on_black(np.full((96, 96, 3), (226, 214, 228), np.uint8), mask)
    regions = find_regions(pale, SPEC.pixel_size_um)
    np.testing.assert_array_equal(regions.cell, mask)
    assert not regions.nucleus.any()
    assert regions.cells == 1


def test_of_several_cut_outs_on_black_the_one_in_the_middle_is_measured():
    rows, columns = np.ogrid[:96, :96]
    middle = np.hypot(rows - 47, columns - 47) < 18
    corner = np.hypot(rows - 12, columns - 12) < 14
    crop = on_black(np.full((96, 96, 3), (120, 70, 150), np.uint8), middle | corner)
    np.testing.assert_array_equal(find_regions(crop, SPEC.pixel_size_um).cell, middle)
    alone = on_black(crop, corner)
    assert not find_regions(alone, SPEC.pixel_size_um).cell.any()


def test_size_and_nc_ratio_are_those_of_the_cells(phantom):
    _, cells, crops = phantom
    names = feature_names()
    table = handcrafted_features(crops, SPEC.pixel_size_um)
    areas = np.array([cell.cell_area_px * SCALE_UM**2 for cell in cells])
    ratios = np.array([cell.nc_ratio for cell in cells])
    assert np.median(np.abs(table[:, names.index("cell area")] / areas - 1)) < 0.15
    assert np.median(np.abs(table[:, names.index("nc ratio")] - ratios)) < 0.1
    diameter = table[:, names.index("cell diameter")]
    np.testing.assert_allclose(np.pi / 4 * diameter**2, table[:, names.index("cell area")])


def test_every_group_of_the_paper_is_measured():
    names = " | ".join(feature_names())
    wanted = (
        "contour area mean",
        "contour area deviation",
        "contour area sum",
        "circles",
        "hog 143",
        "nc ratio",
    )
    assert all(name in names for name in wanted)
    for space in ("L", "a", "b", "Y", "Cr", "Cb"):
        assert all(f"{place} {space} mean" in names for place in ("crop", "cell", "nucleus"))
        assert f"crop {space} deviation" in names
    for gradient in ("max", "mean", "deviation", "active"):
        assert f"cell gradient {gradient}" in names
    assert len(set(feature_names())) == len(feature_names())


def test_the_same_crop_gives_the_same_numbers(phantom):
    crops = phantom[2][:3]
    first = handcrafted_features(crops, SPEC.pixel_size_um)
    np.testing.assert_array_equal(first, handcrafted_features(crops, SPEC.pixel_size_um))
    np.testing.assert_array_equal(first[1:2], handcrafted_features(crops[1:2], SPEC.pixel_size_um))


@pytest.mark.parametrize("side", [16, 33, 64])
@pytest.mark.parametrize("kind", ["black", "white", "noise"])
def test_any_crop_has_finite_features(side, kind):
    crop = {
        "black": np.zeros((side, side, 3), np.uint8),
        "white": np.full((side, side, 3), 255, np.uint8),
        "noise": np.random.default_rng(side).integers(0, 256, (side, side, 3), dtype=np.uint8),
    }[kind]
    values = features_of(crop, 22.4 / side)
    assert tuple(values) == feature_names()
    assert all(np.isfinite(value) for value in values.values())


def test_no_crops_give_an_empty_table():
    assert handcrafted_features(np.empty((0, 32, 32, 3), np.uint8), 0.5).shape == (0, len(feature_names()))


def test_circles_are_counted():
    crop = np.full((96, 96, 3), 230, np.uint8)
    cv2.circle(crop, (48, 48), 20, (90, 40, 130), -1, cv2.LINE_AA)
    values = features_of(crop, 0.2)
    assert values["crop circles"] == 1
    assert values["crop circle radius mean"] == pytest.approx(4.0, abs=0.3)
    assert values["cell circularity"] > 0.95
    assert values["cell solidity"] > 0.95


def test_a_fresh_machine_prefers_no_class(phantom):
    network = create_architecture("svm-handcrafted").build(3)
    logits = network(torch.zeros(2, 3, 32, 32))
    torch.testing.assert_close(logits, torch.zeros(2, 3))


def test_a_machine_survives_a_file_and_reads_what_features_say(phantom):
    crops = phantom[2][:4]
    network = fitted(3)
    other = create_architecture("svm-handcrafted").build(3)
    other.load_state_dict(load(save(network.state_dict())), strict=True)
    inputs = torch.from_numpy(crops).permute(0, 3, 1, 2).float() / 255
    torch.testing.assert_close(network(inputs), other(inputs))
    features = handcrafted_features(crops, SPEC.pixel_size_um)[:, :20]
    squared = ((features[:, None] - network.machine_support.numpy()) ** 2).sum(axis=2)
    expected = np.exp(-1e-4 * squared) @ network.machine_coefficients.numpy()
    np.testing.assert_allclose(network(inputs).numpy(), expected, rtol=1e-4, atol=1e-6)
    assert np.ptp(expected) > 1e-3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("machine_support", torch.zeros(6, 20, dtype=torch.float64)),
        ("machine_support", torch.zeros(7, 19, dtype=torch.float64)),
        ("machine_coefficients", torch.zeros(7, 3, dtype=torch.float64)),
        ("features_version", torch.tensor(0)),
        ("scale", torch.zeros(len(feature_names()), dtype=torch.float64)),
        ("mean", torch.full((len(feature_names()),), float("nan"), dtype=torch.float64)),
    ],
)
def test_arrays_that_do_not_fit_are_refused(name, value):
    state = fitted(2).state_dict() | {name: value}
    with pytest.raises(RuntimeError):
        create_architecture("svm-handcrafted").build(2).load_state_dict(state, strict=True)


def test_weights_of_another_kind_are_one_sentence(tmp_path):
    card = make_model(tmp_path, "cnn.tiny").model_copy(update={"architecture": "svm-handcrafted"})
    with pytest.raises(ModelError, match="do not fit the architecture svm-handcrafted"):
        load_classifier(card, tmp_path, "cpu")


def test_a_heatmap_of_it_is_refused_in_one_sentence(tmp_path, phantom):
    changes = {"architecture": "svm-handcrafted", "mean": (0, 0, 0), "std": (1, 1, 1)}
    card = make_model(tmp_path, "cnn.tiny").model_copy(update=changes)
    card = card.model_copy(update={"crop": card.crop.model_copy(update={"size_px": SPEC.size_px})})
    classifier = CellClassifier(card, fitted(2), "cpu")
    crops = phantom[2][:2]
    assert classifier.predict(crops).sum(axis=1) == pytest.approx([1, 1])
    with pytest.raises(ModelError, match="no layer to draw a heatmap from; choose a network"):
        explain(classifier, crops)
