"""A dataset as large as a busy laboratory's, built through the program's own functions.

``python -m tests.store.scale FILE [--smears 2000] [--cells 50]``
"""

import argparse
import hashlib
import random
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.edits import Act, AddSmears, ChangeCells, LabelChange, SetLabels
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset

MODEL = "scale.model"
_HEIGHT, _WIDTH = 1944, 2592
_IMAGE_BYTES = 20_000


def build(path: Path, smears: int = 2000, cells: int = 50, *, image: bytes | None = None) -> None:
    """Make a dataset at ``path`` and close it: half of the cells labelled, some of them twice, all predicted.

    Args:
        path: the new file.
        smears: how many.
        cells: how many each.
        image: encoded image of the first smear, to be shown in a window; the others hold noise.
    """
    rng = random.Random(5)
    outlines = [outline(rng) for _ in range(200)]
    with Dataset.create(path, BLAST_NORMAL) as dataset:
        for number in range(smears):
            encoded = image if image and number == 0 else rng.randbytes(_IMAGE_BYTES)
            _add(dataset, rng, outlines, f"field {number:04}.jpg", encoded, cells)


def outline(rng: random.Random) -> tuple[Mask, Mask]:
    """A white cell of about 15 µm at 0.23 µm per pixel with a ragged rim, and its nucleus."""
    radius = rng.uniform(26, 40)
    rows, columns = np.mgrid[-50:51, -50:51]
    angle = np.arctan2(rows, columns)
    rim = 1 + 0.06 * np.sin(5 * angle + rng.uniform(0, 6)) + 0.04 * np.sin(11 * angle)
    distance = np.hypot(rows, columns)
    lobed = 1 + 0.25 * np.sin(3 * angle + rng.uniform(0, 6))
    return (
        Mask.from_pixels(distance < radius * rim),
        Mask.from_pixels(distance < 0.65 * radius * lobed, 4, 4),
    )


def _add(
    dataset: Dataset,
    rng: random.Random,
    outlines: list[tuple[Mask, Mask]],
    name: str,
    encoded: bytes,
    count: int,
) -> None:
    sha256 = hashlib.sha256(encoded).hexdigest()
    smear = Smear(smear_id_of(sha256), name, sha256, _WIDTH, _HEIGHT, 0.23, "MGG", f"patient {name[6:8]}")
    dataset.add_image(smear, encoded)
    dataset.append(AddSmears((smear,)))
    found = []
    for number in range(count):
        whole, nucleus = rng.choice(outlines)
        top, left = rng.randrange(_HEIGHT - 120), rng.randrange(_WIDTH - 120)
        kind = CellKind.SMUDGE if number % 10 == 9 else CellKind.LEUKOCYTE
        cell_id = f"{rng.getrandbits(128):032x}"
        masks = whole.moved(top, left), nucleus.moved(top, left)
        found.append(Cell(cell_id, smear.id, *masks, kind, "pivot-growing"))
    act = Act("Ada", datetime.now(UTC))
    dataset.append(ChangeCells((), tuple(found), act))
    dataset.append_predictions(
        Prediction(cell.id, MODEL, {"blast": 0.75, "normal": 0.25}, rng.random() < 0.1, rng.random())
        for cell in found
    )
    labels = {cell.id: Label(rng.choice(BLAST_NORMAL.ids[:2]), "Ada", act.at) for cell in found[::2]}
    seen = f"{MODEL}:blast"
    dataset.append(SetLabels(tuple(LabelChange(i, None, label, seen) for i, label in labels.items()), act))
    again = Label("normal", "Ben", datetime.now(UTC))
    twice = tuple(LabelChange(i, labels[i], again, seen) for i in list(labels)[:5])
    dataset.append(SetLabels(twice, Act("Ben", again.at)))


def main() -> None:
    """Build one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--smears", type=int, default=2000)
    parser.add_argument("--cells", type=int, default=50)
    parser.add_argument("--image", type=Path, help="shown as the first smear")
    options = parser.parse_args()
    image = options.image.read_bytes() if options.image else None
    build(options.path, options.smears, options.cells, image=image)


if __name__ == "__main__":
    main()
