"""What two sides, models or readers, say about the same cells, and where they differ."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from leukodesk.core.content import Content
from leukodesk.core.kappa import cohen
from leukodesk.core.readings import Readings

SideKind = Literal["labels", "model", "reader"]


@dataclass(frozen=True)
class Side:
    """Who speaks: the labels in force, a model or a reader.

    Attributes:
        kind: which of the three.
        id: of the model, or the reader's name; empty for the labels in force.
    """

    kind: SideKind
    id: str = ""


@dataclass(frozen=True)
class ComparedCell:
    """One cell with what each side says about it, as class id; None where a side does not say."""

    cell_id: str
    left: str | None
    right: str | None

    @property
    def differs(self) -> bool:
        """Both name a class, and not the same."""
        return self.left is not None and self.right is not None and self.left != self.right

    @property
    def is_one_sided(self) -> bool:
        """Only one side names a class."""
        return (self.left is None) != (self.right is None)


@dataclass(frozen=True)
class Comparison:
    """Two sides on the same cells.

    Attributes:
        cells: those that at least one side speaks about, in the order in which they were given.
        kappa: Cohen's kappa over cells that both name, None where it is undefined.
        shares_classes: False where the two never name the same class at all, as two models of different
            classes do; then to differ means nothing.
    """

    cells: tuple[ComparedCell, ...]
    kappa: float | None
    shares_classes: bool

    @property
    def agreed(self) -> int:
        """Cells that both name alike."""
        return sum(cell.left == cell.right for cell in self.cells)

    @property
    def differing(self) -> tuple[ComparedCell, ...]:
        """Cells that both name, each otherwise."""
        return tuple(cell for cell in self.cells if cell.differs)

    @property
    def one_sided(self) -> tuple[ComparedCell, ...]:
        """Cells that only one side names."""
        return tuple(cell for cell in self.cells if cell.is_one_sided)


def compare(
    content: Content, left: Side, right: Side, cell_ids: Iterable[str], readings: Readings
) -> Comparison:
    """What two sides say about some cells.

    A model that abstains from a cell says nothing about it, and so does a reader who took a label back.

    Args:
        content: the dataset.
        left: the one side.
        right: the other.
        cell_ids: of the cells.
        readings: what readers said last, kept up with the history.
    """
    of_left, of_right = _speech(content, left, readings), _speech(content, right, readings)
    said = (ComparedCell(cell_id, of_left(cell_id), of_right(cell_id)) for cell_id in cell_ids)
    cells = tuple(cell for cell in said if cell.left is not None or cell.right is not None)
    both = [(cell.left, cell.right) for cell in cells if cell.left is not None and cell.right is not None]
    names = sorted({name for pair in both for name in pair})
    table = np.zeros((len(names), len(names)), np.int64)
    for first, second in both:
        table[names.index(first), names.index(second)] += 1
    kappa = float(cohen(table)) if both else float("nan")
    shared = {first for first, _ in both} & {second for _, second in both}
    return Comparison(cells, kappa if np.isfinite(kappa) else None, bool(shared) or not both)


def _speech(content: Content, side: Side, readings: Readings) -> Callable[[str], str | None]:
    if side.kind == "labels":
        return lambda cell_id: label.cell_class if (label := content.labels.get(cell_id)) else None
    if side.kind == "reader":
        own = readings.of(side.id)
        return lambda cell_id: reading.cell_class if (reading := own.get(cell_id)) else None
    predictions = content.predictions.get(side.id, {})

    def of_model(cell_id: str) -> str | None:
        prediction = predictions.get(cell_id)
        return None if prediction is None or prediction.abstained else prediction.top_class

    return of_model
