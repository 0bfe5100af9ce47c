"""What is known of a kind of network before it is built."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence

if TYPE_CHECKING:
    from torch import nn

IMAGENET_MEAN: Final = (0.485, 0.456, 0.406)
IMAGENET_STD: Final = (0.229, 0.224, 0.225)
"""Per channel, of RGB in 0 to 1: what torchvision's ImageNet weights were trained with."""


@dataclass(frozen=True)
class Architecture:
    """A kind of network that names cells.

    Attributes:
        id: the id it is registered under.
        title: what the reader sees.
        build: makes the network with random weights; takes the number of classes, gives logits (n, k)
            for inputs (n, 3, s, s).
        target_layer: the layer of such a network whose output class activation maps are made from.
        input_size_px: side of the crops it works best with; any size it can pool is accepted.
        head: names of the parameters that depend on the number of classes start with this.
        imagenet_weights: torchvision's name of the ImageNet weights to start from, or empty for none.
        imagenet_of: id of the architecture whose ImageNet weights those are; empty for this one.
        without: names of ImageNet weights that this network has no use for start with one of these.
        beyond: names of parameters, beside the head's, that ImageNet weights do not have start with one of
            these.
        mean, std: normalisation that a training run with this architecture starts from, per channel.
    """

    id: str
    title: str
    build: Callable[[int], "nn.Module"]
    target_layer: Callable[["nn.Module"], "nn.Module"]
    input_size_px: int
    head: str
    imagenet_weights: str = ""
    imagenet_of: str = ""
    without: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    mean: tuple[float, float, float] = IMAGENET_MEAN
    std: tuple[float, float, float] = IMAGENET_STD


def no_layer(title: str, _network: "nn.Module") -> NoReturn:
    """The target layer of what names cells by measured features: there is none.

    Raises:
        ModelError: always.
    """
    raise ModelError(
        sentence(
            "{title} names cells by measured features and has no layer to draw a heatmap from; "
            "choose a network to see where in a cell the evidence lies.",
            title=title,
        )
    )
