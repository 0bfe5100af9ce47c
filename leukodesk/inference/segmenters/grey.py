"""Fields without colours: told, and judged without the hue that tells smudges."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import cv2
import numpy as np

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.sentence import sentence
from leukodesk.inference.segmenters.shapes import Bytes

FOUND_BY_DARKNESS: Final = sentence(
    "The image has no colours, so cells were found by darkness alone; "
    "smudge cells are not told from others in it."
)

_GREY: Final = 8
_COLOURED_SHARE: Final = 0.002


def is_grey(colours: Bytes) -> bool:
    """Whether (h, w, 3) relative RGB is grey all over, but for a few pixels."""
    red, green, blue = cv2.split(colours)
    spread = cv2.max(cv2.max(red, green), blue) - cv2.min(cv2.min(red, green), blue)
    return bool(np.count_nonzero(spread > _GREY) < _COLOURED_SHARE * spread.size)


def without_hue(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells as leukocytes where only their hue could have made them smudges."""
    return tuple(
        replace(cell, kind=CellKind.LEUKOCYTE) if cell.kind is CellKind.SMUDGE else cell for cell in cells
    )
