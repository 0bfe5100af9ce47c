"""Copies of one dataset in which different readers went on."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.core.cell import Cell, CellKind, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, CompositeEdit, Edit, LabelChange, SetLabels
from leukodesk.core.taxonomy import BLAST_NORMAL, Taxonomy
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from tests.store.building import disc, encoded_image, smear_of

CELLS = 4
"""Cells of every smear."""


def unread(path: Path, smears: int = 3, taxonomy: Taxonomy = BLAST_NORMAL, first: int = 0) -> list[str]:
    """A dataset of cells that nobody labelled yet, apart from each other; their ids in order."""
    with Dataset.create(path, taxonomy) as dataset:
        edits: list[Edit] = []
        for number in range(first, first + smears):
            encoded = encoded_image(number)
            smear = smear_of(encoded, f"field {number}.jpg")
            dataset.add_image(smear, encoded)
            cells = tuple(
                Cell(new_cell_id(), smear.id, disc(9, 40 * place, 20), None, CellKind.LEUKOCYTE, "seg")
                for place in range(CELLS)
            )
            edits += (AddSmears((smear,)), ChangeCells((), cells, Act("seg", datetime.now(UTC))))
        dataset.append(CompositeEdit(tuple(edits), "Analyse"))
        return list(dataset.content.cells)


def copied(path: Path, name: str) -> Path:
    """A copy under another name beside ``path``, with its images."""
    target = path.with_name(name)
    shutil.copyfile(path, target)
    shutil.copytree(DatasetFiles.of(path).images, DatasetFiles.of(target).images)
    return target


def label(path: Path, annotator: str, said: Mapping[str, str]) -> None:
    """Let a reader label cells, all in one go."""
    with Dataset.open(path) as dataset:
        act, labels = Act(annotator, datetime.now(UTC)), dataset.content.labels
        changes = tuple(
            LabelChange(cell_id, labels.get(cell_id), Label(cell_class, annotator, act.at))
            for cell_id, cell_class in said.items()
        )
        dataset.append(SetLabels(changes, act))


def found_anew(path: Path, shift: int = 1) -> dict[str, str]:
    """Give every cell another id and move it a little, as another analysis would; new id by old id."""
    with Dataset.open(path) as dataset:
        old = tuple(dataset.content.cells.values())
        moved = tuple(
            replace(
                cell,
                id=new_cell_id(),
                cell_mask=replace(cell.cell_mask, left=cell.cell_mask.left + shift),
            )
            for cell in old
        )
        dataset.append(ChangeCells(old, moved, Act("seg", datetime.now(UTC))))
    return {cell.id: other.id for cell, other in zip(old, moved, strict=True)}
