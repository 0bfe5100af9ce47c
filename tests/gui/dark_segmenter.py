"""A segmenter that is quick, easily told something else, and always the same, so that pictures compare."""

from dataclasses import dataclass
from types import MappingProxyType

import cv2
import numpy as np

from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.inference.segmenters.settings import setting


@dataclass(frozen=True)
class DarkParameters:
    darkness: int = setting(
        120, "Darkness", low=20, high=200, step=5, help="Pixels darker than this are cells."
    )
    least_um: float = setting(
        3.0, "Smallest cell", unit="µm", low=0.5, high=20, step=0.5, help="By diameter."
    )
    holes: bool = setting(False, "Fill holes", help="Whether holes belong to a cell.")
    channel: str = setting(
        "green", "Channel", choices=("red", "green"), help="The channel that is looked at."
    )


class DarkSegmenter:
    """Finds what is dark; quick and easily told something else."""

    id = "dark"
    needs_torch = False

    def __init__(self, **parameters):
        self._told = DarkParameters(**parameters)
        self.parameters = MappingProxyType(vars(self._told))

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        progress(0, 1, "Looking for dark places")
        dark = pixels[..., 1 if self._told.channel == "green" else 0] < self._told.darkness
        count, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8))
        least_px = (self._told.least_um / pixel_size_um) ** 2 * np.pi / 4
        cells = tuple(
            Cell(new_cell_id(), smear.id, Mask.from_pixels(labels == n), None, source=self.id)
            for n in range(1, count)
            if stats[n, cv2.CC_STAT_AREA] >= least_px
        )
        return Segmentation(
            cells, self.id, dict(self.parameters), 0.0, () if cells else ("Nothing is dark.",)
        )


PRESETS = {"strict": {"darkness": 60, "least_um": 5.0}}
