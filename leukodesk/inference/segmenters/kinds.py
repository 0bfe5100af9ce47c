"""What a found object is: a leukocyte, a smudge or an artefact.

Two votes of trees over :mod:`leukodesk.inference.segmenters.object_features` part leukocytes from smudges
and, among small objects, from platelets. ``python -m leukodesk.training.segmentation.fit_kinds`` fits them.
"""

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from safetensors.numpy import load_file

from leukodesk import config
from leukodesk.core.cell import CellKind
from leukodesk.inference.segmenters.object_features import FoundObject, features_of
from leukodesk.inference.segmenters.shapes import convexity
from leukodesk.inference.segmenters.tree_rule import TreeRule

RULES: Final = ("smudge", "platelet")
"""Names of the rules: what each tells cells from."""

LARGEST_PLATELET_UM2: Final = 30.0
"""Objects with a larger nucleus are never taken for platelets."""

# Relative colours, 0 to 255, of what is drawn into a picture.
_INK: Final = 24
_PURE: Final = 225
_DRAWN_SHARE: Final = 0.3
_CLUMP_UM2: Final = 22.0
_CLUMP_CONVEXITY: Final = 0.9
_CLUMP_SHARE: Final = 0.3


def kinds_of(found: Sequence[FoundObject]) -> list[CellKind]:
    """Tell what objects are. In doubt they are leukocytes: a reader deletes one sooner than finding one.

    Args:
        found: the objects.
    """
    kinds = [CellKind.ARTEFACT] * len(found)
    asked = [number for number, each in enumerate(found) if not _is_drawn(each) and not _is_clump(each)]
    if not asked:
        return kinds
    rules = shipped_rules()
    features = np.stack([features_of(found[number]) for number in asked])
    is_cell = {name: rule.score(features) > 0 for name, rule in rules.items()}
    for place, number in enumerate(asked):
        if found[number].nucleus_um2 < LARGEST_PLATELET_UM2 and not is_cell["platelet"][place]:
            continue
        kinds[number] = CellKind.LEUKOCYTE if is_cell["smudge"][place] else CellKind.SMUDGE
    return kinds


def read_rules(path: Path) -> Mapping[str, TreeRule]:
    """The rules ``smudge`` and ``platelet`` of a file that ``fit_kinds`` wrote."""
    kept = load_file(path)
    return {name: TreeRule.from_arrays(kept, name) for name in RULES}


@functools.cache
def shipped_rules() -> Mapping[str, TreeRule]:
    """The rules that travel with the program."""
    return read_rules(config.resources_dir() / "kinds.safetensors")


def _is_drawn(found: FoundObject) -> bool:
    """An arrow, a scale bar or a letter: black, or all of one colour and nothing of another, as no dye is."""
    part = found.nucleus if found.nucleus.any() else found.cell
    few = _DRAWN_SHARE * np.count_nonzero(part)
    # Channel by channel: numpy is slow over an axis of three.
    red, green, blue = cv2.split(found.colours)
    inked = part & (cv2.min(cv2.min(red, green), blue) <= _INK)
    if np.count_nonzero(inked) < few:
        return False
    # A nucleus in deep colours takes all of one light and none of another, but some of the third.
    for light in (red, green, blue):
        inked &= (light <= _INK) | (light >= _PURE)
    return bool(np.count_nonzero(inked) >= few)


def _is_clump(found: FoundObject) -> bool:
    """Platelets or grains that lie together: little that is nuclear, frayed or in much pale matter."""
    if found.nucleus_um2 >= _CLUMP_UM2:
        return False
    if found.nucleus_um2 < _CLUMP_SHARE * found.cell_um2:
        return True
    return convexity(found.cell.astype(np.uint8)) < _CLUMP_CONVEXITY
