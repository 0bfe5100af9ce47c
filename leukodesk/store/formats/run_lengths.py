"""Run lengths as COCO has them: column by column over the whole image, background first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from leukodesk.core.mask import Mask, runs_of
from leukodesk.core.sentence import sentence
from leukodesk.store.formats.parsing import BadValueError, refuse_huge, whole_number


def counts_of(mask: Mask, height: int, width: int) -> list[int]:
    """The runs of a mask in an image of that size in pixels; the mask must lie inside."""
    strip = np.zeros((mask.width, height), dtype=bool)
    strip[:, mask.top : mask.top + mask.height] = mask.pixels.T
    counts = list(runs_of(strip))
    counts[0] += mask.left * height
    after = (width - mask.left - mask.width) * height
    if after and len(counts) % 2 == 0:
        counts.append(after)
    elif after:
        counts[-1] += after
    return counts


def mask_from_counts(counts: Sequence[int], height: int, width: int) -> Mask:
    """The mask of the runs of an image of that size.

    Raises:
        BadValueError: they do not fill the image, or hold no region.
    """
    if min(counts, default=0) < 0 or sum(counts) != height * width:
        raise BadValueError(sentence("its run lengths do not fill the image"))
    ends = np.cumsum(counts, dtype=np.int64)
    starts, stops = ends[:-1:2], ends[1::2]
    filled = stops > starts
    if not filled.any():
        raise BadValueError(sentence("its run lengths hold no region"))
    first, last = int(starts[filled][0]) // height, (int(stops[filled][-1]) - 1) // height + 1
    refuse_huge((last - first) * height)
    inside = np.zeros(((last - first) * height + 1), dtype=np.int8)
    np.add.at(inside, starts[filled] - first * height, 1)
    np.add.at(inside, stops[filled] - first * height, -1)
    pixels: npt.NDArray[np.bool_] = np.cumsum(inside[:-1]).astype(bool).reshape(last - first, height).T
    return Mask.from_pixels(pixels, 0, first)


def counts_from(value: Any) -> list[int]:
    """Run lengths from what COCO files hold: a list, or the text that pycocotools packs them into.

    Raises:
        BadValueError: it is neither.
    """
    if isinstance(value, list):
        return [whole_number(item) for item in value]
    if isinstance(value, str):
        return _unpacked(value)
    raise BadValueError(sentence("its run lengths are no list"))


def _unpacked(packed: str) -> list[int]:
    """Six bits a character from '0' on: five of a number, lowest first, one that says more follow.

    From the third on, numbers are differences to the last but one (pycocotools, ``rleFrString``).
    """
    counts: list[int] = []
    value = shift = 0
    for character in packed:
        bits = ord(character) - 48
        if not 0 <= bits < 64 or shift > 60:
            raise BadValueError(sentence("its packed run lengths are damaged"))
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits & 0x20:
            continue
        if bits & 0x10:
            value -= 1 << shift
        counts.append(value + (counts[-2] if len(counts) > 2 else 0))
        value = shift = 0
    return counts
