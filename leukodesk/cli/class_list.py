"""Which classes a result is counted and drawn under."""

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomies import taxonomy_for
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED, UNIDENTIFIED_CLASS, CellClass, Taxonomy
from leukodesk.inference.cards import ModelCard


def taxonomy_of(card: ModelCard | None) -> Taxonomy:
    """The classes of a model with those a segmenter gives; those of the program where it uses them."""
    return taxonomy_for(card.taxonomy, card.classes) if card else BLAST_NORMAL


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
