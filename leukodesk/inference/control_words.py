"""What each control is: those of a finished model and those that are trained anew bear similar names."""

from collections.abc import Iterable
from typing import Final

_WORDS: Final = {
    "cells_blanked_out": "trained anew on cells painted over, and judged on such cells",
    "labels_shuffled": "trained anew on shuffled labels",
    "colour_statistics": "a logistic regression on colour statistics alone, in the place of the model",
    "shown_cells_blanked_out": "the finished model itself, shown the cells painted over",
    "against_labels_shuffled": "the finished model's own answers, held against shuffled labels",
}


def control_words(control: str) -> str:
    """What a control is, one phrase; empty for one that is not known."""
    return _WORDS.get(control, "")


def explained(controls: Iterable[str]) -> dict[str, str]:
    """What each of some controls is, by its name."""
    return {name: _WORDS[name] for name in controls if name in _WORDS}
