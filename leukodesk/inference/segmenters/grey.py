"""Fields without colours: told, and judged without hue."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np

from leukodesk.core.cell import Cell, CellKind
from leukodesk.inference.segmenters.shapes import Bytes

FOUND_BY_DARKNESS: Final = "The image has no colours, so cells were found by darkness alone."

_GREY: Final = 8
_COLOURED_SHARE: Final = 0.002


def is_grey(colours: Bytes) -> bool:
    """Whether (h, w, 3) relative RGB is grey all over, but for a few pixels."""
    spread = colours.max(axis=2) - colours.min(axis=2)
    return bool(np.count_nonzero(spread > _GREY) < _COLOURED_SHARE * spread.size)


def without_hue(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells as leukocytes where only their hue could have made them smudges."""
    return tuple(
        replace(cell, kind=CellKind.LEUKOCYTE) if cell.kind is CellKind.SMUDGE else cell for cell in cells
    )
