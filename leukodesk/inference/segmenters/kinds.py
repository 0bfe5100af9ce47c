"""What a found object is: a leukocyte, a smudge or an artefact.

Two logistic rules over :mod:`leukodesk.inference.segmenters.object_features` part leukocytes from smudges
and, among small objects, from platelets. ``python -m leukodesk.training.segmentation.fit_kinds`` fits them.
"""

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from leukodesk import config
from leukodesk.core.cell import CellKind
from leukodesk.inference.segmenters.object_features import FEATURES, FloatArray, FoundObject, features_of
from leukodesk.inference.segmenters.shapes import convexity

FURTHEST: Final = 3.0
"""Standard deviations from the mean beyond which a feature counts no more: a new camera must not surprise."""

LARGEST_PLATELET_UM2: Final = 30.0
"""Objects with a larger nucleus are never taken for platelets."""

# Relative colours, 0 to 255, of what is drawn into a picture.
_INK: Final = 24
_PURE: Final = 225
_DRAWN_SHARE: Final = 0.3
_CLUMP_UM2: Final = 22.0
_CLUMP_CONVEXITY: Final = 0.9
_CLUMP_SHARE: Final = 0.3


@dataclass(frozen=True)
class LinearRule:
    """A logistic rule over standardised features.

    Attributes:
        means: (n,) of the features over what it was fitted to.
        spreads: (n,) their standard deviations.
        weights: (n,) per standard deviation.
        offset: added to the weighted sum.
    """

    means: FloatArray
    spreads: FloatArray
    weights: FloatArray
    offset: float

    def standardised(self, features: FloatArray) -> FloatArray:
        """Features (..., n) in standard deviations from the mean, those far out drawn in."""
        return np.clip((features - self.means) / self.spreads, -FURTHEST, FURTHEST)

    def score(self, features: FloatArray) -> FloatArray:
        """(...,) above 0 for a leukocyte.

        Args:
            features: (..., n) in the order of :data:`FEATURES`.
        """
        return np.asarray(self.standardised(features) @ self.weights + self.offset)

    def as_numbers(self) -> dict[str, dict[str, float]]:
        """The rule as it is kept in a file."""
        columns = zip(FEATURES, self.means, self.spreads, self.weights, strict=True)
        rows = {
            name: {"mean": round(mean, 5), "spread": round(spread, 5), "weight": round(weight, 4)}
            for name, mean, spread, weight in columns
        }
        return rows | {"offset": {"weight": round(self.offset, 4)}}


def kind_of(found: FoundObject) -> CellKind:
    """Tell what an object is. In doubt it is a leukocyte: a reader deletes one sooner than finding one.

    Args:
        found: the object.
    """
    if _is_drawn(found) or _is_clump(found):
        return CellKind.ARTEFACT
    rules = shipped_rules()
    features = features_of(found)
    if found.nucleus_um2 < LARGEST_PLATELET_UM2 and rules["platelet"].score(features) <= 0:
        return CellKind.ARTEFACT
    return CellKind.LEUKOCYTE if rules["smudge"].score(features) > 0 else CellKind.SMUDGE


def read_rules(path: Path) -> Mapping[str, LinearRule]:
    """The rules ``smudge`` and ``platelet`` of a file that ``fit_kinds`` wrote."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    return {name: _rule(kept[name]) for name in ("smudge", "platelet")}


@functools.cache
def shipped_rules() -> Mapping[str, LinearRule]:
    """The rules that travel with the program."""
    return read_rules(config.resources_dir() / "kinds.json")


def _rule(rows: Mapping[str, Mapping[str, float]]) -> LinearRule:
    means, spreads, weights = (
        np.array([rows[name][part] for name in FEATURES]) for part in ("mean", "spread", "weight")
    )
    return LinearRule(means, spreads, weights, rows["offset"]["weight"])


def _is_drawn(found: FoundObject) -> bool:
    """An arrow, a scale bar or a letter: black, or all of one colour and nothing of another, as no dye is."""
    colours = found.colours[found.nucleus if found.nucleus.any() else found.cell]
    # Channel by channel: numpy is slow over an axis of three.
    red, green, blue = colours.T
    most, least = (each(each(red, green), blue) for each in (np.maximum, np.minimum))
    drawn = (least <= _INK) & ((most <= _INK) | (most >= _PURE))
    return bool(np.count_nonzero(drawn) >= _DRAWN_SHARE * len(colours))


def _is_clump(found: FoundObject) -> bool:
    """Platelets or grains that lie together: little that is nuclear, frayed or in much pale matter."""
    if found.nucleus_um2 >= _CLUMP_UM2:
        return False
    if found.nucleus_um2 < _CLUMP_SHARE * found.cell_um2:
        return True
    return convexity(found.cell.astype(np.uint8)) < _CLUMP_CONVEXITY
