"""Starting networks: random weights, ImageNet weights, or those of another model."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.classifiers.architecture import Architecture
from leukodesk.inference.classifiers.imagenet import imagenet_start, title_words
from leukodesk.inference.registry import create_architecture
from leukodesk.training.augmentation import plain
from leukodesk.training.loop import say_nothing
from leukodesk.training.reading import Normaliser
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import Samples

_MEASURED = 192


@dataclass(frozen=True)
class Starter:
    """Makes the network a run starts from, the same one each time.

    Attributes:
        recipe: names the architecture, the seed and the start.
        device: ``cpu`` or ``cuda``.
        parent: the model to start from, for ``start = "parent"``.
        weights_dir: folder that may hold ``<architecture>_imagenet.safetensors``.
        recipe_file: where the recipe was read from, for messages; None where it was in no file.
    """

    recipe: Recipe
    device: str = "cpu"
    parent: CellClassifier | None = None
    weights_dir: Path | None = None
    recipe_file: Path | None = None

    def __post_init__(self) -> None:
        if self.recipe.start != "parent":
            return
        if self.parent is None:
            raise ModelError(
                'The recipe starts from a parent model, and none is named; add parent = "ID" with the '
                'id of a model, or choose start = "imagenet".'
            )
        if self.parent.card.architecture != self.recipe.architecture:
            raise ModelError(
                sentence(
                    "The parent {parent} is a {architecture} and cannot start a {wanted}; choose a parent of "
                    "the same architecture.",
                    parent=self.parent.card.id,
                    architecture=self.parent.card.architecture,
                    wanted=self.recipe.architecture,
                )
            )

    @property
    def without_parent(self) -> "Starter":
        """The same from random weights where it would start from a model, which knows what labels mean.

        Of a body that parts the classes already, any head, shuffled labels or not, names them well by chance.
        """
        if self.recipe.start != "parent":
            return self
        return replace(self, recipe=self.recipe.model_copy(update={"start": "scratch"}), parent=None)

    @property
    def model_id(self) -> str:
        """Id of the model to be."""
        return f"{self.recipe.architecture}.{self.recipe.tag}"

    @property
    def architecture(self) -> Architecture:
        """The recipe's architecture."""
        return create_architecture(self.recipe.architecture)

    @property
    def _title(self) -> str:
        return title_words(self.architecture)

    @property
    def normaliser(self) -> Normaliser:
        """The parent's normalisation, else the architecture's."""
        source = self.parent.card if self.recipe.start == "parent" and self.parent else self.architecture
        return Normaliser(source.mean, source.std, self.device)

    def network(self, samples: Samples, log: Callable[[str], None] = say_nothing) -> nn.Module:
        """A network for the classes of ``samples``, on the device.

        Args:
            samples: what it will be trained on.
            log: told which weights it starts from.

        Raises:
            ModelError: the starting weights cannot be had or do not fit.
        """
        torch.manual_seed(self.recipe.seed)
        network = self.architecture.build(len(samples.classes))
        if next(network.parameters(), None) is None:
            log(sentence("{network} has no weights to start from and is fitted anew.", network=self._title))
            return network.to(self.device)
        if self.recipe.start == "imagenet":
            log(imagenet_start(network, self.recipe.architecture, self.weights_dir))
        elif self.recipe.start == "parent":
            assert self.parent is not None
            self._inherit(network, self.parent, samples.classes)
            same = self.parent.card.classes == samples.classes
            new = "" if same else sentence("; its last layer is new, since the classes differ")
            log(
                sentence(
                    "{network} starts from the weights of {parent}{new}.",
                    network=self._title,
                    parent=self.parent.card.id,
                    new=new,
                )
            )
        else:
            log(
                sentence(
                    "{network} starts from random weights, drawn by the seed {seed}.",
                    network=self._title,
                    seed=self.recipe.seed,
                )
            )
        network.to(self.device)
        chosen = np.random.default_rng(self.recipe.seed).permutation(len(samples))[:_MEASURED]
        pixels = torch.from_numpy(samples.crops[chosen]).permute(0, 3, 1, 2)
        restore_batch_statistics(network, self.normaliser(plain(pixels)))
        return network

    def _inherit(self, network: nn.Module, parent: CellClassifier, classes: tuple[str, ...]) -> None:
        """Copy the parent's weights; its head only if it names the same classes."""
        own = network.state_dict()
        inherited = {
            name: value.to("cpu").clone()
            for name, value in parent.network.state_dict().items()
            if parent.card.classes == classes or not name.startswith(self.architecture.head)
        }
        network.load_state_dict(own | inherited, strict=True)


def restore_batch_statistics(network: nn.Module, inputs: Tensor) -> bool:
    """Give batch normalisation back the statistics that were folded into the convolutions.

    Weights published for inference have them folded away: every layer then has mean 0 and variance 1,
    which training would wrongly replace by the batch's. Each layer's mean and variance are measured on
    ``inputs`` and its scale and offset adjusted so that its output stays exactly as it was.

    Args:
        network: changed in place.
        inputs: normalised crops (n, 3, s, s) of the kind it will see.

    Returns:
        Whether anything was folded.
    """
    layers = [layer for layer in network.modules() if isinstance(layer, nn.BatchNorm2d)]
    if not layers or not all(_is_folded(layer) for layer in layers):
        return False
    network.eval()
    handles = [layer.register_forward_pre_hook(_measure) for layer in layers]
    try:
        with torch.no_grad():
            network(inputs)
    finally:
        for handle in handles:
            handle.remove()
    return True


def _is_folded(layer: nn.BatchNorm2d) -> bool:
    mean, variance = layer.running_mean, layer.running_var
    if mean is None or variance is None or not layer.affine:
        return False
    # A fresh layer has these statistics as well, but no offset.
    return bool((mean == 0).all() and (variance == 1).all() and (layer.bias != 0).any())


def _measure(layer: nn.Module, inputs: tuple[Tensor, ...]) -> None:
    assert isinstance(layer, nn.BatchNorm2d)
    assert layer.running_mean is not None
    assert layer.running_var is not None
    variance, mean = torch.var_mean(inputs[0], dim=(0, 2, 3), correction=0)
    before = torch.sqrt(layer.running_var + layer.eps)
    layer.bias.add_(layer.weight * (mean - layer.running_mean) / before)
    layer.weight.mul_(torch.sqrt(variance + layer.eps) / before)
    layer.running_mean.copy_(mean)
    layer.running_var.copy_(variance)
