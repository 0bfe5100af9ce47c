"""From a card and its files to a model that can be run."""

from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import nn

from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.sentence import sentence
from leukodesk.inference.card_files import checked_distribution, checked_weights
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.distribution import Distribution
from leukodesk.inference.networks.cell_context import ContextNetwork
from leukodesk.inference.registry import create_architecture


def load_classifier(card: ModelCard, folder: Path, device: str) -> CellClassifier:
    """Load the model of ``card``: sha256 first, then safetensors, then a strict state dict.

    Args:
        card: a valid card.
        folder: where its weights are.
        device: ``cpu`` or ``cuda``, see :func:`leukodesk.inference.devices.resolve_device`.

    Raises:
        ModelError: a file is missing, altered or damaged, the architecture is unknown here, or the weights
            do not fit it or are no numbers.
    """
    data = checked_weights(card, folder)
    path = folder / card.weights_file
    try:
        network = create_architecture(card.architecture).build(len(card.classes))
    except UnknownIdError as error:
        raise ModelError(
            sentence(
                "Model {card} needs the architecture '{architecture}', which is not installed; "
                "update LeukoDesk or install the plugin that brings it.",
                card=card.id,
                architecture=card.architecture,
            )
        ) from error
    if card.task == "field" and not isinstance(network, ContextNetwork):
        raise ModelError(
            sentence(
                "Model {card} is to name whole smears, which the architecture {architecture} cannot; "
                "import the model again.",
                card=card.id,
                architecture=card.architecture,
            )
        )
    try:
        network.load_state_dict(load(data), strict=True)
    except SafetensorError as error:
        raise ModelError(
            sentence(
                "The weights {path} are not a readable safetensors file ({error}); import the model again.",
                path=path,
                error=error,
            )
        ) from error
    except RuntimeError as error:
        raise ModelError(
            sentence(
                "The weights {path} do not fit the architecture {architecture} with {classes} "
                "classes; import the model again.",
                path=path,
                architecture=card.architecture,
                classes=len(card.classes),
            )
        ) from error
    _refuse_broken(network, path)
    return CellClassifier(card, network, device, _distribution(card, folder))


def _refuse_broken(network: nn.Module, path: Path) -> None:
    """Refuse weights that a training broke: their digest is right, and every answer would be no number.

    Raises:
        ModelError: a weight is no finite number.
    """
    values = [value for value in network.state_dict().values() if value.is_floating_point()]
    if not all(bool(torch.isfinite(value).all()) for value in values):
        raise ModelError(
            sentence(
                "The weights {path} hold values that are no numbers, so the model could name nothing; choose "
                "another model, or train it anew.",
                path=path,
            )
        )


def _distribution(card: ModelCard, folder: Path) -> Distribution | None:
    data = checked_distribution(card, folder)
    if card.distribution is None or data is None:
        return None
    return Distribution.from_bytes(data, str(folder / card.distribution.file))
