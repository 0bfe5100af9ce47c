import pytest
import torch
from safetensors.torch import load, save
from torch import nn

from leukodesk.inference.activation_maps import activation_maps
from leukodesk.inference.classifiers.catalogue import GROUPS, LISTED
from leukodesk.inference.classifiers.hybrid_paper import TABLE_PARAMETERS
from leukodesk.inference.networks.plr import with_learned_slopes
from leukodesk.inference.networks.unet import UNetPLR
from leukodesk.inference.registry import architecture_ids, create_architecture

EXPECTED = {
    "resnet50", "resnet101", "resnet152", "googlenet", "vgg16", "vgg19", "alexnet", "efficientnet_b0",
    "efficientnet_b3", "efficientnet_v2_l", "mobilenet_v2", "cnn", "cnn-plr", "vgg16-plr",
    "efficientnet_b3-plr", "unet", "unet-plr", "hybrid_cnn_gnn",
    "hybrid_cnn_gnn-mobilenet_v2", "hybrid_cnn_gnn-paper",
}  # fmt: skip
LARGE = {"vgg16", "vgg19", "vgg16-plr", "efficientnet_v2_l", "resnet101", "resnet152", "resnet50", "alexnet"}
CROP_PX = 64

# Without the heads of 1000 classes: weights of the published networks less the last layer, plus 3 outputs.
PARAMETERS = {
    "resnet50": 25_557_032 - 2049 * 997,
    "resnet101": 44_549_160 - 2049 * 997,
    "resnet152": 60_192_808 - 2049 * 997,
    "googlenet": 6_624_904 - 1025 * 997,
    "vgg16": 138_357_544 - 4097 * 997,
    "vgg19": 143_667_240 - 4097 * 997,
    "alexnet": 61_100_840 - 4097 * 997,
    "efficientnet_b0": 5_288_548 - 1281 * 997,
    "efficientnet_b3": 12_233_232 - 1537 * 997,
    "efficientnet_v2_l": 118_515_272 - 1281 * 997,
    "mobilenet_v2": 3_504_872 - 1281 * 997,
}


def parameters(network):
    return sum(parameter.numel() for parameter in network.parameters())


def on_paper(name, n_classes=3):
    """The network without memory for its weights."""
    with torch.device("meta"):
        return create_architecture(name).build(n_classes).eval()


@pytest.fixture(scope="module", params=sorted(EXPECTED))
def built(request):
    name = request.param
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(5)
    architecture = create_architecture(name)
    yield architecture, on_paper(name) if name in LARGE else architecture.build(3).eval()
    torch.set_num_threads(threads)


def crops_for(network, side=CROP_PX):
    torch.manual_seed(1)
    return torch.rand(2, 3, side, side, device=next(network.parameters()).device)


def test_all_classifiers_of_the_papers_are_there():
    assert set(architecture_ids()) >= EXPECTED
    assert set(LISTED) >= EXPECTED


def test_the_groups_name_each_once():
    listed = [member.id for group in GROUPS for member in group.members]
    assert len(listed) == len(set(listed)) == len(LISTED)


def test_a_small_crop_gives_a_number_per_class(built):
    _, network = built
    with torch.no_grad():
        logits = network(crops_for(network))
    assert logits.shape == (2, 3)
    assert logits.is_meta or torch.isfinite(logits).all()


def test_the_head_alone_follows_the_classes(built):
    architecture, network = built
    other = on_paper(architecture.id, 7).state_dict()
    changed = {name for name, value in network.state_dict().items() if other[name].shape != value.shape}
    assert changed == {name for name in other if name.startswith(architecture.head)} != set()


def test_the_explained_layer_is_a_map_of_the_crop(built):
    architecture, network = built
    seen = []
    layer = architecture.target_layer(network)
    handle = layer.register_forward_hook(lambda _m, _i, output: seen.append(output.shape))
    side = min(architecture.input_size_px, 112)
    with torch.no_grad():
        network(crops_for(network, side))
    handle.remove()
    assert len(seen[0]) == 4
    assert seen[0][2] == seen[0][3] >= side // 32


