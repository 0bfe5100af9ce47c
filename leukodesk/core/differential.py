"""Counts and percentages per class: the differential."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from leukodesk.core.intervals import Interval, wilson
from leukodesk.core.taxonomy import UNIDENTIFIED, UNIDENTIFIED_CLASS, CellClass, Taxonomy

_NO_FINDINGS: Final = frozenset(("artefact", "not_classed", UNIDENTIFIED))


@dataclass(frozen=True)
class DifferentialRow:
    """One class of a differential.

    Attributes:
        cell_class: the class.
        count: number of cells.
        percent: share of all counted cells, 0 to 100, or None for a class outside the 100 %.
        interval: Wilson's 95 % interval of ``percent``, as if every cell were drawn by itself, or None.
        per_100: cells per 100 counted ones, as smudges and erythroblasts are told; None for a class within
            the 100 %, for artefacts and what nobody classed, and while nothing is counted.
    """

    cell_class: CellClass
    count: int
    percent: float | None
    interval: Interval | None = None
    per_100: float | None = None


@dataclass(frozen=True)
class Differential:
    """Counts per class in the taxonomy's order, the undecided cells last.

    Attributes:
        rows: one per class, also those with no cell.
        counted: number of cells that make up the 100 %.
    """

    rows: tuple[DifferentialRow, ...]
    counted: int

    @property
    def blasts(self) -> DifferentialRow | None:
        """All classes of blasts together, titled ``Blasts``; None where no class is one or nothing counts.

        Blasts are the counted classes whose id ends in ``blast``, but for erythroblasts.
        """
        rows = [row for row in self.rows if row.cell_class.counted and _is_blast(row.cell_class.id)]
        if not rows or not self.counted:
            return None
        first = rows[0].cell_class
        together = CellClass("blasts", "Blasts", "", first.colour, first.letter)
        return _row(together, sum(row.count for row in rows), self.counted)


def differential(class_ids: Iterable[str], taxonomy: Taxonomy) -> Differential:
    """Count cells by class.

    Args:
        class_ids: the class of each cell; ``unidentified`` and classes of the taxonomy.
        taxonomy: the classes and which of them count.
    """
    return differential_of(Counter(class_ids), taxonomy)


def differential_of(counts: Mapping[str, int], taxonomy: Taxonomy) -> Differential:
    """As :func:`differential`, of cells that somebody counted: number of cells by class id."""
    counted = sum(counts.get(item.id, 0) for item in taxonomy.classes if item.counted)
    classes = (*taxonomy.classes, UNIDENTIFIED_CLASS)
    return Differential(tuple(_row(item, counts.get(item.id, 0), counted) for item in classes), counted)


def _row(cell_class: CellClass, count: int, counted: int) -> DifferentialRow:
    if not counted:
        return DifferentialRow(cell_class, count, None)
    share = count / counted
    if not cell_class.counted:
        per_100 = None if cell_class.id in _NO_FINDINGS else 100 * share
        return DifferentialRow(cell_class, count, None, None, per_100)
    low, high = wilson(share, counted)
    return DifferentialRow(cell_class, count, 100 * share, (100 * low, 100 * high))


def _is_blast(class_id: str) -> bool:
    return class_id.endswith("blast") and not class_id.endswith(("erythroblast", "normoblast"))
