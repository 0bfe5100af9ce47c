"""The programs that are killed: each works on a dataset for ever and says what it was promised.

A line of JSON ``[kind, value]`` goes to stdout: ``begin`` and ``end`` of a phase, ``saved`` with the keys of
label history entries that are durable, ``image`` and ``predictions`` with ids, and for acts that must be done
as a whole ``doing`` and ``done`` with a name and the keys that come with it or go with it.
"""

import hashlib
import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.progress import no_progress
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.jobs.import_planning import plan_import
from leukodesk.jobs.import_undo import imports_of, plan_undo
from leukodesk.jobs.importing import store_images
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge import merge
from leukodesk.store.snapshot import load_content
from tests.store.building import disc
from tests.store.kill_scenes import copies, key_of, sources


def say(kind: str, value: object = "") -> None:
    """Tell the parent; the line is out when this returns."""
    print(json.dumps([kind, value]), flush=True)


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Tell the parent what is going on, for as long as it does."""
    say("begin", name)
    yield
    say("end", name)


def _open(path: Path) -> Dataset:
    with phase("opening"):
        return Dataset.open(path)


class _Labeller:
    """Labels random cells of an open dataset, one at a time."""

    def __init__(self, dataset: Dataset, rng: random.Random) -> None:
        self._dataset, self._rng = dataset, rng
        content = dataset.content
        self._labels, self._cells = content.labels, list(content.cells)
        self._smears = {cell.id: cell.smear_id for cell in content.cells.values()}

    def label(self) -> None:
        """Label one cell; there must be one."""
        cell_id = self._rng.choice(self._cells)
        act = Act("harness", datetime.now(UTC), "review")
        new = Label(self._rng.choice(BLAST_NORMAL.ids), "harness", act.at)
        self._dataset.append(SetLabels((LabelChange(cell_id, self._labels.get(cell_id), new),), act))
        self._labels[cell_id] = new
        say("saved", [f"{cell_id} {self._smears[cell_id]} {act.at.isoformat()} {new.cell_class}"])

    def add_field(self) -> None:
        """A new smear with its image, twenty cells, and what a model says about them."""
        encoded = self._rng.randbytes(self._rng.randint(1_000, 200_000))
        sha256 = hashlib.sha256(encoded).hexdigest()
        smear = Smear(smear_id_of(sha256), "field.jpg", sha256, 400, 400)
        self._dataset.add_image(smear, encoded)
        self._dataset.append(AddSmears((smear,)))
        say("image", smear.id)
        cells = tuple(
            Cell(new_cell_id(), smear.id, disc(12, 10 * i, 10 * i), disc(7, 10 * i + 5, 10 * i + 5))
            for i in range(20)
        )
        self._dataset.append(ChangeCells((), cells, Act("harness", datetime.now(UTC), "found")))
        ids = [cell.id for cell in cells]
        self._dataset.append_predictions(
            Prediction(cell_id, "harness.model", {"blast": 0.75, "normal": 0.25}, abstained=False)
            for cell_id in ids
        )
        say("predictions", ids)
        self._cells += ids
        self._smears |= dict.fromkeys(ids, smear.id)

    @property
    def has_cells(self) -> bool:
        """Whether there is anything to label."""
        return bool(self._cells)


def label_for_ever(path: Path, rng: random.Random) -> None:
    """Labels as fast as it goes; a new field or a checkpoint now and then."""
    dataset = _open(path)
    labeller = _Labeller(dataset, rng)
    while True:
        if not labeller.has_cells or rng.random() < 0.01:
            labeller.add_field()
        elif rng.random() < 0.01:
            with phase("checkpoint"):
                rng.choice((dataset.checkpoint, dataset.settle))()
        else:
            labeller.label()


def checkpoint_for_ever(path: Path, rng: random.Random) -> None:
    """A few labels, a checkpoint, and so on."""
    dataset = _open(path)
    labeller = _Labeller(dataset, rng)
    if not labeller.has_cells:
        labeller.add_field()
    while True:
        for _ in range(rng.randint(1, 3)):
            labeller.label()
        with phase("checkpoint"):
            rng.choice((dataset.checkpoint, dataset.settle))()


def import_for_ever(path: Path, rng: random.Random) -> None:
    """Imports folders of boxes and takes imports back."""
    dataset = _open(path)
    while True:
        content = dataset.content
        at = datetime.now(UTC)
        if imports_of(content) and rng.random() < 0.5:
            plan = plan_undo(content, None, "harness", at)
            before = set(content.cells)
            with phase("undo of an import"):
                say("doing", ["undo", _cells_after(content, plan.edit.apply, before)])
                dataset.append(plan.edit)
                say("done")
        else:
            planned = plan_import(
                ImportRequest(rng.choice(sources(path.parent))), content, at, dataset.image_bytes
            )
            edit = planned.edit()
            if edit is None:
                continue
            with phase("import"):
                say("doing", ["import", [cell.id for cell, _ in planned.cells]])
                store_images(planned, dataset, no_progress)
                dataset.append(edit)
                say("done")
        new = dataset.content.revisions[len(content.revisions) :]
        say("saved", [key_of(revision) for revision in new])


def _cells_after(content: Content, change: Callable[[Content], object], before: set[str]) -> list[str]:
    """The cells that ``change`` removes."""
    change(content)
    return sorted(before - set(content.cells))


def migrate(path: Path, rng: random.Random) -> None:
    """Opens what an earlier program left, changes it and writes it anew; then labels for ever."""
    with phase("migration"):
        dataset = Dataset.open(path)
        labeller = _Labeller(dataset, rng)
        labeller.label()
        dataset.checkpoint()
    while True:
        labeller.label()


def merge_all(path: Path, rng: random.Random) -> None:
    """Brings the copies in, one by one; then labels for ever."""
    known = {key_of(revision) for revision in load_content(path).revisions}
    for copy in copies(path):
        content = load_content(copy)
        keys = [key for revision in content.revisions if (key := key_of(revision)) not in known]
        known.update(keys)
        with phase("merge"):
            say("doing", ["merge", keys])
            merge(path, [copy], Act("merger", datetime.now(UTC), "merge"))
            say("done")
        say("saved", keys)
    labeller = _Labeller(_open(path), rng)
    while True:
        labeller.label()


CHILDREN = {
    "labels": label_for_ever,
    "checkpoints": checkpoint_for_ever,
    "imports": import_for_ever,
    "migrations": migrate,
    "merges": merge_all,
}


def run_forked(out: Connection, errors: Path, program: str, path: Path, seed: int) -> None:
    """Be one of the children, in a process of its own that was forked."""
    os.dup2(out.fileno(), sys.stdout.fileno())
    with errors.open("wb") as stderr:
        os.dup2(stderr.fileno(), sys.stderr.fileno())
    CHILDREN[program](path, random.Random(seed))
