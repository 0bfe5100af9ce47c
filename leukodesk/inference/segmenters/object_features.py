"""What a found object looks like, as numbers by which leukocytes, smudges and platelets are told apart.

An intact cell has a smooth, round outline and bluish cytoplasm round a nucleus; the remains of a burst cell
are magenta to the edge, fray into fibres and have holes; a platelet is small and grainy throughout. All is
measured at one physical scale in optical densities relative to the background, so that lamp, camera and
magnification matter little, and nothing depends on the place of a single pixel of an outline.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.optical_density import DARKEST_TOLD, densities_of_levels
from leukodesk.inference.segmenters.shapes import Bytes

FloatArray = npt.NDArray[np.float64]
_Map = npt.NDArray[np.float32]
_Bools = npt.NDArray[np.bool_]

SURROUND_UM: Final = 2.5
"""How much round an object is looked at."""

FEATURES: Final = (
    "hue",
    "hue_spread",
    "rim_blueness",
    "rim_density",
    "blue_share",
    "blue_width",
    "cytoplasm_share",
    "palest_chromatin",
    "chromatin_steepness",
    "chromatin_clumps",
    "fibres",
    "nucleus_size",
    "nucleus_density",
    "ellipse",
    "roundness",
)
"""Names of the numbers that :func:`features_of` gives, in their order."""

_SCALE_UM: Final = 0.25
_BLUR_UM: Final = 0.2
_CORE_UM: Final = 0.6
_RIM_UM: Final = (1.0, 1.75)
_FIBRES_UM: Final = (0.3, 2.0)
_CLUMPS_UM: Final = (0.3, 1.0)
_BLUE: Final = 0.62
_STAINED: Final = 0.08
_NUCLEAR_HUE: Final = 0.38
_FEW_PX: Final = 20
_LEAST_DENSITY: Final = 0.05
_FRAME_PX: Final = 2
_DENSITY_OF: Final = densities_of_levels(darkest=DARKEST_TOLD, lightest=255).astype(np.float32)


@dataclass(frozen=True)
class FoundObject:
    """One object in a window that shows at least :data:`SURROUND_UM` round it, unless the field ends there.

    Attributes:
        colours: (h, w, 3) relative RGB, 255 is the empty background.
        cell: (h, w) the whole of it, not empty.
        nucleus: (h, w) its nucleus, inside the cell.
        neighbours: (h, w) other objects.
        pixel_size_um: of these pixels.
    """

    colours: Bytes
    cell: _Bools
    nucleus: _Bools
    neighbours: _Bools
    pixel_size_um: float

    @property
    def cell_um2(self) -> float:
        """Area of the whole of it."""
        return float(np.count_nonzero(self.cell)) * self.pixel_size_um**2

    @property
    def nucleus_um2(self) -> float:
        """Area of its nucleus."""
        return float(np.count_nonzero(self.nucleus)) * self.pixel_size_um**2


def features_of(found: FoundObject) -> FloatArray:
    """The numbers named in :data:`FEATURES`.

    An object that the border of the field cuts is taken to go on beyond it: the border is no outline, so it
    has no rim there. Its size and roundness are those of what is left.

    Args:
        found: the object.
    """
    shown = _at_scale(found)
    density = cv2.GaussianBlur(cv2.LUT(shown.colours, _DENSITY_OF), (0, 0), _BLUR_UM / _SCALE_UM)
    red, green, blue = cv2.split(density)
    depth = _depth_um(shown.cell)
    core = _depth_um(shown.nucleus) > _CORE_UM
    if np.count_nonzero(core) < _FEW_PX:
        core = shown.nucleus
    values = _chromatin(red, green, core)
    values |= _rim(red, green, depth, shown.cell, level=values["nucleus_density"])
    around = _depth_um(~shown.cell)
    ring = (around > _FIBRES_UM[0]) & (around <= _FIBRES_UM[1]) & ~shown.neighbours
    values["fibres"] = float(np.maximum(green - blue, 0)[ring].mean()) if ring.any() else 0.0
    plasma = np.count_nonzero(shown.cell & ~shown.nucleus & (depth > _SCALE_UM))
    values["cytoplasm_share"] = plasma / np.count_nonzero(shown.cell)
    values["nucleus_size"] = float(np.log(np.count_nonzero(shown.nucleus) * _SCALE_UM**2))
    values["ellipse"], values["roundness"] = _ellipse(shown.cell)
    return np.array([values[name] for name in FEATURES])


def _at_scale(found: FoundObject) -> FoundObject:
    """The same at the scale of the features."""
    factor = found.pixel_size_um / _SCALE_UM
    height, width = found.cell.shape
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    regions = np.stack([found.cell, found.nucleus, found.neighbours], axis=2).astype(np.uint8) * 255
    cell, nucleus, neighbours = cv2.split(cv2.resize(regions, size, interpolation=how))
    cell = cell > 127
    if not cell.any():
        cell[:] = True
    nucleus = (nucleus > 127) & cell
    colours = cv2.resize(found.colours, size, interpolation=how)
    return FoundObject(colours, cell, nucleus if nucleus.any() else cell, neighbours > 127, _SCALE_UM)


def _depth_um(region: _Bools) -> _Map:
    """Distance to the outside; a region that the border of the field cuts goes on beyond it."""
    framed = cv2.copyMakeBorder(
        region.astype(np.uint8), _FRAME_PX, _FRAME_PX, _FRAME_PX, _FRAME_PX, cv2.BORDER_REPLICATE
    )
    depth: _Map = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[_FRAME_PX:-_FRAME_PX, _FRAME_PX:-_FRAME_PX]
    return np.minimum(depth, 1e3) * np.float32(_SCALE_UM)


def _chromatin(red: _Map, green: _Map, core: _Bools) -> dict[str, float]:
    """Colour and texture of the nucleus, away from its outline."""
    taken = green[core]
    level = max(float(taken.mean()), _LEAST_DENSITY)
    fine, coarse = (cv2.GaussianBlur(green, (0, 0), size / _SCALE_UM) for size in _CLUMPS_UM)
    across = cv2.Sobel(green, cv2.CV_32F, 1, 0, ksize=3)
    down = cv2.Sobel(green, cv2.CV_32F, 0, 1, ksize=3)
    steepness = cv2.magnitude(across, down)[core] / (8 * _SCALE_UM)
    few = np.argpartition(taken, (index := taken.size // 20))[index]
    return {
        "nucleus_density": level,
        "hue": float(red[core].mean()) / level,
        "hue_spread": float((red[core] / np.maximum(taken, _LEAST_DENSITY)).std()),
        "palest_chromatin": float(taken[few]) / level,
        "chromatin_steepness": float(np.median(steepness)) / level,
        "chromatin_clumps": float((fine - coarse)[core].std()) / level,
    }


def _rim(red: _Map, green: _Map, depth: _Map, cell: _Bools, level: float) -> dict[str, float]:
    """What lies inside the outline: blue cytoplasm in a cell, magenta to the edge in remains."""
    band = (depth > _RIM_UM[0]) & (depth <= _RIM_UM[1])
    if not band.any():
        band = cell
    blue = np.count_nonzero(cell & (red > _BLUE * green) & (green > _STAINED))
    area = np.count_nonzero(cell)
    return {
        "rim_blueness": float((red[band] - _NUCLEAR_HUE * green[band]).mean()),
        "rim_density": float(green[band].mean()) / max(level, _LEAST_DENSITY),
        "blue_share": blue / area,
        "blue_width": blue * _SCALE_UM / area**0.5,
    }


def _ellipse(cell: _Bools) -> tuple[float, float]:
    """Share of the cell inside the ellipse of the same moments, and the ratio of its axes."""
    moments = cv2.moments(cell.astype(np.uint8), binaryImage=True)
    # A pixel is a square, which adds 1/12 to each spread.
    row_row, column_column = (moments[key] / moments["m00"] + 1 / 12 for key in ("mu02", "mu20"))
    row_column = moments["mu11"] / moments["m00"]
    spread = np.array([[row_row, row_column], [row_column, column_column]])
    rows, columns = np.nonzero(cell)
    down, across = rows - moments["m01"] / moments["m00"], columns - moments["m10"] / moments["m00"]
    # Written out: as a product of matrices this wakes the threads of BLAS, which takes ten times as long.
    squared = row_row * across**2 - 2 * row_column * down * across + column_column * down**2
    inside = squared <= 4 * (row_row * column_column - row_column**2)
    short, long = np.sqrt(np.linalg.eigvalsh(spread))
    return float(inside.mean()), float(short / long)
