"""Train one system on both splits and on the controls, and measure what it says."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from leukodesk.core.progress import Progress
from leukodesk.inference.cards import Metric
from leukodesk.training.baselines import require_package
from leukodesk.training.comparison import Ground
from leukodesk.training.controls import colour_probabilities
from leukodesk.training.presets import AUGMENTATIONS
from leukodesk.training.recipe import AugmentationChoice, CropChoice, Recipe, SplitChoice
from leukodesk.training.reproduction.budget import Budget
from leukodesk.training.reproduction.meaning import meaning_of, means_something
from leukodesk.training.reproduction.papers import System
from leukodesk.training.reproduction.record import Figures, Row, Spent
from leukodesk.training.reproduction.speakers import (
    ClassicalSpeaker,
    NetworkSpeaker,
    PixelTable,
    Said,
    Speaker,
)
from leukodesk.training.reproduction.spreading import reduced
from leukodesk.training.reproduction.studies import Study
from leukodesk.training.samples import Samples
from leukodesk.training.splits import folds, units_of
from leukodesk.training.starting import Starter

_JUDGED: Final = 30
_KEPT: Final = (
    "accuracy", "balanced_accuracy", "sensitivity", "specificity", "ppv", "npv", "f1", "auc",
)  # fmt: skip
_OF_A_CONTROL: Final = ("accuracy", "balanced_accuracy", "auc")
_AS_THEY_ARE: Final = AugmentationChoice.model_validate(AUGMENTATIONS["none"])
_STARTS: Final = {"imagenet": "ImageNet", "scratch": "random"}


@dataclass(frozen=True)
class Bench:
    """What all systems of a paper share.

    Attributes:
        study: the images.
        budget: what may be spent.
        starter: makes a starting network of a recipe.
        progress: told after each batch; raises to cancel.
        pixels: what classical models read.
    """

    study: Study
    budget: Budget
    starter: Callable[[Recipe], Starter]
    progress: Progress
    pixels: PixelTable

    def measure(self, system: System) -> Row:
        """Train and judge one system.

        Raises:
            BaselineError: it is a classical model that cannot be had or fitted.
            InputError: the images cannot be split.
            ModelError: its start cannot be had, or its loss stopped being a number.
        """
        begun = time.perf_counter()
        study, ways = self.study, self.study.ways
        recipe = self._recipe(system)
        speak = self._speaker(system, recipe)
        by_paper = self._ground(study.paper, ways.paper, recipe, system)
        ground = self._ground(study.samples, ways.honest, recipe, system)
        change = _AS_THEY_ARE if ways.copied_first else ways.augmentation
        paper = _figures(by_paper, speak(by_paper, study.paper, change), ways.paper_words)
        said = speak(ground, study.samples, ways.augmentation)
        honest = _figures(ground, said, ways.honest_words)
        controls = self._controls(ground, speak)
        spent = self._spent(system, recipe, ground)
        classes = len(study.samples.classes)
        return Row(
            system=system.id,
            kind=system.kind,
            published=dict(system.published),
            spent=spent,
            paper_split=paper,
            honest_split=honest,
            controls=controls,
            own_images=None if said.own_images is None else round(said.own_images, 4),
            means_something=means_something(said.own_images, classes),
            meaning=meaning_of(spent, said.own_images, classes, (paper, honest), controls),
            in_short=system.in_short,
            elapsed_s=round(time.perf_counter() - begun, 1),
        )

    def _controls(self, ground: Ground, speak: Speaker) -> dict[str, Figures]:
        """Each control on the same held-out images, taught by as many."""
        study, ways = self.study, self.study.ways
        colours = [
            colour_probabilities(study.samples, np.concatenate([split.train, split.validation]), split.test)
            for split in ground.splits
        ]
        spoken = {
            "cells_blanked_out": speak(ground, study.blank, ways.augmentation),
            "colour_statistics": Said(np.concatenate(colours)),
            "labels_shuffled": speak(ground, study.samples, ways.augmentation, shuffle=True),
        }
        return {
            name: _figures(ground, said, ways.honest_words, _OF_A_CONTROL) for name, said in spoken.items()
        }

    def _speaker(self, system: System, recipe: Recipe) -> Speaker:
        if system.kind != "classical":
            return NetworkSpeaker(recipe, self.starter, self.progress)
        require_package(system.id)
        return ClassicalSpeaker(system.id, self.budget.seed, self.pixels)

    def _ground(self, samples: Samples, choice: SplitChoice, recipe: Recipe, system: System) -> Ground:
        seed, images = self.budget.seed, self.budget.images_for(system.effort)
        whole = folds(samples, choice, seed, validate=True)[: system.effort.folds]
        splits = tuple(reduced(split, samples, images, _JUDGED, seed) for split in whole)
        return Ground(samples, splits, recipe.model_copy(update={"split": choice}))

    def _recipe(self, system: System) -> Recipe:
        spec = self.study.samples.spec
        recipe = Recipe(
            architecture=system.id,
            tag="reproduction",
            seed=self.budget.seed,
            epochs=self.budget.epochs_for(system.effort),
            batch=system.batch,
            optimiser=system.optimiser,
            learning_rate=system.learning_rate,
            # With a constant rate weights change to the last, and batch statistics lag behind them.
            schedule="cosine",
            patience=0,
            start="scratch",
            crop=CropChoice(size_px=spec.size_px, pixel_size_um=spec.pixel_size_um),
        )
        return recipe if system.kind == "classical" else self.starter(recipe).recipe

    def _spent(self, system: System, recipe: Recipe, ground: Ground) -> Spent:
        return Spent.model_validate(
            {
                "start": "none" if system.fitted_at_once else _STARTS[recipe.start],
                "images": self.budget.images_for(system.effort),
                "trained_on": round(float(np.mean([len(split.train) for split in ground.splits]))),
                "epochs": 1 if system.fitted_at_once else recipe.epochs,
                "side": recipe.crop.size_px,
                "folds": (len(ground.splits), self.study.ways.honest.folds),
            }
        )


def _figures(ground: Ground, said: Said, words: str, names: tuple[str, ...] = _KEPT) -> Figures:
    judgement = ground.judged(said.probabilities)
    units = units_of(ground.samples, ground.recipe.split)
    metrics = {}
    for name in names:
        if name in judgement.metrics:
            low, high = judgement.intervals[name]
            value = judgement.metrics[name]
            metrics[name] = Metric(value=round(value, 4), low=round(low, 4), high=round(high, 4))
    held_out = {units[i] for i in ground.tested}
    return Figures(split=words, n=judgement.n, units=len(held_out), metrics=metrics)
