"""Fields whose red cells are grey or blue, brought to the colours of a usual stain.

Red cells mostly take blue light and so look pink, while nuclei and cytoplasm look bluer; finding cells rests
on that. With another dye, or with a camera that favours blue, red cells come out grey to sky-blue, like
cytoplasm (the fields of Aria et al., 2021). What still holds is that a nucleus takes mostly green light, a
red cell no colour by far the most. So the share of green in the optical density tells both apart in any such
field, and a linear map of optical densities lays what is typical of each onto what is typical of a usual
stain: stain vectors as in Macenko et al., "A method for normalizing histology slides for quantitative
analysis", ISBI 2009, but with the two told apart by green instead of by extremes.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.optical_density import densities_of_levels

Pixels = npt.NDArray[np.uint8]
FloatArray = npt.NDArray[np.float64]

_SAMPLE_PX: Final = 200
# Optical density, natural logarithm: the faintest that is stained.
_FAINTEST: Final = 0.2
# Shares of green in the optical density: red cells lie below the first, nuclei above the second.
_RED_CELL_GREEN: Final = 0.43
_NUCLEAR_GREEN: Final = 0.47
# Blue minus red light per green light taken by red cells, from which a stain is unusual. 2,193 of the 2,228
# fields of Aria et al. lie above, and 16 of 6,281 fields and crops of six other sets.
_UNUSUAL_BLUENESS: Final = 0.2
_LEAST_RED_CELLS: Final = 0.12
_LEAST_NUCLEI: Final = 0.002
# Medians of ALL-IDB1 and ALL-IDB2.
_USUAL_RED_CELL: Final = (0.12, 0.24, 0.24)
_USUAL_NUCLEUS: Final = (0.55, 1.20, 0.24)
# Of the unusual fields, for one that shows red cells alone.
_UNUSUAL_NUCLEUS: Final = (0.44, 0.62, 0.05)

_DENSITY_OF: Final = densities_of_levels(darkest=2, lightest=254)


@dataclass(frozen=True)
class UnusualStain:
    """What is typical of a field whose red cells are grey or blue.

    Attributes:
        red_cell: (3,) optical density of its red cells, natural logarithm.
        nucleus: (3,) of its nuclei.
    """

    red_cell: FloatArray
    nucleus: FloatArray

    def turned(self, colours: Pixels) -> Pixels:
        """Colours as a usual stain would show them.

        Args:
            colours: (h, w, 3) relative RGB: 255 is the empty background.
        """
        usual = _basis(np.array(_USUAL_RED_CELL), np.array(_USUAL_NUCLEUS))
        turn = usual @ np.linalg.inv(_basis(self.red_cell, self.nucleus))
        densities = _DENSITY_OF.astype(np.float32)[colours]
        light = np.exp(-cv2.transform(densities, turn.astype(np.float32)))
        turned: Pixels = np.clip(255 * light, 0, 255).round().astype(np.uint8)
        return turned


def find_unusual_stain(colours: Pixels) -> UnusualStain | None:
    """Tell whether the red cells of a field are grey or blue, and what it then looks like.

    Args:
        colours: (h, w, 3) relative RGB: 255 is the empty background.

    Returns:
        None for a usual stain, and where too little of the field is red cells to say.
    """
    step = max(1, max(colours.shape[:2]) // _SAMPLE_PX)
    sample = colours[::step, ::step].reshape(-1, 3)
    density = _DENSITY_OF[sample]
    whole = density.sum(axis=1)
    green = density[:, 1] / whole
    stained = whole > _FAINTEST
    red_cells = stained & (green < _RED_CELL_GREEN)
    if red_cells.mean() < _LEAST_RED_CELLS:
        return None
    light = sample[red_cells].astype(np.float64)
    if np.median((light[:, 2] - light[:, 0]) / np.maximum(255 - light[:, 1], 1)) < _UNUSUAL_BLUENESS:
        return None
    nuclei = stained & (green > _NUCLEAR_GREEN)
    nucleus = np.array(_UNUSUAL_NUCLEUS)
    if nuclei.mean() >= _LEAST_NUCLEI:
        # Weighed by density, or the pale rims of cells would outnumber what is nuclear.
        nucleus = np.average(density[nuclei], axis=0, weights=density[nuclei, 1])
    return UnusualStain(np.median(density[red_cells], axis=0), nucleus)


def _basis(red_cell: FloatArray, nucleus: FloatArray) -> FloatArray:
    """(3, 3) both densities and a third at right angles to them, which takes what neither dye explains."""
    across = np.cross(red_cell, nucleus)
    middle = np.sqrt(np.linalg.norm(red_cell) * np.linalg.norm(nucleus))
    return np.column_stack([red_cell, nucleus, across / np.linalg.norm(across) * middle])
