"""Analysing a large smear, or a region of it, in parts of bounded memory, each cell exactly once.

The parts overlap by more than a white cell, so that each cell lies whole in one of them. A part keeps the
cells whose centre lies in its own share of the region, or barely beyond; what two parts kept is one cell.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from leukodesk.core.cell import Cell
from leukodesk.core.mask import BBox
from leukodesk.core.results import Prediction, Segmentation
from leukodesk.core.smear import Smear
from leukodesk.imaging.parts import surroundings
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.scaling import Scale, scale_notices, scale_of
from leukodesk.jobs.analyst import Analyst, CellHeatmap, Choice, SmearResult
from leukodesk.jobs.job import JobContext

SHARE_PX: Final = 2048
"""Side of a part's own share of the region."""

_MARGIN_UM: Final = 30.0
"""More than the largest white cell measures."""

_BARELY_UM: Final = 3.0
"""How far two parts may differ about the centre of one cell, since each sees another surround."""

_SAME_CELL: Final = 0.5

_SURROUND_PX: Final = 768
"""Around a cell that is explained: enough red cells to tell the scale where nobody stated it."""


@dataclass(frozen=True)
class Region:
    """A part of a large smear that shall be analysed.

    Attributes:
        smear: the smear.
        source: where its pixels come from.
        box: ``(y0, x0, y1, x1)`` in smear pixels, inside the smear and not empty.
        pixel_size_um: micrometres per pixel, or None to measure it in the middle of the region.
    """

    smear: Smear
    source: PixelSource
    box: BBox
    pixel_size_um: float | None


def analyze_region(context: JobContext, analyst: Analyst, region: Region, choice: Choice) -> SmearResult:
    """Find and classify the cells whose centre lies in a region; on the gpu thread.

    Raises:
        LeukoDeskError: a segmenter, model or device cannot be used, or the file is damaged or gone.
        CancelledError: the reader stopped it.
    """
    context.progress(0, 0, "Preparing")
    scale = _scale(region)
    shares = list(shares_of(region.box))
    margin = round(_MARGIN_UM / scale.pixel_size_um)
    barely = _BARELY_UM / scale.pixel_size_um
    cells: list[Cell] = []
    said: dict[str, Prediction] = {}
    notices = dict.fromkeys(scale_notices(scale))
    for number, share in enumerate(shares):
        part = _grown(share, margin, region.smear)
        result = analyst.analyze(
            _PartContext(context, number, len(shares)), _image(region, part, scale), choice
        )
        assert result.segmentation is not None
        near = [cell for cell in cells if _overlap(cell.bbox, part)]
        for found in result.segmentation.cells:
            cell = replace(found.moved(part[0], part[1]), smear_id=region.smear.id)
            if _holds(share, cell, barely) and not any(_is_same(cell, other) for other in near):
                cells.append(cell)
        said |= {item.cell_id: item for item in result.predictions}
        notices |= dict.fromkeys(result.notices)
    inside = tuple(
        sorted((cell for cell in cells if _holds(region.box, cell, 0)), key=lambda cell: cell.bbox)
    )
    return replace(
        result,
        smear_id=region.smear.id,
        segmentation=Segmentation(inside, choice.segmenter_id, dict(choice.parameters)),
        predictions=tuple(said[cell.id] for cell in inside if cell.id in said),
        pixel_size_um=scale.pixel_size_um,
        pixel_size_source=scale.source,
        pixel_size_confidence=scale.confidence,
        notices=tuple(notices),
    )


def explain_part(
    context: JobContext,
    analyst: Analyst,
    smear: Smear,
    source: PixelSource,
    cell: Cell,
    *told: Any,
) -> CellHeatmap:
    """As :meth:`leukodesk.jobs.analyst.Analyst.explain`, for a cell of a smear that is read in parts.

    Args:
        context: see there.
        analyst: explains.
        smear: the smear.
        source: where its pixels come from.
        cell: a cell of it.
        told: the rest of what the analyst is told.

    Raises:
        LeukoDeskError: the model, device or method cannot be used, or the file is damaged or gone.
        CancelledError: another cell is asked for by now.
    """
    pixels, (top, left, bottom, right) = surroundings(source, [cell], _SURROUND_PX)
    part = replace(smear, id=f"{smear.id}-{cell.id}", height=bottom - top, width=right - left)
    there = cell.moved(-top, -left)
    heatmap = analyst.explain(context, SmearImage(part, pixels, b""), there, *told)
    y0, x0, y1, x1 = heatmap.box
    return replace(heatmap, box=(y0 + top, x0 + left, y1 + top, x1 + left))


def shares_of(box: BBox) -> Iterator[BBox]:
    """The shares that a region falls into, of about :data:`SHARE_PX` a side."""
    rows, columns = _cuts(box[0], box[2]), _cuts(box[1], box[3])
    for y0, y1 in itertools.pairwise(rows):
        for x0, x1 in itertools.pairwise(columns):
            yield y0, x0, y1, x1


class _PartContext(JobContext):
    """Tells how many parts are done instead of what each is doing."""

    def __init__(self, whole: JobContext, number: int, count: int) -> None:
        super().__init__()
        self._whole = whole
        self._place = number, count

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Report for the whole; see :class:`leukodesk.jobs.job.JobContext`."""
        number, count = self._place
        self._whole.progress(number, count, f"Part {number + 1} of {count}" if count > 1 else text)


def _scale(region: Region) -> Scale:
    if region.pixel_size_um is not None:
        return Scale(region.pixel_size_um, "metadata")
    shares = list(shares_of(region.box))
    middle = shares[len(shares) // 2]
    pixels = region.source.read(0, middle)
    return scale_of(SmearImage(region.smear, pixels, b""))


def _image(region: Region, part: BBox, scale: Scale) -> SmearImage:
    """A part as a smear of its own, of known scale, so that all parts are analysed alike."""
    smear = replace(
        region.smear,
        id=f"{region.smear.id}-{part[0]}-{part[1]}",
        height=part[2] - part[0],
        width=part[3] - part[1],
        pixel_size_um=scale.pixel_size_um,
    )
    return SmearImage(smear, region.source.read(0, part), b"")


def _cuts(start: int, end: int) -> list[int]:
    count = max(1, round((end - start) / SHARE_PX))
    return [start + (end - start) * number // count for number in range(count + 1)]


def _grown(box: BBox, margin: int, smear: Smear) -> BBox:
    y0, x0, y1, x1 = box
    return (
        max(0, y0 - margin),
        max(0, x0 - margin),
        min(smear.height, y1 + margin),
        min(smear.width, x1 + margin),
    )


def _holds(box: BBox, cell: Cell, slack: float) -> bool:
    row, column = cell.centroid
    return box[0] - slack <= row < box[2] + slack and box[1] - slack <= column < box[3] + slack


def _is_same(cell: Cell, other: Cell) -> bool:
    if not _overlap(cell.bbox, other.bbox):
        return False
    shared = cell.cell_mask.overlap_px(other.cell_mask)
    return shared > _SAME_CELL * min(cell.cell_area_px, other.cell_area_px)


def _overlap(box: BBox, other: BBox) -> bool:
    return box[0] < other[2] and box[1] < other[3] and other[0] < box[2] and other[1] < box[3]
