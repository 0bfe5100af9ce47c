"""How long saving a label and opening a large dataset take, beside what the machine itself needs."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from store.building import disc, fill, label_edit

pytestmark = pytest.mark.slow


def test_saving_a_label_costs_little_more_than_a_sync(tmp_path: Path) -> None:
    bare_s, saved_s = [], []
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset, (tmp_path / "bare").open("wb") as bare:
        fill(dataset)
        cells = list(dataset.content.cells)
        for number in range(300):
            started = time.perf_counter()
            bare.write(b"x" * 250)
            bare.flush()
            os.fdatasync(bare.fileno())
            bare_s.append(time.perf_counter() - started)
            edit = label_edit(dataset.content, cells[number % len(cells)], "blast")
            started = time.perf_counter()
            dataset.append(edit)
            saved_s.append(time.perf_counter() - started)
    bare_p95, saved_p95 = np.percentile(bare_s, 95), np.percentile(saved_s, 95)
    print(f"bare sync p95 {bare_p95 * 1e3:.2f} ms, saved label p95 {saved_p95 * 1e3:.2f} ms")
    assert saved_p95 < 3 * bare_p95 + 0.005


def test_a_hundred_thousand_cells(tmp_path: Path) -> None:
    count, per_smear = 100_000, 100
    path = tmp_path / "a.h5"
    now = datetime.now(UTC)
    whole, nucleus = disc(44, 10, 10), disc(30, 20, 20)
    smears = [Smear(f"{i:016x}", f"{i}.jpg", f"{i:064x}", 2592, 1944) for i in range(count // per_smear)]
    cells = [Cell(new_cell_id(), smears[i // per_smear].id, whole, nucleus) for i in range(count)]
    act, label = Act("Ada", now), Label("blast", "Ada", now)
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        dataset.append(AddSmears(tuple(smears)))
        dataset.append(ChangeCells((), tuple(cells), act))
        dataset.append(SetLabels(tuple(LabelChange(cell.id, None, label) for cell in cells), act))
        dataset.append_predictions(
            Prediction(cell.id, "m.x", {"blast": 0.75, "normal": 0.25}, abstained=False) for cell in cells
        )
        started = time.process_time()
        dataset.checkpoint()
        checkpoint_s = time.process_time() - started
    path.with_name("a.h5.bak-journal").unlink()
    started = time.process_time()
    opened = Dataset.open(path)
    open_s = time.process_time() - started
    print(f"{path.stat().st_size / 1e6:.0f} MB, checkpoint {checkpoint_s:.2f} s, open {open_s:.2f} s of CPU")
    assert len(opened.content.cells) == len(opened.content.labels) == count
    opened.close()
    assert open_s < 5
    assert checkpoint_s < 10
