"""Shapes of binary regions, sizes in pixels."""

import cv2
import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Labels = npt.NDArray[np.int32]
Slices = tuple[slice, slice]


def disc(radius_px: float) -> Bytes:
    """Round brush for morphology; a radius below half a pixel gives a single pixel."""
    size = 2 * round(radius_px) + 1
    return cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))  # type: ignore[no-any-return]


def without_narrow(levels: Bytes, half_width_px: float) -> Bytes:
    """Levels opened with a wide :func:`disc`, row by row of it: all at once takes OpenCV twice as long.

    Args:
        levels: (h, w) 0 to 255.
        half_width_px: radius of the disc.
    """
    eroded = cv2.bitwise_not(_brushed(cv2.bitwise_not(levels), half_width_px))
    return _brushed(eroded, half_width_px)


def _brushed(levels: Bytes, radius_px: float) -> Bytes:
    """Levels dilated with a disc: along its rows first, of which few are of different lengths."""
    brush = disc(radius_px)
    reach = brush.shape[0] // 2
    height, width = levels.shape
    framed = cv2.copyMakeBorder(levels, reach, reach, reach, reach, cv2.BORDER_CONSTANT)
    along = {
        length: cv2.dilate(framed, np.ones((1, length), np.uint8))[:, reach : reach + width]
        for length in set(brush.sum(axis=1).tolist())
    }
    out: Bytes = along[brush.shape[1]][reach : reach + height].copy()
    for row, length in enumerate(brush.sum(axis=1).tolist()):
        cv2.max(out, along[length][row : row + height], dst=out)
    return out


def dilated(mask: Bytes, radius_px: float) -> Bytes:
    """The mask and all round it, as far as :func:`disc` of that radius reaches.

    Args:
        mask: (h, w) 1 inside, 0 outside.
        radius_px: see :func:`disc`.
    """
    out = np.zeros_like(mask)
    x, y, w, h = cv2.boundingRect(mask)
    if w:
        brush = disc(radius_px)
        # Only where something changes: most of a window is far from what is in it.
        window = padded_box(np.s_[y : y + h, x : x + w], brush.shape[0] // 2, mask.shape)
        out[window] = cv2.dilate(mask[window], brush)
    return out


def without_holes(mask: Bytes, largest_px: float) -> Bytes:
    """Fill enclosed holes up to that area; what touches the border of the image is no hole.

    Args:
        mask: (h, w) 1 inside, 0 outside.
        largest_px: area.
    """
    outlines, tree = cv2.findContours(mask, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    out = mask.copy()
    for outline, (*_, parent) in zip(outlines, [] if tree is None else tree[0].tolist(), strict=True):
        # Only holes have a parent; this outline runs round one, half a pixel to a pixel outside it.
        if parent < 0 or cv2.contourArea(outline) - cv2.arcLength(outline, closed=True) > largest_px:
            continue
        x, y, w, h = cv2.boundingRect(outline)
        window = np.s_[y : y + h, x : x + w]
        inside = np.zeros((h, w), dtype=np.uint8)
        cv2.drawContours(inside, [outline], 0, 1, cv2.FILLED, offset=(-x, -y))
        hole = (inside > 0) & (mask[window] == 0)
        if np.count_nonzero(hole) <= largest_px:
            out[window][hole] = 1
    return out


def without_specks(mask: Bytes, smallest_px: float) -> Bytes:
    """Leave out connected pieces below that area (area opening).

    Args:
        mask: (h, w) 1 inside, 0 outside.
        smallest_px: area of the smallest piece that stays.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    kept = (stats[:, cv2.CC_STAT_AREA] >= smallest_px).astype(np.uint8)
    kept[0] = 0
    return kept[labels]  # type: ignore[no-any-return]


def convexity(mask: Bytes) -> float:
    """Area over the area of the convex hull; 1 for a convex outline, holes not counted.

    Args:
        mask: (h, w) 1 inside, 0 outside, not empty.
    """
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(np.concatenate(outlines))
    return sum(_area_px(outline) for outline in outlines) / _area_px(hull)


def _area_px(outline: npt.NDArray[np.int32]) -> float:
    # The outline runs through pixel centres, half a pixel inside the region.
    return float(cv2.contourArea(outline) + cv2.arcLength(outline, closed=True) / 2 + 1)


def padded_box(box: Slices, margin_px: int, shape: tuple[int, ...]) -> Slices:
    """The box with a margin, within an image of that (height, width, ...)."""
    rows, columns = box
    return (
        slice(max(0, rows.start - margin_px), min(shape[0], rows.stop + margin_px)),
        slice(max(0, columns.start - margin_px), min(shape[1], columns.stop + margin_px)),
    )


def boxes_of(labels: Labels, count: int) -> list[Slices | None]:
    """The box of each label, 1 to ``count``; None for one that is nowhere.

    As :func:`scipy.ndimage.find_objects`, which looks at every pixel and takes five times as long where a few
    percent of them carry a label: this looks at where rows change.

    Args:
        labels: (h, w) of whole numbers up to ``count``, 0 outside.
        count: the largest number there may be.
    """
    width = labels.shape[1]
    flat = labels.ravel()
    changes = np.empty(flat.shape, dtype=np.bool_)
    np.not_equal(flat[1:], flat[:-1], out=changes[1:])
    changes[::width] = True
    starts = np.flatnonzero(changes)
    ends = np.append(starts[1:], flat.size)
    labelled = flat[starts] > 0
    starts, ends = starts[labelled], ends[labelled]
    numbers = flat[starts]
    rows, columns = np.divmod(starts, width)
    first, last = np.full((2, count + 1), flat.size), np.zeros((2, count + 1), dtype=np.intp)
    for least, most, low, high in zip(
        first, last, (rows, columns), (rows + 1, columns + ends - starts), strict=True
    ):
        np.minimum.at(least, numbers, low)
        np.maximum.at(most, numbers, high)
    return [
        (slice(top, bottom), slice(left, right)) if bottom else None
        for top, left, bottom, right in np.vstack([first, last])[:, 1:].T.tolist()
    ]
