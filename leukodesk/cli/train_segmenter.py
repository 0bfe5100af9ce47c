"""``leukodesk train --segmenter``: train the network of a segmenter from drawn cells."""

import sys
from pathlib import Path

from leukodesk.cli import console

TRAINABLE = ("unet-plr",)
"""Segmenters that learn."""


def train_segmenter(
    segmenter: str, data: Path, recipe: Path | None, seed: int | None, device: str, out: Path
) -> None:
    """Train, measure on the images kept for judging, and write card and weights to ``out``.

    Images that cannot be judged are named on stderr, and again below the figures, which leave them out.

    Raises:
        UnknownIdError: that segmenter does not learn, or there is none.
        LeukoDeskError: data or recipe cannot be used.
    """
    from leukodesk.cli.analysis_files import make_writable
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.core.errors import UnknownIdError
    from leukodesk.core.sentence import count
    from leukodesk.inference.card_files import load_card_of
    from leukodesk.inference.cards import SegmenterCard
    from leukodesk.training.loop import Epoch, Listeners
    from leukodesk.training.recipe import read_recipe
    from leukodesk.training.segmentation.recipe import SegmentationRecipe
    from leukodesk.training.segmentation.train import train_segmenter as train

    if segmenter not in TRAINABLE:
        raise UnknownIdError("segmenter that can be trained", segmenter, TRAINABLE)
    settings = read_recipe(recipe, SegmentationRecipe) if recipe else SegmentationRecipe()
    if seed is not None:
        settings = settings.model_copy(update={"seed": seed})
    make_writable(out)
    with ProgressBar("Training") as bar:

        def on_epoch(epoch: Epoch) -> None:
            if not sys.stderr.isatty():
                bar.say(f"epoch {epoch.number} of {epoch.of}: loss {epoch.train_loss:.3f}")

        trained = train(data, settings, device, out, Listeners(bar, on_epoch, bar.say), recipe)
    card = load_card_of(trained.card, SegmenterCard)
    rows = [
        (name, metric.value, console.interval_text((metric.low, metric.high)))
        for name, metric in card.metrics.items()
    ]
    console.print_table(["figure", "value", "95 % interval"], rows)
    if trained.refused:
        print(f"{count(len(trained.refused), 'image')} of the test part could not be judged:")
        for refusal in trained.refused:
            print(refusal)
    print(f"Weights written: {trained.card}")
    print(f"Use them with: leukodesk models import {trained.card}")
