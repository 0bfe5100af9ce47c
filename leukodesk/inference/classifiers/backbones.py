"""Well-known image networks, built by torchvision, with a fresh head for our classes."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from torch import nn
from torchvision import models

from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.plr import plr_of
from leukodesk.inference.registry import register_architecture

_HALF = (0.5, 0.5, 0.5)
"""Mean and deviation that some of torchvision's weights were trained with."""


def _network(build: Callable[..., Any], **options: object) -> Callable[[int], nn.Module]:
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


def _described(
    architecture_id: str,
    build: Callable[[int], nn.Module],
    weights: str,
    layer: Callable[[nn.Module], nn.Module],
    head: str,
    side: int = 224,
) -> Architecture:
    return Architecture(
        id=architecture_id,
        title=LISTED[architecture_id].title,
        build=build,
        target_layer=layer,
        input_size_px=side,
        head=head,
        imagenet_weights=weights,
    )


@register_architecture("mobilenet_v2")
def mobilenet_v2() -> Architecture:
    """MobileNetV2 (Sandler et al., CVPR 2018): 2.2 million parameters, the quickest here on a CPU."""
    weights = "MobileNet_V2_Weights.IMAGENET1K_V1"
    build = _network(models.mobilenet_v2)
    return _described("mobilenet_v2", build, weights, _layer("features", -1), "classifier.")


def _resnet(architecture_id: str, build: Callable[..., Any], weights: str) -> Architecture:
    return _described(architecture_id, _network(build), weights, _layer("layer4", -1), "fc.")


@register_architecture("resnet50")
def resnet50() -> Architecture:
    """ResNet-50 (He et al., CVPR 2016): 23.5 million parameters."""
    return _resnet("resnet50", models.resnet50, "ResNet50_Weights.IMAGENET1K_V2")


@register_architecture("resnet101")
def resnet101() -> Architecture:
    """ResNet-101 (He et al., CVPR 2016): 42.5 million parameters."""
    return _resnet("resnet101", models.resnet101, "ResNet101_Weights.IMAGENET1K_V2")


@register_architecture("resnet152")
def resnet152() -> Architecture:
    """ResNet-152 (He et al., CVPR 2016): 58.1 million parameters."""
    return _resnet("resnet152", models.resnet152, "ResNet152_Weights.IMAGENET1K_V2")


@register_architecture("googlenet")
def googlenet() -> Architecture:
    """GoogLeNet (Szegedy et al., CVPR 2015): 5.6 million parameters, without the two auxiliary heads.

    The heads served training from scratch before batch normalisation, which torchvision's form has.
    Its weights expect pixels of mean and deviation 0.5, which torchvision otherwise computes inside.
    """
    plain = _described(
        "googlenet",
        _network(models.googlenet, aux_logits=False, init_weights=True),
        "GoogLeNet_Weights.IMAGENET1K_V1",
        _layer("inception5b"),
        "fc.",
    )
    return replace(plain, without=("aux1.", "aux2."), mean=_HALF, std=_HALF)


def _efficientnet(architecture_id: str, build: Callable[..., Any], weights: str, side: int) -> Architecture:
    return _described(architecture_id, _network(build), weights, _layer("features", -1), "classifier.", side)


@register_architecture("efficientnet_b0")
def efficientnet_b0() -> Architecture:
    """EfficientNet-B0 (Tan and Le, ICML 2019): 4 million parameters."""
    weights = "EfficientNet_B0_Weights.IMAGENET1K_V1"
    return _efficientnet("efficientnet_b0", models.efficientnet_b0, weights, 224)


@register_architecture("efficientnet_b3")
def efficientnet_b3() -> Architecture:
    """EfficientNet-B3 (Tan and Le, ICML 2019): 10.7 million parameters."""
    weights = "EfficientNet_B3_Weights.IMAGENET1K_V1"
    return _efficientnet("efficientnet_b3", models.efficientnet_b3, weights, 300)


@register_architecture("efficientnet_b3-plr")
def efficientnet_b3_plr() -> Architecture:
    """EfficientNet-B3 with learned slopes (Asaad et al., Table 6)."""
    return plr_of(efficientnet_b3())


@register_architecture("efficientnet_v2_l")
def efficientnet_v2_l() -> Architecture:
    """EfficientNetV2-L (Tan and Le, ICML 2021): 117 million parameters, the largest here but the VGGs."""
    weights = "EfficientNet_V2_L_Weights.IMAGENET1K_V1"
    plain = _efficientnet("efficientnet_v2_l", models.efficientnet_v2_l, weights, 480)
    return replace(plain, mean=_HALF, std=_HALF)


def _plain(architecture_id: str, build: Callable[..., Any], weights: str) -> Architecture:
    # The last activation before the last pooling: twice as fine as after it.
    return _described(architecture_id, _network(build), weights, _layer("features", -2), "classifier.6.")


@register_architecture("vgg16")
def vgg16() -> Architecture:
    """VGG-16 (Simonyan and Zisserman, ICLR 2015): 134 million parameters; for comparison, large and slow."""
    return _plain("vgg16", models.vgg16, "VGG16_Weights.IMAGENET1K_V1")


@register_architecture("vgg16-plr")
def vgg16_plr() -> Architecture:
    """VGG-16 with learned slopes (Asaad et al., Table 6)."""
    return plr_of(vgg16())


@register_architecture("vgg19")
def vgg19() -> Architecture:
    """VGG-19 (Simonyan and Zisserman, ICLR 2015): 140 million parameters."""
    return _plain("vgg19", models.vgg19, "VGG19_Weights.IMAGENET1K_V1")


@register_architecture("alexnet")
def alexnet() -> Architecture:
    """AlexNet (Krizhevsky, 2014): 57 million parameters; crops from 64 pixels up."""
    return _plain("alexnet", models.alexnet, "AlexNet_Weights.IMAGENET1K_V1")
