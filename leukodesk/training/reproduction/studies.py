"""The images of each paper that are at hand, and how they are dealt: the paper's way and the honest one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.imaging.reader import IMAGE_SUFFIXES, find_images
from leukodesk.training.blocks import blocks_of
from leukodesk.training.controls import blanked
from leukodesk.training.cutting import SampleCutter
from leukodesk.training.presets import AUGMENTATIONS
from leukodesk.training.recipe import AugmentationChoice, CropChoice, Recipe, SplitChoice
from leukodesk.training.reproduction.budget import POOL, Budget
from leukodesk.training.reproduction.copies import COPIES, augmented_copies
from leukodesk.training.reproduction.fields import blanked_fields, read_fields
from leukodesk.training.reproduction.papers import Letter
from leukodesk.training.reproduction.spreading import spread, without_twins
from leukodesk.training.samples import Samples
from leukodesk.training.sources import load_samples

_CROP_UM: Final = 22.4
_FIELDS_PER_BLOCK: Final = {"A": 4, "D": 30}


@dataclass(frozen=True)
class Ways:
    """How a paper's images are dealt and changed.

    Attributes:
        paper, honest: the splits.
        paper_words, honest_words: what they are, one phrase each.
        augmentation: of the training part; paper A's way changes images before they are dealt instead.
        copied_first: whether it does.
    """

    paper: SplitChoice
    honest: SplitChoice
    paper_words: str
    honest_words: str
    augmentation: AugmentationChoice
    copied_first: bool = False


@dataclass(frozen=True)
class Study:
    """The images of one paper at one size.

    Attributes:
        samples: for the honest split.
        blank: the same with the cells painted over.
        paper: for the paper's split.
        ways: how they are dealt.
    """

    samples: Samples
    blank: Samples
    paper: Samples
    ways: Ways


def _augmentation(name: str) -> AugmentationChoice:
    return AugmentationChoice.model_validate(AUGMENTATIONS[name])


_BY_PATIENT: Final = SplitChoice(by="patient", folds=4)
_AS_GROUPED: Final = SplitChoice(by="group", folds=5)
_RANDOM: Final = SplitChoice(by="random", folds=5)
_TURNED: Final = AugmentationChoice.model_validate({**AUGMENTATIONS["none"], "rotate": True, "flip": True})

WAYS: Final[Mapping[Letter, Ways]] = {
    "A": Ways(
        _RANDOM,
        _AS_GROUPED,
        f"{COPIES} augmented copies of each field dealt at random, so that every part has copies of a field",
        f"blocks of up to {_FIELDS_PER_BLOCK['A']} neighbouring fields, augmented in training only",
        _augmentation("paper-a"),
        copied_first=True,
    ),
    "B": Ways(
        _RANDOM,
        _BY_PATIENT,
        "cells at random, so that every part has cells of a patient",
        "by patient",
        _TURNED,
    ),
    "C": Ways(
        _RANDOM,
        _AS_GROUPED,
        "augmented copies at random, so that every part has copies of a cell",
        "all copies of an original kept together",
        _augmentation("none"),
    ),
    "D": Ways(
        SplitChoice(by="random", folds=10),
        SplitChoice(by="group", folds=10),
        "80-10-10 at random",
        f"80-10-10 in blocks of up to {_FIELDS_PER_BLOCK['D']} neighbouring numbers",
        _augmentation("paper-d"),
    ),
    "E": Ways(
        SplitChoice(by="random", folds=10),
        _BY_PATIENT,
        "ten folds at random, so that every part has cells of a patient",
        "by patient",
        _augmentation("paper-e"),
    ),
}
"""By letter of the paper."""


def read_study(letter: Letter, data: Path, side: int, budget: Budget, progress: Progress) -> Study:
    """Read the images of one paper.

    Args:
        letter: of the paper.
        data: folder of the public sets.
        side: of the images in pixels.
        budget: its seed.
        progress: told after each image; raises to cancel.

    Raises:
        InputError: the set is not there or cannot be read.
    """
    ways = WAYS[letter]
    recipe = Recipe(
        architecture="cnn",
        start="scratch",
        crop=CropChoice(size_px=side, pixel_size_um=_CROP_UM / side),
        augmentation=ways.augmentation,
    )
    samples = without_twins(_READERS[letter](data, recipe, budget.seed, progress))
    fields = letter in _FIELDS_PER_BLOCK
    paper = samples
    if ways.copied_first:
        paper = without_twins(augmented_copies(samples, ways.augmentation, COPIES, budget.seed))
    return Study(samples, blanked_fields(samples) if fields else blanked(samples), paper, ways)


def _all_idb1(data: Path, recipe: Recipe, seed: int, progress: Progress) -> Samples:
    folder = _set(data, "all_idb1/images", "A")
    names = {"1": "all", "0": "healthy"}
    paths = [path for path in find_images([folder]) if path.stem.rpartition("_")[2] in names]
    entries = [(path, names[path.stem.rpartition("_")[2]], path.stem) for path in paths]
    return _fields(entries, ("all", "healthy"), "all_idb1", "A", recipe, seed, progress)


def _all_subtypes(data: Path, recipe: Recipe, seed: int, progress: Progress) -> Samples:
    folder = _set(data, "all_subtypes", "D")
    classes = sorted(entry.name for entry in folder.iterdir() if entry.is_dir())
    entries = [
        (path, name, f"{name}/{path.stem}")
        for name in classes
        for path in sorted((folder / name).iterdir())
        if path.suffix.lower() in IMAGE_SUFFIXES
    ]
    return _fields(entries, tuple(classes), "all_subtypes", "D", recipe, seed, progress)


def _fields(
    entries: list[tuple[Path, str, str]],
    classes: tuple[str, ...],
    source: str,
    letter: str,
    recipe: Recipe,
    seed: int,
    progress: Progress,
) -> Samples:
    """Whole fields in blocks of neighbouring numbers; the blocks are those of all, not of the chosen ones."""
    blocks = blocks_of([group for *_, group in entries], _FIELDS_PER_BLOCK[letter])
    labels = np.array([classes.index(name) for _, name, _ in entries], dtype=np.int64)
    groups = [blocks[group] for *_, group in entries]
    chosen = spread(np.arange(len(entries)), labels, groups, POOL, seed)
    cutter = SampleCutter(recipe)
    read_fields([(entries[i][0], entries[i][1], groups[i]) for i in chosen], cutter, progress)
    return cutter.samples(classes, "-".join(classes), "block", source)


def _crops(name: str, letter: str) -> Callable[[Path, Recipe, int, Progress], Samples]:
    def read(data: Path, recipe: Recipe, seed: int, progress: Progress) -> Samples:
        samples = load_samples(_set(data, name, letter), recipe, progress)
        chosen = spread(np.arange(len(samples)), samples.labels, samples.groups, POOL, seed)
        return replace(samples.take(chosen), source=name)

    return read


_READERS: Final[Mapping[Letter, Callable[[Path, Recipe, int, Progress], Samples]]] = {
    "A": _all_idb1,
    "B": _crops("c_nmc", "B"),
    "C": _crops("leukocyte4_64px/train", "C"),
    "D": _all_subtypes,
    "E": _crops("c_nmc", "E"),
}


def _set(data: Path, name: str, letter: str) -> Path:
    """The folder of one set.

    Raises:
        InputError: it is not there.
    """
    folder = data / name
    if not folder.is_dir():
        raise InputError(
            f"{data} has no folder {name}, whose images paper {letter} is reproduced on; name the folder of "
            "the public sets with --data."
        )
    return folder
