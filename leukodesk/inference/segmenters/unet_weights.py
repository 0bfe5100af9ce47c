"""Weights of the U-Net segmenter: found by the id of their card, checked, loaded once per device."""

import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_tensors
from torch import nn

from leukodesk.core.errors import ModelError
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.card_files import checked_weights, load_card_of
from leukodesk.inference.cards import CARD_SUFFIX, SegmenterCard
from leukodesk.inference.devices import prepare_torch, resolve_device
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.networks.unet import NETWORK, UNetPLR, fold_normalisation
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.unet_looks import is_crop, look_often
from leukodesk.inference.segmenters.unet_maps import OUTPUTS, Bytes, Maps, find_maps


@dataclass(frozen=True)
class UNetWeights:
    """A network ready to run.

    Attributes:
        card: of its weights.
        network: in evaluation mode, on the device.
        device: ``cpu`` or ``cuda``.
        stands_in: whether the CPU stands in for a graphics card that has no room for the network.
    """

    card: SegmenterCard
    network: UNetPLR
    device: str
    stands_in: bool = False


def load_unet(card_id: str, device: str) -> UNetWeights:
    """The network with the weights of a card; kept until other weights are asked for.

    Args:
        card_id: of the card.
        device: ``auto``, ``cpu`` or ``cuda``; the CPU stands in for a graphics card without room.

    Raises:
        UnknownIdError: there is no such card; lists near names.
        ModelError: the card, the weights or the device cannot be used.
    """
    prepare_torch()
    card, folder = SegmenterLibrary.default().card(card_id)
    found = resolve_device(device)
    try:
        return _loaded(card.sha256, card_id, folder, found)
    except (RuntimeError, MemoryError) as error:
        if found == "cpu" or not is_out_of_memory(error):
            raise
    return replace(_loaded(card.sha256, card_id, folder, "cpu"), stands_in=True)


def find_maps_somewhere(weights: UNetWeights, colours: Bytes, progress: Progress) -> tuple[Maps, bool]:
    """Maps of a field, or of a crop that is looked at often; from the CPU if the graphics card is full.

    Args:
        weights: the network.
        colours: (h, w, 3) relative RGB at the working size.
        progress: told after each tile; raises to cancel.

    Returns:
        See :func:`leukodesk.inference.segmenters.unet_maps.find_maps`, and whether the CPU stood in.

    Raises:
        ModelError: the memory of the computer does not suffice.
    """
    try:
        return _looked(weights.network, colours, weights.device, progress), weights.stands_in
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        if weights.device == "cpu":
            raise ModelError(
                sentence(
                    "There is not enough memory to run model {card}; close other programs.",
                    card=weights.card.id,
                )
            ) from error
    # Out here, where nothing of the failed run is held any more.
    torch.cuda.empty_cache()
    return _looked(_copied_to_cpu(weights.network), colours, "cpu", progress), True


def _copied_to_cpu(network: UNetPLR) -> UNetPLR:
    """A copy of a network that takes no memory where the network is."""
    moved: dict[int, object] = {id(each): each.cpu() for each in network.buffers()}
    for each in network.parameters():
        moved[id(each)] = nn.Parameter(each.detach().cpu(), each.requires_grad)
    return copy.deepcopy(network, moved)


def _looked(network: UNetPLR, colours: Bytes, device: str, progress: Progress) -> Maps:
    if is_crop(colours):
        return look_often(lambda seen: find_maps(network, seen, device, progress), colours)
    return find_maps(network, colours, device, progress)


def tensors_of(card: SegmenterCard, folder: Path) -> dict[str, torch.Tensor]:
    """The weights of a card as they were trained, by name.

    Raises:
        ModelError: the card is of another network, or the file is damaged or does not fit it.
    """
    if card.network != NETWORK or card.outputs != OUTPUTS:
        raise ModelError(
            sentence(
                "The weights {card} are for the network {network} with the maps {maps}, which this "
                "LeukoDesk does not have; update it.",
                card=card.id,
                network=card.network,
                maps=", ".join(card.outputs),
            )
        )
    wanted = UNetPLR(len(OUTPUTS)).state_dict()
    try:
        tensors: dict[str, torch.Tensor] = load_tensors(checked_weights(card, folder))
    except (SafetensorError, ValueError) as error:
        raise ModelError(
            sentence("The weights of {card} do not fit its network; import them again.", card=card.id)
        ) from error
    if {name: value.shape for name, value in tensors.items()} != {n: v.shape for n, v in wanted.items()}:
        raise ModelError(
            sentence("The weights of {card} do not fit its network; import them again.", card=card.id)
        )
    return tensors


@lru_cache(maxsize=2)
def _loaded(_digest: str, card_id: str, folder: Path, device: str) -> UNetWeights:
    card = load_card_of(folder / (card_id + CARD_SUFFIX), SegmenterCard)
    network = UNetPLR(len(OUTPUTS))
    network.load_state_dict(tensors_of(card, folder))
    fold_normalisation(network.eval())
    on_device = network.to(torch.device(device)).to(memory_format=torch.channels_last)
    return UNetWeights(card, on_device, device)
