"""What an analysis says about a smear, and a heatmap about a cell."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from leukodesk.core.cell import Cell
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction, Segmentation

Box = tuple[float, float, float, float]
"""``(y0, x0, y1, x1)`` in smear pixels."""


@dataclass(frozen=True)
class SmearResult:
    """What was found out about one smear.

    Attributes:
        smear_id: the smear.
        segmentation: its cells, or None when only known cells were classified.
        predictions: one per classified cell.
        pixel_size_um: the scale it was analysed at.
        pixel_size_source: ``given``, ``metadata``, ``estimated`` or ``default``.
        device_title: where it ran, in words; empty when nothing was classified.
        fell_back: it ran on the CPU because the GPU could not.
        notices: what the reader should know of the scale and the cells, one sentence each.
        pixel_size_confidence: 0 (assumed) to 1 (stated, or measured on many red cells).
        procedure: with what, to be kept with the cells.
        asked: the known cells that were classified, with the outlines that this is about.
        model_notices: what the reader should know of what the model says, one sentence each.
        reads_neighbours: the model hears the cells beside each, so that every answer rests on the others.
    """

    smear_id: str
    segmentation: Segmentation | None
    predictions: tuple[Prediction, ...]
    pixel_size_um: float
    pixel_size_source: str
    device_title: str
    fell_back: bool
    notices: tuple[str, ...]
    pixel_size_confidence: float = 1.0
    procedure: Procedure | None = None
    asked: tuple[Cell, ...] = ()
    model_notices: tuple[str, ...] = ()
    reads_neighbours: bool = False

    @property
    def model_id(self) -> str:
        """The model that was asked; empty where none was."""
        return self.procedure.model if self.procedure else ""

    @property
    def judged(self) -> tuple[Cell, ...]:
        """The cells that the predictions are about, as they were looked at."""
        return self.asked if self.segmentation is None else self.segmentation.cells


@dataclass(frozen=True)
class CellHeatmap:
    """Where a classifier looked.

    Attributes:
        cell_id: the cell.
        box: (y0, x0, y1, x1) in smear pixels.
        heat: float32 (s, s) in 0 to 1, to be stretched over the box.
    """

    cell_id: str
    box: Box
    heat: npt.NDArray[np.float32]
