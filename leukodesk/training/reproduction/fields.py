"""Whole fields as samples: one image each, with what is as dark as nuclei marked for the control."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from skimage.filters import threshold_multiotsu

from leukodesk.core.progress import Progress
from leukodesk.imaging.reader import read_smear
from leukodesk.training.cutting import SampleCutter
from leukodesk.training.samples import BoolArray, ByteArray, Samples

_LOOKED_AT_PX: Final = 256
_GROWN: Final = 1 / 32


def read_fields(entries: Sequence[tuple[Path, str, str]], cutter: SampleCutter, progress: Progress) -> None:
    """Take whole fields as images, the longer side fitted to the crop.

    Args:
        entries: path, class and group of each field.
        cutter: takes them.
        progress: told after each field; raises to cancel.

    Raises:
        InputError: a field cannot be read.
    """
    for done, (path, class_id, group) in enumerate(entries):
        progress(done, len(entries), f"Reading {path.name}")
        pixels = read_smear(path).pixels
        # Large fields are squeezed anyway, and a threshold needs no more pixels.
        scale = min(1.0, max(_LOOKED_AT_PX, 2 * cutter.spec.size_px) / max(pixels.shape[:2]))
        small = np.asarray(
            cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), dtype=np.uint8
        )
        cutter.add_image(small, (class_id, group, f"{path.parent.name}/{path.name}"), dark_parts(small))


def dark_parts(pixels: ByteArray) -> BoolArray:
    """What is as dark as nuclei: the lowest of three Otsu classes of the green channel, grown by its rim.

    Nothing has to be found as a cell, so that the control does not depend on a segmenter.

    Args:
        pixels: RGB field, uint8 (h, w, 3).

    Returns:
        bool (h, w).
    """
    green = pixels[..., 1]
    if len(np.unique(green)) < 3:
        return np.zeros(green.shape, dtype=bool)
    dark = green <= threshold_multiotsu(green, classes=3)[0]
    side = 2 * max(1, round(_GROWN * max(green.shape))) + 1
    around = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
    return np.asarray(cv2.dilate(dark.astype(np.uint8), around) > 0)


def blanked_fields(samples: Samples) -> Samples:
    """The same fields with all marked parts painted over in the median colour of the rest."""
    painted = samples.contexts.copy()
    for context, mask in zip(painted, samples.masks, strict=True):
        if mask.any() and not mask.all():
            context[mask] = np.median(context[~mask], axis=0)
    return samples.repainted(painted)
