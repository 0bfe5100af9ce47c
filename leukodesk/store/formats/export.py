"""What formats write from: a dataset as it stands, without names of people unless asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.imported import imported_from, known_shape
from leukodesk.core.shapes import Shape
from leukodesk.core.smear import Smear


@dataclass(frozen=True)
class ExportedCell:
    """A cell to be written.

    Attributes:
        cell: the cell; its source may name a person, see ``made_by``.
        label: class id, or empty.
        annotator: who labelled it; empty where names are not to be carried.
        made_by: who found or drew it; empty where that is a person and names are not to be carried.
        shape: what is known of it where that is less than an outline, else None.
    """

    cell: Cell
    label: str
    annotator: str
    made_by: str
    shape: Shape | None


@dataclass(frozen=True)
class ExportedSmear:
    """A smear to be written with its cells.

    Attributes:
        smear: the smear.
        stem: names its files; no two smears have the same.
        image_name: file name of the image.
        cells: in the order of the dataset.
        pixels: decodes the image, RGB uint8 (h, w, 3).
    """

    smear: Smear
    stem: str
    image_name: str
    cells: tuple[ExportedCell, ...]
    pixels: Callable[[], npt.NDArray[np.uint8]] = field(repr=False)


def exported(
    cell: Cell, smear: Smear, label: str, annotator: str, *, names: bool, known: frozenset[str]
) -> ExportedCell:
    """A cell as it leaves the dataset.

    Args:
        cell: the cell.
        smear: where it lies.
        label: class id, or empty.
        annotator: who labelled it.
        names: whether names of people may be written.
        known: ids of segmenters: sources that are no people.
    """
    told = imported_from(cell.source)
    made_by = told.made_by if told else cell.source
    return ExportedCell(
        cell,
        label,
        annotator if names else "",
        made_by if names or made_by in known else "",
        known_shape(cell, smear.height, smear.width),
    )
