"""What cards say of how their data were split, in the reader's language.

Cards are files and English. What the program itself writes into them is known, and is worded anew; what
somebody else wrote stays as it is.
"""

import re
from typing import Final

from leukodesk.inference.extrapolation import UNITS
from leukodesk.workspace.words import later, tr

_SAID: Final = (
    later("test part of a split by {what}, never seen in training or calibration"),
    later("train, validation, test by {what}"),
    later(
        "{how}: each cell judged and calibrated by weights and thresholds that saw nothing of its unit; the "
        "shipped weights were trained afterwards on all cells by the same recipe and have no held-out cells "
        "of their own"
    ),
    later("{folds}-fold cross-validation by {what}"),
    later("blocks of up to {number} neighbouring fields"),
    later("every fifth block of neighbouring images"),
    later("test part: every fifth block of neighbouring images, never trained on"),
    later("cells that the networks which measured them had never seen"),
)
_PATTERNS: Final = tuple(
    (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template))), template) for template in _SAID
)


def card_words(text: str) -> str:
    """``text`` of a card in the reader's language if the program wrote it, else as it is."""
    if text in UNITS:
        return tr(text)
    for pattern, template in _PATTERNS:
        if found := pattern.fullmatch(text):
            parts = {name: card_words(part) for name, part in found.groupdict().items()}
            return tr(template, **parts)
    return text
