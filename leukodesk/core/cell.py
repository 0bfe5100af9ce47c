"""A located white cell, and what a human said about it."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from leukodesk.core.mask import BBox, Mask


class CellKind(StrEnum):
    """What a segmenter takes a found object for, before any classifier looks at it."""

    LEUKOCYTE = "leukocyte"
    SMUDGE = "smudge"
    ARTEFACT = "artefact"


def new_cell_id() -> str:
    """A fresh, globally unique cell id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Cell:
    """A located cell of one smear.

    Attributes:
        id: 32 hexadecimal digits; survives corrections of the masks.
        smear_id: the smear it lies in.
        cell_mask: the whole cell, nucleus included.
        nucleus_mask: the nucleus with all its lobes, or None when none was found.
        kind: what the segmenter takes it for.
        source: id of the segmenter, or the annotator who drew it.
        procedure: id of the :class:`leukodesk.core.procedures.Procedure` it was found with; empty where
            nobody recorded any. It stays when the outline is corrected.
        cut: where it was found, the edge of a field that does not fill its image cut it.
    """

    id: str
    smear_id: str
    cell_mask: Mask
    nucleus_mask: Mask | None
    kind: CellKind = CellKind.LEUKOCYTE
    source: str = ""
    procedure: str = ""
    cut: bool = False

    @property
    def bbox(self) -> BBox:
        """``(y0, x0, y1, x1)`` of the whole cell, the end excluded, in smear pixels."""
        return self.cell_mask.bbox

    @property
    def centroid(self) -> tuple[float, float]:
        """``(row, column)`` of the whole cell's centre of area, in smear pixels."""
        return self.cell_mask.centroid

    @property
    def cell_area_px(self) -> int:
        """Area of the whole cell in pixels."""
        return self.cell_mask.area_px

    @property
    def nucleus_area_px(self) -> int:
        """Area of the nucleus in pixels; 0 when none was found."""
        return self.nucleus_mask.area_px if self.nucleus_mask else 0

    @property
    def nc_ratio(self) -> float:
        """Nucleus area over whole-cell area, 0 to 1 (an area ratio, not a diameter ratio)."""
        return self.nucleus_area_px / self.cell_area_px

    def has_outline_of(self, other: "Cell") -> bool:
        """Whether cell and nucleus are outlined exactly as another one's."""
        return (self.cell_mask, self.nucleus_mask) == (other.cell_mask, other.nucleus_mask)

    def moved(self, rows: int, columns: int) -> "Cell":
        """The same cell that many pixels further down and to the right."""
        nucleus = self.nucleus_mask.moved(rows, columns) if self.nucleus_mask else None
        return replace(self, cell_mask=self.cell_mask.moved(rows, columns), nucleus_mask=nucleus)

    def is_cut(self, height: int, width: int) -> bool:
        """Whether the border of a smear of that size in pixels, or the edge of its field, cuts the cell."""
        y0, x0, y1, x1 = self.bbox
        return self.cut or y0 <= 0 or x0 <= 0 or y1 >= height or x1 >= width


@dataclass(frozen=True)
class Label:
    """What a human said about a cell.

    Attributes:
        cell_class: a class id of the dataset's taxonomy.
        annotator: who said it.
        at: when, in UTC.
        origin: ``review`` for a reader's own judgement, ``import`` for one read from a file.
    """

    cell_class: str
    annotator: str
    at: datetime
    origin: str = "review"
