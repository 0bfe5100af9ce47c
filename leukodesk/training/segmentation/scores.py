"""What one image adds to the figures of a segmenter."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.mask import BoolArray
from leukodesk.training.segmentation.drawn import NUCLEUS
from leukodesk.training.segmentation.figures import Share, Terms
from leukodesk.training.segmentation.judging import match_points, match_table
from leukodesk.training.segmentation.marked import MarkedField
from leukodesk.training.segmentation.overlap import boundary_f1, dice, intersection_over_union, union
from leukodesk.training.tables import Point

OUTLINE_TOLERANCE_UM: Final = 0.5
MARK_TOLERANCE_UM: Final = 1.5
SURROUND_UM: Final = 7.0
MATCHED_OVERLAP: Final = 0.5
_TOUCHING_SHARE: Final = 0.1
_SPECK_SHARE: Final = 0.05

RULES: Final = (
    f"Outlines may be {OUTLINE_TOLERANCE_UM:g} µm off, at the scale that the segmenter worked with.",
    "Everything found counts against the drawn masks, also cells that nobody drew.",
    "Figures of_drawn_cells leave out finds that share no pixel with a drawn cell.",
    "Figures of_middle_cell are of the drawn cell nearest to the middle of the image.",
    f"They leave out finds that lie less than {_TOUCHING_SHARE:.0%} in it: crops show cells nobody drew.",
    f"A drawn cell is found by a find that shares {MATCHED_OVERLAP:.0%} of their joint area with it.",
    "Of drawn cells, figures _inside leave out those that the border cuts.",
    "The error and the bias of the N:C area ratio are of the drawn cells that were found.",
    f"A mark is found when it lies in a cell or within {MARK_TOLERANCE_UM:g} µm of one.",
    f"All marks count; figures _inside are of marks with {SURROUND_UM:g} µm of image all round.",
    "Only finds taken for leukocytes count against marks, unless the figure says otherwise.",
    "Finds on a marked platelet or debris are counted apart from false finds.",
)
"""How the figures are meant, one sentence each."""


def drawn_terms(cells: Sequence[Cell], drawn: npt.NDArray[np.uint8], pixel_size_um: float) -> Terms:
    """What an image with drawn cells adds.

    Overlap and outlines are judged three times: of everything found; ``_of_drawn_cells`` without the finds
    that share no pixel with a drawn cell, since experts drew the cell a crop was cut for and seldom its
    neighbours; and ``_of_middle_cell``, of the drawn cell nearest to the middle alone.

    Args:
        cells: everything found, of any kind.
        drawn: (h, w) 0 background, 1 cytoplasm, 2 nucleus.
        pixel_size_um: for the tolerance of outlines.
    """
    truths = _drawn_cells(drawn)
    middle = _nearest_to_middle(truths, drawn.shape)
    on_drawn = [cell for cell in cells if _shared_px(cell, drawn > 0)]
    in_middle = [cell for cell in cells if _shared_px(cell, middle) >= _TOUCHING_SHARE * cell.cell_area_px]
    terms: dict[str, tuple[float, float]] = {}
    tolerance_px = max(1.0, OUTLINE_TOLERANCE_UM / pixel_size_um)
    everywhere = np.ones_like(middle)
    for ending, counted, where in (
        ("", cells, everywhere),
        ("_of_drawn_cells", on_drawn, everywhere),
        ("_of_middle_cell", in_middle, middle),
    ):
        for region, truth in (("nucleus", drawn == NUCLEUS), ("cell", drawn > 0)):
            found = union(counted, drawn.shape, nucleus=region == "nucleus")
            terms[f"dice_{region}{ending}"] = dice(found, truth & where), 1
            terms[f"boundary_f1_{region}{ending}"] = boundary_f1(found, truth & where, tolerance_px), 1
    terms |= _matched_terms(cells, truths, drawn)
    return terms | _kind_terms(cells, "image")


def _shared_px(cell: Cell, drawn: BoolArray) -> int:
    """Number of pixels that a find shares with what is drawn."""
    return int(np.count_nonzero(cell.cell_mask.window((0, 0, *drawn.shape)) & drawn))


def _matched_terms(
    cells: Sequence[Cell], truths: Sequence[BoolArray], drawn: npt.NDArray[np.uint8]
) -> dict[str, tuple[float, float]]:
    """Drawn cells one by one."""
    best = [_best(cells, truth) for truth in truths]
    pairs = [(cell, truth) for cell, truth in zip(best, truths, strict=True) if cell is not None]
    whole = [cell is not None for cell, truth in zip(best, truths, strict=True) if not _is_cut(truth)]
    terms: dict[str, tuple[float, float]] = {
        "drawn_cells_found": Share(len(pairs), len(truths)),
        "drawn_cells_found_inside": Share(sum(whole), len(whole)),
    }
    leukocytes = sum(cell.kind is CellKind.LEUKOCYTE for cell, _ in pairs)
    terms["found_cells_taken_for_leukocytes"] = Share(leukocytes, len(pairs))
    errors = [
        cell.nc_ratio - np.count_nonzero(truth & (drawn == NUCLEUS)) / np.count_nonzero(truth)
        for cell, truth in pairs
    ]
    terms["nc_ratio_error"] = float(np.abs(errors).sum()), len(errors)
    terms["nc_ratio_bias"] = float(np.sum(errors)), len(errors)
    return terms


def _drawn_cells(drawn: npt.NDArray[np.uint8]) -> list[BoolArray]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats((drawn > 0).astype(np.uint8))
    areas = stats[1:, cv2.CC_STAT_AREA]
    return [labels == i for i in range(1, count) if areas[i - 1] >= _SPECK_SHARE * areas.max()]


def _nearest_to_middle(truths: Sequence[BoolArray], shape: tuple[int, int]) -> BoolArray:
    """The drawn cell with a pixel nearest to the middle; nothing where nothing is drawn."""
    middle = (np.array(shape) - 1) / 2
    apart = [float(np.hypot(*(np.argwhere(truth) - middle).T).min()) for truth in truths]
    return truths[int(np.argmin(apart))] if apart else np.zeros(shape, dtype=bool)


def _is_cut(truth: BoolArray) -> bool:
    """Whether the border of the image cuts a drawn cell."""
    return bool(truth[[0, -1]].any() or truth[:, [0, -1]].any())


def _best(cells: Sequence[Cell], truth: BoolArray) -> Cell | None:
    """The find that overlaps one drawn cell most, if that is enough to be it."""
    box = (0, 0, *truth.shape)
    overlaps = [intersection_over_union(cell.cell_mask.window(box), truth) for cell in cells]
    best = int(np.argmax(overlaps)) if overlaps else -1
    return cells[best] if overlaps and overlaps[best] >= MATCHED_OVERLAP else None


def marked_terms(
    cells: Sequence[Cell], field: MarkedField, shape: tuple[int, int], pixel_size_um: float
) -> Terms:
    """What a field with marked cells adds.

    Args:
        cells: everything found, of any kind.
        field: its marks.
        shape: (height, width) of the field.
        pixel_size_um: for the tolerance of marks.
    """
    tolerance_px = MARK_TOLERANCE_UM / pixel_size_um
    leukocytes = [cell for cell in cells if cell.kind is CellKind.LEUKOCYTE]
    terms: dict[str, tuple[float, float]] = {}
    margin_px = SURROUND_UM / pixel_size_um
    for name, points in (
        ("blast", field.blasts),
        ("leukocyte", field.leukocytes),
        ("all", field.white_cells),
    ):
        inside = [point for point in points if _is_inside(point, shape, margin_px)]
        for ending, counted in (("", points), ("_inside", inside)):
            match = match_points(leukocytes, counted, tolerance_px)
            terms[f"recall_{name}{ending}"] = Share(match.hit, match.points)
    of_any_kind = match_points(cells, field.white_cells, tolerance_px)
    terms["recall_all_as_any_kind"] = Share(of_any_kind.hit, of_any_kind.points)
    match = match_points(leukocytes, field.white_cells, tolerance_px)
    terms["precision"] = Share(match.matched, match.cells)
    on_cell = match_table(leukocytes, field.white_cells, tolerance_px).any(axis=1)
    on_debris = match_table(leukocytes, field.debris or (), tolerance_px).any(axis=1) & ~on_cell
    terms["false_finds_per_field"] = float((~on_cell & ~on_debris).sum()), 1
    if field.debris is not None:
        terms["platelets_or_debris_per_field"] = float(on_debris.sum()), 1
    terms["count_error_per_field"] = abs(len(leukocytes) - len(field.white_cells)), 1
    terms["splits_per_field"] = match.splits, 1
    terms["merges_per_field"] = match.merges, 1
    return terms | _kind_terms(cells, "field")


def _is_inside(point: Point, shape: tuple[int, int], margin_px: float) -> bool:
    return all(margin_px <= place <= size - margin_px for place, size in zip(point, shape, strict=True))


def _kind_terms(cells: Sequence[Cell], per: str) -> dict[str, tuple[float, float]]:
    counts = {kind: sum(cell.kind is kind for cell in cells) for kind in CellKind}
    return {f"{kind.value}s_found_per_{per}": (count, 1) for kind, count in counts.items()}