@pytest.mark.parametrize("name", sorted(EXPECTED - LARGE))
def test_a_heatmap_has_the_size_of_the_crop(name):
    torch.manual_seed(2)
    architecture = create_architecture(name)
    network = architecture.build(3).eval().requires_grad_(False)
    crops = crops_for(network, 96)
    heat = activation_maps(network, architecture.target_layer(network), crops, [0, 2], "gradcam")
    assert heat.shape == (2, 96, 96)
    assert 0 <= heat.min() <= heat.max() <= 1


@pytest.mark.parametrize("name", sorted(EXPECTED - LARGE))
def test_weights_survive_a_file(name):
    architecture = create_architecture(name)
    torch.manual_seed(3)
    first = architecture.build(2).eval()
    second = architecture.build(2).eval()
    crops = crops_for(first)
    with torch.no_grad():
        expected = first(crops)
        assert not torch.equal(second(crops), expected)
        second.load_state_dict(load(save(first.state_dict())), strict=True)
        assert torch.equal(second(crops), expected)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(LARGE))
def test_a_large_network_speaks_and_its_weights_survive_a_file(name):
    test_weights_survive_a_file(name)
    test_a_heatmap_has_the_size_of_the_crop(name)


@pytest.mark.parametrize(("name", "count"), PARAMETERS.items())
def test_published_networks_have_the_published_size(name, count):
    assert parameters(on_paper(name)) == count


def test_the_hybrid_as_published_has_the_tables_parameters():
    assert parameters(on_paper("hybrid_cnn_gnn-paper", 2)) == TABLE_PARAMETERS == 1_637_633


def test_learned_slopes_replace_every_activation(built):
    architecture, network = built
    if not architecture.id.endswith("-plr"):
        return
    assert not [m for m in network.modules() if isinstance(m, nn.ReLU | nn.ReLU6 | nn.SiLU)]
    plain = on_paper(architecture.id.removesuffix("-plr"))
    replaced = [m for m in plain.modules() if isinstance(m, nn.ReLU | nn.SiLU)]
    slopes = [m for m in network.modules() if isinstance(m, nn.PReLU)]
    assert len(slopes) == len(replaced) > 0
    assert parameters(network) - parameters(plain) == sum(slope.num_parameters for slope in slopes)
    assert all(slope.num_parameters > 1 for slope in slopes)


@pytest.mark.parametrize("name", ["resnet50", "mobilenet_v2", "alexnet"])
def test_learned_slopes_fit_into_any_network(name):
    network = on_paper(name)
    with torch.device("meta"):
        plr = with_learned_slopes(create_architecture(name).build(3))
    assert not [m for m in plr.modules() if isinstance(m, nn.ReLU | nn.ReLU6 | nn.SiLU)]
    assert set(network.state_dict()) < set(plr.state_dict())
    assert plr.training
    assert plr(torch.zeros(2, 3, 96, 96, device="meta")).shape == (2, 3)


def test_slopes_of_zero_are_relu_again():
    torch.manual_seed(4)
    plain = create_architecture("cnn").build(3).eval()
    learned = create_architecture("cnn-plr").build(3).eval()
    slopes = {name: torch.zeros_like(value) for name, value in learned.state_dict().items()}
    learned.load_state_dict(slopes | plain.state_dict())
    crops = crops_for(plain)
    torch.testing.assert_close(learned(crops), plain(crops))


def test_the_unet_classifier_takes_the_segmenters_encoder():
    segmenter = UNetPLR(outputs=4)
    classifier = create_architecture("unet-plr").build(2)
    encoder = {k: v for k, v in segmenter.state_dict().items() if k.startswith("encoder.")}
    missing, unexpected = classifier.load_state_dict(encoder, strict=False)
    assert not unexpected
    assert set(missing) == {"head.weight", "head.bias"}
