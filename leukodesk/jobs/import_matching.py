"""Which cells of a dataset the cells of a source are, so that nothing is imported twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from leukodesk.core.cell import Cell, Label
from leukodesk.core.counterparts import SAME_CELL
from leukodesk.core.imported import known_shape
from leukodesk.core.mask import BBox, Mask
from leukodesk.core.shapes import Box, Point, Shape, WholeImage
from leukodesk.core.smear import Smear
from leukodesk.store.formats.document import Mark, Polygons


@dataclass(frozen=True)
class Placed:
    """A cell of a source with its place in a smear.

    Attributes:
        mark: what the source says.
        shape: where it lies, in pixels of the smear.
        mask: its outline, or what stands for it.
        label: the label it brings, or None.
    """

    mark: Mark
    shape: Mask | Polygons | Shape
    mask: Mask
    label: Label | None


@dataclass(frozen=True)
class Match:
    """A cell of the dataset that a cell of a source is.

    Attributes:
        cell: it.
        same: it is the very same cell or outline; else the source tells of a cell in its place.
    """

    cell: Cell
    same: bool


def match_cells(
    placed: Sequence[Placed], present: Iterable[Cell], labels: Mapping[str, Label], smear: Smear
) -> dict[int, Match]:
    """The cells that are in the dataset already, by their place in ``placed``; each is matched once.

    A cell is the one with its id; else one with exactly its mask; else, among cells with an outline or a
    box, the smallest that holds a point, or the one that a box or outline overlaps best, from an intersection
    over union of 0.5 on. A box is compared with the cell's box.

    Args:
        placed: the cells of a source, all in one smear.
        present: the cells of that smear that nothing was matched with yet.
        labels: the labels in force, by cell id.
        smear: the smear.
    """
    free = {cell.id: cell for cell in present}
    found: dict[int, Match] = {}
    for place, item in enumerate(placed):
        if item.mark.cell_id in free:
            found[place] = Match(free.pop(item.mark.cell_id), same=True)
    by_mask: dict[Mask, list[Cell]] = {}
    for cell in free.values():
        by_mask.setdefault(cell.cell_mask, []).append(cell)
    for place, item in enumerate(placed):
        candidates = by_mask.get(item.mask) if place not in found else None
        if candidates:
            best = min(candidates, key=lambda cell: _strangeness(item.label, labels.get(cell.id)))
            candidates.remove(best)
            found[place] = Match(free.pop(best.id), same=True)
    found.update(_in_place_of(placed, found, free, smear))
    return found


def _strangeness(label: Label | None, has: Label | None) -> int:
    """0 for a cell labelled alike, 1 for one without label, 2 for one that is labelled otherwise."""
    if (has.cell_class if has else None) == (label.cell_class if label else None):
        return 0
    return 1 if has is None else 2


def _in_place_of(
    placed: Sequence[Placed], found: Mapping[int, Match], free: Mapping[str, Cell], smear: Smear
) -> dict[int, Match]:
    # A disc or a whole image says nothing of where its cell ends.
    endless = Point | WholeImage
    outlined = [
        cell
        for cell in free.values()
        if not isinstance(known_shape(cell, smear.height, smear.width), endless)
    ]
    pairs = [
        (-likeness, place, cell.id)
        for place, item in enumerate(placed)
        if place not in found
        for cell in outlined
        if (likeness := _likeness(item, cell)) > 0
    ]
    matches: dict[int, Match] = {}
    taken: set[str] = set()
    for _, place, cell_id in sorted(pairs):
        if place not in matches and cell_id not in taken:
            matches[place] = Match(free[cell_id], same=False)
            taken.add(cell_id)
    return matches


def _likeness(item: Placed, cell: Cell) -> float:
    """How surely a cell of a source is a cell of the dataset, above 0 to 1; 0 where it is none."""
    shape = item.shape
    if isinstance(shape, Point):
        return 1 / cell.cell_area_px if cell.cell_mask.contains(shape.row, shape.column) else 0
    if isinstance(shape, WholeImage):
        return 0
    ours, theirs = cell.bbox, item.mask.bbox
    shared = _shared(ours, theirs)
    if shared and not isinstance(shape, Box):
        shared = cell.cell_mask.overlap_px(item.mask)
        union = cell.cell_area_px + item.mask.area_px - shared
    else:
        union = _area(ours) + _area(theirs) - shared
    return shared / union if shared >= SAME_CELL * union else 0


def _shared(box: BBox, other: BBox) -> int:
    rows = min(box[2], other[2]) - max(box[0], other[0])
    columns = min(box[3], other[3]) - max(box[1], other[1])
    return max(0, rows) * max(0, columns)


def _area(box: BBox) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])
