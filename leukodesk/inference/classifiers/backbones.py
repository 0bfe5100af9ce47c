"""Well-known image networks, built by torchvision, with a fresh head for our classes."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn
from torchvision import models

from leukodesk.core.errors import ModelError
from leukodesk.inference.registry import Architecture, create_architecture, register_architecture

_log = logging.getLogger(__name__)

State = dict[str, torch.Tensor]


def _builder(build: Callable[..., Any], **options: object) -> Callable[[int], nn.Module]:
    """A torchvision builder as ours: no weights, ``n_classes`` outputs."""
    return lambda n_classes: cast(nn.Module, build(weights=None, num_classes=n_classes, **options))


def _layer(*path: str | int) -> Callable[[nn.Module], nn.Module]:
    """Follow attributes and indices, for example ``_layer("features", -1)``."""

    def find(network: nn.Module) -> nn.Module:
        found: Any = network
        for step in path:
            found = getattr(found, step) if isinstance(step, str) else found[step]
        return cast(nn.Module, found)

    return find


@register_architecture("mobilenet_v2")
def mobilenet_v2() -> Architecture:
    """MobileNetV2 (Sandler et al., CVPR 2018): 2.2 million parameters, the quickest here on a CPU."""
    return Architecture(
        id="mobilenet_v2",
        title="MobileNetV2",
        build=_builder(models.mobilenet_v2),
        target_layer=_layer("features", -1),
        input_size_px=224,
        head="classifier.",
        imagenet_weights="MobileNet_V2_Weights.IMAGENET1K_V1",
    )


@register_architecture("resnet50")
def resnet50() -> Architecture:
    """ResNet-50 (He et al., CVPR 2016): 23.5 million parameters."""
    return Architecture(
        id="resnet50",
        title="ResNet-50",
        build=_builder(models.resnet50),
        target_layer=_layer("layer4", -1),
        input_size_px=224,
        head="fc.",
        imagenet_weights="ResNet50_Weights.IMAGENET1K_V2",
    )


@register_architecture("efficientnet_b0")
def efficientnet_b0() -> Architecture:
    """EfficientNet-B0 (Tan and Le, ICML 2019): 4 million parameters."""
    return Architecture(
        id="efficientnet_b0",
        title="EfficientNet-B0",
        build=_builder(models.efficientnet_b0),
        target_layer=_layer("features", -1),
        input_size_px=224,
        head="classifier.",
        imagenet_weights="EfficientNet_B0_Weights.IMAGENET1K_V1",
    )


@register_architecture("efficientnet_b3")
def efficientnet_b3() -> Architecture:
    """EfficientNet-B3 (Tan and Le, ICML 2019): 10.7 million parameters."""
    return replace(
        efficientnet_b0(),
        id="efficientnet_b3",
        title="EfficientNet-B3",
        build=_builder(models.efficientnet_b3),
        input_size_px=300,
        imagenet_weights="EfficientNet_B3_Weights.IMAGENET1K_V1",
    )


@register_architecture("vgg16")
def vgg16() -> Architecture:
    """VGG-16 (Simonyan and Zisserman, ICLR 2015): 134 million parameters; for comparison, large and slow."""
    return Architecture(
        id="vgg16",
        title="VGG-16",
        build=_builder(models.vgg16),
        # The last convolution before the last pooling: 14 × 14 instead of 7 × 7.
        target_layer=_layer("features", -2),
        input_size_px=224,
        head="classifier.6.",
        imagenet_weights="VGG16_Weights.IMAGENET1K_V1",
    )


def imagenet_start(network: nn.Module, architecture_id: str, weights_dir: Path | None) -> str:
    """Give ``network`` the ImageNet weights of its architecture, all but the head.

    Args:
        network: built by that architecture; changed in place.
        architecture_id: a registered architecture.
        weights_dir: folder with ``<architecture>_imagenet.safetensors``; where that file is not there,
            or with None, torchvision downloads its own and keeps them.

    Returns:
        One sentence that says which weights were used, for the log and the model card.

    Raises:
        UnknownIdError: no architecture has that id.
        ModelError: the file does not fit the architecture, or the download failed.
    """
    architecture = create_architecture(architecture_id)
    if not architecture.imagenet_weights:
        return f"{architecture.title} starts from random weights."
    path = weights_dir / f"{architecture_id}_imagenet.safetensors" if weights_dir else None
    if path is not None and path.is_file():
        state, origin = _read(path), f"the file {path.name}"
    else:
        state, origin = _download(architecture), f"torchvision's {architecture.imagenet_weights}"
    _fill(network, state, architecture, origin)
    sentence = f"{architecture.title} starts from ImageNet weights, {origin}."
    _log.info(sentence)
    return sentence


def _read(path: Path) -> State:
    try:
        return cast(State, load_file(path))
    except (SafetensorError, OSError) as error:
        raise ModelError(f"{path} is not a readable safetensors file ({error}); fetch it again.") from error


def _download(architecture: Architecture) -> State:
    weights = models.get_weight(architecture.imagenet_weights)
    _log.info("Fetching %s from %s", architecture.imagenet_weights, weights.url)
    try:
        return cast(State, weights.get_state_dict(progress=False, check_hash=True, weights_only=True))
    except (OSError, RuntimeError) as error:  # RuntimeError: the digest of the download differs
        raise ModelError(
            f"The ImageNet weights {weights.url} cannot be fetched ({error}); connect to the internet, or "
            f"put {architecture.id}_imagenet.safetensors into the folder of starting weights."
        ) from error


def _fill(network: nn.Module, state: State, architecture: Architecture, origin: str) -> None:
    """Copy every tensor but the head's, which stays; strict, so that a wrong file never half fits."""
    head = {name: value for name, value in network.state_dict().items() if name.startswith(architecture.head)}
    try:
        network.load_state_dict(state | head, strict=True)
    except RuntimeError as error:
        raise ModelError(
            f"ImageNet weights from {origin} do not fit {architecture.title}; "
            "fetch those of that architecture."
        ) from error
