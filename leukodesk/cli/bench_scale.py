"""Speed and memory of a large dataset: 100,000 cells on 2,000 smears."""

import gc
import hashlib
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import h5py
import numpy as np

from leukodesk import atomic
from leukodesk.cli.figure import Figure, in_turn, side_by_side
from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset

SMEARS: Final = 2000
CELLS: Final = 50
_AT_ONCE: Final = 100
_SIZE: Final = (1944, 2592)
_CELL_PX: Final = 70
_REPEATS: Final = 5


def build(path: Path, number: int = SMEARS) -> None:
    """Make the dataset at ``path``, without images; half of the cells are labelled, all are predicted.

    Args:
        path: the new file.
        number: of its smears.
    """
    smears = [_smear(place) for place in range(number)]
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        dataset.append(AddSmears(tuple(smears)))
        for start in range(0, number, _AT_ONCE):
            cells = [cell for smear in smears[start : start + _AT_ONCE] for cell in _cells(smear)]
            act = Act("bench", datetime.now(UTC))
            dataset.append(ChangeCells((), tuple(cells), act))
            label = Label(BLAST_NORMAL.ids[0], "bench", act.at)
            dataset.append(SetLabels(tuple(LabelChange(cell.id, None, label) for cell in cells[::2]), act))
            said = {"blast": 0.75, "normal": 0.25}
            dataset.append_predictions(Prediction(cell.id, "bench", said, abstained=False) for cell in cells)
    # Once more, or every opening would look through the journal of the building, kept with the backup.
    _close(path)()


def figures(path: Path) -> list[Figure]:
    """Open, checkpoint and close the dataset that :func:`build` made, and weigh it.

    Each is compared with reading or writing as many bytes with bare h5py, or with the size of the file; the
    memory also with what a tenth of the cells takes, so that it is seen whether it grows with the dataset.
    """
    size = path.stat().st_size
    bare = partial(_write_hdf5, path.with_name("bare.h5"), np.zeros(size, np.uint8))
    written = f"bare HDF5 file of {size // 1_000_000:,} MB, fsync and replace"
    what = f"{SMEARS * CELLS:,} cells on {SMEARS:,} smears"
    opened, read = side_by_side(partial(_open, path), partial(_read_hdf5, path), _REPEATS)
    with Dataset.open(path) as dataset:
        saved, beside = side_by_side(_checkpoint_of(dataset), bare, _REPEATS)
    closed, beside_closing = in_turn(partial(_close, path), bare, _REPEATS)
    tenth = path.with_name("tenth.h5")
    build(tenth, SMEARS // 10)
    held, beside_tenth = _weight_kb(path), _weight_kb(tenth)
    cells, fewer = SMEARS * CELLS, SMEARS // 10 * CELLS
    return [
        Figure("open_large", f"open {what}", opened, "bare read of its tables with h5py", read),
        Figure("checkpoint_large", "checkpoint them", saved, written, beside),
        Figure("close_large", "close them with an edit in the journal", closed, written, beside_closing),
        Figure(
            "memory_large",
            f"memory of {what}, one smear shown, per cell",
            held / cells,
            "their file, per cell",
            size / 1e3 / cells,
            unit="kB",
        ),
        Figure(
            "memory_growth",
            f"memory of {cells:,} cells, one smear shown",
            held,
            f"memory of {fewer:,} cells",
            beside_tenth,
            unit="kB",
        ),
    ]


def _checkpoint_of(dataset: Dataset) -> Callable[[], None]:
    label = label_in_turn(dataset)

    def checkpoint() -> None:
        label()
        dataset.checkpoint()

    return checkpoint


def label_in_turn(dataset: Dataset) -> Callable[[], None]:
    """What gives one cell another label each time it is called, durably."""
    content = dataset.content
    cell_id = next(iter(content.cells))

    def label() -> None:
        old = content.labels.get(cell_id)
        class_id = BLAST_NORMAL.ids[0 if old and old.cell_class == BLAST_NORMAL.ids[1] else 1]
        new = Label(class_id, "bench", datetime.now(UTC))
        edit = SetLabels((LabelChange(cell_id, old, new),), Act("bench", new.at))
        dataset.append(edit)
        edit.apply(content)

    return label


def _open(path: Path) -> None:
    with Dataset.open(path, read_only=True) as dataset:
        next(dataset.content.cells_of(next(iter(dataset.content.smears))))


def _close(path: Path) -> Callable[[], None]:
    dataset = Dataset.open(path)
    label_in_turn(dataset)()
    return dataset.close


def _weight_kb(path: Path) -> float:
    """Memory that is held after opening the dataset and looking at the cells of one smear."""
    gc.collect()
    tracemalloc.start()
    try:
        with Dataset.open(path, read_only=True) as dataset:
            content = dataset.content
            shown = list(content.cells_of(next(iter(content.smears))))
            gc.collect()
            held = tracemalloc.get_traced_memory()[0]
            assert shown, "the smear has cells"
    finally:
        tracemalloc.stop()
    return held / 1e3


def _smear(number: int) -> Smear:
    sha256 = hashlib.sha256(b"%d" % number).hexdigest()
    height, width = _SIZE
    return Smear(smear_id_of(sha256), f"{number}.png", sha256, width, height, 0.23)


def _cells(smear: Smear) -> list[Cell]:
    rng = np.random.default_rng(int(smear.id, 16))
    rows, columns = np.indices((_CELL_PX, _CELL_PX)) - _CELL_PX / 2 + 0.5
    distance = np.hypot(rows, columns) / _CELL_PX
    whole = Mask.from_pixels(distance < rng.uniform(0.35, 0.5))
    nucleus = Mask.from_pixels(distance < rng.uniform(0.2, 0.33))
    corners = rng.integers(0, np.subtract(_SIZE, _CELL_PX), (CELLS, 2)).tolist()
    return [
        Cell(new_cell_id(), smear.id, _moved(whole, *corner), _moved(nucleus, *corner), source="bench")
        for corner in corners
    ]


def _moved(mask: Mask, down: int, right: int) -> Mask:
    return Mask(mask.top + down, mask.left + right, mask.height, mask.width, mask.runs)


def _read_hdf5(path: Path) -> None:
    tables: list[object] = []

    def read(_name: str, item: object) -> None:
        if isinstance(item, h5py.Dataset):
            tables.append(item[()])

    with h5py.File(path, "r") as file:
        file.visititems(read)


def _write_hdf5(path: Path, data: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> None:
    with atomic.replacing(path) as temporary, h5py.File(temporary, "w") as file:
        file["data"] = data
