"""One row of the list of cells."""

from dataclasses import dataclass
from enum import IntEnum

from leukodesk.core.cell import Cell
from leukodesk.core.gallery import doubt
from leukodesk.core.taxonomy import CellClass
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import tr


class Column(IntEnum):
    """The columns, from left to right."""

    CROP = 0
    CLASS = 1
    CONFIDENCE = 2
    NC_RATIO = 3
    REVIEWED = 4


@dataclass(frozen=True)
class CellRow:
    """What the table shows of one cell.

    Attributes:
        cell: the cell.
        cell_class: the class it is shown under.
        labelled: a reader said so.
        confidence: the model's top probability, or None where it said nothing.
        abstained: the model left the cell to the reader.
        order: its place in reading order.
        other_reader: who labelled it, if that was not the reader at this window.
    """

    cell: Cell
    cell_class: CellClass
    labelled: bool
    confidence: float | None
    abstained: bool
    order: int
    other_reader: str = ""

    @property
    def doubt(self) -> float:
        """How much the cell needs a look: 0 for a labelled one, above 1 where the model abstained."""
        return 0.0 if self.labelled else doubt(self.confidence, self.abstained)

    @property
    def description(self) -> str:
        """The row in words, for screen readers."""
        said = tr("suggestion")
        if self.labelled:
            other = self.other_reader
            said = tr("labelled by {annotator}", annotator=other) if other else tr("your label")
        sure = "" if self.confidence is None else tr(", {confidence:.0%} sure", confidence=self.confidence)
        return f"{tr(self.cell_class.title)}, {said}{sure}, N:C {written(self.cell.nc_ratio, '.2f')}"


def tip_of(row: CellRow, column: Column) -> str:
    """What the table says of one field while the pointer rests on it."""
    if column is Column.CONFIDENCE and row.abstained:
        return tr("The model was not sure enough to name a class and left this cell to you.")
    if column is Column.REVIEWED:
        if row.other_reader:
            return tr("Labelled by {annotator}.", annotator=row.other_reader)
        return tr("You labelled this cell.") if row.labelled else tr("Not reviewed yet.")
    return row.description
