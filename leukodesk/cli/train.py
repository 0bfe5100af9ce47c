"""``leukodesk train``: train a cell classifier from labels."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import console, options

if TYPE_CHECKING:
    from leukodesk.cli.training_worker import Event


def train(
    dataset: Annotated[
        Path,
        typer.Option(readable=False, help="Dataset, or folder of labelled images.", metavar="FILE.h5|DIR"),
    ],
    architecture: Annotated[
        str | None,
        typer.Option(help="Classifier to train; see `models list --architectures`.", metavar="ID"),
    ] = None,
    segmenter: Annotated[
        str | None, typer.Option(help="Segmenter to train instead, from drawn cells.", metavar="ID")
    ] = None,
    recipe: Annotated[
        Path | None, typer.Option(readable=False, help="Settings of the training.", metavar="FILE.toml")
    ] = None,
    seed: Annotated[int | None, typer.Option(help="Seed of all random choices.", metavar="N", min=0)] = None,
    learning_curve: Annotated[
        str | None,
        typer.Option(
            help="Shares of the patients or fields to train on as well, such as 0.125,0.25,0.5, to see what "
            "more data would bring.",
            metavar="SHARES",
        ),
    ] = None,
    device: options.DeviceOption = options.Device.AUTO,
    out: Annotated[
        Path, typer.Option(readable=False, help="Folder for the trained model.", metavar="DIR")
    ] = Path(),
) -> None:
    """Train a classifier or a segmenter, and measure it on fields it never saw.

    The result is a candidate, a card with its weights; `leukodesk models import` makes it one of your models.
    A page with its curves, ROC and confusion lies beside it. A training that was killed goes on from its last
    epoch when the same command is given again.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.cli.training_events import report
    from leukodesk.cli.training_worker import run_worker
    from leukodesk.core.errors import InputError, UnknownIdError
    from leukodesk.inference.registry import architecture_ids
    from leukodesk.training.shares import parse_shares

    if (architecture is None) == (segmenter is None):
        raise typer.BadParameter("give either --architecture or --segmenter")
    if segmenter is not None and learning_curve is not None:
        raise typer.BadParameter("--learning-curve belongs to --architecture; leave it out.")
    if segmenter is not None:
        from leukodesk.cli.train_segmenter import train_segmenter

        train_segmenter(segmenter, dataset, recipe, seed, device.value, out)
        return
    assert architecture is not None
    if architecture not in architecture_ids():
        raise UnknownIdError("architecture", architecture, architecture_ids())
    for path in (dataset, recipe):
        if path is not None and not path.exists():
            raise InputError(f"{path} does not exist; check the name.")
    make_writable(out)
    arguments = ["--dataset", str(dataset), "--out", str(out), "--architecture", architecture]
    arguments += ["--device", device.value]
    arguments += ["--recipe", str(recipe)] if recipe is not None else []
    arguments += ["--seed", str(seed)] if seed is not None else []
    if learning_curve is not None:
        parse_shares(learning_curve)
        arguments += ["--learning-curve", learning_curve]
    with ProgressBar("Training") as bar:
        done = run_worker(arguments, lambda event: report(event, bar))
    _print_result(done)


def train_worker(context: typer.Context) -> None:
    """Run the training process that the window starts; not for people."""
    from leukodesk.training import worker

    raise typer.Exit(worker.main(context.args))


def _print_result(done: "Event") -> None:
    from leukodesk.cli.learning_curve import print_curve
    from leukodesk.inference.card_files import load_card

    headings = ["figure", "value", "95 % interval"]
    rows: list[tuple[object, ...]] = [
        (name, figure["value"], f"{figure['low']:.3g} to {figure['high']:.3g}")
        for name, figure in done["metrics"].items()
    ]
    rows += [
        (f"control {name}: {figure}", value, None)
        for name, control in done["controls"].items()
        for figure, value in control.items()
        if isinstance(value, float)
    ]
    console.print_table(headings, rows)
    print_curve(load_card(Path(done["card"])).learning_curve)
    print(f"Candidate written: {done['card']}")
    print(f"Use it with: leukodesk models import {done['card']}")
