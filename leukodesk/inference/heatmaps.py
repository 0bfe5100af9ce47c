"""Heat of single crops, laid back over the field they were cut from."""

from collections.abc import Iterable

import cv2
import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
FieldBox = tuple[float, float, float, float]
Heatmap = tuple[FieldBox, FloatArray]


def field_heat(shape: tuple[int, int], heatmaps: Iterable[Heatmap]) -> FloatArray:
    """Paste heatmaps over an empty field; where they overlap the hotter one shows.

    Args:
        shape: (h, w) of the field.
        heatmaps: pairs of box and heat: box ``(y0, x0, y1, x1)`` in the field's edge coordinates, see
            :func:`leukodesk.imaging.crops.field_box`; heat (s, s), 0 to 1. Parts outside are left out.

    Returns:
        float32 (h, w), 0 to 1.
    """
    field = np.zeros(shape, np.float32)
    for box, heat in heatmaps:
        _paste(field, box, heat)
    return field


def _paste(field: FloatArray, box: FieldBox, heat: FloatArray) -> None:
    y0, x0, y1, x1 = box
    # Whole pixels whose centres lie inside the box.
    top, bottom = max(0, round(y0)), min(field.shape[0], round(y1))
    left, right = max(0, round(x0)), min(field.shape[1], round(x1))
    if top >= bottom or left >= right:
        return
    per_row, per_column = heat.shape[0] / (y1 - y0), heat.shape[1] / (x1 - x0)
    # From a pixel of the window to a pixel of the heat, centre to centre.
    back = np.array(
        [
            [per_column, 0, (left + 0.5 - x0) * per_column - 0.5],
            [0, per_row, (top + 0.5 - y0) * per_row - 0.5],
        ]
    )
    window = cv2.warpAffine(
        heat,
        back,
        (right - left, bottom - top),
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    np.maximum(field[top:bottom, left:right], window, out=field[top:bottom, left:right])
