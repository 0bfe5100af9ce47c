"""A cell that a reader pointed at and the machine had missed: its outline, found in the background."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from leukodesk.core.cell import Cell
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.mask import share_pixels
from leukodesk.core.mask_edits import CellMasks, Point, clear_of, shared, stroke
from leukodesk.core.smear import Smear
from leukodesk.imaging.mask_finishing import without_specks
from leukodesk.imaging.nucleus_growing import grow_nucleus
from leukodesk.imaging.pyramid import PixelSource
from leukodesk.imaging.reader import SmearImage
from leukodesk.imaging.stain_in_parts import fitted
from leukodesk.inference.scaling import scale_of
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.preview import preview_cells

How = Literal["segmenter", "colour", "disc"]

DISC_UM: Final = 10.0
"""Diameter of the disc that stands for a cell whose outline could not be found."""

_WINDOW_UM: Final = 30.0
_NEAR_UM: Final = 2.0
_PART_PX: Final = 1400
"""Side of what is read of a large smear: more than a segmenter wants to see to learn its colours."""


@dataclass(frozen=True)
class Snapped:
    """The outline of the cell at a point.

    Attributes:
        smear_id: the smear.
        at: the point.
        masks: its outlines, clear of the cells that are there already; None where they cover it all.
        how: ``segmenter`` found it, it was grown from its ``colour``, or it is only a ``disc``.
    """

    smear_id: str
    at: Point
    masks: CellMasks | None
    how: How


def snap_cell(
    context: JobContext,
    image: SmearImage,
    choice: Choice,
    at: Point,
    known: Sequence[Cell],
    pixel_size_um: float | None,
    may_use_torch: bool,
) -> Snapped | None:
    """Find the outline of the cell at a point.

    The segmenter looks at 30 µm round the point, and what it finds there counts whatever it takes it for;
    else a nucleus is grown from its colour; else a disc of 10 µm stands there.

    Args:
        context: cancels the work at the segmenter's next report.
        image: the smear.
        choice: the segmenter and what it is told.
        at: the point, on the smear.
        known: the cells that are there already.
        pixel_size_um: micrometres per pixel of the smear, or None to measure it now.
        may_use_torch: this is the gpu thread.

    Returns:
        The outline, or None if the segmenter belongs on the gpu thread and this is another.

    Raises:
        CancelledError: nobody wants it any more.
    """
    size_um = pixel_size_um or scale_of(image).pixel_size_um
    height, width = image.pixels.shape[:2]
    reach = _WINDOW_UM / 2 / size_um
    view = (
        max(0, int(at[0] - reach)),
        max(0, int(at[1] - reach)),
        min(height, int(at[0] + reach) + 1),
        min(width, int(at[1] + reach) + 1),
    )
    try:
        preview = preview_cells(context, image, choice, view, size_um, may_use_torch)
    except LeukoDeskError:
        found: tuple[Cell, ...] = ()  # a segmenter that cannot be used must not keep a reader from marking
    else:
        if preview is None:
            return None
        found = preview.cells
    if masks := _best(found, known, at, size_um):
        return Snapped(image.smear.id, at, masks, "segmenter")
    grown = grow_nucleus(image.pixels, at[0], at[1], size_um)
    if grown and (masks := _clear(grown, known)):
        return Snapped(image.smear.id, at, masks, "colour")
    disc = stroke([at], DISC_UM / 2 / size_um, height, width)
    return Snapped(image.smear.id, at, _clear(CellMasks(disc), known) if disc else None, "disc")


def snap_in_part(
    context: JobContext,
    source: PixelSource,
    smear: Smear,
    choice: Choice,
    at: Point,
    known: Sequence[Cell],
    pixel_size_um: float | None,
    may_use_torch: bool,
) -> Snapped | None:
    """As :func:`snap_cell`, on a smear that is too large to be read as a whole.

    Raises:
        CancelledError: nobody wants it any more.
        InputError: the file is damaged or gone.
    """
    level = source.levels[0]
    top = min(max(0, int(at[0]) - _PART_PX // 2), max(0, level.height - _PART_PX))
    left = min(max(0, int(at[1]) - _PART_PX // 2), max(0, level.width - _PART_PX))
    box = (top, left, min(level.height, top + _PART_PX), min(level.width, left + _PART_PX))
    image = SmearImage(smear, source.read(0, box), b"")
    choice = replace(choice, stain_template=fitted(choice.stain_template, source))
    near = [cell.moved(-top, -left) for cell in known if share_pixels(cell.bbox, box)]
    there = (at[0] - top, at[1] - left)
    found = snap_cell(context, image, choice, there, near, pixel_size_um, may_use_torch)
    if found is None or found.masks is None:
        return found
    nucleus = found.masks.nucleus.moved(top, left) if found.masks.nucleus else None
    return replace(found, at=at, masks=CellMasks(found.masks.cell.moved(top, left), nucleus))


def _best(found: Sequence[Cell], known: Sequence[Cell], at: Point, pixel_size_um: float) -> CellMasks | None:
    """The smallest found cell at the point, or else near it, that is none of the known ones."""
    for reach_um in (0.0, _NEAR_UM):
        there = [cell for cell in found if _is_at(cell, at, reach_um / pixel_size_um)]
        for cell in sorted(there, key=lambda cell: cell.cell_area_px):
            masks = _clear(CellMasks(cell.cell_mask, cell.nucleus_mask), known)
            if masks and masks.cell.area_px > cell.cell_area_px / 2:
                return masks
    return None


def _is_at(cell: Cell, at: Point, reach_px: float) -> bool:
    spot = stroke([at], reach_px, *(side + 1 for side in cell.bbox[2:]))
    return spot is not None and shared(spot, cell.cell_mask) is not None


def _clear(masks: CellMasks, known: Sequence[Cell]) -> CellMasks | None:
    """What is left beside the known cells, in one piece as far as the eye sees."""
    left = clear_of(masks, [cell.cell_mask for cell in known])
    return without_specks(left) if left else None
