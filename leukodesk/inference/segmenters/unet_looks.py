"""Maps of a crop: looked at in several sizes and mirrored, and averaged.

A crop shows few red cells, so its scale is known badly and a cell may come to the network half as large as
those it learnt from. Averaging over sizes takes the edge off that, mirror images off the rest (as in He et
al., CVPR 2016, for classes). A whole field, whose scale is known well, is looked at once.
"""

from collections.abc import Callable
from typing import Final, TypeVar

import cv2
import numpy as np
import numpy.typing as npt

_Number = TypeVar("_Number", np.uint8, np.float32)
Bytes = npt.NDArray[np.uint8]
Maps = npt.NDArray[np.float32]

LOOKS: Final = ((0.6, None), (0.8, 0), (1.0, 1), (1.25, -1))
"""Size and axis of :func:`cv2.flip` of each look; None mirrors nothing. One mirror image per size costs a
quarter of all of them."""
_CROP_PX: Final = 100_000


def is_crop(colours: Bytes) -> bool:
    """Whether a field is small enough to be looked at often."""
    height, width = colours.shape[:2]
    return bool(height * width <= _CROP_PX)


def look_often(find: Callable[[Bytes], Maps], colours: Bytes) -> Maps:
    """Mean of the maps over all looks.

    Args:
        find: gives maps (k, h, w) of colours (h, w, 3).
        colours: (h, w, 3) relative RGB at the working size.

    Returns:
        (k, h, w) at the size of ``colours``.
    """
    height, width = colours.shape[:2]
    total = np.zeros(1, np.float32)
    for zoom, axis in LOOKS:
        size = (max(1, round(width * zoom)), max(1, round(height * zoom)))
        how = cv2.INTER_AREA if zoom < 1 else cv2.INTER_LINEAR
        seen = _mirrored(cv2.resize(colours, size, interpolation=how), axis)
        maps = _mirrored(find(seen).transpose(1, 2, 0), axis)
        total = total + cv2.resize(maps, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(total.transpose(2, 0, 1) / len(LOOKS), dtype=np.float32)


def _mirrored(values: npt.NDArray[_Number], axis: int | None) -> npt.NDArray[_Number]:
    return values if axis is None else cv2.flip(np.ascontiguousarray(values), axis)
