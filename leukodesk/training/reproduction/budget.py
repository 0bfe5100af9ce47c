"""How much is spent on a reproduction: little, and stated beside every figure."""

from dataclasses import dataclass
from typing import Final

POOL: Final = 150
"""Most images of a class that are dealt to the parts of a split."""


@dataclass(frozen=True)
class Effort:
    """Multiples of the budget that a system gets, by what a pass over one image costs.

    Attributes:
        epochs, images: as often, as many as the budget says.
        folds: most folds of a split that are judged.
    """

    epochs: int
    images: int
    folds: int


DEEP: Final = Effort(epochs=1, images=1, folds=1)
"""Tens of millions of weights."""
MIDDLE: Final = Effort(epochs=4, images=3, folds=1)
"""A few million weights, or features that take long to measure."""
LIGHT: Final = Effort(epochs=6, images=4, folds=4)
"""About a million weights, or none."""


@dataclass(frozen=True)
class Budget:
    """What one reproduction may spend.

    Attributes:
        epochs: passes of a deep network over its training images; lighter systems make several times as many.
        images: most training images of a class for a deep network; lighter systems see several times as many.
        side: of the images in pixels.
        seed: of weights, order, augmentation, splits and choices.
    """

    epochs: int = 2
    images: int = 8
    side: int = 64
    seed: int = 1

    def epochs_for(self, effort: Effort) -> int:
        """Passes that a system of that effort makes."""
        return self.epochs * effort.epochs

    def images_for(self, effort: Effort) -> int:
        """Most training images of a class for a system of that effort."""
        return self.images * effort.images
