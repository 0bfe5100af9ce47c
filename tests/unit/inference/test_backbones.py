import pytest
import torch
from safetensors.torch import save_file

from leukodesk.core.errors import ModelError
from leukodesk.inference.classifiers import backbones
from leukodesk.inference.classifiers.backbones import imagenet_start
from leukodesk.inference.registry import create_architecture

QUICK = ("cnn", "mobilenet_v2", "efficientnet_b0")
BIG = ("resnet50", "efficientnet_b3", "vgg16")


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(name, marks=pytest.mark.slow) for name in BIG)])
def test_an_architecture_keeps_its_promises(name):
    architecture = create_architecture(name)
    network = architecture.build(5).eval()
    side = architecture.input_size_px
    seen = []
    layer = architecture.target_layer(network)
    layer.register_forward_hook(lambda _m, _i, output: seen.append(output.shape))
    with torch.inference_mode():
        assert network(torch.zeros(2, 3, side, side)).shape == (2, 5)
    assert len(seen[0]) == 4
    assert seen[0][2] == seen[0][3] >= 5
    head = [value for key, value in network.state_dict().items() if key.startswith(architecture.head)]
    assert {value.shape[0] for value in head} == {5}


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


def test_an_architecture_without_imagenet_weights_says_so(tmp_path):
    sentence = imagenet_start(create_architecture("cnn").build(2), "cnn", tmp_path)
    assert sentence == "Small CNN starts from random weights."


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

    monkeypatch.setattr(backbones.models, "get_weight", lambda name: NoInternet())
    network = create_architecture("mobilenet_v2").build(2)
    with pytest.raises(ModelError, match=r"cannot be fetched \(no route to host\).*mobilenet_v2_imagenet"):
        imagenet_start(network, "mobilenet_v2", None if folder == "none" else tmp_path)
    assert asked[0]["check_hash"]
    assert asked[0]["weights_only"]


def test_torchvision_knows_the_weights_that_are_named():
    for name in (*QUICK, *BIG):
        weights = create_architecture(name).imagenet_weights
        if weights:
            assert backbones.models.get_weight(weights).meta["num_params"] > 0
