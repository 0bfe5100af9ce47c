"""How figures of merit are written: counts whole, and nothing rounded to a certainty that it is not."""

from collections.abc import Sequence
from typing import Final

from leukodesk.core.intervals import has_width

COUNTED: Final = frozenset({"misclassified"})
"""Figures that count cells or fields; all others are shares, means and the like."""

_USUAL: Final = 3
_MOST: Final = 6


def decimals(values: Sequence[float], name: str = "") -> int:
    """How many digits behind the point a figure and what stands beside it are written with.

    None of a count; else three, and more where three would show 0 or 1 for what is neither: an AUC of 0.9998
    is not 1.000. What differs by less than six digits show is the same.

    Args:
        values: the figure, and the ends of its interval.
        name: of the figure; tells a count of few from a share.
    """
    if name in COUNTED:
        return 0
    return next((digits for digits in range(_USUAL, _MOST) if not _hides(values, digits)), _MOST)


def figure_text(value: float, ends: Sequence[float] | None = None, name: str = "") -> str:
    """``0.910 (0.867 to 0.957)``, without an interval where there is none or one that tells nothing.

    Args:
        value: the figure.
        ends: of its interval, or None.
        name: of the figure, see :func:`decimals`.
    """
    shown = (value, *ends) if ends is not None and has_width(ends) else (value,)
    first, *others = (f"{number:.{decimals(shown, name)}f}" for number in shown)
    return f"{first} ({others[0]} to {others[1]})" if others else first


def _hides(values: Sequence[float], digits: int) -> bool:
    return any(
        round(value, digits) == whole and round(value, _MOST) != whole for value in values for whole in (0, 1)
    )
