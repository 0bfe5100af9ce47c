"""``leukodesk evaluate --model``: a model's predictions against labels."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leukodesk.cli import boundary, console, segmenter_options
from leukodesk.cli.control_rows import control_rows
from leukodesk.cli.model_card import figures_of

if TYPE_CHECKING:
    from leukodesk.inference.card_checks import Explanations
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.evaluate import Evaluation


def finder_of(segmenter: str | None, preset: str | None, settings: Sequence[str]) -> dict[str, Any]:
    """What a recipe says about who finds the cells; empty where nobody is named."""
    if segmenter is None:
        return {}
    parameters = segmenter_options.segmenter_parameters(segmenter, preset, settings)
    return {"cells_found_by": segmenter, "cells_found_with": parameters}


def evaluate_model(
    model: str,
    data: Path,
    split: str,
    found: Mapping[str, Any],
    device: str,
    json: str | None,
    *,
    sanity: bool,
    keep: bool,
    out: Path | None,
) -> None:
    """Judge a model on labelled cells, and print or write the figures with their controls.

    Args:
        model: its id.
        data: dataset, or folder of labelled images.
        split: part of the model's split, ``frozen`` or ``all``.
        found: who finds the cells, see :func:`finder_of`.
        device: where it runs, as :func:`leukodesk.inference.devices.resolve_device` takes it.
        json: file for the figures, ``-`` for stdout alone, or None.
        sanity: also measure whether the model's heatmaps can be believed.
        keep: keep what ``sanity`` measures in the model's card.
        out: folder for a copy of the card that is changed in its place, or None.

    Raises:
        LeukoDeskError: model, data or split cannot be used, or the card is not to be changed.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import refuse_builtin
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.asked import NOUNS
    from leukodesk.training.evaluate import ALL, FROZEN, evaluation_recipe, part_of
    from leukodesk.training.evaluate import evaluate as judge
    from leukodesk.training.explanations import explanation_figures
    from leukodesk.training.sources import load_samples

    library = ModelLibrary.default()
    if keep:
        refuse_builtin(library, model, out)
    if out is not None:
        make_writable(out)
    recipe = evaluation_recipe(library.card(model)).model_copy(update=found)
    prepare_torch()
    classifier = library.load(model, resolve_device(device))
    with ProgressBar("Evaluating") as bar:
        samples = load_samples(data, recipe, bar, frozen=split == FROZEN, judging=True)
        evaluation = judge(classifier, samples, split, progress=bar)
        looked_at = samples if split in (ALL, FROZEN) else part_of(classifier.card, samples, split)
        explanations = explanation_figures(classifier, looked_at, progress=bar) if sanity else None
    for notice in evaluation.notices:
        boundary.say(notice)
    if explanations is not None and keep:
        _keep(library, library.card(model).model_copy(update={"explanations": explanations}), out)
    _tell(evaluation, explanations, NOUNS[recipe.task], json)


def _tell(evaluation: "Evaluation", explanations: "Explanations | None", noun: str, json: str | None) -> None:
    """Write the figures to the file asked for, and print them unless it is stdout."""
    if json is not None:
        more = {"explanations": explanations.model_dump()} if explanations else {}
        console.write_json({**evaluation.to_json(), **more}, json)
    if json != "-":
        _print(evaluation, noun)
        if explanations is not None:
            print(explanations.sentence)


def _keep(library: "ModelLibrary", card: "ModelCard", out: Path | None) -> None:
    """Write a changed card over the user's own, or into the folder for a copy."""
    from leukodesk.inference.card_files import save_card

    if out is None:
        library.rewrite_card(card)
    else:
        boundary.say(f"Card written: {save_card(card, out)}")


def evaluate_folds(
    model: str,
    data: Path,
    trained_on: Path,
    found: Mapping[str, Any],
    device: str,
    json: str | None,
    *,
    shares: str | None,
) -> None:
    """Train the folds of a model again, and judge each on the cells in ``data`` that it held out.

    Args:
        model: its id.
        data: dataset, or folder of labelled images.
        trained_on: what the model was trained on.
        found: who finds the cells, see :func:`finder_of`.
        device: where it runs.
        json: file for the figures, ``-`` for stdout alone, or None.
        shares: of the training units for a learning curve, such as ``0.25,0.5``, or None.

    Raises:
        LeukoDeskError: the model has no folds, or it, the data or the shares cannot be used.
    """
    from leukodesk.cli.learning_curve import print_curve
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.cli.training_events import report
    from leukodesk.config import user_dir
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.asked import NOUNS
    from leukodesk.training.curve_of_model import starter_of
    from leukodesk.training.folds_elsewhere import evaluate_by_folds
    from leukodesk.training.shares import parse_shares
    from leukodesk.training.sources import load_samples

    chosen = parse_shares(shares) if shares is not None else ()
    library = ModelLibrary.default()
    card = library.card(model)
    prepare_torch()
    starter = starter_of(card, library, resolve_device(device), user_dir() / "weights")
    with ProgressBar("Evaluating") as bar:
        samples = load_samples(trained_on, starter.recipe, bar)
        others = load_samples(data, starter.recipe.model_copy(update=found), bar, judging=True)
        evaluation = evaluate_by_folds(
            card,
            samples,
            others,
            starter,
            shares=chosen,
            progress=bar,
            events=lambda event: report(event, bar),
        )
    for notice in evaluation.notices:
        boundary.say(notice)
    if json is not None:
        console.write_json(evaluation.to_json(), json)
    if json != "-":
        _print(evaluation, NOUNS[card.task])
        print_curve(evaluation.learning_curve)


def _print(evaluation: "Evaluation", noun: str) -> None:
    judgement = evaluation.judgement
    print(f"{evaluation.model} on {evaluation.data}, {evaluation.split}: {judgement.n} {noun}")
    rows: list[tuple[object, ...]] = [(*figures_of(judgement.classes), None)]
    for name, value in judgement.metrics.items():
        rows.append((name, value, console.interval_text(judgement.intervals.get(name))))
    rows += control_rows(evaluation.controls)
    console.print_table(["figure", "value", "95 % interval"], rows)
    headings = ["", *(f"named {name}" for name in judgement.classes)]
    table = [(f"is {name}", *row) for name, row in zip(judgement.classes, judgement.confusion, strict=True)]
    console.print_table(headings, table)
