"""Which images a small budget takes: as many of each class, from as many patients or fields as there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from leukodesk.training.samples import IntArray, Samples
from leukodesk.training.splits import Split


def spread(part: IntArray, labels: IntArray, groups: Sequence[str], most: int, seed: int) -> IntArray:
    """Up to ``most`` images of each class, taken in turn from its groups.

    Args:
        part: indices to choose from.
        labels: (n,) class of all images.
        groups: (n,) group of all images.
        most: of one class.
        seed: of the order of the groups, and of the images in each.

    Returns:
        Rising indices.
    """
    random = np.random.default_rng(seed)
    chosen: list[int] = []
    for label in np.unique(labels[part]):
        waiting: dict[str, list[int]] = defaultdict(list)
        for index in random.permutation(part[labels[part] == label]):
            waiting[groups[index]].append(int(index))
        # In any order but that of their names, of which the first would always be the ones taken.
        queues = [waiting[name] for name in random.permutation(sorted(waiting))]
        taken: list[int] = []
        while len(taken) < most and any(queues):
            taken += [queue.pop() for queue in queues if queue]
        chosen += taken[:most]
    return np.array(sorted(chosen), dtype=np.int64)


def without_twins(samples: Samples) -> Samples:
    """The samples without images whose pixels another one has; a notice counts what was left out."""
    first: dict[str, int] = {}
    for index, digest in enumerate(samples.crop_digests):
        first.setdefault(digest, index)
    left_out = len(samples) - len(first)
    if not left_out:
        return samples
    notice = f"{left_out} image{'s' * (left_out > 1)} left out: the same pixels as another one."
    kept = samples.take(sorted(first.values()))
    return replace(kept, notices=(*samples.notices, notice))


def reduced(split: Split, samples: Samples, images: int, judged: int, seed: int) -> Split:
    """The split with fewer images in each part.

    Args:
        split: of ``samples``.
        samples: all of them.
        images: most of a class to train on, of each class as many; a quarter as many to validate on.
        judged: most of a class to judge on.
        seed: of the choice.
    """

    def some(part: IntArray, most: int) -> IntArray:
        return spread(part, samples.labels, samples.groups, most, seed)

    # Else what a part lacks of a class, the part held out has too much of, and a model that only counts is
    # wrong more often than by guessing.
    rarest = int(np.bincount(samples.labels[split.train], minlength=len(samples.classes)).min())
    return replace(
        split,
        train=some(split.train, min(images, rarest)),
        validation=some(split.validation, max(2, images // 4)),
        test=some(split.test, judged),
    )
