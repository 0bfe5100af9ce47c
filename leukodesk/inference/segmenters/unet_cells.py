"""From the maps of the segmentation network to cells: touching ones part between their depths."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from scipy import ndimage
from skimage.morphology import local_maxima, reconstruction
from skimage.segmentation import watershed

from leukodesk.inference.segmenters.cells import CellLabels
from leukodesk.inference.segmenters.joining import whole_cells_joined
from leukodesk.inference.segmenters.shapes import Bytes, Labels, disc, padded_box, without_holes

Maps = npt.NDArray[np.float32]

_SMOOTH_UM: Final = 1.2
_CELL_UM2: Final = 12.0
_NUCLEUS_UM2: Final = 3.0
_VACUOLE_UM2: Final = 12.0
_HOLE_UM2: Final = 1.5
_SPECK_UM: Final = 0.4


def cells_of(maps: Maps, threshold: float, parting: float, pixel_size_um: float) -> CellLabels:
    """Part what is likely to be cell into cells, each with its nucleus.

    Depth rises towards the middle of a cell and falls before it rises in the next one: where it falls by more
    than ``parting`` between two middles these are two cells, and the watershed on the depth draws the
    border between them. Pieces that cannot be two cells are joined again.

    Args:
        maps: (3, h, w) chance of nucleus and of cell, and depth, 0 to 1.
        threshold: chance from which a pixel belongs to it.
        parting: how far the depth falls between two cells at least.
        pixel_size_um: of these pixels.
    """
    nucleus, cell, deep = maps
    nuclear = nucleus >= threshold
    whole = (cell >= threshold) | nuclear
    deep = cv2.GaussianBlur(deep, (0, 0), _SMOOTH_UM / pixel_size_um)
    bodies, _ = ndimage.label(whole)
    parted = np.zeros(whole.shape, dtype=np.int32)
    count = 0
    for body, box in enumerate(ndimage.find_objects(bodies), start=1):
        inside = bodies[box] == body
        if np.count_nonzero(inside) * pixel_size_um**2 < _CELL_UM2:
            continue
        pieces, n = _parted(np.where(inside, deep[box], 0), inside, parting)
        parted[box][inside] = pieces[inside] + count
        count += n
    return _finished(parted, nuclear, count, pixel_size_um)


def _parted(
    deep: npt.NDArray[np.float32], inside: npt.NDArray[np.bool_], parting: float
) -> tuple[Labels, int]:
    """The cells of one body, numbered from 1, and how many they are."""
    framed = np.pad(deep, 1)
    peaks = local_maxima(reconstruction(np.maximum(framed - parting, 0), framed))[1:-1, 1:-1]
    # Eight neighbours as in the two steps before: with four, two top pixels corner to corner were two cells.
    middles, count = ndimage.label(peaks & inside, np.ones((3, 3)))
    if count < 2:
        return inside.astype(np.int32), 1
    return watershed(-deep, middles, mask=inside).astype(np.int32), count


def _without_small(mask: npt.NDArray[np.bool_], least_px: float) -> npt.NDArray[np.bool_]:
    labels, _ = ndimage.label(mask)
    large = np.bincount(labels.ravel()) >= least_px
    large[0] = False
    kept: npt.NDArray[np.bool_] = large[labels]
    return kept


def _finished(parted: Labels, nuclear: npt.NDArray[np.bool_], count: int, pixel_size_um: float) -> CellLabels:
    """Fill vacuoles, cut threads, and drop what is too small for a cell or has no nucleus."""
    cells, nuclei = np.zeros_like(parted), np.zeros_like(parted)
    found = 0
    brush = disc(_SPECK_UM / pixel_size_um)
    for number, box in enumerate(ndimage.find_objects(parted, max_label=count), start=1):
        if box is None:
            continue
        window = padded_box(box, brush.shape[0], parted.shape)
        body = (parted[window] == number).astype(np.uint8)
        body = cv2.morphologyEx(body, cv2.MORPH_OPEN, brush)
        body = _largest(without_holes(body, _VACUOLE_UM2 / pixel_size_um**2))
        inner = (nuclear[window] & (body > 0)).astype(np.uint8)
        inner = without_holes(inner, _HOLE_UM2 / pixel_size_um**2)
        inner = _without_small(inner > 0, _NUCLEUS_UM2 / pixel_size_um**2).astype(np.uint8)
        if np.count_nonzero(body) * pixel_size_um**2 < _CELL_UM2 or not inner.any():
            continue
        found += 1
        cells[window][(body > 0) & (cells[window] == 0)] = found
        nuclei[window][(inner > 0) & (cells[window] == found)] = found
    return whole_cells_joined(CellLabels(nuclei, cells, found))


def _largest(mask: Bytes) -> Bytes:
    total, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if total <= 2:  # background and one piece
        return mask
    largest: Bytes = (labels == 1 + stats[1:, cv2.CC_STAT_AREA].argmax()).astype(np.uint8)
    return largest
