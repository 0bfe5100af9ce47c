"""Which nuclear pixels make up one nucleus: clumped nuclei are parted, lobes are gathered."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.clumps import part_clump

Labels = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]

_LEAST_LOBE_UM2: Final = 2.5
_LEAST_NUCLEUS_UM2: Final = 14.0
_LOBE_UM2: Final = 30.0
_GAP_UM: Final = 1.8
_LARGEST_NUCLEUS_UM2: Final = 150.0
_LARGEST_EXTENT_UM: Final = 17.0


def find_nuclei(nuclear: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Label nuclei.

    Args:
        nuclear: (h, w) 1 where nuclear, else 0.
        pixel_size_um: of these pixels.

    Returns:
        (h, w) labels 1 to n, 0 outside, and n.
    """
    fragments, count = _fragments(nuclear, pixel_size_um)
    if count == 0:
        return fragments, 0
    head = _gather(fragments, count, pixel_size_um)
    area_um2 = np.bincount(head, np.bincount(fragments.ravel(), minlength=count + 1), count + 1)
    area_um2 *= pixel_size_um**2
    number = np.zeros(count + 1, dtype=np.int32)
    kept = [i for i in range(1, count + 1) if head[i] == i and area_um2[i] >= _LEAST_NUCLEUS_UM2]
    number[kept] = np.arange(1, len(kept) + 1)
    return number[head][fragments], len(kept)


def _fragments(nuclear: Bytes, pixel_size_um: float) -> tuple[Labels, int]:
    """Nuclear pieces, touching nuclei parted."""
    total, labels, stats, _ = cv2.connectedComponentsWithStats(nuclear, connectivity=4)
    out = np.zeros(nuclear.shape, dtype=np.int32)
    count = 0
    for number in range(1, total):
        x, y, w, h, area = stats[number].tolist()
        if area * pixel_size_um**2 < _LEAST_LOBE_UM2:
            continue
        piece = (labels[y : y + h, x : x + w] == number).astype(np.uint8)
        parts, n = part_clump(piece, pixel_size_um)
        window = out[y : y + h, x : x + w]
        window[parts > 0] = parts[parts > 0] + count
        count += n
    return out, count


def _gather(fragments: Labels, count: int, pixel_size_um: float) -> npt.NDArray[np.int32]:
    """For each fragment the number of the fragment that stands for its nucleus."""
    unit = pixel_size_um**2
    head = np.arange(count + 1, dtype=np.int32)
    area_um2 = np.bincount(fragments.ravel(), minlength=count + 1) * unit
    small = area_um2 < _LOBE_UM2
    boxes = _boxes(fragments, count)
    for gap_um, one, other in sorted(_gaps(fragments, boxes, np.flatnonzero(small[1:]) + 1, pixel_size_um)):
        a, b = int(head[one]), int(head[other])
        if a == b or gap_um > _GAP_UM or not (small[one] and (small[other] or area_um2[one] < 10)):
            continue
        box = np.array([np.minimum(boxes[a][:2], boxes[b][:2]), np.maximum(boxes[a][2:], boxes[b][2:])])
        extent_um = float(np.hypot(*(box[1] - box[0]))) / np.sqrt(2) * pixel_size_um
        total = area_um2[a] + area_um2[b]
        if total > _LARGEST_NUCLEUS_UM2 or extent_um > _LARGEST_EXTENT_UM:
            continue
        head[head == b] = a
        area_um2[a] = total
        boxes[a] = box.ravel()
    return head


def _boxes(labels: Labels, count: int) -> npt.NDArray[np.int64]:
    """(count + 1, 4) top, left, bottom, right of each label, ends excluded."""
    from scipy import ndimage

    boxes = np.zeros((count + 1, 4), dtype=np.int64)
    for number, found in enumerate(ndimage.find_objects(labels, max_label=count), start=1):
        if found is not None:
            boxes[number] = found[0].start, found[1].start, found[0].stop, found[1].stop
    return boxes


def _gaps(
    fragments: Labels, boxes: npt.NDArray[np.int64], small: npt.NDArray[np.intp], pixel_size_um: float
) -> list[tuple[float, int, int]]:
    """Gap in µm between each small fragment and every fragment near it."""
    reach = int(np.ceil(_GAP_UM / pixel_size_um)) + 1
    gaps = []
    for number in small.tolist():
        top, left, bottom, right = boxes[number].tolist()
        top, left = max(0, top - reach), max(0, left - reach)
        window = fragments[top : bottom + reach, left : right + reach]
        others = np.setdiff1d(window, (0, number))
        if others.size == 0:
            continue
        distance = cv2.distanceTransform((window != number).astype(np.uint8), cv2.DIST_L2, 5)
        gaps.extend((float(distance[window == other].min()) * pixel_size_um, number, int(other)) for other in others)
    return gaps
