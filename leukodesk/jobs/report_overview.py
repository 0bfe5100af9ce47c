"""The smear of a report at a glance: a small picture of it, and where its cells lie."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content
from leukodesk.jobs.report_content import Overview, OverviewMark, Report
from leukodesk.jobs.smears import open_pixels
from leukodesk.store.dataset import Dataset

_SIDE_PX: Final = 1200


def overview_of(report: Report, dataset: Dataset, content: Content) -> Overview | None:
    """A picture of the only smear of a report, with its cells.

    Args:
        report: what it says of the cells.
        dataset: has the image.
        content: what it holds, with the outlines.

    Returns:
        None for several smears, and for one that is so large that it is read in parts.

    Raises:
        DatasetError: the image is missing or damaged.
    """
    if len(report.fields) != 1 or not report.cells:
        return None
    smear = report.fields[0].smear
    pixels = open_pixels(smear, dataset.image_place(smear))
    if not isinstance(pixels, np.ndarray):
        return None
    scale = min(1.0, _SIDE_PX / max(pixels.shape[:2]))
    small = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    marks = tuple(
        OverviewMark(part.cell_class, _outline(content.cells[part.cell_id], scale)) for part in report.cells
    )
    return Overview(np.asarray(small, np.uint8), marks)


def _outline(cell: Cell, scale: float) -> npt.NDArray[np.float32]:
    mask = cell.cell_mask
    found, _ = cv2.findContours(mask.pixels.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    line = max(found, key=len)[:, 0, :] + np.array((mask.left + 0.5, mask.top + 0.5))
    return np.asarray(line * scale, np.float32)
