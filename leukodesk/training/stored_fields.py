"""Fields of a dataset as training reads them: whole, or the surroundings of one cell of a very large one."""

import math
from typing import Final

from leukodesk.config import pyramids_dir
from leukodesk.core.cell import Cell
from leukodesk.core.smear import Smear
from leukodesk.imaging.large import is_large, open_large
from leukodesk.imaging.parts import surroundings
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.pyramid_cache import PyramidCache
from leukodesk.imaging.reader import decode, read_bytes
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.store.dataset import Dataset
from leukodesk.training.samples import ByteArray

_SEEN_PX: Final = 2048
"""Side of what the scale of a very large field is measured on."""


class StoredField:
    """The pixels of one smear of a dataset."""

    def __init__(self, dataset: Dataset, smear: Smear) -> None:
        """Decode the image, or open it where it is read in parts.

        Raises:
            InputError: it cannot be read.
            DatasetError: it is missing, damaged or altered.
        """
        place = dataset.image_place(smear)
        self._whole: ByteArray | None = None
        self._source: PixelSource | None = None
        if is_large(smear.width, smear.height, smear.path):
            self._source = open_large(place, smear.path, smear.sha256, PyramidCache(pyramids_dir()))
        else:
            self._whole = decode(place if isinstance(place, bytes) else read_bytes(place), smear.path)

    def estimated_pixel_size_um(self, cell: Cell) -> float:
        """Micrometres per pixel as the red cells tell; of a very large field, those around ``cell``."""
        return estimate_pixel_size(self.around(cell, _SEEN_PX / 2, 1.0)[0]).pixel_size_um

    def around(self, cell: Cell, margin_um: float, pixel_size_um: float) -> tuple[ByteArray, Cell]:
        """What lies around a cell, uint8 (h, w, 3), or the whole field if it is held, and the cell in it."""
        if self._source is None:
            assert self._whole is not None
            return self._whole, cell
        pixels, box = surroundings(self._source, [cell], math.ceil(margin_um / pixel_size_um))
        return pixels, cell.moved(-box[0], -box[1])
