"""The classifiers that travel with the program: id, title and module of each, without importing any."""

from dataclasses import dataclass
from typing import Final

_TORCHVISION: Final = "leukodesk.inference.classifiers.backbones"
_CNN: Final = "leukodesk.inference.classifiers.cnn"
_UNET: Final = "leukodesk.inference.classifiers.unet"
_HYBRID: Final = "leukodesk.inference.classifiers.hybrid"
_HYBRID_PAPER: Final = "leukodesk.inference.classifiers.hybrid_paper"
_HANDCRAFTED: Final = "leukodesk.inference.classifiers.handcrafted_svm"


@dataclass(frozen=True)
class Listed:
    """One classifier.

    Attributes:
        id: the id it is registered under.
        title: what the reader sees.
        module: registers it when it is imported.
        has_maps: it is a network with a layer that heatmaps can be made from.
        pooled: its logits are linear in the mean of each map of that layer.
    """

    id: str
    title: str
    module: str
    has_maps: bool = True
    pooled: bool = True


@dataclass(frozen=True)
class Group:
    """Classifiers that belong together, in the order a reader should meet them."""

    title: str
    members: tuple[Listed, ...]


GROUPS: Final = (
    Group(
        "Usual choices",
        (
            Listed("mobilenet_v2", "MobileNetV2", _TORCHVISION),
            Listed("efficientnet_b0", "EfficientNet-B0", _TORCHVISION),
            Listed("resnet50", "ResNet-50", _TORCHVISION),
            Listed("cnn", "Small CNN", _CNN),
        ),
    ),
    Group(
        "Other networks",
        (
            Listed("efficientnet_b3", "EfficientNet-B3", _TORCHVISION),
            Listed("efficientnet_v2_l", "EfficientNetV2-L", _TORCHVISION),
            Listed("resnet101", "ResNet-101", _TORCHVISION),
            Listed("resnet152", "ResNet-152", _TORCHVISION),
            Listed("googlenet", "GoogLeNet", _TORCHVISION),
            Listed("vgg16", "VGG-16", _TORCHVISION, pooled=False),
            Listed("vgg19", "VGG-19", _TORCHVISION, pooled=False),
            Listed("alexnet", "AlexNet", _TORCHVISION, pooled=False),
            Listed("unet", "U-Net encoder", _UNET),
        ),
    ),
    Group(
        "With learned slopes (PLR)",
        (
            Listed("unet-plr", "U-Net encoder PLR", _UNET),
            Listed("efficientnet_b3-plr", "EfficientNet-B3 PLR", _TORCHVISION),
            Listed("vgg16-plr", "VGG-16 PLR", _TORCHVISION, pooled=False),
            Listed("cnn-plr", "Small CNN PLR", _CNN),
        ),
    ),
    Group(
        "Cells with their neighbours",
        (
            Listed("hybrid_cnn_gnn", "CNN and graph network", _HYBRID),
            Listed("hybrid_cnn_gnn-mobilenet_v2", "MobileNetV2 with graph", _HYBRID),
            Listed(
                "hybrid_cnn_gnn-paper", "CNN and graph network, as published", _HYBRID_PAPER, pooled=False
            ),
        ),
    ),
    Group(
        "Without a network",
        (Listed("svm-handcrafted", "SVM on measured features", _HANDCRAFTED, has_maps=False, pooled=False),),
    ),
)
"""All of them, by group."""

LISTED: Final = {listed.id: listed for group in GROUPS for listed in group.members}
"""All of them by id."""
