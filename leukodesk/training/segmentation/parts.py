"""Which drawn masks and marked fields a segmenter is judged on and therefore never fitted to."""

import re
from collections.abc import Mapping
from typing import Final, Literal

from leukodesk.core.errors import InputError

Part = Literal["train", "test"]

_PARTS: Final = 5
_TEST: Final = 3
_BLOCK_OF: Final[Mapping[str, int]] = {"all_idb1": 3, "all_idb2": 3, "jtsc": 10, "cellavision": 5}
_OTHER_BLOCK: Final = 5
_NUMBER = re.compile(r"\d+")


def part_of(data: str, name: str) -> Part:
    """The part that an image belongs to: every fifth block of neighbouring numbers is for judging.

    Neighbouring numbers are often one slide, so they stay together. A crop is named by its parent field,
    so that a crop and its field are never in two parts: ``all_idb1`` and ``all_idb2`` share their blocks.

    Args:
        data: name of the set, for example ``jtsc``.
        name: of the image or its parent field; its first number counts.

    Raises:
        InputError: the name has no number.
    """
    found = _NUMBER.search(name)
    if found is None:
        raise InputError(f"{name} of {data} has no number, so it cannot be dealt to a part; number it.")
    return "test" if int(found[0]) // _BLOCK_OF.get(data, _OTHER_BLOCK) % _PARTS == _TEST else "train"
