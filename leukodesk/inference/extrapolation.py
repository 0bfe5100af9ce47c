"""What a learning curve says: whether the last doubling still paid, and what more data may bring.

Error falls with the size of the data as ``a + b * n ** -c`` over wide ranges (Cortes et al., NIPS 1993;
Hestness et al., arXiv 1712.00409; reviewed by Viering and Loog, TPAMI 2023). Here n counts patients or
fields, since further cells of one that is known add little. Nothing here is heavy to import.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.intervals import has_width
from leukodesk.core.sentence import Amount, Joined, Sentence, other_words, sentence
from leukodesk.inference.cards import CurvePoint

FloatArray = npt.NDArray[np.float64]
Interval = tuple[float, float]

UNITS: Final = ("patient", "field", "block", "image", "original", "cell", "group")
"""What cells may be dealt out by; the window's translations have them from here."""

_FEWEST: Final = 3
_FOR_A_POWER_LAW: Final = 4
_AHEAD: Final = (2, 4)
_EXPONENTS: Final = np.linspace(0.05, 2, 40)
_DRAWS: Final = 400
_LEVELS: Final = (2.5, 97.5)
# Width of a normal 95 % interval in standard deviations.
_NORMAL_WIDTH: Final = 3.92
_A_DOUBLING: Final = (1.6, 2.5)


@dataclass(frozen=True)
class Expected:
    """Balanced accuracy that a law expects at a number of units, and its range.

    Attributes:
        groups: number of units.
        value: by the law through the points.
        low, high: 95 % range of that, if each point lies anywhere in its own interval.
    """

    groups: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Law:
    """A law fitted to the points of a learning curve.

    Attributes:
        name: ``power law``, or ``line in the logarithm`` through three points, which a power law would meet
            exactly whatever they were.
        points: number of points it was fitted to.
        whole: units of the last of them.
        offset, slope, exponent: error = offset + slope * (n / whole) ** -exponent; of a line
            error = offset - slope * log(n / whole), and the exponent is 0.
        expected: at twice and four times the whole.
    """

    name: str
    points: int
    whole: int
    offset: float
    slope: float
    exponent: float
    expected: tuple[Expected, ...]

    @property
    def formula(self) -> Sentence:
        """The law in figures, n the number of units."""
        if not self.exponent:
            offset = self.offset + self.slope * math.log(self.whole)
            return sentence("error = {offset:.3f} − {slope:.3f}·ln n", offset=offset, slope=self.slope)
        slope = self.slope * self.whole**self.exponent
        return sentence(
            "error = {offset:.3f} + {slope:.3g}·n^−{exponent:.2f}",
            offset=self.offset,
            slope=slope,
            exponent=self.exponent,
        )

    def balanced_accuracy(self, groups: FloatArray) -> FloatArray:
        """Expected at numbers of units, same shape."""
        parameters = np.array([self.offset]), np.array([self.slope]), np.array([self.exponent])
        return np.asarray(_accuracies(parameters, groups / self.whole)[0])


def fitted_law(points: Sequence[CurvePoint]) -> Law | None:
    """A law through the points; None for fewer than three, or where more data did not always help."""
    accuracies = np.array([point.balanced_accuracy for point in points])
    groups = np.array([point.groups for point in points])
    if len(points) < _FEWEST or not ((np.diff(accuracies) > 0) & (np.diff(groups) > 0)).all():
        return None
    whole = points[-1].groups
    sizes = groups / whole
    widths = np.array([high - low for low, high in (point.balanced_accuracy_interval for point in points)])
    noise = np.random.default_rng(0).normal(size=(_DRAWS, len(points))) * widths / _NORMAL_WIDTH
    errors = np.clip(1 - accuracies + np.vstack([np.zeros(len(points)), noise]), 0, 1)
    is_power = len(points) >= _FOR_A_POWER_LAW
    found = _power_laws(sizes, errors) if is_power else _lines(sizes, errors)
    ahead = _accuracies(found, np.array(_AHEAD, float))
    lows, highs = np.percentile(ahead[1:], _LEVELS, axis=0)
    expected = tuple(
        Expected(times * whole, float(value), float(min(low, value)), float(max(high, value)))
        for times, value, low, high in zip(_AHEAD, ahead[0], lows, highs, strict=True)
    )
    offset, slope, exponent = (float(values[0]) for values in found)
    name = "power law" if is_power else "line in the logarithm"
    return Law(name, len(points), whole, offset, slope, exponent, expected)


def gain_of_last_step(points: Sequence[CurvePoint]) -> tuple[CurvePoint, float, Interval, bool]:
    """What the whole gains over the point that is nearest to half of it.

    Returns:
        That point; the gain in balanced accuracy; its 95 % interval; whether both were judged in pairs. If
        not, the interval is put together from those of the two as if they were independent (Zou and Donner,
        Statistics in Medicine 2008), which is wider than what the same cells judged twice would give.
    """
    whole = points[-1]
    half = min(points[:-1], key=lambda point: abs(math.log(2 * point.groups / whole.groups)))
    if half.gain is not None and half.gain_interval is not None:
        return half, half.gain, half.gain_interval, True
    gain = whole.balanced_accuracy - half.balanced_accuracy
    (low, high), (lowest, highest) = whole.balanced_accuracy_interval, half.balanced_accuracy_interval
    down = math.hypot(whole.balanced_accuracy - low, highest - half.balanced_accuracy)
    up = math.hypot(high - whole.balanced_accuracy, half.balanced_accuracy - lowest)
    return half, gain, (gain - down, gain + up), False


