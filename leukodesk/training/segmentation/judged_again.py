"""The figures in the card of a segmenter's weights: put there by a training, or measured again later."""

from pathlib import Path
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.inference.cards import Measured, Metric, SegmenterCard
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.training.segmentation.evaluation import SegmenterEvaluation, judge_segmenter
from leukodesk.training.segmentation.sets import JudgedSet, find_sets

SPLIT_NAME: Final = "every fifth block of neighbouring images"


def with_figures(card: SegmenterCard, judged: SegmenterEvaluation) -> SegmenterCard:
    """The card with the figures of an evaluation in the place of its own."""
    metrics = {
        f"{part.name}: {name}": Metric(
            value=value, low=part.figures.intervals[name][0], high=part.figures.intervals[name][1]
        )
        for part in judged.sets
        for name, value in part.figures.values.items()
        if name in part.figures.intervals
    }
    number = sum(part.figures.images for part in judged.sets)
    measured = Measured(split=f"test part: {SPLIT_NAME}, never trained on", n=number)
    return card.model_copy(update={"metrics": metrics, "metrics_on": measured})


def judge_again(
    card: SegmenterCard, segmenter: Segmenter, data: Path, progress: Progress = no_progress
) -> SegmenterCard:
    """The card of weights that are there already, with figures as this version of the program measures them.

    What becomes of a network's maps changes from version to version, and the figures with it.

    Args:
        card: of the weights.
        segmenter: runs them, with its usual settings.
        data: the folder that they were trained and judged on.
        progress: told before each image; raises to cancel.

    Raises:
        InputError: the folder lacks a set that the card has figures of, an image that would be judged was
            learnt from or cannot be read, or the folder cannot be used.
        CancelledError: raised by ``progress``.
    """
    sets = find_sets(data)
    lacking = sorted({name.partition(": ")[0] for name in card.metrics} - {each.name for each in sets})
    if lacking:
        raise InputError(
            f"{data} has no set {', '.join(lacking)}, on which {card.id} was judged; give the folder that it "
            "was trained on."
        )
    for each in sets:
        _refuse_learnt(card, each)
    judged = judge_segmenter(segmenter, sets, data, "test", progress)
    if judged.refused:
        raise InputError(judged.refused[0])
    return with_figures(card, judged)


def _refuse_learnt(card: SegmenterCard, judged: JudgedSet) -> None:
    part = judged.part("test")
    names = {item.group for item in part.drawn} | {item.image.stem for item in part.marked}
    learnt = sorted(names & set(card.split.groups.get(judged.name, ())))
    if learnt:
        raise InputError(
            f"{card.id} has learnt from {learnt[0]} of {judged.name}, which would be judged now: its parts "
            "were others; train it again."
        )
