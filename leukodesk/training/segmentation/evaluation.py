"""Judging a segmenter on images with drawn or marked cells, set by set."""

import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.results import Segmentation
from leukodesk.imaging.reader import SmearImage, read_smear
from leukodesk.inference.scaling import Scale, scale_of
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.training.segmentation.drawn import read_mask
from leukodesk.training.segmentation.figures import Figures, Terms, summarise
from leukodesk.training.segmentation.marked import MarkedField, check_marks
from leukodesk.training.segmentation.scores import RULES, drawn_terms, marked_terms
from leukodesk.training.segmentation.sets import JudgedSet, Known, Split

_Truth = Callable[[Sequence[Cell], float], Terms]


@dataclass(frozen=True)
class SetJudgement:
    """How good a segmenter is on one set.

    Attributes:
        name: of the set.
        figures: what was measured.
        scales: of each image, and how it is known.
        elapsed_s: wall time of segmenting each image.
    """

    name: str
    figures: Figures
    scales: tuple[Scale, ...]
    elapsed_s: tuple[float, ...]


@dataclass(frozen=True)
class SegmenterEvaluation:
    """How good a segmenter is.

    Attributes:
        segmenter: its id.
        parameters: what it ran with.
        data: the judged folder.
        split: the judged part.
        sets: one judgement per set of which an image could be judged.
        refused: images, masks and marks that could not be used, one sentence each.
    """

    segmenter: str
    parameters: dict[str, object]
    data: str
    split: Split
    sets: tuple[SetJudgement, ...]
    refused: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """JSON values: ``segmenter, parameters, data, split, sets, elapsed_s, refused, rules``."""
        return {
            "segmenter": self.segmenter,
            "parameters": self.parameters,
            "data": self.data,
            "split": self.split,
            "sets": {judged.name: _set_json(judged) for judged in self.sets},
            "elapsed_s": _times([each for judged in self.sets for each in judged.elapsed_s]),
            "refused": list(self.refused),
            "rules": list(RULES),
        }


def judge_segmenter(
    segmenter: Segmenter,
    sets: Sequence[JudgedSet],
    data: Path,
    split: Split,
    progress: Progress = no_progress,
) -> SegmenterEvaluation:
    """Segment every image of one part and compare with what is drawn or marked on it.

    Args:
        segmenter: who is judged.
        sets: of :func:`leukodesk.training.segmentation.sets.find_sets`.
        data: the folder they are from.
        split: the part to judge.
        progress: told before each image; raises to cancel.

    Raises:
        InputError: no image is in that part.
        CancelledError: raised by ``progress``.
    """
    parts = judged_parts(sets, data, split)
    run = _Run(segmenter, progress, sum(map(len, parts)))
    judgements = [run.judge(part) for part in parts]
    return SegmenterEvaluation(
        segmenter.id,
        dict(segmenter.parameters),
        str(data),
        split,
        tuple(judgement for judgement in judgements if judgement is not None),
        tuple(dict.fromkeys(run.refused)),
    )


def judged_parts(sets: Sequence[JudgedSet], data: Path, split: Split) -> list[JudgedSet]:
    """One part of every set of which something is in it, if only refused; see :func:`judge_segmenter`.

    Raises:
        InputError: no image is in that part.
    """
    parts = [judged for whole in sets if len(judged := whole.part(split)) or judged.refused]
    if not parts:
        raise InputError(f"{data} has no image in the part '{split}'; judge another part, or all.")
    return parts


@dataclass
class _Run:
    """One way through all images."""

    segmenter: Segmenter
    progress: Progress
    total: int
    done: int = 0
    refused: list[str] = field(default_factory=list)

    def judge(self, part: JudgedSet) -> SetJudgement | None:
        terms: list[Terms] = []
        groups: list[str] = []
        scales: list[Scale] = []
        elapsed_s: list[float] = []
        self.refused += [each.said for each in part.refused]
        of_image = part.groups
        for image, known in part.known.items():
            try:
                said, scale, segmentation = self._judge_one(image, known)
            except InputError as error:
                self.refused.append(str(error))
            else:
                terms.append(said)
                groups.append(of_image[image])
                scales.append(scale)
                elapsed_s.append(segmentation.elapsed_s)
            self.done += 1
        if not terms:
            return None
        return SetJudgement(part.name, summarise(terms, groups), tuple(scales), tuple(elapsed_s))

    def _judge_one(self, path: Path, known: Sequence[Known]) -> tuple[Terms, Scale, Segmentation]:
        """Segment an image once and hold it against all that is known of it.

        Raises:
            InputError: it cannot be read, or nothing of what is known of it can be used.
        """
        self.progress(self.done, self.total, path.name)
        image = read_smear(path)
        truths: list[_Truth] = []
        errors: list[InputError] = []
        for item in known:
            try:
                truths.append(_truth_of(item, image.pixels.shape[:2]))
            except InputError as error:
                errors.append(error)
        if not truths:
            *others, last = errors
            self.refused += map(str, others)
            raise last
        self.refused += map(str, errors)
        scale = scale_of(image)
        segmentation = self._segment(image, scale, path.name)
        terms: dict[str, tuple[float, float]] = {}
        for truth in truths:
            terms |= truth(segmentation.cells, scale.pixel_size_um)
        return terms, scale, segmentation

    def _segment(self, image: SmearImage, scale: Scale, name: str) -> Segmentation:
        def step(done: int, total: int, text: str = "") -> None:
            self.progress(self.done, self.total, f"{name}: {text}" if text else name)

        return self.segmenter.segment(
            image.pixels, image.smear, pixel_size_um=scale.pixel_size_um, progress=step
        )


def _truth_of(item: Known, shape: tuple[int, int]) -> _Truth:
    """What cells found on an image are held against, read and checked."""
    if isinstance(item, MarkedField):
        check_marks(item, shape)
        return lambda cells, pixel_size_um: marked_terms(cells, item, shape, pixel_size_um)
    drawn = read_mask(item.mask, shape)
    return lambda cells, pixel_size_um: drawn_terms(cells, drawn, pixel_size_um)


def _set_json(judged: SetJudgement) -> dict[str, Any]:
    figures = judged.figures
    return {
        "n": figures.images,
        "groups": figures.groups,
        "caution": figures.caution,
        "figures": {name: round(value, 5) for name, value in figures.values.items()},
        "intervals": {
            name: [round(low, 5), round(high, 5)] for name, (low, high) in figures.intervals.items()
        },
        "scale": {
            "sources": dict(Counter(scale.source for scale in judged.scales)),
            "confidence_median": round(statistics.median(scale.confidence for scale in judged.scales), 3),
        },
        "elapsed_s": _times(judged.elapsed_s),
    }


def _times(elapsed_s: Sequence[float]) -> dict[str, float]:
    if not elapsed_s:
        return {}
    return {"median": round(statistics.median(elapsed_s), 4), "max": round(max(elapsed_s), 4)}
