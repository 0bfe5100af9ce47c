"""Graphics cards that are full, or that torch cannot use; simulated, since tests have none."""

import numpy as np
import pytest
import torch
from torch import nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import no_progress
from leukodesk.inference import devices
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.inference.devices import resolve_device
from leukodesk.inference.memory import is_card_full, is_out_of_memory
from leukodesk.inference.segmenters import unet_maps, unet_weights
from leukodesk.inference.segmenters.unet_plr import UNetParameters
from leukodesk.inference.segmenters.unet_weights import UNetWeights, find_maps_somewhere, load_unet

FULL = "CUDA out of memory. Tried to allocate 20.00 MiB."
NO_KERNEL = (
    "CUDA error: no kernel image is available for execution on the device\nCompile with TORCH_USE_CUDA_DSA"
)


@pytest.fixture
def crops():
    return np.random.default_rng(0).integers(0, 256, (5, 48, 48, 3), dtype=np.uint8)


@pytest.fixture
def full_card(monkeypatch):
    """A card that works, but has no room for a network."""
    move = nn.Module.to

    def to(network, *arguments, **named):
        if "cuda" in map(str, arguments):
            raise torch.OutOfMemoryError(FULL)
        return move(network, *arguments, **named)

    monkeypatch.setattr(nn.Module, "to", to)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    monkeypatch.setattr(devices, "_compute_on_cuda", lambda: None)


def card_where(monkeypatch, ones):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch, "ones", ones)
    devices._compute_on_cuda.cache_clear()


def test_a_card_that_torch_has_no_code_for_gives_way_to_the_cpu(monkeypatch):
    def ones(*_arguments, **_named):
        raise RuntimeError(NO_KERNEL)

    card_where(monkeypatch, ones)
    assert resolve_device("auto") == "cpu"
    with pytest.raises(ModelError) as raised:
        resolve_device("cuda")
    assert "no kernel image is available" in str(raised.value)
    assert "choose the device auto or cpu" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_card_that_was_full_is_tried_again(monkeypatch):
    said = [RuntimeError("CUDA error: out of memory")]
    made = torch.ones

    def ones(*arguments, **_named):
        if said:
            raise said.pop()
        return made(*arguments)

    card_where(monkeypatch, ones)
    assert [resolve_device("auto") for _ in range(3)] == ["cpu", "cuda", "cuda"]
    devices._compute_on_cuda.cache_clear()


@pytest.mark.usefixtures("full_card")
def test_a_classifier_without_room_on_the_card_runs_on_the_cpu_and_says_so_once(tiny_model, tmp_path, crops):
    card = tiny_model(tmp_path)
    there = load_classifier(card, tmp_path, "cuda")
    assert there.device == "cpu"
    np.testing.assert_array_equal(there.predict(crops), load_classifier(card, tmp_path, "cpu").predict(crops))
    (said,) = there.take_notices()
    assert "too little free memory" in said
    assert there.take_notices() == ()


@pytest.fixture
def colours():
    return np.random.default_rng(1).integers(0, 256, (256, 256, 3), dtype=np.uint8)


@pytest.mark.usefixtures("full_card")
def test_a_segmenter_without_room_on_the_card_runs_on_the_cpu_and_says_so(colours):
    weights = load_unet(UNetParameters().weights, "cuda")
    assert weights.device == "cpu"
    maps, fell_back = find_maps_somewhere(weights, colours, no_progress)
    assert fell_back
    assert maps.shape == (3, 256, 256)


def test_the_cpu_stands_in_without_taking_memory_of_the_card(monkeypatch, colours):
    """A copy made on a full card would find no room either."""
    weights = load_unet(UNetParameters().weights, "cpu")
    run = unet_maps._run
    wanted, _ = find_maps_somewhere(weights, colours, no_progress)

    def full(network, part, device):
        if device == "cuda":
            raise torch.OutOfMemoryError(FULL)
        return run(network, part, device)

    def no_room(_self, _memo):
        raise torch.OutOfMemoryError(FULL)

    monkeypatch.setattr(unet_maps, "_run", full)
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: None)
    monkeypatch.setattr(nn.Parameter, "__deepcopy__", no_room)
    monkeypatch.setattr(torch.Tensor, "__deepcopy__", no_room)
    maps, fell_back = find_maps_somewhere(
        UNetWeights(weights.card, weights.network, "cuda"), colours, no_progress
    )
    assert fell_back
    np.testing.assert_array_equal(maps, wanted)


def test_a_computer_without_memory_for_one_small_tile_is_one_sentence(monkeypatch, colours):
    def full(*_):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes")

    weights = load_unet(UNetParameters().weights, "cpu")
    monkeypatch.setattr(unet_weights, "is_crop", lambda _: False)
    monkeypatch.setattr(unet_maps, "_run", full)
    with pytest.raises(ModelError, match="not enough memory to run model"):
        find_maps_somewhere(weights, colours, no_progress)


@pytest.mark.parametrize(
    ("error", "of_memory", "of_the_card"),
    [
        (torch.OutOfMemoryError(FULL), True, True),
        (RuntimeError("CUDA error: out of memory"), True, True),
        (
            RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
            True,
            True,
        ),
        (RuntimeError("cuDNN error: CUDNN_STATUS_ALLOC_FAILED"), True, True),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), True, False),
        (MemoryError(), True, False),
        (RuntimeError(NO_KERNEL), False, False),
        (ValueError("CUDA error: out of memory"), False, False),
    ],
)
def test_how_a_lack_of_memory_looks(error, of_memory, of_the_card):
    assert is_out_of_memory(error) is of_memory
    assert is_card_full(error) is of_the_card
