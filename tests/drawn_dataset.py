"""A dataset of small drawn fields with a true label for every cell."""

from datetime import UTC, datetime
from pathlib import Path

import cv2
import numpy as np

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, AddSmears, ChangeCells, CompositeEdit, Edit
from leukodesk.core.mask import Mask
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.imaging.reader import read_smear
from leukodesk.store.dataset import Dataset
from tests.unit.training.conftest import draw_cell

_SIDE = 60
_CLASSES = ("blast", "normal", "blast", "normal")


def drawn(path: Path, fields: int = 8) -> Path:
    """Make it at ``path``: in every field two blasts and two normal cells, beside each other."""
    random = np.random.default_rng(0)
    act = Act("ann", datetime(2026, 1, 1, tzinfo=UTC))
    mask = np.ones((20, 20), bool)
    edits: list[Edit] = []
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for number in range(fields):
            field = path.with_name(f"{number}.png")
            pixels = np.concatenate([draw_cell(name, _SIDE, random) for name in _CLASSES], axis=1)
            cv2.imwrite(str(field), pixels[..., ::-1])
            image = read_smear(field)
            smear = image.smear
            places = range(20, _SIDE * len(_CLASSES), _SIDE)
            cells = tuple(
                Cell(new_cell_id(), smear.id, Mask.from_pixels(mask, 20, left), None) for left in places
            )
            labels = tuple(
                (cell.id, Label(name, "ann", act.at)) for cell, name in zip(cells, _CLASSES, strict=True)
            )
            dataset.add_image(smear, image.encoded)
            edits += (AddSmears((smear,)), ChangeCells((), cells, act, new_labels=labels))
        dataset.append(CompositeEdit(tuple(edits), "Draw"))
    return path
