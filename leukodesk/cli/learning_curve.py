"""Learning curves: what less data would have reached, and what more may bring."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from leukodesk.cli import console

if TYPE_CHECKING:
    from leukodesk.inference.cards import CurvePoint


def add_curve(model_id: str, data: Path, shares: str, out: Path | None, device: str) -> None:
    """Add a learning curve to the card of a model, or with ``out`` to a copy of the card in that folder.

    Raises:
        InputError: the model travels with the program and no folder is given, the shares or the data are
            wrong, or the folder cannot be written to.
        ModelError, UnknownIdError: the model cannot be used.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.model_card import refuse_builtin
    from leukodesk.cli.opening import tell
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.cli.training_events import report
    from leukodesk.config import user_dir, user_models_dir
    from leukodesk.inference.card_files import save_card
    from leukodesk.inference.devices import prepare_torch, resolve_device
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.training.curve_of_model import curve_of_model, starter_of
    from leukodesk.training.report import write_curve
    from leukodesk.training.shares import parse_shares
    from leukodesk.training.sources import load_samples

    chosen, library = parse_shares(shares), ModelLibrary.default()
    refuse_builtin(library, model_id, out)
    folder = out or user_models_dir()
    make_writable(folder)
    prepare_torch()
    classifier = library.load(model_id, resolve_device(device))
    starter = starter_of(classifier.card, library, resolve_device(device), user_dir() / "weights")
    with ProgressBar("Learning curve") as bar:
        samples = load_samples(data, starter.recipe, bar)
        tell(samples.notices)
        points = curve_of_model(
            classifier,
            samples,
            starter,
            chosen,
            folder,
            progress=bar,
            events=lambda event: report(event, bar),
        )
    card = library.card(model_id).model_copy(update={"learning_curve": points})
    print_curve(points)
    if out is None:
        library.rewrite_card(card)
        print(f"{model_id} keeps the curve in its card.")
    else:
        path = save_card(card, out)
        print(f"Card written: {path}")
        print(f"Figure written: {write_curve(points, path)}")


def print_curve(points: "Sequence[CurvePoint]") -> None:
    """Print the points of a learning curve and what they say; nothing where there is none."""
    from leukodesk.inference.extrapolation import what_it_says

    if not points:
        return
    rows = [
        (
            f"{point.share:g}",
            point.groups,
            point.n,
            _figure(point.balanced_accuracy, point.balanced_accuracy_interval),
            _figure(point.auc, point.auc_interval),
        )
        for point in points
    ]
    unit = points[0].unit
    console.print_table(["share learnt from", f"{unit}s", "cells", "balanced accuracy", "AUC"], rows)
    print(what_it_says(points))


def _figure(value: float | None, interval: tuple[float, float] | None) -> str | None:
    from leukodesk.core.figure_text import figure_text

    return None if value is None else figure_text(value, interval)
