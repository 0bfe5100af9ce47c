"""Cells found in labelled fields: each carries its field's label, or that of the mark on it."""

from collections.abc import Sequence
from pathlib import Path

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.scaling import scale_of
from leukodesk.inference.segmenters.segmenter import Segmenter
from leukodesk.training.cutting import SampleCutter
from leukodesk.training.recipe import Recipe
from leukodesk.training.segmentation.judging import distance_px
from leukodesk.training.segmentation.scores import MARK_TOLERANCE_UM
from leukodesk.training.tables import Point


def finder_of(recipe: Recipe) -> Segmenter | None:
    """The segmenter that finds the cells of whole fields, where a recipe names one.

    Raises:
        UnknownIdError: there is no such segmenter.
        ModelError: it has no such parameter, or not of that value.
    """
    return (
        create_segmenter(recipe.cells_found_by, **recipe.cells_found_with) if recipe.cells_found_by else None
    )


def add_found_cells(
    cutter: SampleCutter, segmenter: Segmenter, image: SmearImage, row: tuple[str, str, str]
) -> None:
    """Find the leukocytes of a field and take each under the field's label.

    Cells of the field that do not show what the field is named for are then labelled wrongly; who trains so
    should judge by fields, not by cells.

    Args:
        cutter: its recipe may give the scale of the images.
        segmenter: finds the cells.
        image: the field.
        row: class id, group and name of the field.

    Raises:
        InputError: the recipe's scale is impossible.
    """
    scale = scale_of(image, cutter.recipe.crop.image_pixel_size_um)
    found = segmenter.segment(
        image.pixels, image.smear, pixel_size_um=scale.pixel_size_um, progress=no_progress
    )
    cells = [cell for cell in found.cells if cell.kind is CellKind.LEUKOCYTE]
    if not cells:
        cutter.leave_out(f"no white cell was found in a field of the class '{row[0]}'")
    class_id, group, name = row
    for number, cell in enumerate(cells, start=1):
        named = (class_id, group, f"cell {number} of {name}")
        cutter.add_from_field(image.pixels, cell, scale.pixel_size_um, scale.source, named, name)


def add_marked_cells(
    cutter: SampleCutter, segmenter: Segmenter, image: SmearImage, marks: Sequence[tuple[str, Point]]
) -> None:
    """Find the cells of a field and take those that are marked, so that they are cut as they are in use.

    A mark without a cell, and a further mark on a cell, are left out and counted.

    Args:
        cutter: its recipe may give the scale of the images.
        segmenter: finds the cells.
        image: the field; its name without ending is the group.
        marks: class id and place of each, ``(row, column)`` in pixels.

    Raises:
        InputError: the recipe's scale is impossible.
    """
    path = Path(image.smear.path)
    scale = scale_of(image, cutter.recipe.crop.image_pixel_size_um)
    found = list(
        segmenter.segment(
            image.pixels, image.smear, pixel_size_um=scale.pixel_size_um, progress=no_progress
        ).cells
    )
    taken: set[str] = set()
    for class_id, place in marks:
        nearest = min(found, key=lambda cell: distance_px(cell, place), default=None)
        if nearest is None or distance_px(nearest, place) * scale.pixel_size_um > MARK_TOLERANCE_UM:
            cutter.leave_out("no cell was found at the mark")
        elif nearest.id in taken:
            cutter.leave_out("another mark lies on the same cell")
        else:
            taken.add(nearest.id)
            named = (class_id, path.stem, f"{path.name} at ({place[0]:.0f}, {place[1]:.0f})")
            cutter.add_from_field(image.pixels, nearest, scale.pixel_size_um, scale.source, named, path.stem)
