"""What a found object is: a leukocyte, a smudge or an artefact."""

from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import CellKind
from leukodesk.inference.segmenters.shapes import Bytes, convexity, raggedness

# Logistic weights: fitted on the odd-numbered fields of ALL-IDB1, then adjusted by hand after a term was
# dropped. An intact nucleus keeps its blue; nuclear remains turn magenta, and their outline frays.
_HUE: Final = (0.33, 0.38, 86.7)
_RAGGED: Final = (1.03, 1.20, -22.0)
_CONVEX: Final = (0.85, 1.00, 10.0)
_OFFSET: Final = -13.8
_LEAST_LIGHT: Final = 0.02
_PLATELETS_UM2: Final = 22.0
_PLATELETS_CONVEX: Final = 0.9
_PLATELETS_SHARE: Final = 0.3


def kind_of(
    colours: Bytes, nucleus: npt.NDArray[np.bool_], cell: npt.NDArray[np.bool_], pixel_size_um: float
) -> CellKind:
    """Tell what an object is by its hue and outline.

    Args:
        colours: (h, w, 3) relative RGB of a window round the object.
        nucleus: (h, w) its nucleus, not empty.
        cell: (h, w) the whole of it.
        pixel_size_um: of these pixels.
    """
    outline = cell.astype(np.uint8)
    convex = convexity(outline)
    nucleus_um2 = np.count_nonzero(nucleus) * pixel_size_um**2
    nucleus_share = np.count_nonzero(nucleus) / np.count_nonzero(cell)
    frayed = convex < _PLATELETS_CONVEX or nucleus_share < _PLATELETS_SHARE
    if nucleus_um2 < _PLATELETS_UM2 and frayed:
        return CellKind.ARTEFACT
    score = _OFFSET
    for value, (low, high, weight) in (
        (hue(colours[nucleus]), _HUE),
        (raggedness(outline), _RAGGED),
        (convex, _CONVEX),
    ):
        score += weight * min(max(value, low), high)
    return CellKind.LEUKOCYTE if score > 0 else CellKind.SMUDGE


def hue(colours: Bytes) -> float:
    """Red over green light absorbed, as optical densities: high in blue, low in magenta tissue.

    Args:
        colours: (n, 3) relative RGB.
    """
    red, green, _ = -np.log(np.maximum(colours / 255.0, _LEAST_LIGHT)).mean(axis=0)
    return float(red / max(green, _LEAST_LIGHT))
