"""Start a network with the weights it learnt on everyday images (ImageNet)."""

import logging
from pathlib import Path
from typing import cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn
from torchvision import models

from leukodesk.config import user_dir
from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import Sentence, other_words, sentence
from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.plr import PLR
from leukodesk.inference.networks.plr import slope_names, start_flat
from leukodesk.inference.registry import create_architecture

_log = logging.getLogger(__name__)

State = dict[str, torch.Tensor]


def imagenet_start(network: nn.Module, architecture_id: str, weights_dir: Path | None) -> str:
    """Give ``network`` the ImageNet weights of its architecture, all but the head.

    Learned slopes, which those weights do not have, start at 0: the network then begins as the plain one.

    Args:
        network: built by that architecture; changed in place.
        architecture_id: a registered architecture.
        weights_dir: folder with ``<architecture>_imagenet.safetensors`` (of the plain network, or of the one
            that looks at the cells); where that file is not there, or with None, torchvision downloads
            its own and keeps them.

    Returns:
        One sentence that says which weights were used, for the log and the model card.

    Raises:
        UnknownIdError: no architecture has that id.
        ModelError: the file does not fit the architecture, or the download failed.
    """
    architecture = create_architecture(architecture_id)
    if not architecture.imagenet_weights:
        said = sentence("{network} starts from random weights.", network=title_words(architecture))
        _log.info(said)
        return said
    path = weights_file(architecture, weights_dir)
    if path is not None and path.is_file():
        state, origin = _read(path), sentence("the file {name}", name=path.name)
    else:
        name = architecture.imagenet_weights
        state, origin = _download(architecture, weights_dir), sentence("torchvision's {name}", name=name)
    _fill(network, state, architecture, origin)
    said = sentence(
        "{network} starts from ImageNet weights, {origin}.", network=title_words(architecture), origin=origin
    )
    _log.info(said)
    return said


def title_words(architecture: Architecture) -> Sentence:
    """The title of an architecture, which the window says in its language."""
    return other_words(architecture.title, architecture.title)


def weights_file(architecture: Architecture, weights_dir: Path | None) -> Path | None:
    """Where the ImageNet weights of an architecture would lie in a folder; None without one."""
    return weights_dir / _file_name(architecture) if weights_dir else None


def _file_name(architecture: Architecture) -> str:
    return f"{architecture.imagenet_of or architecture.id.removesuffix(PLR)}_imagenet.safetensors"


def _read(path: Path) -> State:
    try:
        return cast(State, load_file(path))
    except (SafetensorError, OSError) as error:
        raise ModelError(
            sentence(
                "{path} is not a readable safetensors file ({error}); fetch it again.", path=path, error=error
            )
        ) from error


def _download(architecture: Architecture, weights_dir: Path | None) -> State:
    weights = models.get_weight(architecture.imagenet_weights)
    _log.info("Fetching %s from %s", architecture.imagenet_weights, weights.url)
    try:
        return cast(State, weights.get_state_dict(progress=False, check_hash=True, weights_only=True))
    except (OSError, RuntimeError) as error:  # RuntimeError: the digest of the download differs
        raise ModelError(
            sentence(
                "The ImageNet weights {url} cannot be fetched ({error}); connect to the internet, or "
                "put {name} into {folder}.",
                url=weights.url,
                error=error,
                name=_file_name(architecture),
                folder=weights_dir or user_dir() / "weights",
            )
        ) from error


def _fill(network: nn.Module, state: State, architecture: Architecture, origin: str) -> None:
    """Copy every tensor but the network's own ones; strict, so that a wrong file never half fits."""
    slopes = slope_names(network)
    own = network.state_dict()
    apart = (architecture.head, *architecture.beyond)
    kept = {name: own[name] for name in own if name.startswith(apart) or name in slopes}
    used = {name: value for name, value in state.items() if not name.startswith(architecture.without)}
    try:
        network.load_state_dict(used | kept, strict=True)
    except RuntimeError as error:
        raise ModelError(
            sentence(
                "ImageNet weights from {origin} do not fit {architecture}; fetch those of that architecture.",
                origin=origin,
                architecture=architecture.title,
            )
        ) from error
    start_flat(network)
