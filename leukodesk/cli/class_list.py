"""Which classes a result is counted and drawn under."""

import string
from typing import Final

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED, UNIDENTIFIED_CLASS, CellClass, Taxonomy
from leukodesk.inference.cards import ModelCard

# Okabe-Ito without black, which stained nuclei would swallow.
_COLOURS: Final = ("#D55E00", "#0072B2", "#009E73", "#56B4E9", "#E69F00", "#CC79A7", "#F0E442")
_MARKS: Final = string.digits[1:] + string.ascii_uppercase + string.ascii_lowercase


def taxonomy_of(card: ModelCard | None) -> Taxonomy:
    """The classes of a model with those a segmenter gives; the built-in list where the model uses it.

    Raises:
        ValueError: the model has more classes than there are marks to tell them apart.
    """
    if card is None or card.taxonomy == BLAST_NORMAL.id:
        return BLAST_NORMAL
    kinds = tuple(
        BLAST_NORMAL[kind.value]
        for kind in (CellKind.SMUDGE, CellKind.ARTEFACT)
        if kind.value not in card.classes
    )
    taken = {item.letter for item in kinds} | {item.key for item in kinds}
    marks = [mark for mark in _MARKS if mark not in taken]
    if len(marks) < len(card.classes):
        raise ValueError(f"{card.id} has more than {len(marks)} classes")
    classes = tuple(
        CellClass(
            name,
            name.replace("_", " ").capitalize(),
            marks[place],
            _COLOURS[place % len(_COLOURS)],
            marks[place],
        )
        for place, name in enumerate(card.classes)
    )
    return Taxonomy(card.taxonomy, (*classes, *kinds))


def class_id_of(cell: Cell, prediction: Prediction | None) -> str:
    """The class a cell is counted under while no reader has labelled it."""
    if cell.kind is not CellKind.LEUKOCYTE:
        return cell.kind.value
    if prediction is None or prediction.abstained:
        return UNIDENTIFIED
    return prediction.top_class


def class_named(class_id: str, taxonomy: Taxonomy) -> CellClass:
    """The class with that id, also the group of undecided cells."""
    if class_id not in taxonomy:
        return UNIDENTIFIED_CLASS
    return taxonomy[class_id]
