"""Train the weights of the U-Net segmenter, and measure them on images they never saw."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import torch
from safetensors.torch import save

import leukodesk
from leukodesk import atomic
from leukodesk.core.errors import CancelledError, InputError, ModelError
from leukodesk.core.sentence import sentence
from leukodesk.inference.card_files import save_card
from leukodesk.inference.cards import WEIGHTS_SUFFIX, SegmenterCard, Split, TrainingData
from leukodesk.inference.devices import resolve_device
from leukodesk.inference.memory import is_out_of_memory
from leukodesk.inference.model_files import named_freely
from leukodesk.inference.networks.unet import NETWORK
from leukodesk.inference.segmenter_library import SegmenterLibrary
from leukodesk.inference.segmenters.unet_maps import OUTPUTS
from leukodesk.inference.segmenters.unet_plr import UNetParameters, UNetSegmenter
from leukodesk.inference.segmenters.unet_weights import UNetWeights, tensors_of
from leukodesk.training.checkpoint import Checkpoints
from leukodesk.training.gate import Gate
from leukodesk.training.loop import NOBODY, Listeners
from leukodesk.training.segmentation.composing import Mixture
from leukodesk.training.segmentation.evaluation import judge_segmenter, judged_parts
from leukodesk.training.segmentation.fit import Fitted, fit
from leukodesk.training.segmentation.judged_again import SPLIT_NAME, with_figures
from leukodesk.training.segmentation.learning import Learned, learn_from
from leukodesk.training.segmentation.recipe import SegmentationRecipe
from leukodesk.training.segmentation.sets import find_sets


@dataclass(frozen=True)
class TrainedSegmenter:
    """What a training leaves.

    Attributes:
        card: path of the card; the weights lie beside it.
        refused: images of the test part that could not be judged, one sentence each; no figure counts them.
    """

    card: Path
    refused: tuple[str, ...]


def train_segmenter(
    data: Path,
    recipe: SegmentationRecipe,
    device: str,
    out_dir: Path,
    told: Listeners = NOBODY,
    recipe_file: Path | None = None,
) -> TrainedSegmenter:
    """Learn from the training part of a folder and judge on its test part.

    Args:
        data: folder of drawn crops and marked fields; see
            :func:`leukodesk.training.segmentation.sets.find_sets`.
        recipe: settings of the run.
        device: ``auto``, ``cpu`` or ``cuda``.
        out_dir: where card and weights go; made if missing.
        told: how it goes; its ``progress`` raises to cancel, and then nothing is left. A run that ends
            otherwise before its time goes on from its last epoch when it is started again with the same
            settings, data and version.
        recipe_file: where the recipe was read from, for messages.

    Raises:
        InputError: the folder cannot be used or written to.
        UnknownIdError: there are no weights of the id to go on from; lists near names.
        ModelError: those weights cannot be used, or the training failed.
        CancelledError: raised by ``told.progress``.
    """
    device = resolve_device(device)
    sets = find_sets(data)
    start, start_digest = _start(recipe.start)
    learned = learn_from(sets, recipe.working_pixel_size_um, told.progress)
    # Asked before hours of training, not after them.
    judged_parts(sets, data, "test")
    checkpoints = Checkpoints(
        out_dir,
        NETWORK,
        Gate(),
        recipe=recipe.model_dump(mode="json"),
        samples=learned.digest,
        start=start_digest,
        version=leukodesk.__version__,
    )
    try:
        with _told_of_memory(recipe):
            checkpoint = checkpoints.of("the model")
            fitted = fit(_mixture(learned, recipe), recipe, device, told, start, checkpoint, recipe_file)
        for notice in fitted.notices:
            told.log(notice)
        weights = save({name: value.contiguous() for name, value in fitted.network.state_dict().items()})
        card = _card(learned, recipe, fitted, weights)
        segmenter = UNetSegmenter(UNetParameters(), _ready(card, fitted, device))
        judged = judge_segmenter(segmenter, sets, data, "test", told.progress)
        for refusal in judged.refused:
            told.log(refusal)
        path = _write(with_figures(card, judged), weights, out_dir)
    except (CancelledError, KeyboardInterrupt):
        checkpoints.remove()
        raise
    checkpoints.remove()
    return TrainedSegmenter(path, judged.refused)


@contextmanager
def _told_of_memory(recipe: SegmentationRecipe) -> Iterator[None]:
    """Say in a sentence that memory ran out.

    Raises:
        ModelError: it did.
    """
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        raise ModelError(
            sentence(
                "The memory does not suffice for {batch} windows at a time; make the batch in the recipe "
                "smaller, close other programs, or choose another device.",
                batch=recipe.batch,
            )
        ) from error


def _mixture(learned: Learned, recipe: SegmentationRecipe) -> Mixture:
    return Mixture(
        list(learned.crops.values()),
        list(learned.fields.values()),
        composed_share=recipe.composed_share,
        field_share=recipe.field_share,
    )


def _write(card: SegmenterCard, weights: bytes, out_dir: Path) -> Path:
    """Write the card, ``<id>.json``, and its weights; those of that id that are there already stay."""
    named = named_freely(card, (out_dir,))
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
        atomic.write_bytes(out_dir / named.weights_file, weights)
    except OSError as error:
        raise InputError(
            f"The weights cannot be written to {out_dir} ({error.strerror}); choose another folder."
        ) from error
    return save_card(named, out_dir)


def _start(card_id: str) -> tuple[dict[str, torch.Tensor] | None, str | None]:
    """The weights to go on from and their digest."""
    if not card_id:
        return None, None
    card, folder = SegmenterLibrary.default().card(card_id)
    return tensors_of(card, folder), card.sha256


def _ready(card: SegmenterCard, fitted: Fitted, device: str) -> UNetWeights:
    network = fitted.network.to(torch.device(device)).to(memory_format=torch.channels_last)
    return UNetWeights(card, network, device)


def _card(learned: Learned, recipe: SegmentationRecipe, fitted: Fitted, weights: bytes) -> SegmenterCard:
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
            epochs=len(fitted.losses),
        ),
        split=Split(by="field", name=SPLIT_NAME, groups=dict(learned.groups)),
        licence=recipe.licence,
        weights_file=NETWORK + WEIGHTS_SUFFIX,
        sha256=hashlib.sha256(weights).hexdigest(),
        created=datetime.now(UTC).replace(microsecond=0),
        code_version=leukodesk.__version__,
    )
