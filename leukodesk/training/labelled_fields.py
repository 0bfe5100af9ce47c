"""Fields of which only the whole has a label: every white cell found in one carries it."""

from leukodesk.core.cell import CellKind
from leukodesk.core.progress import no_progress
from leukodesk.imaging.reader import SmearImage
from leukodesk.inference.registry import Segmenter
from leukodesk.inference.scaling import scale_of
from leukodesk.training.cutting import SampleCutter


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
