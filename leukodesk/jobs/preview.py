"""What a segmenter would find in the part of a smear that is in view, without changing anything."""

import time
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BBox, share_pixels
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.imaging.parts import margin_px
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.stain_in_parts import fitted
from leukodesk.inference.scaling import scale_of
from leukodesk.inference.segmenters.segmenter import needs_torch
from leukodesk.inference.staining import adjusted_image
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import JobContext

_FEWEST_PX: Final = 1_000_000
"""Segmenters learn background and colours from what they see; less says too little about a smear."""

_MOST_PX: Final = 6_000_000
"""A whole field of a 5-megapixel camera; more would not follow a moving slider."""

_NEARLY_ALL: Final = 0.5
_LIKELY_UM: Final = 0.1


@dataclass(frozen=True)
class Preview:
    """What would be found in view.

    Attributes:
        smear_id: the smear.
        cells: those that reach into ``view``, in smear coordinates.
        view: the looked-at part, ``(y0, x0, y1, x1)`` in smear pixels.
        is_whole: the whole smear was segmented, so that applying gives exactly these outlines; from a part
            of it a segmenter learns slightly other colours.
        elapsed_s: what the segmentation took.
        warnings: what was noticed, one sentence each.
    """

    smear_id: str
    cells: tuple[Cell, ...]
    view: BBox
    is_whole: bool
    elapsed_s: float
    warnings: tuple[str, ...]


def shown_part(view: BBox, height: int, width: int) -> BBox:
    """The part of a view that lies on a smear of that size, at most ``_MOST_PX`` around its middle."""
    y0, x0, y1, x1 = max(0, view[0]), max(0, view[1]), min(height, view[2]), min(width, view[3])
    if y0 >= y1 or x0 >= x1:
        return (0, 0, 0, 0)
    return _resized((y0, x0, y1, x1), most=_MOST_PX)


def segmented_part(view: BBox, height: int, width: int, pixel_size_um: float | None) -> BBox:
    """What has to be segmented to be right about ``view``: it with a margin, or the whole smear."""
    margin = margin_px(pixel_size_um or _LIKELY_UM)
    y0, x0, y1, x1 = view[0] - margin, view[1] - margin, view[2] + margin, view[3] + margin
    y0, x0, y1, x1 = _resized((y0, x0, y1, x1), fewest=_FEWEST_PX)
    part = max(0, y0), max(0, x0), min(height, y1), min(width, x1)
    small = height * width <= _MOST_PX
    return (0, 0, height, width) if small and _area(part) >= _NEARLY_ALL * height * width else part


def preview_cells(
    context: JobContext,
    image: SmearImage,
    choice: Choice,
    view: BBox,
    pixel_size_um: float | None,
    may_use_torch: bool,
) -> Preview | None:
    """Segment what is in view.

    Args:
        context: cancels the work at the segmenter's next report.
        image: the smear.
        choice: the segmenter and what it is told.
        view: a part of the smear, not empty, ``(y0, x0, y1, x1)``.
        pixel_size_um: micrometres per pixel of the smear, or None to measure it now.
        may_use_torch: this is the gpu thread.

    Returns:
        What was found, or None if the segmenter belongs on the gpu thread and this is another.

    Raises:
        LeukoDeskError: the segmenter cannot be used, or cannot be told what is chosen.
        CancelledError: another preview is wanted by now.
    """
    context.progress(0, 0, sentence("Preparing"))
    segmenter = choice.segmenter()
    if needs_torch(segmenter) and not may_use_torch:
        return None
    start = time.perf_counter()
    size_um = pixel_size_um or scale_of(image).pixel_size_um
    height, width = image.pixels.shape[:2]
    y0, x0, y1, x1 = segmented_part(view, height, width, size_um)
    adjusted = adjusted_image(image, choice.stain_template)
    pixels = np.ascontiguousarray(adjusted.pixels[y0:y1, x0:x1])
    found = segmenter.segment(pixels, image.smear, pixel_size_um=size_um, progress=context.progress)
    cells = (cell.moved(y0, x0) for cell in found.cells)
    return Preview(
        image.smear.id,
        tuple(cell for cell in cells if share_pixels(cell.bbox, view)),
        view,
        (y1 - y0, x1 - x0) == (height, width),
        time.perf_counter() - start,
        found.warnings,
    )


def preview_in_part(
    context: JobContext,
    source: PixelSource,
    smear: Smear,
    choice: Choice,
    view: BBox,
    pixel_size_um: float | None,
    may_use_torch: bool,
) -> Preview | None:
    """As :func:`preview_cells`, on a smear that is read in parts: only what is looked at is read.

    Raises:
        LeukoDeskError: the segmenter cannot be used or told what is chosen, or the file is damaged or gone.
        CancelledError: another preview is wanted by now.
    """
    context.progress(0, 0, sentence("Preparing"))
    part = segmented_part(view, smear.height, smear.width, pixel_size_um)
    top, left, bottom, right = part
    there = replace(smear, height=bottom - top, width=right - left)
    choice = replace(choice, stain_template=fitted(choice.stain_template, source))
    seen = (view[0] - top, view[1] - left, view[2] - top, view[3] - left)
    image = SmearImage(there, source.read(0, part), b"")
    found = preview_cells(context, image, choice, seen, pixel_size_um, may_use_torch)
    if found is None:
        return None
    cells = tuple(cell.moved(top, left) for cell in found.cells)
    return replace(found, cells=cells, view=view, is_whole=False)


def _area(box: BBox) -> int:
    return max(0, box[2] - box[0]) * max(0, box[3] - box[1])


def _resized(box: BBox, *, fewest: int = 0, most: int = 0) -> BBox:
    """``box`` shrunk or grown around its middle, its shape kept."""
    area = max(1, _area(box))
    factor = 1.0
    if fewest > area:
        factor = (fewest / area) ** 0.5
    elif 0 < most < area:
        factor = (most / area) ** 0.5
    half_height, half_width = (box[2] - box[0]) * factor / 2, (box[3] - box[1]) * factor / 2
    row, column = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return (
        round(row - half_height),
        round(column - half_width),
        round(row + half_height),
        round(column + half_width),
    )
