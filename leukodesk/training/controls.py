"""What a model could have cheated with: cells blanked out, colour statistics alone, labels shuffled."""

import cv2
import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from leukodesk.training.asked import Task, asked_of
from leukodesk.training.samples import ByteArray, IntArray, Samples

# Of the crop's side: a disc that hides a usual cell, whose own outline would give its size away.
_DISC_RADIUS = 0.42
_RING_WIDTH = 0.06


def blanked(samples: Samples) -> Samples:
    """The same crops with the cell painted over in the colour of the ring around it.

    A disc of fixed size is painted, and whatever of a known outline reaches beyond it. What a model still
    tells apart it reads from background, neighbours or camera.
    """
    side = samples.spec.size_px
    cells = zip(samples.contexts, samples.masks, strict=True)
    contexts = np.stack([_blanked(context, mask, side) for context, mask in cells])
    return samples.repainted(contexts)


def shuffled(labels: IntArray, seed: int) -> IntArray:
    """Labels that say nothing about the cells, shaped (n,).

    The cells of every class get all classes in the overall shares. A plain shuffle of a few dozen labels
    agrees with the truth by chance, and a model finds even a slight agreement.
    """
    random = np.random.default_rng(seed)
    shares = np.bincount(labels) / len(labels)
    mixed = np.empty_like(labels)
    for class_index in np.unique(labels):
        members = random.permutation(np.flatnonzero(labels == class_index))
        ends = np.round(np.cumsum(shares) * len(members)).astype(np.int64)
        mixed[members] = np.searchsorted(ends, np.arange(len(members)), side="right")
    return mixed


def colour_statistics(crops: ByteArray) -> npt.NDArray[np.float64]:
    """Mean and standard deviation of L, a and b over whole crops uint8 (n, s, s, 3): float (n, 6)."""
    rows = []
    for crop in crops:
        lab = cv2.cvtColor(np.ascontiguousarray(crop, dtype=np.float32) / 255, cv2.COLOR_RGB2LAB)
        rows.append(np.concatenate([lab.mean(axis=(0, 1)), lab.std(axis=(0, 1))]))
    return np.array(rows, dtype=np.float64)


def colour_probabilities(
    samples: Samples, train: IntArray, test: IntArray, task: Task = "cell"
) -> npt.NDArray[np.float64]:
    """Probabilities (m, k) for the test part by logistic regression on colour statistics alone.

    Of fields, the statistics are those of a field's crops on average.

    Args:
        samples: the cells.
        train: indices of the cells to fit.
        test: indices of the cells to speak about.
        task: what is asked about them.
    """
    asked = asked_of(samples, task)
    features = asked.means(colour_statistics(samples.crops))
    known, tested = asked.among(train), asked.among(test)
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=1000))
    model.fit(features[known], asked.labels[known])
    probabilities = np.zeros((len(tested), len(samples.classes)))
    probabilities[:, model.classes_] = model.predict_proba(features[tested])
    return probabilities


def _blanked(context: ByteArray, mask: npt.NDArray[np.bool_], size_px: int) -> ByteArray:
    side = context.shape[0]
    rows, columns = np.ogrid[:side, :side]
    distance = np.hypot(rows - (side - 1) / 2, columns - (side - 1) / 2)
    hidden = (distance <= _DISC_RADIUS * size_px) | mask
    ring = (distance <= (_DISC_RADIUS + _RING_WIDTH) * size_px) & ~hidden
    around = context[ring] if ring.any() else context[~hidden]
    painted = context.copy()
    painted[hidden] = np.median(around, axis=0) if len(around) else np.median(context, axis=(0, 1))
    return painted
