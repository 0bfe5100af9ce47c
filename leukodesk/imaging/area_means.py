"""Means over a grid that may reach far beyond a picture: the work is bounded by the picture."""

import math

import numpy as np
import numpy.typing as npt

UInt8Array = npt.NDArray[np.uint8]


def area_means(
    pixels: UInt8Array, box: tuple[float, float, float, float], size_px: int, fill: tuple[int, ...]
) -> UInt8Array:
    """The mean of a picture over each square of a grid.

    Args:
        pixels: uint8, (h, w) or (h, w, channels).
        box: where the grid lies, ``(y0, x0, y1, x1)`` in edge coordinates; may reach beyond the picture.
        size_px: squares along each side of the grid.
        fill: what lies beyond the picture, one value per channel.

    Returns:
        uint8, (size_px, size_px) with the channels of ``pixels``.
    """
    height, width = pixels.shape[:2]
    channels = pixels.shape[2] if pixels.ndim > 2 else 1
    side = (box[2] - box[0]) / size_px
    rows = np.clip(np.linspace(box[0], box[2], size_px + 1), 0, height)
    columns = np.clip(np.linspace(box[1], box[3], size_px + 1), 0, width)
    high, wide = np.diff(rows) / side, np.diff(columns) / side
    beyond = (1 - high[:, None] * wide)[..., None]
    means = beyond * np.asarray(fill[:channels], dtype=np.float64)
    left, right = math.floor(columns[0]), math.ceil(columns[-1])
    # One row of squares after the other: no copy of the whole picture as floating-point numbers.
    for index in np.flatnonzero(high) if left < right else ():
        top, bottom = math.floor(rows[index]), math.ceil(rows[index + 1])
        lines = np.arange(top, bottom)
        covered = np.minimum(lines + 1, rows[index + 1]) - np.maximum(lines, rows[index])
        band = pixels[top:bottom, left:right].reshape(bottom - top, -1)
        line = ((covered / side).astype(np.float32) @ band).reshape(-1, channels)
        # The integral from the left up to each edge; linear between pixels' edges, so that fractions count.
        integral = np.concatenate([np.zeros((1, channels)), np.cumsum(line, axis=0, dtype=np.float64)])
        places = np.arange(len(integral))
        for channel in range(channels):
            up_to = np.interp(columns - left, places, integral[:, channel])
            means[index, :, channel] += np.diff(up_to) / side
    return np.rint(np.clip(means, 0, 255)).astype(np.uint8).reshape(size_px, size_px, *pixels.shape[2:])
