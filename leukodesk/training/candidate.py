"""A candidate: the card and weights that a training run leaves behind for the reader to adopt or discard."""

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import JsonValue
from safetensors.torch import save
from torch import nn

import leukodesk
from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.card_checks import Explanations
from leukodesk.inference.card_files import save_card
from leukodesk.inference.cards import (
    CARD_SUFFIX,
    DISTRIBUTION_SUFFIX,
    WEIGHTS_SUFFIX,
    Crop,
    CurvePoint,
    DistributionFile,
    Measured,
    ModelCard,
    TrainingData,
)
from leukodesk.inference.cards import Split as CardSplit
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.distribution import FLAGGED_SHARE, Distribution
from leukodesk.inference.model_files import figures_folder, named_freely
from leukodesk.inference.reference import reference_answers
from leukodesk.training.asked import asked_of
from leukodesk.training.known import known_groups
from leukodesk.training.learning_curve import metrics_of, with_intervals
from leukodesk.training.loop import say_nothing
from leukodesk.training.metrics import Judgement
from leukodesk.training.processes import this_process
from leukodesk.training.protocol import Calibration
from leukodesk.training.recipe import Recipe
from leukodesk.training.report import Trained, write_report
from leukodesk.training.samples import Samples
from leukodesk.training.starting import Starter

_UNKNOWN_LICENCE = "Not stated; trained on the reader's own data."


@dataclass(frozen=True)
class Outcome:
    """What a run found out.

    Attributes:
        network: the weights to keep.
        epochs: passes over the data that they have seen.
        calibration: of those weights.
        judged_on: how they came about, one sentence.
        split: how the cells were dealt.
        trained_on: the cells the kept weights were fitted to.
        looked_at: cells for a look at heatmaps: those held out, or all where the kept weights saw all.
        controls: figures by control.
        trained: what the page beside the candidate shows.
        distribution: where the cells lie that the kept weights were fitted to, or None.
        explanations: whether heatmaps can be believed, or None.
        learning_curve: what shares of the cells would have reached; empty where the recipe asks for none.
    """

    network: nn.Module
    epochs: int
    calibration: Calibration
    judged_on: str
    split: CardSplit
    trained_on: Samples
    looked_at: Samples
    controls: Mapping[str, dict[str, JsonValue]]
    trained: Trained
    distribution: Distribution | None = None
    explanations: Explanations | None = None
    learning_curve: tuple[CurvePoint, ...] = ()

    @property
    def judgement(self) -> Judgement:
        """Held-out figures."""
        return self.trained.judgement


def write_candidate(
    outcome: Outcome, starter: Starter, out_dir: Path, log: Callable[[str], None] = say_nothing
) -> Path:
    """Write weights and card, all of them or nothing, and the page with its figures.

    A candidate that is there already stays, and so do its figures: the new one's id then ends in a number.

    Args:
        outcome: of the run.
        starter: what it started from.
        out_dir: folder of the model; made if missing.
        log: told where there is no room for the page, without which the model is as good.

    Returns:
        The card's path, ``<id>.json`` in ``out_dir``.

    Raises:
        InputError: the folder cannot be written to.
    """
    state = {name: value.detach().cpu().contiguous() for name, value in outcome.network.state_dict().items()}
    weights = save(state)
    card = card_of(outcome, starter, hashlib.sha256(weights).hexdigest())
    card = named_freely(_with_answers(card, outcome.network), (out_dir,))
    processes = this_process()
    processes.wait()  # until all have looked, since the first one takes the name
    try:
        if processes.is_first:
            out_dir.mkdir(parents=True, exist_ok=True)
            _write_page(outcome, card, _write_model(outcome, card, weights, out_dir), log)
        processes.wait()
        return out_dir / (card.id + CARD_SUFFIX)
    except OSError as error:
        raise InputError(
            sentence(
                "The model cannot be written to {folder} ({reason}); make room there or choose another "
                "folder, and train again.",
                folder=out_dir,
                reason=system_reason(error),
            )
        ) from error


def _with_answers(card: ModelCard, network: nn.Module) -> ModelCard:
    """The card with what the model says of the reference smear, on the processor and so in full precision."""
    return card.model_copy(update={"reference": reference_answers(CellClassifier(card, network, "cpu"))})


