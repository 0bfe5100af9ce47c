"""The datasets that programs are killed over, and what is put beside them."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.content import Revision
from leukodesk.core.edits import Act, AddSmears, ChangeCells, CompositeEdit, LabelChange, SetLabels
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from tests.store.building import disc

EARLIER = Path(__file__).parent / "earlier"
"""A folder for each earlier schema: a dataset that a program of that time was killed over."""

_OBJECT = (
    "<object><name>blast</name><bndbox><xmin>{0}</xmin><ymin>{1}</ymin><xmax>{2}</xmax><ymax>{3}</ymax>"
    "</bndbox></object>"
)
_SOURCES = 4
_COPIES = 8


def key_of(revision: Revision) -> str:
    """What tells one entry of a label history from all others."""
    return f"{revision.cell_id} {revision.smear_id} {revision.at.isoformat()} {revision.new}"


def earlier_schemas() -> list[Path]:
    """The folders of the datasets of earlier programs; ``holds.json`` says what each held when it died."""
    return sorted(EARLIER.iterdir())


def make_sources(folder: Path) -> None:
    """Folders of images with boxes round cells, to be imported."""
    for number in range(_SOURCES):
        source = folder / f"source-{number}"
        source.mkdir()
        for field in range(2):
            name = f"field-{number}-{field}"
            _draw(source / f"{name}.png", 10 * number + field)
            corners = [(8 * column + 1, 8 * row + 1) for row in range(5) for column in range(6)]
            boxes = "".join(_OBJECT.format(x, y, x + 6, y + 6) for x, y in corners)
            (source / f"{name}.xml").write_text(
                f"<annotation><filename>{name}.png</filename>{boxes}</annotation>"
            )


def sources(folder: Path) -> list[Path]:
    """What :func:`make_sources` made."""
    return sorted(folder.glob("source-*"))


def _draw(path: Path, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    assert cv2.imwrite(str(path), pixels)


def make_empty(path: Path) -> None:
    """A new dataset without anything."""
    Dataset.create(path, BLAST_NORMAL).close()


def make_readable(path: Path, fields: int = 3) -> None:
    """A dataset of small fields that can be looked at, twelve cells in each."""
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for field in range(fields):
            _add_readable(dataset, path.with_name(f"{path.stem}-{field}.png"), 100 + field)


def _add_readable(dataset: Dataset, drawn: Path, seed: int) -> None:
    _draw(drawn, seed)
    image = read_smear(drawn)
    smear = image.smear
    dataset.add_image(smear, image.encoded)
    cells = tuple(
        Cell(new_cell_id(), smear.id, disc(6, 15 * row, 18 * column), None)
        for row in range(3)
        for column in range(4)
    )
    act = Act("harness", datetime.now(UTC), "drawn")
    dataset.append(CompositeEdit((AddSmears((smear,)), ChangeCells((), cells, act)), "Draw"))


def make_copies(folder: Path) -> Path:
    """A dataset, and copies of it in which readers labelled cells and added a field; its path."""
    path = folder / "merged.h5"
    make_readable(path, 2)
    for number in range(_COPIES):
        copy = folder / f"copy-{number}.h5"
        shutil.copyfile(path, copy)
        shutil.copytree(DatasetFiles.of(path).images, DatasetFiles.of(copy).images)
        with Dataset.open(copy) as dataset:
            _add_readable(dataset, folder / f"copy-{number}.png", 200 + number)
            for cell_id in list(dataset.content.cells)[number::4]:
                act = Act(f"reader {number}", datetime.now(UTC), "review")
                new = Label(BLAST_NORMAL.ids[number % 2], act.annotator, act.at)
                dataset.append(SetLabels((LabelChange(cell_id, None, new),), act))
    return path


def copies(path: Path) -> list[Path]:
    """The copies beside the dataset :func:`make_copies` made."""
    return sorted(path.parent.glob("copy-?.h5"))


def held_by(folder: Path) -> Iterator[str]:
    """The keys of the label history that a dataset of an earlier program held, see :func:`key_of`."""
    held = json.loads((folder / "holds.json").read_text())
    for cell_id, smear_id, at, new in held["revisions"]:
        yield f"{cell_id} {smear_id} {at} {new}"
