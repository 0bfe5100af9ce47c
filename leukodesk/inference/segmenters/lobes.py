"""Which nuclear pixels make up one nucleus: clumped nuclei are parted, lobes are gathered."""

import cv2
import numpy as np
import numpy.typing as npt
from scipy import ndimage

Labels = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

_LEAST_FRAGMENT_UM2 = 3.0
_LEAST_NUCLEUS_UM2 = 14.0
_LOBE_UM2 = 30.0
_LOBE_GAP_UM = 2.0
_LARGEST_NUCLEUS_UM2 = 160.0
_DEPTH_SHARE = 0.12


def gather_lobes(nuclear: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Label nuclei.

    Args:
        nuclear: (h, w) 1 where nuclear, else 0.
        pixel_size_um: of these pixels.

    Returns:
        (h, w) labels 1 to n, 0 outside, and n.
    """
    fragments, count = part_clumps(nuclear, pixel_size_um)
    return fragments, count


def part_clumps(nuclear: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Part touching nuclei at their necks, by a watershed on the distance to the outline."""
    filled = nuclear
    total, labels, stats, _ = cv2.connectedComponentsWithStats(filled, connectivity=4)
    out = np.zeros(nuclear.shape, dtype=np.int32)
    count = 0
    for number in range(1, total):
        x, y, w, h, area = stats[number]
        if area * pixel_size_um**2 < _LEAST_NUCLEUS_UM2:
            continue
        piece = (labels[y : y + h, x : x + w] == number).astype(np.uint8)
        parts, n = _part_component(piece, pixel_size_um)
        window = out[y : y + h, x : x + w]
        window[parts > 0] = parts[parts > 0] + count
        count += n
    return out, count


def _part_component(piece: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    padded = cv2.copyMakeBorder(piece, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)
    deepest = float(depth.max())
    peaks = _peaks(depth, max(0.5 / pixel_size_um, _DEPTH_SHARE * deepest))
    markers, n = ndimage.label(peaks, structure=np.ones((3, 3)))
    if n <= 1:
        return piece.astype(np.int32), 1
    levels = (255 - np.minimum(255, depth * (255 / deepest))).astype(np.uint8)
    seeds = markers.astype(np.int32)
    seeds[padded == 0] = n + 1
    cv2.watershed(cv2.merge([levels, levels, levels]), seeds)
    seeds[(seeds > n)] = 0
    seeds[seeds < 0] = 0
    return seeds[1:-1, 1:-1], n


def _peaks(depth: npt.NDArray[np.float32], height: float) -> npt.NDArray[np.bool_]:
    from skimage.morphology import reconstruction
    rebuilt = reconstruction(depth - height, depth)
    return (depth - rebuilt) >= height * 0.999