def _write_model(outcome: Outcome, card: ModelCard, weights: bytes, folder: Path) -> Path:
    """Write weights and card; nothing is left of them where one cannot be written."""
    files = {card.weights_file: weights}
    if outcome.distribution is not None and card.distribution is not None:
        files[card.distribution.file] = outcome.distribution.to_bytes()
    try:
        for name, data in files.items():
            atomic.write_bytes(folder / name, data)
        return save_card(card, folder)
    except OSError:
        # Without a card they are no model, and the disk may be full.
        for name in files:
            (folder / name).unlink(missing_ok=True)
        raise


def _write_page(outcome: Outcome, card: ModelCard, card_path: Path, log: Callable[[str], None]) -> None:
    try:
        write_report(outcome.trained, card, card_path)
    except OSError as error:
        shutil.rmtree(figures_folder(card_path), ignore_errors=True)
        log(
            sentence(
                "The page with the pictures of the training cannot be written ({reason}); the model is "
                "whole, and its card holds all figures.",
                reason=system_reason(error),
            )
        )


def card_of(outcome: Outcome, starter: Starter, sha256: str) -> ModelCard:
    """The card of what a run found out.

    Args:
        outcome: of the run.
        starter: what it started from.
        sha256: of the file of its weights.
    """
    model_id = starter.model_id
    samples, recipe, judgement = outcome.trained_on, starter.recipe, outcome.judgement
    parent = starter.parent.card if starter.parent and recipe.start == "parent" else None
    normaliser = starter.normaliser
    return ModelCard(
        id=model_id,
        architecture=recipe.architecture,
        task=recipe.task,
        taxonomy=samples.taxonomy,
        classes=samples.classes,
        crop=Crop(
            size_px=samples.spec.size_px,
            pixel_size_um=samples.spec.pixel_size_um,
            surround="white" if samples.spec.cut_out else "kept",
        ),
        stain="background" if samples.spec.relative else "none",
        mean=normaliser.mean,
        std=normaliser.std,
        turns=recipe.turns,
        temperature=outcome.calibration.temperature,
        abstention_threshold=outcome.calibration.threshold,
        training=TrainingData(
            description=_description(samples, recipe),
            digest=samples.digest,
            n=len(samples),
            class_counts=samples.counts,
            recipe=_kept_recipe(recipe, samples).model_dump(mode="json"),
            seed=recipe.seed,
            epochs=outcome.epochs,
        ),
        split=outcome.split,
        parent=parent.id if parent else None,
        inherited=tuple(sorted(known_groups(parent))) if parent else (),
        metrics=metrics_of(judgement),
        metrics_on=Measured(split=outcome.judged_on, n=judgement.n, units=judgement.units),
        controls=dict(outcome.controls),
        per_class={
            name: with_intervals(values, judgement.per_class_intervals[name])
            for name, values in judgement.per_class.items()
        },
        explanations=outcome.explanations,
        learning_curve=outcome.learning_curve,
        distribution=_distribution_file(model_id, outcome),
        licence=recipe.licence or _UNKNOWN_LICENCE,
        weights_file=model_id + WEIGHTS_SUFFIX,
        sha256=sha256,
        created=datetime.now(UTC).replace(microsecond=0),
        code_version=leukodesk.__version__,
    )


def _description(samples: Samples, recipe: Recipe) -> str:
    left_out = " ".join(["", *samples.notices])
    asked = asked_of(samples, recipe.task)
    snapshot = f", snapshot {samples.snapshot}" if samples.snapshot else ""
    fields = f", {len(asked.labels)} fields with {len(samples)} cells" if recipe.task == "field" else ""
    return f"{samples.source}{snapshot}{fields}; scale {samples.scale}.{left_out}"


def _kept_recipe(recipe: Recipe, samples: Samples) -> Recipe:
    """The recipe for the card: a model that learnt cells to scale is to be judged on such cells."""
    if not samples.is_to_scale:
        return recipe
    return recipe.model_copy(update={"crop": recipe.crop.model_copy(update={"image_scale": "measured"})})


def _distribution_file(model_id: str, outcome: Outcome) -> DistributionFile | None:
    if outcome.distribution is None:
        return None
    return DistributionFile(
        file=model_id + DISTRIBUTION_SUFFIX,
        sha256=hashlib.sha256(outcome.distribution.to_bytes()).hexdigest(),
        n=len(outcome.trained_on),
        calibrated_on="cells that the networks which measured them had never seen",
        flagged_share=FLAGGED_SHARE,
    )
