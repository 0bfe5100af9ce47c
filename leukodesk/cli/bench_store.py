"""Speed of saving: one label, and a whole checkpoint."""

import hashlib
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import h5py
import numpy as np

from leukodesk import atomic
from leukodesk.cli.figure import Figure, side_by_side
from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset

_CELLS: Final = 2000
_SIDE_PX: Final = 1_000_000
_CELL_PX: Final = 120
_REPEATS: Final = 15
_JOURNAL_BYTES: Final = 400


class _Labeller:
    """Labels the cells of a dataset one after the other, and over again."""

    def __init__(self, dataset: Dataset, cells: tuple[Cell, ...]) -> None:
        self._dataset = dataset
        self._cells = cells
        self._labels: dict[str, Label] = {}
        self._turn = 0

    def label_one(self) -> None:
        cell = self._cells[self._turn % len(self._cells)]
        self._turn += 1
        label = Label(BLAST_NORMAL.ids[self._turn % 2], "bench", datetime.now(UTC))
        change = LabelChange(cell.id, self._labels.get(cell.id), label)
        self._dataset.append(SetLabels((change,), Act("bench", label.at)))
        self._labels[cell.id] = label

    def checkpoint(self) -> None:
        self.label_one()
        self._dataset.checkpoint()


def figures(folder: Path) -> list[Figure]:
    """Append a label, and checkpoint a dataset of 2,000 cells, in ``folder``."""
    path = folder / "bench.h5"
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        cells = _fill(dataset)
        labeller = _Labeller(dataset, cells)
        descriptor = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT)
        try:
            line = b"x" * _JOURNAL_BYTES
            append = side_by_side(
                labeller.label_one, partial(_write_and_sync, descriptor, line), repeats=_REPEATS
            )
        finally:
            os.close(descriptor)
        dataset.checkpoint()
        size = path.stat().st_size
        bare = partial(_write_hdf5, folder / "bare.h5", np.zeros(size, np.uint8))
        checkpoint = side_by_side(labeller.checkpoint, bare, repeats=_REPEATS)
    return [
        Figure(
            "label",
            "save one label durably",
            append[0],
            f"bare write and fsync of {len(line)} bytes",
            append[1],
        ),
        Figure(
            "checkpoint",
            f"checkpoint {_CELLS:,} cells",
            checkpoint[0],
            f"bare HDF5 file of {size // 1000:,} kB, fsync and replace",
            checkpoint[1],
        ),
    ]


def _fill(dataset: Dataset) -> tuple[Cell, ...]:
    """One smear with many round cells."""
    encoded = b"no image is needed to measure tables"
    sha256 = hashlib.sha256(encoded).hexdigest()
    smear = Smear(smear_id_of(sha256), "bench.png", sha256, _SIDE_PX, _SIDE_PX)
    rows, columns = np.indices((_CELL_PX, _CELL_PX)) - _CELL_PX / 2 + 0.5
    distance = np.hypot(rows, columns)
    cells = tuple(
        Cell(
            new_cell_id(),
            smear.id,
            Mask.from_pixels(distance < _CELL_PX / 2, 2 * _CELL_PX * number, 0),
            Mask.from_pixels(distance < _CELL_PX / 3, 2 * _CELL_PX * number, 0),
            source="bench",
        )
        for number in range(_CELLS)
    )
    dataset.add_image(smear, encoded)
    dataset.append(AddSmears((smear,)))
    dataset.append(ChangeCells((), cells, Act("bench", datetime.now(UTC), "analysis")))
    return cells


def _write_and_sync(descriptor: int, line: bytes) -> None:
    os.write(descriptor, line)
    os.fsync(descriptor)


def _write_hdf5(path: Path, data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    with atomic.replacing(path) as temporary, h5py.File(temporary, "w") as file:
        file["data"] = data
