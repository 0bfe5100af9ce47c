"""What a session keeps in memory of the cells it brought in, measured in a process of its own.

``python -m tests.store.session_memory FILE CELLS``; one JSON object goes to standard output. Half of the
cells come by imports that can be undone, half by analyses; all are suggested, and half are labelled.
"""

import argparse
import gc
import json
import random
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, ChangeCells, Edit
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.jobs.datasets import Backlog, Write, write_backlog
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.settling import settle
from leukodesk.store.dataset import Dataset
from leukodesk.store.resting_edits import RestingEdit
from tests.store.memory import asked, note, resident, walk
from tests.store.scale import MODEL, outline

_AT_ONCE = 500


def measured(path: Path, cells: int) -> dict[str, float]:
    """What a fresh process says that brings so many cells into the dataset at ``path``."""
    return asked("tests.store.session_memory", path, cells)


class _Session:
    """What the window holds of a dataset: the document, and what can be undone."""

    def __init__(self, dataset: Dataset) -> None:
        self.shown = dataset.content
        self.undo: list[Edit | RestingEdit] = []
        self._backlog = Backlog(dataset)

    def do(self, write: Write) -> None:
        """As the document does it."""
        if isinstance(write, tuple):
            self.shown.put_predictions(write)
        else:
            write.apply(self.shown)
        self._backlog.writes.append(write)
        write_backlog(JobContext(), self._backlog)
        assert not self._backlog.problem

    def rest(self) -> None:
        """As it happens once everything is saved and much was done."""
        edits = [edit for edit in self.undo if not isinstance(edit, RestingEdit)]
        settled = settle(JobContext(), self._backlog, edits)
        resting = iter(settled.resting)
        self.undo = [edit if isinstance(edit, RestingEdit) else next(resting) for edit in self.undo]
        self.shown.take_over(settled.content)


def _measure(path: Path, number: int) -> dict[str, float]:
    walk(path)
    gc.collect()
    found: dict[str, float] = {}
    before = resident()
    tracemalloc.start()
    with Dataset.open(path) as dataset:
        session, rng = _Session(dataset), random.Random(number)
        outlines = [outline(rng) for _ in range(50)]
        note(found, "opened", before)
        for done in range(0, number, _AT_ONCE):
            for write in _writes(session.shown, rng, outlines, is_import=done % (2 * _AT_ONCE) == 0):
                session.do(write)
                if isinstance(write, ChangeCells) and write.act.reason == "import":
                    session.undo.append(write)
            del write
            if dataset.is_unsettled:
                session.rest()
        note(found, "worked", before)
        dataset.settle()
        session.rest()
        note(found, "settled", before)
        found["cells"] = len(session.shown.cells)
        last = session.undo[-1]
        undone = (last.awake() if isinstance(last, RestingEdit) else last).inverse(datetime.now(UTC))
        undone.check(session.shown)
        session.do(undone)
        assert len(session.shown.cells) == found["cells"] - _AT_ONCE
    return found


def _writes(
    content: Content, rng: random.Random, outlines: list[tuple[Mask, Mask]], *, is_import: bool
) -> Iterator[Write]:
    smear = rng.choice(list(content.smears.values()))
    cells = tuple(_cell(smear.id, rng, *rng.choice(outlines)) for _ in range(_AT_ONCE))
    act = Act("Ada", datetime.now(UTC), "import" if is_import else "analysis")
    labels = tuple((cell.id, Label("blast", "Ada", act.at, act.reason)) for cell in cells)
    yield ChangeCells((), cells, act, new_labels=labels if is_import else ())
    probabilities = {"blast": 0.75, "normal": 0.25}
    yield tuple(Prediction(cell.id, MODEL, dict(probabilities), False, rng.random()) for cell in cells)


def _cell(smear_id: str, rng: random.Random, *outlines: Mask) -> Cell:
    top, left = rng.randrange(1800), rng.randrange(2400)
    # No two cells share their runs, as those that are really found do not.
    masks = (replace(mask.moved(top, left), runs=(*mask.runs, 0)[:-1]) for mask in outlines)
    return Cell(f"{rng.getrandbits(128):032x}", smear_id, *masks)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("cells", type=int)
    options = parser.parse_args()
    print(json.dumps(_measure(options.path, options.cells)))
