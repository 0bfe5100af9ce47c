"""Named choices of a recipe: how the papers changed their images, and how they dealt them out."""

from collections.abc import Mapping
from typing import Final

_COLOURS_AS_THEY_ARE: Final = {"brightness": 0.0, "contrast": 0.0, "saturation": 0.0, "hue": 0.0}

AUGMENTATIONS: Final[Mapping[str, Mapping[str, object]]] = {
    "none": {"rotate": False, "flip": False, "shift_um": 0.0, "scale": 0.0} | _COLOURS_AS_THEY_ARE,
    # Shalini et al., 3.3: rotation, shifts in length and breadth, flipping, zoom and shear; no amounts given.
    "paper-a": {"rotate": True, "flip": True, "shift_um": 2.2, "scale": 0.1, "shear_degrees": 10.0}
    | _COLOURS_AS_THEY_ARE,
    # Jin et al.: augmentation overfitted and was given up for classes made equally large.
    "paper-d": {"rotate": False, "flip": False, "shift_um": 0.0, "scale": 0.0} | _COLOURS_AS_THEY_ARE,
    # Asaad et al., Fig. 4: turned, flipped and zoomed; no amounts given.
    "paper-e": {"rotate": True, "flip": True, "shift_um": 0.0, "scale": 0.15} | _COLOURS_AS_THEY_ARE,
}
"""Values of the section ``augmentation`` by name."""

PARTS: Final[Mapping[str, Mapping[str, float]]] = {
    "80-10-10": {"validation": 0.1, "test": 0.1},
    "60-20-20": {"validation": 0.2, "test": 0.2},
}
"""Fractions of the section ``split`` by name: percent to train, to validate and to test."""


def augmentation_values(value: object) -> object:
    """The section ``augmentation`` with a name replaced by what it stands for.

    Raises:
        ValueError: there is no such name.
    """
    return dict(_named(AUGMENTATIONS, value, "augmentation")) if isinstance(value, str) else value


def split_values(value: object) -> object:
    """The section ``split`` with the name in ``parts`` replaced by the fractions it stands for.

    Raises:
        ValueError: there is no such name, or fractions are given as well.
    """
    if isinstance(value, str):
        value = {"parts": value}
    if not isinstance(value, Mapping) or "parts" not in value:
        return value
    others = {key: given for key, given in value.items() if key != "parts"}
    fractions = _named(PARTS, value["parts"], "split")
    if fractions.keys() & others.keys():
        raise ValueError("give either parts or the fractions validation and test")
    return {**others, **fractions}


def _named(known: Mapping[str, Mapping[str, object]], name: object, what: str) -> Mapping[str, object]:
    if not isinstance(name, str) or name not in known:
        raise ValueError(f"there is no {what} called '{name}'; choose one of {', '.join(known)}")
    return known[name]