def what_it_says(points: Sequence[CurvePoint]) -> str:
    """A learning curve in words; empty where there is none."""
    if len(points) < 2:
        return ""
    half, gain, (low, high), is_paired = gain_of_last_step(points)
    whole = points[-1]
    doubling = _A_DOUBLING[0] <= whole.groups / half.groups <= _A_DOUBLING[1]
    if low > 0:
        verdict = sentence("more than chance explains, so further data of this kind should still help")
    elif high < 0:
        verdict = sentence("a loss beyond chance, so further data of this kind alone would not help")
    else:
        verdict = sentence("no more than chance explains, so no gain is shown")
    step = sentence("doubling") if doubling else sentence("step")
    if not gain and not has_width((low, high)):  # an interval of no width would look like certainty
        return sentence(
            "From {half} to {whole} to learn from, the last {step}, balanced accuracy stayed {after:.3f}: "
            "both are right about the same part of what was held out, so no gain is shown. Each share was "
            "drawn and trained once. {outlook}",
            half=half.groups,
            whole=Amount(whole.groups, whole.unit),
            step=step,
            after=whole.balanced_accuracy,
            outlook=_outlook(points),
        )
    return sentence(
        "From {half} to {whole} to learn from, the last {step}, balanced accuracy went from {before:.3f} to "
        "{after:.3f}: a gain of {gain:+.3f} ({low:+.3f} to {high:+.3f}, {how}), {verdict}. The interval is "
        "that of the held-out cells, not of the training: each share was drawn and trained once. {outlook}",
        half=half.groups,
        whole=Amount(whole.groups, whole.unit),
        step=step,
        before=half.balanced_accuracy,
        after=whole.balanced_accuracy,
        gain=gain,
        low=low,
        high=high,
        how=sentence("judged in pairs") if is_paired else sentence("as if judged on different cells"),
        verdict=verdict,
        outlook=_outlook(points),
    )


def _outlook(points: Sequence[CurvePoint]) -> Sentence:
    law = fitted_law(points)
    if law is None and len(points) < _FEWEST:
        return sentence("{number} points are too few to say what more would bring.", number=len(points))
    if law is None:
        return sentence(
            "The points do not rise from each to the next and are too uneven to say what more would bring."
        )
    ahead = [
        sentence(
            "{value:.3f} ({low:.3f} to {high:.3f}) from {units}",
            value=expected.value,
            low=expected.low,
            high=expected.high,
            units=Amount(expected.groups, points[-1].unit),
        )
        for expected in law.expected
    ]
    return sentence(
        "A {law} through the {number} points ({formula}, n {units}) expects {ahead}; that lies beyond "
        "everything measured and holds at best for more data of the same kind.",
        law=sentence("power law") if law.exponent else sentence("line in the logarithm"),
        number=law.points,
        formula=law.formula,
        units=_units_named(points[-1].unit),
        ahead=Joined(tuple(ahead), sentence(" and ")),
    )


def _units_named(unit: str) -> Sentence:
    """Several units without their number: ``patients``."""
    plural = f"{unit}s"
    return other_words(plural, plural)


_Parameters = tuple[FloatArray, FloatArray, FloatArray]


def _power_laws(sizes: FloatArray, errors: FloatArray) -> _Parameters:
    """Offset, slope and exponent (d,) of least squares, none negative, for errors (d, p) at sizes (p,)."""
    best = np.full(len(errors), np.inf)
    found = tuple(np.zeros(len(errors)) for _ in range(3))
    mean = errors.mean(axis=1)
    for exponent in _EXPONENTS:
        x = sizes**-exponent
        centred = x - x.mean()
        slope = (errors - mean[:, None]) @ centred / (centred @ centred)
        offset = mean - slope * x.mean()
        slope, offset = np.where(offset < 0, errors @ x / (x @ x), slope), np.maximum(offset, 0)
        slope, offset = np.maximum(slope, 0), np.where(slope < 0, mean, offset)
        rest = ((errors - offset[:, None] - slope[:, None] * x) ** 2).sum(axis=1)
        better = rest < best
        best = np.where(better, rest, best)
        for kept, value in zip(found, (offset, slope, np.full(len(errors), exponent)), strict=True):
            kept[better] = value[better]
    return found[0], found[1], found[2]


def _lines(sizes: FloatArray, errors: FloatArray) -> _Parameters:
    """Offset and slope (d,) of lines in the logarithm for errors (d, p) at sizes (p,); exponents are 0."""
    x = np.log(sizes)
    centred = x - x.mean()
    slope = np.maximum(-(errors @ centred) / (centred @ centred), 0)
    return errors.mean(axis=1) + slope * x.mean(), slope, np.zeros(len(errors))


def _accuracies(parameters: _Parameters, sizes: FloatArray) -> FloatArray:
    """Balanced accuracies (d, s) by d laws at sizes (s,), each relative to the whole."""
    offset, slope, exponent = (values[:, None] for values in parameters)
    fallen = np.where(exponent > 0, slope * sizes**-exponent, -slope * np.log(sizes))
    return np.clip(1 - offset - fallen, 0, 1)
