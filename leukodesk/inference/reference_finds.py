"""Does a segmenter still find what it found when it was measured? It looks again at the reference smear.

What the built-in segmenters found there travels with the program, see ``packaging/reference.py``.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from leukodesk.config import resources_dir
from leukodesk.core.errors import ModelError
from leukodesk.core.progress import no_progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.reference import PIXEL_SIZE_UM, reference_smear
from leukodesk.inference.registry import create_segmenter

SHIFT_PX: Final = 1.5
"""A find whose centre moved farther is another one."""

AREA_SHARE: Final = 0.03
"""A cell or nucleus is another one where its area changed by a larger share."""

_LEAST_PX: Final = 20.0  # few pixels of a small nucleus are no share of it

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Finds:
    """What one segmenter found.

    Attributes:
        rows: (n, 4): row and column of the centre, area of the cell and of its nucleus, in pixels.
    """

    rows: FloatArray

    def differing(self, other: "Finds") -> int:
        """How many finds of either have no counterpart in the other, at the most."""
        if not len(self.rows) or not len(other.rows):
            return max(len(self.rows), len(other.rows))
        apart = np.abs(self.rows[:, None, :] - other.rows[None, :, :])
        allowed = np.maximum(self.rows[:, None, :] * AREA_SHARE, _LEAST_PX)
        allowed[..., :2] = SHIFT_PX
        same = np.all(apart <= allowed, axis=2)
        lost, new = (int(np.sum(~np.any(same, axis=axis))) for axis in (1, 0))
        return max(lost, new)


def finds_path() -> Path:
    """Where the finds of the built-in segmenters are kept, by segmenter."""
    return resources_dir() / "reference" / "finds.json"


def kept_finds() -> dict[str, Finds]:
    """What travels with the program, by segmenter.

    Raises:
        ModelError: the file is missing or damaged.
    """
    path = finds_path()
    try:
        told = json.loads(path.read_bytes())
        return {name: Finds(np.array(rows, float).reshape(-1, 4)) for name, rows in told.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(
            sentence("{path} is missing or damaged; install the program again.", path=path)
        ) from error


def reference_finds(segmenter_id: str) -> Finds:
    """What a segmenter with its usual settings finds in the reference smear now.

    Raises:
        UnknownIdError: there is no such segmenter.
        ModelError: its weights cannot be used.
        InputError: the reference smear is missing or damaged.
    """
    image = reference_smear().image
    segmenter = create_segmenter(segmenter_id)
    found = segmenter.segment(image.pixels, image.smear, pixel_size_um=PIXEL_SIZE_UM, progress=no_progress)
    rows = [(*cell.centroid, cell.cell_area_px, cell.nucleus_area_px) for cell in found.cells]
    return Finds(np.array(rows, float).reshape(-1, 4).round(1))


def compare_finds() -> tuple[str, ...]:
    """One sentence for each built-in segmenter that finds otherwise than it did.

    Raises:
        ModelError: kept finds, or weights, cannot be used.
        InputError: the reference smear is missing or damaged.
    """
    told = []
    for segmenter_id, kept in kept_finds().items():
        now = reference_finds(segmenter_id)
        differing = kept.differing(now)
        if differing:
            told.append(
                sentence(
                    "Segmenter {segmenter} finds other outlines here than where it was measured: {differing} "
                    "of {found} finds in a synthetic smear differ. Its figures may not hold here; install "
                    "LeukoDesk again in a fresh environment.",
                    segmenter=segmenter_id,
                    differing=differing,
                    found=len(kept.rows),
                )
            )
    return tuple(told)
