"""Small smears, cells and edits for the tests of the store."""

import hashlib
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, CellKind, Label, new_cell_id
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    ChangeTaxonomy,
    CompositeEdit,
    Edit,
    LabelChange,
    ReadBlind,
    ReadingChange,
    RecordAnalysis,
    RemoveSmears,
    SetLabels,
)
from leukodesk.core.mask import Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomies import LEUKOCYTE8, extended, lacking
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset

SIDE = 200
"""Height and width of every smear made here, in pixels."""


def act(reason: str = "review", annotator: str = "Ada") -> Act:
    return Act(annotator, datetime.now(UTC), reason)


def encoded_image(number: int) -> bytes:
    return np.random.default_rng(number).bytes(2000 + number)


def smear_of(encoded: bytes, name: str = "field.jpg") -> Smear:
    sha256 = hashlib.sha256(encoded).hexdigest()
    return Smear(smear_id_of(sha256), name, sha256, SIDE, SIDE)


def disc(radius: int, top: int, left: int) -> Mask:
    rows, columns = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    return Mask.from_pixels(rows**2 + columns**2 <= radius**2, top, left)


def cell_in(smear: Smear, number: int) -> Cell:
    top, left = 7 * number % 150, 11 * number % 150
    nucleus = disc(5, top + 3, left + 3) if number % 3 else None
    kind = list(CellKind)[number % 3]
    return Cell(new_cell_id(), smear.id, disc(9, top, left), nucleus, kind, "pivot-growing")


def as_program_of(schema: int, patched: pytest.MonkeyPatch) -> None:
    """Let every module of the store read and write what a program of that schema did."""
    for name, module in list(sys.modules.items()):
        if name.startswith("leukodesk.store.") and hasattr(module, "SCHEMA"):
            patched.setattr(module, "SCHEMA", schema)


def label_edit(content: Content, cell_id: str, cell_class: str | None, by: Act | None = None) -> SetLabels:
    by = by or act()
    new = Label(cell_class, by.annotator, by.at) if cell_class else None
    return SetLabels((LabelChange(cell_id, content.labels.get(cell_id), new, "m.x:blast"),), by)


def fill(dataset: Dataset, smears: int = 2, cells: int = 6) -> None:
    """Add smears with images, cells, labels for half of them, and predictions for all."""
    start = len(dataset.content.smears)
    for number in range(start, start + smears):
        encoded = encoded_image(number)
        smear = smear_of(encoded, f"field {number}.jpg")
        dataset.add_image(smear, encoded)
        dataset.append(AddSmears((smear,)))
        found = tuple(cell_in(smear, i) for i in range(cells))
        dataset.append(ChangeCells((), found, act()))
        for cell in found[::2]:
            dataset.append(label_edit(dataset.content, cell.id, "blast"))
        dataset.append_predictions(
            Prediction(cell.id, "m.x", {"blast": 0.75, "normal": 0.25}, abstained=False) for cell in found
        )


def filled(path: Path) -> Content:
    """Make a dataset at ``path``, close it, and return what it held."""
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        fill(dataset)
        return dataset.content


def die(dataset: Dataset) -> None:
    """Let go of the files as the operating system does for a killed process."""
    dataset._journal.close()
    dataset._lock.release()


def rows(content: Content) -> tuple[object, ...]:
    """Everything a dataset holds, in order, as something that compares."""
    predictions = {model_id: table for model_id, table in content.predictions.items() if table}
    return (
        content.taxonomy,
        list(content.smears.items()),
        list(content.cells.items()),
        sorted(content.labels.items()),
        content.revisions,
        predictions,
        content.procedures,
    )


_NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=()),  # lone surrogates: names of files
    max_size=12,
)


@st.composite
def edits(draw: st.DrawFn, content: Content) -> Edit:
    """An edit that fits ``content``, of any kind."""
    by = Act(draw(_NAMES), draw(st.datetimes(timezones=st.just(UTC))), draw(_NAMES))
    if content.cells and draw(st.integers(0, 2)):
        return draw(_cell_edits(content, by))
    if content.smears and draw(st.booleans()):
        smear = draw(st.sampled_from(list(content.smears.values())))
        cells = tuple(
            cell_in(smear, number) for number in draw(st.lists(st.integers(0, 1000), min_size=1, max_size=3))
        )
        label = Label(draw(st.sampled_from(content.taxonomy.ids)), by.annotator, by.at, "import")
        return ChangeCells((), cells, by, new_labels=((cells[0].id, label),))
    if draw(st.integers(0, 3)) == 0:
        return draw(_taxonomy_edits(content, by))
    return draw(_smear_edits(content))


@st.composite
def _taxonomy_edits(draw: st.DrawFn, content: Content, by: Act) -> Edit:
    other = draw(st.sampled_from([BLAST_NORMAL, LEUKOCYTE8]))
    if lacking(other, {label.cell_class for label in content.labels.values()}):
        other = extended(content.taxonomy, other)
    return ChangeTaxonomy(content.taxonomy, other, by)


@st.composite
def _smear_edits(draw: st.DrawFn, content: Content) -> Edit:
    empty = [smear for smear in content.smears.values() if not any(content.cells_of(smear.id))]
    if empty and draw(st.integers(0, 3)) == 0:
        return RemoveSmears((draw(st.sampled_from(empty)),))
    if content.smears and draw(st.booleans()):
        old = draw(st.sampled_from(list(content.smears.values())))
        size = draw(st.none() | st.floats(0.01, 1))
        patient = draw(st.none() | _NAMES)
        return ChangeSmear(
            old, Smear(old.id, draw(_NAMES), old.sha256, SIDE, SIDE, size, draw(_NAMES), patient)
        )
    smear = smear_of(draw(st.binary(min_size=8, max_size=8)), draw(_NAMES))
    return AddSmears(() if smear.id in content.smears else (smear,))


@st.composite
def _cell_edits(draw: st.DrawFn, content: Content, by: Act) -> Edit:
    cell = content.cells[draw(st.sampled_from(list(content.cells)))]
    cell_class = draw(st.none() | st.sampled_from(content.taxonomy.ids))
    relabel = label_edit(content, cell.id, cell_class, by)
    moved = Cell(
        cell.id, cell.smear_id, disc(8, 20, 30), None, cell.kind, by.annotator, cut=draw(st.booleans())
    )
    labels = ((cell.id, content.labels[cell.id]),) if cell.id in content.labels else ()
    choices: list[Edit] = [
        relabel,
        relabel,
        ReadBlind.now((ReadingChange(cell.id, None, cell_class),), by.annotator, by.at),
        CompositeEdit((relabel, relabel.inverse(by.at)), draw(_NAMES)),
        ChangeCells((cell,), (moved,), by),
        ChangeCells((cell,), (), by, old_labels=labels),
        ChangeCells((cell,), (), by, old_labels=labels, relative=draw(st.sampled_from(list(content.cells)))),
        draw(_analyses(content, cell, by)),
    ]
    return draw(st.sampled_from(choices))


@st.composite
def _analyses(draw: st.DrawFn, content: Content, cell: Cell, by: Act) -> Edit:
    settings = draw(
        st.dictionaries(_NAMES, st.booleans() | st.integers() | st.floats(-9, 9) | _NAMES, max_size=2)
    )
    procedure = Procedure(
        "0.1.0", draw(_NAMES), settings, template=draw(_NAMES), pixel_size_um=draw(st.floats(0.01, 1))
    )
    record = RecordAnalysis(cell.smear_id, procedure, by)
    made = replace(cell, procedure=procedure.id)
    return CompositeEdit((record, ChangeCells((cell,), (made,), by)), draw(_NAMES))
