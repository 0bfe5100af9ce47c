"""Pictures of a report: a few representative cells of each class, all at one physical scale."""

from dataclasses import replace
from typing import Final

import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.smear import Smear
from leukodesk.imaging.crops import CropSpec, background_colour, crop_at
from leukodesk.imaging.parts import WIDEST_PX
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.report import report_on
from leukodesk.jobs.report_content import CellPart, ClassCrops, Crop, Report, ReportRequest
from leukodesk.jobs.report_origins import FindCard
from leukodesk.jobs.report_overview import overview_of
from leukodesk.jobs.smears import measure_scale, open_pixels
from leukodesk.store.dataset import Dataset

CROPS: Final = 8
"""Largest number of pictures per class."""

MEASURED: Final = 40
"""Largest number of smears whose scale is measured for a report; of further ones it stays unknown."""

_SIZE_PX: Final = 160
_SIDE_UM: Final = 20.0
_MARGIN: Final = 1.25


def make_report(
    context: JobContext,
    dataset: Dataset,
    content: Content,
    request: ReportRequest,
    find_card: FindCard,
) -> Report:
    """A whole report; scales that nobody knows are measured first, as far as :data:`MEASURED` allows.

    Args:
        context: of the job.
        dataset: has the images.
        content: what it holds, a copy.
        request: what is asked for.
        find_card: knows the models.

    Raises:
        InputError: see :func:`leukodesk.jobs.report.report_on`.
        DatasetError: an image is missing or damaged.
        CancelledError: nobody wants it any more.
    """
    unknown = [
        content.smears[smear_id]
        for smear_id in request.smear_ids
        if smear_id in content.smears
        and content.smears[smear_id].pixel_size_um is None
        and smear_id not in request.scales
    ]
    scales = dict(request.scales)
    for done, smear in enumerate(unknown[:MEASURED]):
        context.progress(done, len(unknown), smear.path)
        pixels = open_pixels(smear, dataset.image_place(smear))
        if isinstance(pixels, np.ndarray):
            measured = measure_scale(context, smear.id, pixels)
            scales[smear.id] = (measured.pixel_size_um, measured.source)
    report = report_on(content, dataset.path.name, replace(request, scales=scales), find_card)
    report = with_crops(report, dataset, content, context.progress)
    return replace(report, overview=overview_of(report, dataset, content))


def with_crops(
    report: Report, dataset: Dataset, content: Content, progress: Progress = no_progress
) -> Report:
    """The report with pictures of its cells; arguments and errors as in :func:`make_report`."""
    chosen = _representative(report)
    wanted: dict[str, list[Cell]] = {}
    for cells in chosen.values():
        for cell in cells:
            wanted.setdefault(cell.smear_id, []).append(content.cells[cell.cell_id])
    pictures: dict[str, Crop] = {}
    fields = {part.smear.id: part for part in report.fields}
    for done, (smear_id, found) in enumerate(wanted.items()):
        part = fields[smear_id]
        progress(done, len(wanted), part.smear.path)
        pictures |= _cut(dataset, part.smear, found, part.known_pixel_size_um)
    crops = tuple(
        ClassCrops(row.cell_class, tuple(pictures[cell.cell_id] for cell in chosen[row.cell_class.id]))
        for row in report.differential.rows
        if row.cell_class.id in chosen
    )
    return replace(report, crops=crops)


def _representative(report: Report) -> dict[str, list[CellPart]]:
    """Those whose size is nearest to the median of their class, in the report's order; cut ones come last."""
    groups: dict[str, list[CellPart]] = {}
    for cell in report.cells:
        groups.setdefault(cell.cell_class, []).append(cell)
    chosen = {}
    for class_id, cells in groups.items():
        # Micrometres and pixels cannot be compared: where some are in micrometres, the others come last.
        in_um = any(cell.diameter_um for cell in cells)
        sizes = np.array([float((cell.diameter_um if in_um else cell.cell_area_px) or 0) for cell in cells])
        is_cut = np.array([cell.at_border for cell in cells])
        whole = np.array([cell.is_measured for cell in cells]) & (sizes > 0)
        apart = np.abs(sizes - np.median(sizes[whole] if whole.any() else sizes))
        order = np.lexsort((apart, is_cut)).tolist()
        chosen[class_id] = [cells[place] for place in sorted(order[:CROPS])]
    return chosen


def _cut(dataset: Dataset, smear: Smear, cells: list[Cell], pixel_size_um: float | None) -> dict[str, Crop]:
    """Crops by cell id; without a scale a side follows the largest of the cells."""
    side = _SIDE_UM / pixel_size_um if pixel_size_um else _MARGIN * max(_extent(cell) for cell in cells)
    source = open_pixels(smear, dataset.image_place(smear))
    spec = CropSpec(_SIZE_PX, side / _SIZE_PX)
    if isinstance(source, np.ndarray):
        fill = background_colour(source)
        return {cell.id: crop_at(source, cell.centroid, 1.0, spec, fill=fill) for cell in cells}
    pictures = {}
    for cell in cells:
        reach = min(int(side) + 8, WIDEST_PX + _extent(cell))
        row, column = cell.centroid
        y0, x0 = max(0, int(row) - reach), max(0, int(column) - reach)
        y1, x1 = min(smear.height, int(row) + reach), min(smear.width, int(column) + reach)
        part = source.read(0, (y0, x0, y1, x1))
        pictures[cell.id] = crop_at(part, (row - y0, column - x0), 1.0, spec)
    return pictures


def _extent(cell: Cell) -> int:
    y0, x0, y1, x1 = cell.bbox
    return max(y1 - y0, x1 - x0)
