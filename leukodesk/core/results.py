"""What the machine says. Recomputable, and never silently a label."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from leukodesk.core.cell import Cell

_MANY: Final = 3
_MANY_SHARE: Final = 0.2


@dataclass(frozen=True)
class Segmentation:
    """Cells found in one smear.

    Attributes:
        cells: the found objects of every kind, in reading order (top to bottom, left to right).
        segmenter_id: who found them.
        parameters: the parameters it ran with.
        elapsed_s: wall time in seconds.
        warnings: what was noticed about the image, one sentence each.
    """

    cells: tuple[Cell, ...]
    segmenter_id: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    elapsed_s: float = 0.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prediction:
    """What one model says about one cell.

    Attributes:
        cell_id: the cell.
        model_id: the model that said it.
        probabilities: class id to calibrated probability, in the model's class order; sums to 1.
        abstained: the model is below its card's threshold and leaves the cell to the reader.
        unfamiliarity: how unlike the cells the model learnt from this one is: above 1 lie 5 % of held-out
            cells of the same kind; None where the model cannot say.
        neighbour_share: how much of the most probable class rests on the cells beside this one, 0 to 1; None
            for a model that looks at each cell alone.
    """

    cell_id: str
    model_id: str
    probabilities: Mapping[str, float]
    abstained: bool
    unfamiliarity: float | None = None
    neighbour_share: float | None = None

    @property
    def is_unfamiliar(self) -> bool:
        """Whether the cell is unlike those the model learnt from, so that what it says may mean nothing."""
        return self.unfamiliarity is not None and self.unfamiliarity > 1

    @property
    def top_class(self) -> str:
        """The most probable class, whether or not the model abstained."""
        return max(self.probabilities, key=lambda name: self.probabilities[name])

    @property
    def confidence(self) -> float:
        """Probability of the most probable class."""
        return self.probabilities[self.top_class]


def many_unfamiliar(unlike: int, cells: int) -> bool:
    """Whether so many cells are unlike those a model learnt from that chance does not explain it.

    One in twenty is expected; three of them, and one in five, are not chance.

    Args:
        unlike: number of such cells.
        cells: of how many that the model spoke about.
    """
    return unlike >= _MANY and unlike >= _MANY_SHARE * cells
