"""Counts and percentages per class: the differential."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from leukodesk.core.taxonomy import UNIDENTIFIED_CLASS, CellClass, Taxonomy


@dataclass(frozen=True)
class DifferentialRow:
    """One class of a differential.

    Attributes:
        cell_class: the class.
        count: number of cells.
        percent: share of all counted cells, 0 to 100, or None for a class outside the 100 %.
    """

    cell_class: CellClass
    count: int
    percent: float | None


@dataclass(frozen=True)
class Differential:
    """Counts per class in the taxonomy's order, the undecided cells last.

    Attributes:
        rows: one per class, also those with no cell.
        counted: number of cells that make up the 100 %.
    """

    rows: tuple[DifferentialRow, ...]
    counted: int


def differential(class_ids: Iterable[str], taxonomy: Taxonomy) -> Differential:
    """Count cells by class.

    Args:
        class_ids: the class of each cell; ``unidentified`` and classes of the taxonomy.
        taxonomy: the classes and which of them count.
    """
    counts = Counter(class_ids)
    counted = sum(counts[item.id] for item in taxonomy.classes if item.counted)
    rows = []
    for item in (*taxonomy.classes, UNIDENTIFIED_CLASS):
        percent = 100 * counts[item.id] / counted if item.counted and counted else None
        rows.append(DifferentialRow(item, counts[item.id], percent))
    return Differential(tuple(rows), counted)
