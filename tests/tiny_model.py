"""Tiny real models: a small network with random weights, its card and its safetensors file."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import torch
from safetensors.torch import save_file

from leukodesk.inference.card_files import save_card
from leukodesk.inference.cards import CONTROLS, Crop, ModelCard, Split, TrainingData
from leukodesk.inference.registry import create_architecture

MakeModel = Callable[..., ModelCard]


def make_model(
    folder: Path, model_id: str = "cnn.tiny", seed: int = 0, weights_of: str = "cnn", **changes: object
) -> ModelCard:
    """Write a model with random weights of an architecture into ``folder``; ``changes`` go into the card."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    classes = changes.get("classes", ("blast", "normal"))
    network = create_architecture(weights_of).build(len(classes))
    weights = folder / f"{model_id}.safetensors"
    save_file(network.state_dict(), weights)
    values = {
        "id": model_id,
        "architecture": weights_of,
        "taxonomy": "blast-normal",
        "classes": classes,
        "crop": Crop(size_px=48, pixel_size_um=0.4),
        "mean": (0.5, 0.5, 0.5),
        "std": (0.25, 0.25, 0.25),
        "training": TrainingData(
            description="random weights", digest="0" * 64, n=2, class_counts={"blast": 1, "normal": 1}
        ),
        "split": Split(by="field", name="none"),
        "controls": {name: {"n": 12, "balanced_accuracy": 0.5} for name in CONTROLS},
        "licence": "none",
        "weights_file": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "created": datetime(2026, 1, 2, tzinfo=UTC),
        "code_version": "0.1.0",
    }
    card = ModelCard.model_validate(values | changes)
    save_card(card, folder)
    return card
