"""Does a model still say what it said when it was measured? It is asked again about one synthetic smear.

What a model says hangs on more than its weights: on how cells are cut out and numbers rounded, so on the
versions of this program, of its libraries and drivers. Its figures hold where it answers as it did then. The
smear and the outlines of its white cells travel with the program, drawn once by ``packaging/reference.py``
and stored without loss, so that they are the same everywhere.
"""

import hashlib
import logging
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from leukodesk.config import resources_dir
from leukodesk.core.cell import Cell
from leukodesk.core.errors import ModelError
from leukodesk.core.mask import Mask
from leukodesk.core.sentence import sentence
from leukodesk.imaging.crops import crop_cells
from leukodesk.imaging.reader import SmearImage, read_smear
from leukodesk.inference.card_checks import ReferenceAnswers
from leukodesk.inference.neighbours import Places

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.classifier import CellClassifier
    from leukodesk.inference.library import ModelLibrary

PIXEL_SIZE_UM: Final = 0.16
"""Scale of the reference smear."""

TOLERANCE: Final = 0.03
"""A model answers otherwise where a probability differs by more.

Of the three shipped models, other arithmetic in single precision moves one by 0.00001 at most and half
precision, as graphics cards use it, by 0.012. Crops one pixel beside the cell move one by 0.06 to 0.17, a
JPEG of the smear by 0.04 to 0.18, red and blue exchanged by 0.10 to 1.
"""

_DIGITS: Final = 6

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReferenceSmear:
    """What models are asked about.

    Attributes:
        image: a synthetic field of :data:`PIXEL_SIZE_UM`.
        cells: its white cells, outlined as they were drawn.
        digest: sha256 over both files.
    """

    image: SmearImage
    cells: tuple[Cell, ...]
    digest: str


def reference_files() -> tuple[Path, Path]:
    """The smear, and the map of its cells: cell i, from 0, has the value 2 i + 1, its nucleus 2 i + 2."""
    folder = resources_dir() / "reference"
    return folder / "smear.png", folder / "cells.png"


@cache
def reference_smear() -> ReferenceSmear:
    """The reference smear, read once.

    Raises:
        InputError: its files are missing or damaged.
    """
    image, outlines = (read_smear(path) for path in reference_files())
    digest = hashlib.sha256(image.encoded + outlines.encoded).hexdigest()
    image = replace(image, smear=replace(image.smear, pixel_size_um=PIXEL_SIZE_UM))
    values = outlines.pixels[:, :, 0]
    cells = []
    for index in range(int(values.max()) // 2):
        nucleus = values == 2 * index + 2
        whole = nucleus | (values == 2 * index + 1)
        masks = Mask.from_pixels(whole), Mask.from_pixels(nucleus)
        cells.append(Cell(f"{index:032x}", image.smear.id, *masks))
    return ReferenceSmear(image, tuple(cells), digest)


def reference_answers(classifier: "CellClassifier") -> ReferenceAnswers:
    """What a model says now of the white cells of the reference smear.

    Raises:
        InputError: the reference smear is missing or damaged.
        ModelError: there is not enough memory.
    """
    smear = reference_smear()
    crops = crop_cells(smear.image.pixels, smear.cells, PIXEL_SIZE_UM, classifier.crop_spec)
    said = classifier.predict(crops, places=Places.in_one_field(smear.cells, PIXEL_SIZE_UM))
    rounded = np.clip(said, 0, 1).astype(np.float64).round(_DIGITS)
    return ReferenceAnswers(smear=smear.digest, probabilities=tuple(map(tuple, rounded.tolist())))


def difference(classifier: "CellClassifier") -> float | None:
    """By how much a probability differs from what the model's card keeps, at most; 0 to 1.

    None where the card keeps no answers, or those about another smear. Raises as :func:`reference_answers`.
    """
    kept = classifier.card.reference
    if kept is None or kept.smear != reference_smear().digest:
        return None
    then = np.array(kept.probabilities)
    now = np.array(reference_answers(classifier).probabilities)
    return float(np.abs(now - then).max()) if now.shape == then.shape else 1.0


def _told(card: "ModelCard", found: float) -> str:
    return sentence(
        "Model {card} answers otherwise here than where it was measured: of a synthetic smear, a probability "
        "differs by {difference:.2f}. Its figures may not hold here; measure it again with `leukodesk models "
        "judge`, or use LeukoDesk {version}, which made it.",
        card=card.id,
        difference=found,
        version=card.code_version,
    )


def load_for_reading(library: "ModelLibrary", model_id: str, device: str) -> "CellClassifier":
    """Load a model to name a reader's cells with: its notices say whether it answers otherwise than it did.

    Raises:
        UnknownIdError: no usable model has that id.
        ModelError: its card or weights cannot be used.
        InputError: the reference smear is missing or damaged.
    """
    classifier = library.load(model_id, device)
    found = difference(classifier)
    if found is not None and found > TOLERANCE:
        classifier.notices.append(_told(classifier.card, found))
    return classifier


@dataclass(frozen=True)
class Compared:
    """How the usable models of a library answer here.

    Attributes:
        same: ids of those that answer as they did.
        unknown: ids of those whose cards keep no answers that can be compared.
        differing: one sentence for each that answers otherwise.
    """

    same: tuple[str, ...]
    unknown: tuple[str, ...]
    differing: tuple[str, ...]


def compare_answers(library: "ModelLibrary", device: str) -> Compared:
    """Ask the models of a library about the reference smear; those that cannot be used are left out.

    Args:
        library: of the models.
        device: ``cpu`` or ``cuda``.

    Raises:
        InputError: the reference smear is missing or damaged.
    """
    same, unknown, differing = [], [], []
    for card in library.cards():
        try:
            classifier = library.load(card.id, device)
        except ModelError as error:
            _log.warning(str(error))
            continue
        found = difference(classifier)
        if found is None:
            unknown.append(card.id)
        elif found > TOLERANCE:
            differing.append(_told(card, found))
        else:
            same.append(card.id)
    return Compared(tuple(same), tuple(unknown), tuple(differing))
