"""``leukodesk train``: train a cell classifier from labels, or a segmenter from drawn cells."""

from pathlib import Path
from typing import Annotated

import typer

from leukodesk.cli import boundary, options

DatasetOption = Annotated[
    Path,
    typer.Option(readable=False, help="Dataset, or folder of labelled images.", metavar="FILE.h5|DIR"),
]

ArchitectureOption = Annotated[
    str | None,
    typer.Option(help="Classifier to train; see `models list --architectures`.", metavar="ID"),
]

SegmenterOption = Annotated[
    str | None, typer.Option(help="Segmenter to train instead, from drawn cells.", metavar="ID")
]

RecipeOption = Annotated[
    Path | None, typer.Option(readable=False, help="Settings of the training.", metavar="FILE.toml")
]

SeedOption = Annotated[int | None, typer.Option(help="Seed of all random choices.", metavar="N", min=0)]

LearningCurveOption = Annotated[
    str | None,
    typer.Option(
        help="Shares of the patients or fields to train on as well, such as 0.125,0.25,0.5, to see what "
        "more data would bring.",
        metavar="SHARES",
    ),
]

OutOption = Annotated[Path, typer.Option(readable=False, help="Folder for the trained model.", metavar="DIR")]


def train(
    dataset: DatasetOption,
    architecture: ArchitectureOption = None,
    segmenter: SegmenterOption = None,
    recipe: RecipeOption = None,
    seed: SeedOption = None,
    learning_curve: LearningCurveOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    out: OutOption = Path(),
) -> None:
    """Train a classifier or a segmenter, and measure it on fields it never saw.

    The result is a candidate, a card with its weights; `leukodesk models import` makes it one of your models.
    A page with the curves, ROC and confusion of a classifier lies beside it. A training that was killed goes
    on from its last epoch when the same command is given again.
    """
    if (architecture is None) == (segmenter is None):
        raise typer.BadParameter("give either --architecture or --segmenter")
    if segmenter is not None:
        if learning_curve is not None:
            raise typer.BadParameter("--learning-curve belongs to --architecture; leave it out.")
        from leukodesk.cli.train_segmenter import train_segmenter

        with boundary.stopped_saying("no model was made"):
            train_segmenter(segmenter, dataset, recipe, seed, device.value, out)
        return
    assert architecture is not None
    from leukodesk.cli.train_classifier import train_classifier

    with boundary.stopped_saying("no model was made"):
        train_classifier(architecture, dataset, recipe, seed, learning_curve, device.value, out)


def train_worker(context: typer.Context) -> None:
    """Run the training process that the window starts; not for people."""
    from leukodesk.training import worker

    raise typer.Exit(worker.main(context.args))
