"""Train the weights of the U-Net segmenter, and measure them on images they never saw."""

from datetime import UTC, datetime
from pathlib import Path

import torch
from safetensors.torch import save

import leukodesk
from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.card_files import file_sha256, save_card
from leukodesk.inference.cards import WEIGHTS_SUFFIX, SegmenterCard, Split, TrainingData
from leukodesk.inference.devices import resolve_device
from leukodesk.inference.networks.unet import NETWORK
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.unet_maps import OUTPUTS
from leukodesk.inference.segmenters.unet_plr import UNetParameters, UNetSegmenter
from leukodesk.inference.segmenters.unet_weights import UNetWeights, tensors_of
from leukodesk.training.segmentation.composing import Mixture
from leukodesk.training.segmentation.evaluation import judge_segmenter
from leukodesk.training.segmentation.fit import Fitted, fit
from leukodesk.training.segmentation.judged_again import SPLIT_NAME, with_figures
from leukodesk.training.segmentation.learning import Learned, learn_from
from leukodesk.training.segmentation.recipe import SegmentationRecipe
from leukodesk.training.segmentation.sets import find_sets


def train_segmenter(
    data: Path, recipe: SegmentationRecipe, device: str, out_dir: Path, progress: Progress = no_progress
) -> Path:
    """Learn from the training part of a folder and judge on its test part.

    Args:
        data: folder of drawn crops and marked fields; see
            :func:`leukodesk.training.segmentation.sets.find_sets`.
        recipe: settings of the run.
        device: ``auto``, ``cpu`` or ``cuda``.
        out_dir: where card and weights go.
        progress: told how far the work is; raises to cancel.

    Returns:
        Path of the card; the weights lie beside it.

    Raises:
        InputError: the folder cannot be used or written to.
        UnknownIdError: there are no weights of the id to go on from; lists near names.
        ModelError: those weights cannot be used, or the training failed.
        CancelledError: raised by ``progress``.
    """
    device = resolve_device(device)
    sets = find_sets(data)
    start = _start(recipe.start)
    learned = learn_from(sets, recipe.working_pixel_size_um, progress)
    mixture = Mixture(
        list(learned.crops.values()),
        list(learned.fields.values()),
        composed_share=recipe.composed_share,
        field_share=recipe.field_share,
    )
    fitted = fit(mixture, recipe, device, progress, start)
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        weights = out_dir / (NETWORK + WEIGHTS_SUFFIX)
        state = {name: value.contiguous() for name, value in fitted.network.state_dict().items()}
        atomic.write_bytes(weights, save(state))
    except OSError as error:
        raise InputError(
            f"The weights cannot be written to {out_dir} ({error.strerror}); choose another folder."
        ) from error
    card = _card(data, learned, recipe, weights)
    segmenter = UNetSegmenter(UNetParameters(), _ready(card, fitted, device))
    judged = judge_segmenter(segmenter, sets, data, "test", progress)
    return save_card(with_figures(card, judged), out_dir)


def _start(card_id: str) -> dict[str, torch.Tensor] | None:
    return tensors_of(*SegmenterLibrary.default().card(card_id)) if card_id else None


def _ready(card: SegmenterCard, fitted: Fitted, device: str) -> UNetWeights:
    network = fitted.network.to(torch.device(device)).to(memory_format=torch.channels_last)
    return UNetWeights(card, network, device)


def _card(data: Path, learned: Learned, recipe: SegmentationRecipe, weights: Path) -> SegmenterCard:
    counts = learned.counts
    return SegmenterCard(
        id=NETWORK,
        network=NETWORK,
        outputs=OUTPUTS,
        working_pixel_size_um=recipe.working_pixel_size_um,
        training=TrainingData(
            description=f"Drawn cells of {', '.join(learned.crops)}; in whole fields the marked "
            "cells, drawn by pivot-growing, and what is not marked as background.",
            digest=learned.digest,
            n=sum(counts.values()),
            class_counts=counts,
            recipe=recipe.model_dump(mode="json"),
            seed=recipe.seed,
            epochs=recipe.epochs,
        ),
        split=Split(by="field", name=SPLIT_NAME, groups=dict(learned.groups)),
        licence=recipe.licence,
        weights_file=weights.name,
        sha256=file_sha256(weights),
        created=datetime.now(UTC).replace(microsecond=0),
        code_version=leukodesk.__version__,
    )
