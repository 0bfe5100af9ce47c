import numpy as np
import pytest
import torch
from pytorch_grad_cam.activations_and_gradients import ActivationsAndGradients
from torch import nn

from leukodesk.core.errors import CancelledError, ModelError, UnknownIdError
from leukodesk.inference.cards import Crop
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.classifiers.catalogue import CLASSICAL
from leukodesk.inference.explain import EXPLAINERS, explain, explainers_of
from leukodesk.inference.registry import architecture_ids, create_architecture

pytestmark = pytest.mark.slow


class _Corners(nn.Module):
    """Class 0 is as likely as the crop is bright in red, class 1 as it is in blue."""

    def __init__(self):
        super().__init__()
        # Channels 0 and 1 of the features copy red and blue at an eighth of the size.
        self.conv = nn.Conv2d(3, 2, 8, stride=8, bias=False)
        weight = torch.zeros(2, 3, 8, 8)
        weight[0, 0] = weight[1, 2] = 1 / 64
        self.conv.weight = nn.Parameter(weight)
        self.features = nn.Sequential(self.conv, nn.ReLU())

    def forward(self, crops):
        return self.features(crops).mean(dim=(2, 3))


class _Flat(nn.Module):
    """A linear layer that reads every place by itself, as in VGG."""

    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 8, stride=8))
        self.head = nn.Linear(4 * 36, 2)

    def forward(self, crops):
        return self.head(self.features(crops).flatten(1))


