"""Making probabilities mean what they say, and knowing when to leave a cell to the reader."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

FloatArray = npt.NDArray[np.floating]
IntArray = npt.NDArray[np.integer]

_TEMPERATURES = (0.05, 20.0)


def probabilities_of(logits: FloatArray, temperature: float = 1.0) -> npt.NDArray[np.float32]:
    """Softmax of ``logits`` (n, k) over ``temperature``; each row sums to 1."""
    scaled = np.asarray(logits, dtype=np.float64) / temperature
    return np.asarray(softmax(scaled, axis=1), dtype=np.float32)


def fit_temperature(logits: FloatArray, labels: IntArray) -> float:
    """The temperature that makes held-out labels most likely (Guo et al., ICML 2017, section 4.2).

    One number divides all logits, so the order of the classes, hence the accuracy, stays as it is. The
    negative log-likelihood is convex in the inverse temperature, so a bounded scalar search finds it;
    it stays within 0.05 to 20, where separable data would otherwise run to 0.

    Args:
        logits: (n, k), of cells the weights were not fitted to.
        labels: (n,), index of the true class.

    Raises:
        ValueError: there are no cells.
    """
    if len(labels) == 0:
        raise ValueError("a temperature needs at least one cell")
    wide = np.asarray(logits, dtype=np.float64)
    rows = np.arange(len(labels))

    def loss(log_temperature: float) -> float:
        return -float(log_softmax(wide / np.exp(log_temperature), axis=1)[rows, labels].mean())

    found = minimize_scalar(loss, bounds=tuple(np.log(_TEMPERATURES)), method="bounded")
    return float(np.exp(found.x))


def expected_calibration_error(probabilities: FloatArray, labels: IntArray, bins: int = 15) -> float:
    """Mean distance of confidence and accuracy over equal-width bins (Naeini et al., AAAI 2015).

    Args:
        probabilities: (n, k), rows sum to 1.
        labels: (n,), index of the true class.
        bins: number of bins of the confidence from 0 to 1.

    Returns:
        0 (perfect) to 1; NaN without cells.
    """
    if len(labels) == 0:
        return float("nan")
    return _mean_gap(probabilities.max(axis=1), probabilities.argmax(axis=1) == labels, bins)


def calibration_errors_by_chance(
    probabilities: FloatArray, draws: int, seed: int = 0, bins: int = 15
) -> npt.NDArray[np.float64]:
    """Calibration errors that a perfectly calibrated model would show, (draws,).

    A mean distance is never 0 on a finite number of cells, so even such a model has one (Bröcker and Smith,
    Weather and Forecasting 2007). Each draw has every cell named rightly with just the probability that the
    model gives, one cell independently of all others.

    Args:
        probabilities: (n, k) that the model gives; n is at least 1.
        draws: how often the cells are drawn.
        seed: of the drawing.
        bins: as for :func:`expected_calibration_error`.
    """
    random, confidence = np.random.default_rng(seed), probabilities.max(axis=1)
    return np.array(
        [_mean_gap(confidence, random.random(len(confidence)) < confidence, bins) for _ in range(draws)]
    )


def _mean_gap(confidence: FloatArray, correct: npt.NDArray[np.bool_], bins: int) -> float:
    index = np.minimum((confidence * bins).astype(np.intp), bins - 1)
    gaps = np.bincount(index, weights=correct - confidence.astype(np.float64), minlength=bins)
    return float(np.abs(gaps).sum() / len(correct))


@dataclass(frozen=True)
class Abstention:
    """What a threshold on the top probability costs and gives.

    Attributes:
        threshold: cells whose top probability is below it are left to the reader.
        coverage: share of the cells the model still names, 0 to 1.
        accuracy: share of those that it names rightly, 0 to 1.
        reached: whether the wanted accuracy is reached; else the threshold is the most accurate one.
    """

    threshold: float
    coverage: float
    accuracy: float
    reached: bool


def choose_abstention(probabilities: FloatArray, labels: IntArray, target_accuracy: float) -> Abstention:
    """The lowest threshold at which the cells still named are right often enough.

    Lowest means widest coverage. Where no threshold reaches the target, the one with the highest
    accuracy is taken, and of several the one with the widest coverage.

    Args:
        probabilities: calibrated, (n, k), of cells the weights were not fitted to.
        labels: (n,), index of the true class.
        target_accuracy: 0 to 1.

    Raises:
        ValueError: there are no cells.
    """
    if len(labels) == 0:
        raise ValueError("an abstention threshold needs at least one cell")
    confidence = np.asarray(probabilities, dtype=np.float64).max(axis=1)
    correct = probabilities.argmax(axis=1) == labels
    order = np.argsort(-confidence, kind="stable")
    ranked = confidence[order]
    accuracy = np.cumsum(correct[order]) / np.arange(1, len(labels) + 1)
    # A threshold keeps all cells of equal confidence or none: only the last of a run is a choice.
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))
    reaching = ends[accuracy[ends] >= target_accuracy]
    best = reaching[-1] if reaching.size else ends[np.flatnonzero(accuracy[ends] == accuracy[ends].max())[-1]]
    threshold = 0.0 if best + 1 == len(labels) else _between(ranked[best + 1], ranked[best])
    return Abstention(
        threshold=threshold,
        coverage=float(best + 1) / len(labels),
        accuracy=float(accuracy[best]),
        reached=bool(reaching.size),
    )


def _between(low: float, high: float) -> float:
    """Half way, so that rounding in another batch size moves no cell across; above ``low`` in any case."""
    return max(float(low + high) / 2, float(np.nextafter(low, high)))
