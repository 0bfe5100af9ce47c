"""Which fragments make up one nucleus: the lobes of a segmented nucleus stay one cell."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.inference.segmenters.shapes import Bytes, Labels, boxes_of, convexity

_LEAST_NUCLEUS_UM2: Final = 14.0
_LOBE_UM2: Final = 60.0
_SMALL_LOBE_UM2: Final = 30.0
_SPLINTER_UM2: Final = 10.0
_WHOLE_UM2: Final = 34.0
_WHOLE_CONVEXITY: Final = 0.97
_GAP_UM: Final = 4.0
_LARGEST_NUCLEUS_UM2: Final = 150.0
_LARGEST_EXTENT_UM: Final = 17.0
_BRIDGED_SHARE: Final = 0.85

Boxes = npt.NDArray[np.int64]


def gather_lobes(
    fragments: Labels, count: int, body: Bytes, pixel_size_um: float, *, whole_apart: bool = False
) -> tuple[Labels, int]:
    """Join the lobes of one nucleus and leave out what is too small for one.

    Two fragments belong together when one of them is small, they lie close, and the body of the cell
    fills the space between them.

    Args:
        fragments: (h, w) labels 1 to ``count``, 0 outside.
        count: number of fragments.
        body: (h, w) 1 where the pixel is nuclear or cytoplasm, else 0.
        pixel_size_um: of these pixels.
        whole_apart: two fragments that each have the size and the outline of a whole nucleus, as of small
            cells that touch, stay two.

    Returns:
        (h, w) labels of nuclei 1 to n, 0 outside, and n.
    """
    if count == 0:
        return fragments, 0
    inside = fragments > 0
    numbers = fragments[inside]
    area_px = np.bincount(numbers, minlength=count + 1)
    area_um2 = area_px.astype(np.float64) * pixel_size_um**2
    head = _heads(fragments, area_um2, body, pixel_size_um, whole_apart=whole_apart)
    whole_um2 = np.bincount(head, area_um2, count + 1)
    kept = [i for i in range(1, count + 1) if head[i] == i and whole_um2[i] >= _LEAST_NUCLEUS_UM2]
    number = np.zeros(count + 1, dtype=np.int32)
    number[kept] = np.arange(1, len(kept) + 1)
    out = np.zeros_like(fragments)
    out[inside] = number[head][numbers]
    return out, len(kept)


def _heads(
    fragments: Labels,
    area_um2: npt.NDArray[np.float64],
    body: Bytes,
    pixel_size_um: float,
    *,
    whole_apart: bool,
) -> npt.NDArray[np.int32]:
    """For each fragment the number of the fragment that stands for its nucleus."""
    count = len(area_um2) - 1
    head = np.arange(count + 1, dtype=np.int32)
    whole_um2 = area_um2.copy()
    boxes = _boxes(fragments, count)
    whole_boxes = boxes.copy()
    small = area_um2 < _SMALL_LOBE_UM2
    small[0] = True
    whole = _are_whole(fragments, boxes, area_um2) if whole_apart else np.zeros(count + 1, dtype=bool)
    for _, one, other in sorted(_near(fragments, boxes, area_um2, pixel_size_um)):
        a, b = int(head[one]), int(head[other])
        if a == b or (whole[a] and whole[b]) or not _bridged(fragments, boxes, one, other, body, small):
            continue
        box = _joint(whole_boxes[a], whole_boxes[b])
        extent_um = float(max(box[2] - box[0], box[3] - box[1])) * pixel_size_um
        if whole_um2[a] + whole_um2[b] > _LARGEST_NUCLEUS_UM2 or extent_um > _LARGEST_EXTENT_UM:
            continue
        head[head == b] = a
        whole[a] |= whole[b]
        whole_um2[a] += whole_um2[b]
        whole_boxes[a] = box
    return head


def _are_whole(fragments: Labels, boxes: Boxes, area_um2: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """(count + 1,) which fragments have the size and the outline of a whole nucleus."""
    whole = (area_um2 >= _WHOLE_UM2) & (area_um2 < _LOBE_UM2)
    for number in np.flatnonzero(whole).tolist():
        top, left, bottom, right = boxes[number].tolist()
        piece = (fragments[top:bottom, left:right] == number).astype(np.uint8)
        whole[number] = convexity(piece) >= _WHOLE_CONVEXITY
    return whole


def _boxes(labels: Labels, count: int) -> Boxes:
    """(count + 1, 4) top, left, bottom, right of each label, ends excluded."""
    boxes = np.zeros((count + 1, 4), dtype=np.int64)
    for number, found in enumerate(boxes_of(labels, count), start=1):
        if found is not None:
            boxes[number] = found[0].start, found[1].start, found[0].stop, found[1].stop
    return boxes


def _joint(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    return np.concatenate((np.minimum(one[:2], other[:2]), np.maximum(one[2:], other[2:])))


def _near(
    fragments: Labels, boxes: Boxes, area_um2: npt.NDArray[np.float64], pixel_size_um: float
) -> list[tuple[float, int, int]]:
    """Gap in µm, lobe and partner for all fragments that may be lobes of one nucleus."""
    reach = int(np.ceil(_GAP_UM / pixel_size_um)) + 1
    pairs = []
    for number in (np.flatnonzero(area_um2[1:] < _LOBE_UM2) + 1).tolist():
        top, left, bottom, right = boxes[number].tolist()
        top, left = max(0, top - reach), max(0, left - reach)
        window = fragments[top : bottom + reach, left : right + reach]
        others = [int(i) for i in np.unique(window) if i not in (0, number)]
        others = [i for i in others if area_um2[i] < _LOBE_UM2 or area_um2[number] < _SPLINTER_UM2]
        if not others:
            continue
        distance = cv2.distanceTransform((window != number).astype(np.uint8), cv2.DIST_L2, 5)
        for other in others:
            gap_um = float(distance[window == other].min()) * pixel_size_um
            if gap_um <= _GAP_UM:
                pairs.append((gap_um, number, other))
    return pairs


def _bridged(
    fragments: Labels, boxes: Boxes, one: int, other: int, body: Bytes, small: npt.NDArray[np.bool_]
) -> bool:
    """Whether the body of the cell, and no third large fragment, fills the convex hull of two fragments."""
    top, left, bottom, right = _joint(boxes[one], boxes[other]).tolist()
    view = fragments[top:bottom, left:right]
    pair = (view == one) | (view == other)
    outlines, _ = cv2.findContours(pair.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = np.zeros(view.shape, dtype=np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(np.concatenate(outlines)), 1)
    between = (hull > 0) & ~pair
    filled = np.count_nonzero(between & small[view] & (body[top:bottom, left:right] > 0))
    return bool(filled >= _BRIDGED_SHARE * np.count_nonzero(between))