@pytest.fixture
def corners(tiny_model, tmp_path):
    """A classifier whose evidence lies where red or blue lies, under the architecture ``cnn``."""
    card = tiny_model(tmp_path, mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
    return CellClassifier(card, _Corners(), "cpu")


@pytest.fixture
def classifier(tiny_model, tmp_path):
    return load_classifier(tiny_model(tmp_path), tmp_path, "cpu")


def _red_left_blue_right():
    crop = np.zeros((1, 48, 48, 3), np.uint8)
    crop[0, 4:20, 4:20, 0] = 255
    crop[0, 28:44, 28:44, 2] = 200
    return crop


def _crops(n):
    return np.random.default_rng(0).integers(0, 256, (n, 48, 48, 3), dtype=np.uint8)


@pytest.mark.parametrize("method", [name for name in EXPLAINERS if name not in ("eigencam", "cam")])
def test_heat_lies_where_the_evidence_for_the_class_lies(corners, method):
    crop = _red_left_blue_right()
    for index, hot, cold in (
        (0, np.s_[8:16, 8:16], np.s_[28:, 28:]),
        (1, np.s_[32:40, 32:40], np.s_[:20, :20]),
    ):
        heat = explain(corners, crop, index, method)[0]
        assert heat[hot].min() > 0.6
        assert heat[cold].max() < 0.05


def test_eigencam_is_hot_where_something_is_and_not_in_the_background(corners):
    crop = _red_left_blue_right()
    crop[0, 28:44, 28:44] = 0
    heat = explain(corners, crop, None, "eigencam")[0]
    assert heat[8:16, 8:16].min() > 0.6
    assert heat[28:, 28:].max() < 0.05


def test_the_sign_of_eigencam_follows_the_activation():
    """A principal component is known up to its sign only; half of these would come out inverted."""
    from leukodesk.inference.activation_maps import METHODS

    random = np.random.default_rng(0)
    cam = object.__new__(METHODS["eigencam"])
    cam.activations_and_grads = ActivationsAndGradients(nn.Identity(), [], None)
    for _ in range(20):
        spot = np.zeros((6, 5, 5), np.float32)
        spot[:, random.integers(5), random.integers(5)] = 1 + random.random(6)
        heat = cam.get_cam_image(None, None, None, spot[None], None)[0]
        assert heat.argmax() == spot.sum(axis=0).argmax()
        assert heat.max() > -heat.min()


@pytest.mark.parametrize("method", EXPLAINERS)
def test_every_method_gives_one_finite_map_per_crop_twice_the_same(classifier, method):
    crops = _crops(6)
    heat = explain(classifier, crops, None, method)
    assert heat.shape == (6, 48, 48)
    assert heat.dtype == np.float32
    assert heat.min() >= 0
    assert heat.max() <= 1
    assert np.isfinite(heat).all()
    np.testing.assert_array_equal(heat, explain(classifier, crops, None, method))


def test_the_default_class_is_each_crops_own(corners):
    both = np.concatenate([_red_left_blue_right(), _red_left_blue_right()[:, :, :, ::-1]])
    top = corners.logits(both).argmax(axis=1)
    assert set(top) == {0, 1}
    default = explain(corners, both)
    for i, index in enumerate(top):
        np.testing.assert_allclose(
            default[i : i + 1], explain(corners, both[i : i + 1], int(index)), atol=1e-5
        )


def test_frozen_parameters_give_the_same_map_as_grad_cam_alone(classifier):
    """The short cut through the graph must not change a number."""
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    crops = _crops(3)
    ours = explain(classifier, crops, 1, "gradcam")
    network = classifier.network.requires_grad_(True)
    cam = GradCAM(network, [network.features[-1]])
    theirs = cam(classifier.prepare(crops), [ClassifierOutputTarget(1)] * 3)
    cam.activations_and_grads.release()
    np.testing.assert_allclose(ours, theirs, atol=1e-6)


def test_explaining_leaves_nothing_behind(classifier):
    crops = _crops(2)
    before = classifier.predict(crops)
    explain(classifier, crops)
    with pytest.raises(CancelledError):
        explain(classifier, crops, progress=_stop)
    hooks = sum(len(module._forward_hooks) for module in classifier.network.modules())
    assert hooks == 0
    assert all(parameter.grad is None for parameter in classifier.network.parameters())
    np.testing.assert_array_equal(before, classifier.predict(crops))


def _stop(done, total, text=""):
    raise CancelledError


def test_a_failing_network_leaves_no_hooks(corners):
    with pytest.raises(IndexError):
        explain(corners, _crops(1), 7)
    assert not any(module._forward_hooks for module in corners.network.modules())


def test_no_crops_no_maps(classifier):
    assert explain(classifier, _crops(0)).shape == (0, 48, 48)


def test_an_unknown_method_lists_near_names(classifier):
    with pytest.raises(UnknownIdError, match="explainer called 'gradcam--'; did you mean: gradcam"):
        explain(classifier, _crops(1), method="gradcam--")


def test_cam_is_hirescam_where_both_are_defined(classifier):
    """Behind a mean and a linear layer the gradient of every place is the layer's weight."""
    crops = _crops(4)
    for index in (0, 1):
        plain, careful = (explain(classifier, crops, index, name) for name in ("cam", "hirescam"))
        np.testing.assert_allclose(plain, careful, atol=2e-3)
    assert plain.max() > 0.9


def test_cam_of_a_network_without_its_form_is_refused_in_one_sentence(corners, tiny_model, tmp_path):
    with pytest.raises(ModelError, match=r"CAM reads networks .* choose another method, for example gradcam"):
        explain(corners, _crops(1), method="cam")
    flat = CellClassifier(tiny_model(tmp_path), _Flat(), "cpu")
    with pytest.raises(ModelError, match="choose another method"):
        explain(flat, _crops(1), method="cam")
    assert not any(part._forward_hooks or part._forward_pre_hooks for part in flat.network.modules())


_NO_CAM = {"alexnet", "vgg16", "vgg16-plr", "vgg19", "hybrid_cnn_gnn-paper"}
_NO_NETWORK = {"svm-handcrafted", *(listed.id for listed in CLASSICAL)}


def _trained(architecture_id):
    """A network as after training: fresh weights of a round of messages add nothing to a lone cell."""
    torch.manual_seed(0)
    network = create_architecture(architecture_id).build(2)
    for name, offset in network.named_parameters():
        if name.endswith("hear.bias"):
            nn.init.normal_(offset)
    return network


def test_it_is_known_without_a_network_what_it_can_be_explained_with():
    assert {name for name in architecture_ids() if "cam" not in explainers_of(name)} == _NO_CAM | _NO_NETWORK
    for name in architecture_ids():
        gradients = () if name in _NO_NETWORK else EXPLAINERS[:-1]
        assert explainers_of(name)[:5] == gradients
    assert explainers_of("of-a-plugin") == EXPLAINERS


@pytest.mark.parametrize("architecture_id", ["hybrid_cnn_gnn", "hybrid_cnn_gnn-mobilenet_v2"])
def test_cam_of_a_lone_cell_is_hirescam_behind_two_linear_layers(tiny_model, tmp_path, architecture_id):
    crops = np.random.default_rng(0).integers(0, 256, (2, 96, 96, 3), dtype=np.uint8)
    card = tiny_model(tmp_path, architecture=architecture_id, crop=Crop(size_px=96, pixel_size_um=0.3))
    classifier = CellClassifier(card, _trained(architecture_id), "cpu")
    heat = {}
    for index in (0, 1):
        plain, careful = (explain(classifier, crops, index, name) for name in ("cam", "hirescam"))
        np.testing.assert_allclose(plain, careful, atol=2e-3)
        heat[index] = plain
    assert heat[0].max() > 0.9
    assert not np.allclose(heat[0], heat[1], atol=0.1)


@pytest.mark.slow
@pytest.mark.parametrize("architecture_id", sorted(set(architecture_ids()) - _NO_NETWORK))
def test_every_network_explains_itself_by_every_method_that_it_has(tiny_model, tmp_path, architecture_id):
    card = tiny_model(tmp_path, architecture=architecture_id, crop=Crop(size_px=64, pixel_size_um=0.3))
    crops = np.random.default_rng(0).integers(0, 256, (2, 64, 64, 3), dtype=np.uint8)
    classifier = CellClassifier(card, _trained(architecture_id), "cpu")
    for method in EXPLAINERS:
        if method in explainers_of(architecture_id):
            heat = explain(classifier, crops, method=method)
            assert heat.shape == (2, 64, 64)
            assert np.isfinite(heat).all()
        else:
            with pytest.raises(ModelError, match="choose another method"):
                explain(classifier, crops, method=method)
