"""Systems that are taught by one part of a split and speak about another: networks and classical models."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt
from sklearn.metrics import balanced_accuracy_score
from torch import nn

from leukodesk.core.progress import Progress
from leukodesk.training.baselines import ask_baseline, pixel_features
from leukodesk.training.comparison import Ground
from leukodesk.training.controls import shuffled
from leukodesk.training.protocol import Trainer
from leukodesk.training.recipe import AugmentationChoice, Recipe
from leukodesk.training.samples import Samples
from leukodesk.training.splits import Split
from leukodesk.training.starting import Starter
from leukodesk.training.train import no_events

FloatArray = npt.NDArray[np.floating]
Table = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Said:
    """What a system said about held-out images.

    Attributes:
        probabilities: (m, k), fold by fold.
        own_images: balanced accuracy on its training images, the mean over the folds; None where not asked.
    """

    probabilities: FloatArray
    own_images: float | None = None


class Speaker(Protocol):
    """A system on its way from training images to probabilities."""

    def __call__(
        self, ground: Ground, samples: Samples, change: AugmentationChoice, *, shuffle: bool = False
    ) -> Said:
        """Learn from each fold's training part and speak about its held-out part.

        Args:
            ground: the folds.
            samples: the images, or the same ones painted over.
            change: augmentation of the training part.
            shuffle: teach labels that say nothing.
        """


@dataclass(frozen=True)
class NetworkSpeaker:
    """A network, trained by the loop that trains all others.

    Attributes:
        recipe: how.
        starter: makes a starting network of a recipe.
        progress: told after each batch; raises to cancel.
    """

    recipe: Recipe
    starter: Callable[[Recipe], Starter]
    progress: Progress

    def __call__(
        self, ground: Ground, samples: Samples, change: AugmentationChoice, *, shuffle: bool = False
    ) -> Said:
        """See :class:`Speaker`."""
        starter = self.starter(self.recipe.model_copy(update={"augmentation": change}))
        trainer = Trainer(starter, self.progress, no_events)
        reached: list[float] = []

        def look_back(network: nn.Module, split: Split) -> None:
            own = samples.take(split.train)
            named = trainer.logits(network, own).argmax(axis=1)
            reached.append(float(balanced_accuracy_score(own.labels, named)))

        splits = list(ground.splits)
        held_out, *_ = trainer.cross_validate(samples, splits, "", shuffle=shuffle, fitted_fold=look_back)
        return Said(held_out.probabilities, float(np.mean(reached)))


@dataclass(frozen=True)
class PixelTable:
    """The pixels that classical models read, shrunk once for all of them.

    Attributes:
        progress: told after each image; raises to cancel.
    """

    progress: Progress
    _kept: list[tuple[Samples, Table]] = field(default_factory=list)

    def of(self, samples: Samples) -> Table:
        """(n, f) of all samples."""
        for known, features in self._kept:
            if known is samples:
                return features
        features = pixel_features(samples, self.progress)
        self._kept.append((samples, features))
        return features


@dataclass(frozen=True)
class ClassicalSpeaker:
    """A classical model on shrunken pixels; nothing is chosen, so validation parts are fitted to as well.

    Attributes:
        name: of the model.
        seed: of the model, where it draws anything.
        pixels: what it reads.
    """

    name: str
    seed: int
    pixels: PixelTable

    def __call__(
        self, ground: Ground, samples: Samples, change: AugmentationChoice, *, shuffle: bool = False
    ) -> Said:
        """See :class:`Speaker`; images are not augmented.

        Raises:
            BaselineError: the model cannot be fitted to these images.
        """
        features = self.pixels.of(samples)
        labels = shuffled(samples.labels, self.seed) if shuffle else samples.labels
        said = []
        for split in ground.splits:
            parts = np.concatenate([split.train, split.validation]), split.test
            said.append(ask_baseline(self.name, features, labels, len(samples.classes), parts, self.seed))
        return Said(np.concatenate([answer.probabilities for answer in said]))
