"""Augmented copies made before the split, as paper A made them: a field's copies then lie in every part."""

from dataclasses import replace
from typing import Final

import numpy as np
import torch

from leukodesk.training.augmentation import augmentation
from leukodesk.training.data import seed_of
from leukodesk.training.recipe import AugmentationChoice
from leukodesk.training.samples import Samples

COPIES: Final = 5
"""Copies per field; the paper made 2,470 images of 108 fields."""


def augmented_copies(samples: Samples, choice: AugmentationChoice, count: int, seed: int) -> Samples:
    """``count`` changed copies of each image, in the place of the image itself.

    Args:
        samples: cut with the margin that ``choice`` needs.
        choice: how copies are changed.
        count: of copies per image.
        seed: of the changes.

    Returns:
        Samples without margin, to be trained on as they are.
    """
    change = augmentation(samples.spec, choice)
    changed = []
    with torch.random.fork_rng(devices=[]):
        for index, context in enumerate(samples.contexts):
            pixels = torch.from_numpy(context).permute(2, 0, 1)
            for copy in range(count):
                torch.default_generator.manual_seed(seed_of(seed, copy, index))
                changed.append((change(pixels) * 255).round().to(torch.uint8).permute(1, 2, 0).numpy())
    contexts = np.stack(changed)
    repeated = samples.take(np.repeat(np.arange(len(samples)), count))
    return replace(
        repeated,
        contexts=contexts,
        masks=np.zeros(contexts.shape[:3], dtype=bool),
        names=tuple(f"{name}, copy {number % count + 1}" for number, name in enumerate(repeated.names)),
    )
