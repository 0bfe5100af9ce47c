"""The U-Net segmenter: its networks, tiles and parting, with weights that know nothing."""

import copy

import cv2
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from leukodesk.core.errors import CancelledError
from leukodesk.core.progress import no_progress
from leukodesk.inference.networks.unet import HALO, UNetPLR, fold_normalisation
from leukodesk.inference.networks.unet_paper import TABLE_PARAMETERS, PaperUNetPLR
from leukodesk.inference.segmenters import unet_maps
from leukodesk.inference.segmenters.unet_cells import cells_of
from leukodesk.inference.segmenters.unet_looks import is_crop, look_often
from leukodesk.inference.segmenters.unet_maps import OUTPUTS, find_maps

UM = 0.16


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(1)
    net = UNetPLR(len(OUTPUTS)).eval()
    # Weights as after a training: else everything is near one half and tiles could not differ.
    with torch.no_grad():
        for module in net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.5, 0.5)
        net.head.weight.mul_(20)
    return net


def field(height, width, seed=0):
    rng = np.random.default_rng(seed)
    return cv2.resize(rng.integers(0, 256, (height // 4, width // 4, 3), dtype=np.uint8), (width, height))


def test_the_literal_network_has_the_parameters_of_the_table():
    net = PaperUNetPLR()
    slopes = sum(value.numel() for value in net.slopes.parameters())
    assert sum(value.numel() for value in net.parameters()) - slopes == TABLE_PARAMETERS == 258_689
    assert net(torch.zeros(1, 1, 256, 256)).shape == (1, 1, 234, 234)


def test_every_activation_has_a_learned_slope_per_channel(network):
    slopes = [module for module in network.modules() if isinstance(module, torch.nn.PReLU)]
    assert [module.num_parameters for module in slopes] == [
        16, 32, 32, 64, 64, 128, 128, 256, 256, 128, 128, 64, 64, 32, 32, 16,
    ]  # fmt: skip


def test_a_tile_is_left_in_its_middle_when_the_reader_cancels(network):
    finished = []
    handle = network.head.register_forward_hook(lambda *_: finished.append(True))

    def progress(done, total, text=""):
        if done > total / 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        find_maps(network, field(128, 128), "cpu", progress)
    assert not finished
    find_maps(network, field(128, 128), "cpu", no_progress)
    handle.remove()
    assert finished


def test_progress_goes_on_from_tile_to_tile(network):
    told = []
    find_maps(network, field(256, 128), "cpu", lambda done, total, text="": told.append(done / total), 128)
    assert told == sorted(told)
    assert told[-1] == 1


def test_the_halo_is_as_wide_as_the_network_looks(network):
    image = torch.zeros(1, 3, 256, 256, requires_grad=True)
    network(image)[0, :, 128, 128].sum().backward()
    rows, columns = np.nonzero(image.grad[0].abs().sum(dim=0).numpy())
    reach = max(np.abs(rows - 128).max(), np.abs(columns - 128).max())
    assert 64 < reach <= HALO


def test_folded_normalisation_changes_no_map(network):
    folded = copy.deepcopy(network)
    fold_normalisation(folded)
    assert not [part for part in folded.modules() if isinstance(part, torch.nn.BatchNorm2d)]
    colours = field(160, 160)
    maps = [find_maps(net, colours, "cpu", no_progress) for net in (network, folded)]
    np.testing.assert_allclose(maps[0], maps[1], atol=1e-4)


@pytest.mark.parametrize("tile_px", [128, 176, 304])
def test_tiles_do_not_show(network, tile_px):
    colours = field(400, 500)
    whole = find_maps(network, colours, "cpu", no_progress, tile_px=1024)
    tiled = find_maps(network, colours, "cpu", no_progress, tile_px=tile_px)
    assert whole.shape == (3, 400, 500)
    assert np.ptp(whole[0]) > 0.1
    np.testing.assert_allclose(tiled, whole, atol=2e-4)


@pytest.mark.parametrize(
    "error", [torch.OutOfMemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory")]
)
def test_less_memory_means_smaller_tiles(network, monkeypatch, error):
    colours, run, sides = field(300, 300), unet_maps._run, []

    def scarce(net, part, device):
        sides.append(max(part.shape))
        if max(part.shape) > 310:
            raise error
        return run(net, part, device)

    whole = find_maps(network, colours, "cpu", no_progress)
    monkeypatch.setattr(unet_maps, "_run", scarce)
    monkeypatch.setattr(unet_maps.torch.cuda, "empty_cache", lambda: None)
    np.testing.assert_allclose(
        find_maps(network, np.pad(colours, ((0, 84), (0, 84), (0, 0)), mode="edge"), "cpu", no_progress)[
            :, :100, :100
        ],
        whole[:, :100, :100],
        atol=2e-4,
    )
    assert sides[0] > 310 >= sides[-1]


def discs(centres, radii, shape=(160, 200)):
    """Maps as a perfect network would give them for round cells with round nuclei."""
    rows, columns = np.indices(shape)
    nucleus, cell, depth = (np.zeros(shape, np.float32) for _ in range(3))
    owner = np.full(shape, np.inf)
    for (y, x), radius in zip(centres, radii, strict=True):
        away = np.hypot(rows - y, columns - x)
        nearer = away / radius < owner
        owner[nearer] = (away / radius)[nearer]
        cell[away < radius] = 1
        nucleus[away < 0.7 * radius] = 1
        depth = np.where((away < radius) & nearer, 1 - away / radius, depth).astype(np.float32)
    return np.stack([nucleus, cell, depth])


def test_the_looks_at_a_crop_lie_on_each_other():
    colours = cv2.GaussianBlur(field(64, 96, seed=4), (0, 0), 6)
    seen = []

    def find(look):
        seen.append(look.shape)
        return look.transpose(2, 0, 1).astype(np.float32)

    maps = look_often(find, colours)
    assert len(set(seen)) == len(seen) > 2
    np.testing.assert_allclose(maps, colours.transpose(2, 0, 1), atol=3)


def test_only_a_crop_is_looked_at_often():
    assert is_crop(field(200, 300))
    assert not is_crop(field(600, 800))


def test_touching_cells_part_and_keep_their_area():
    found = cells_of(discs([(80, 60), (80, 115)], [30, 30]), 0.5, 0.025, UM)
    assert found.count == 2
    areas = np.bincount(found.cells.ravel())[1:]
    assert np.all(np.abs(areas / (np.pi * 30**2) - 1) < 0.08)
    assert {found.cells[80, 60], found.cells[80, 115]} == {1, 2}


@settings(max_examples=60, deadline=None)
@given(
    middle=st.tuples(*[st.integers(280, 284).map(lambda quarter: quarter / 4)] * 2),
    angle=st.integers(0, 7).map(lambda eighth: eighth * np.pi / 8),
    slenderness=st.integers(2, 6).map(lambda half: half / 2),
)
def test_one_long_cell_is_one_cell_wherever_its_middle_falls(middle, angle, slenderness):
    rows, columns = np.indices((150, 150), dtype=np.float32)
    y, x = rows - middle[0], columns - middle[1]
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    depth = np.clip(1 - np.hypot(along / (20 * slenderness), across / 20), 0, 1)
    maps = np.stack([depth > 0.3, depth > 0, depth]).astype(np.float32)
    assert cells_of(maps, 0.5, 0.025, UM).count == 1


def test_a_round_cell_with_a_bent_nucleus_is_one_cell_though_its_depth_has_two_tops():
    maps = discs([(80, 100)], [45])
    maps[2] = np.minimum(maps[2], 0.3) + 0.5 * discs([(80, 78), (80, 122)], [20, 20])[2]
    assert cells_of(maps, 0.5, 0.025, UM).count == 1
    assert cells_of(discs([(80, 64), (80, 136)], [40, 40]), 0.5, 0.025, UM).count == 2


@settings(max_examples=30, deadline=None)
@given(overlap=st.floats(0, 0.3), radius=st.integers(24, 34), share=st.floats(0.75, 1))
def test_two_cells_that_press_on_each_other_stay_two(overlap, radius, share):
    other = radius * share
    maps = discs([(80, 70), (80, 70 + radius + other * (1 - overlap))], [radius, other])
    assert cells_of(maps, 0.5, 0.025, UM).count == 2


def test_lobes_of_one_cell_are_one_cell():
    maps = discs([(80, 100)], [45])
    maps[0] = discs([(70, 85), (70, 115), (95, 100)], [18, 18, 18])[0]
    found = cells_of(maps, 0.5, 0.025, UM)
    assert found.count == 1
    assert cv2.connectedComponents((found.nuclei > 0).astype(np.uint8))[0] == 4


def test_without_a_nucleus_it_is_no_cell():
    maps = discs([(80, 100)], [30])
    maps[0] = 0
    assert cells_of(maps, 0.5, 0.025, UM).count == 0
    assert cells_of(np.zeros_like(maps), 0.5, 0.025, UM).count == 0


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), threshold=st.floats(0.1, 0.9), parting=st.floats(0.005, 0.3))
def test_whatever_the_maps_nuclei_lie_in_cells_that_are_numbered_through(seed, threshold, parting):
    rng = np.random.default_rng(seed)
    maps = np.stack([cv2.GaussianBlur(rng.random((90, 70), dtype=np.float32), (0, 0), 5) for _ in range(3)])
    maps = (maps - maps.min()) / np.ptp(maps)
    found = cells_of(maps, threshold, parting, UM)
    assert list(np.unique(found.cells[found.cells > 0])) == list(range(1, found.count + 1))
    inside = found.nuclei > 0
    assert np.array_equal(found.nuclei[inside], found.cells[inside])
    for number in range(1, found.count + 1):
        assert (found.nuclei == number).any()
        assert cv2.connectedComponents((found.cells == number).astype(np.uint8), connectivity=4)[0] == 2
