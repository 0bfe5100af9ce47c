"""``leukodesk train --architecture``: train a classifier in a process of its own."""

from pathlib import Path
from typing import TYPE_CHECKING

from leukodesk.cli import boundary, console

if TYPE_CHECKING:
    from leukodesk.cli.training_worker import Event


def train_classifier(
    architecture: str,
    data: Path,
    recipe: Path | None,
    seed: int | None,
    shares: str | None,
    device: str,
    out: Path,
) -> None:
    """Train, tell how each epoch went, and say where the candidate was written to.

    Args:
        architecture: id of the classifier to train.
        data: dataset, or folder of labelled images.
        recipe: file with the settings, or None for the usual ones.
        seed: in place of the recipe's, or None.
        shares: of a learning curve, with commas between, or None for no curve.
        device: where the network runs.
        out: folder for card, weights and page; made if it is missing.

    Raises:
        UnknownIdError: there is no such architecture.
        LeukoDeskError: data or recipe cannot be used, ``out`` cannot be written to, or the training failed.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.cli.training_events import report
    from leukodesk.cli.training_worker import run_worker
    from leukodesk.core.errors import InputError, UnknownIdError
    from leukodesk.inference.registry import architecture_ids
    from leukodesk.training.shares import parse_shares

    if architecture not in architecture_ids():
        raise UnknownIdError("architecture", architecture, architecture_ids())
    for path in (data, recipe):
        if path is not None and not path.exists():
            raise InputError(f"{path} does not exist; check the name.")
    make_writable(out)
    arguments = ["--dataset", str(data), "--out", str(out), "--architecture", architecture]
    arguments += ["--device", device]
    arguments += ["--recipe", str(recipe)] if recipe is not None else []
    arguments += ["--seed", str(seed)] if seed is not None else []
    if shares is not None:
        parse_shares(shares)
        arguments += ["--learning-curve", shares]
    with ProgressBar("Training") as bar:
        done = run_worker(arguments, lambda event: report(event, bar))
    _print_result(done)


def _print_result(done: "Event") -> None:
    from leukodesk.cli.control_rows import control_rows
    from leukodesk.cli.learning_curve import print_curve
    from leukodesk.cli.model_card import figures_of
    from leukodesk.inference.card_files import load_card
    from leukodesk.training.units_judged import caution_of

    card = load_card(Path(done["card"]))
    headings = ["figure", "value", "95 % interval"]
    rows: list[tuple[object, ...]] = [(*figures_of(card.classes), None)]
    rows += [
        (name, figure["value"], console.interval_text((figure["low"], figure["high"])))
        for name, figure in done["metrics"].items()
    ]
    rows += control_rows(done["controls"])
    console.print_table(headings, rows)
    print_curve(card.learning_curve)
    if caution := caution_of(card):
        boundary.say(caution)
    print(f"Candidate written: {done['card']}")
    print(f"Use it with: leukodesk models import {done['card']}")
