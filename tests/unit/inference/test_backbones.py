import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torchvision import models

from leukodesk.core.errors import ModelError
from leukodesk.inference.classifiers import imagenet
from leukodesk.inference.classifiers.architecture import IMAGENET_MEAN, IMAGENET_STD
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.imagenet import imagenet_start
from leukodesk.inference.registry import create_architecture


@pytest.fixture
def weights_dir(tmp_path):
    torch.manual_seed(7)
    network = create_architecture("mobilenet_v2").build(1000)
    save_file(network.state_dict(), tmp_path / "mobilenet_v2_imagenet.safetensors")
    return tmp_path


def test_the_imagenet_start_fills_all_but_the_head(weights_dir, caplog):
    caplog.set_level("INFO")
    torch.manual_seed(1)
    network = create_architecture("mobilenet_v2").build(2)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    torch.manual_seed(7)
    source = create_architecture("mobilenet_v2").build(1000).state_dict()

    sentence = imagenet_start(network, "mobilenet_v2", weights_dir)

    assert "mobilenet_v2_imagenet.safetensors" in sentence
    assert sentence in caplog.text
    for name, value in network.state_dict().items():
        expected = before[name] if name.startswith("classifier.") else source[name]
        torch.testing.assert_close(value, expected, rtol=0, atol=0)


def test_a_file_of_another_architecture_is_refused_and_changes_nothing(weights_dir):
    file = weights_dir / "mobilenet_v2_imagenet.safetensors"
    file.rename(weights_dir / "efficientnet_b0_imagenet.safetensors")
    network = create_architecture("efficientnet_b0").build(2)
    with pytest.raises(ModelError, match="do not fit EfficientNet-B0"):
        imagenet_start(network, "efficientnet_b0", weights_dir)


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "mobilenet_v2_imagenet.safetensors").write_bytes(b"not safetensors")
    network = create_architecture("mobilenet_v2").build(2)
    with pytest.raises(ModelError, match=r"mobilenet_v2_imagenet\.safetensors is not a readable"):
        imagenet_start(network, "mobilenet_v2", tmp_path)


def test_an_architecture_without_imagenet_weights_says_so(tmp_path, caplog):
    caplog.set_level("INFO")
    sentence = imagenet_start(create_architecture("cnn").build(2), "cnn", tmp_path)
    assert sentence == "Small CNN starts from random weights."
    assert sentence in caplog.text


def test_the_published_googlenet_fits_without_its_auxiliary_heads(tmp_path):
    torch.manual_seed(7)
    published = models.googlenet(weights=None, transform_input=True, init_weights=False).eval()
    for layer in published.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.uniform_(layer.bias, -0.5, 0.5)
    save_file(published.state_dict(), tmp_path / "googlenet_imagenet.safetensors")
    architecture = create_architecture("googlenet")
    network = architecture.build(3).eval()

    assert "googlenet_imagenet" in imagenet_start(network, "googlenet", tmp_path)

    network.fc = published.fc
    pixels = torch.rand(2, 3, 64, 64)
    usual = (pixels - torch.tensor(IMAGENET_MEAN).view(3, 1, 1)) / torch.tensor(IMAGENET_STD).view(3, 1, 1)
    ours = (pixels - torch.tensor(architecture.mean).view(3, 1, 1)) / torch.tensor(architecture.std).view(
        3, 1, 1
    )
    with torch.no_grad():
        torch.testing.assert_close(network(ours), published(usual), rtol=1e-3, atol=1e-3)


def test_learned_slopes_start_from_the_plain_networks_weights(tmp_path):
    torch.manual_seed(7)
    plain = create_architecture("efficientnet_b3").build(1000)
    save_file(plain.state_dict(), tmp_path / "efficientnet_b3_imagenet.safetensors")
    network = create_architecture("efficientnet_b3-plr").build(2)

    assert "efficientnet_b3_imagenet" in imagenet_start(network, "efficientnet_b3-plr", tmp_path)

    state = network.state_dict()
    for name, value in plain.state_dict().items():
        if not name.startswith("classifier."):
            assert torch.equal(state[name], value), name
    slopes = [module.weight for module in network.modules() if isinstance(module, nn.PReLU)]
    assert slopes
    assert not any(slope.any() for slope in slopes)


def test_a_graph_network_starts_from_what_looks_at_its_cells(weights_dir):
    source = load_file(weights_dir / "mobilenet_v2_imagenet.safetensors")
    network = create_architecture("hybrid_cnn_gnn-mobilenet_v2").build(4)
    before = {name: value.clone() for name, value in network.state_dict().items()}

    said = imagenet_start(network, "hybrid_cnn_gnn-mobilenet_v2", weights_dir)

    file = "the file mobilenet_v2_imagenet.safetensors"
    assert said == f"MobileNetV2 with graph starts from ImageNet weights, {file}."
    for name, value in network.state_dict().items():
        assert torch.equal(value, source[name] if name.startswith("features.") else before[name]), name
    assert {name.partition(".")[0] for name in before} == {"features", "reduce", "rounds", "head"}


@pytest.mark.parametrize("folder", ["none", "empty"])
def test_without_a_file_torchvision_is_asked_and_a_failed_download_is_explained(
    monkeypatch, tmp_path, folder
):
    asked = []

    class NoInternet:
        url = "https://download.example/mobilenet.pth"

        def get_state_dict(self, **options):
            asked.append(options)
            raise OSError("no route to host")

    monkeypatch.setattr(imagenet.models, "get_weight", lambda name: NoInternet())
    network = create_architecture("mobilenet_v2").build(2)
    with pytest.raises(ModelError, match=r"cannot be fetched \(no route to host\).*mobilenet_v2_imagenet"):
        imagenet_start(network, "mobilenet_v2", None if folder == "none" else tmp_path)
    assert asked[0]["check_hash"]
    assert asked[0]["weights_only"]


def test_torchvision_knows_the_weights_that_are_named():
    for name in LISTED:
        weights = create_architecture(name).imagenet_weights
        if weights:
            assert imagenet.models.get_weight(weights).meta["num_params"] > 0
