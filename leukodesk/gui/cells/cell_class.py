"""The class a cell is shown under."""

from dataclasses import replace

from leukodesk.core.gallery import UNJUDGED_CLASS
from leukodesk.core.taxonomies import class_of_model
from leukodesk.core.taxonomy import UNIDENTIFIED, UNIDENTIFIED_CLASS, CellClass, Taxonomy
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


def class_titled(taxonomy: Taxonomy, class_id: str) -> CellClass:
    """The class with that id; a class the dataset does not know is shown as unidentified."""
    return next((item for item in taxonomy.classes if item.id == class_id), UNIDENTIFIED_CLASS)


def spoken_class(taxonomy: Taxonomy, class_id: str) -> CellClass:
    """The class with that id as a model speaks of it, whether or not the dataset knows it.

    A class that nobody gave a colour yet is grey, as unidentified cells are.
    """
    if class_id in taxonomy:
        return taxonomy[class_id]
    spoken = class_of_model(class_id)
    return replace(spoken, colour=spoken.colour or UNIDENTIFIED_CLASS.colour)


def spoken_title(taxonomy: Taxonomy, class_id: str) -> str:
    """Title of that class in the reader's language."""
    return tr(spoken_class(taxonomy, class_id).title)


def shown_class(workspace: Workspace, cell_id: str) -> tuple[CellClass, bool]:
    """The class a cell is shown under, as the gallery groups it, and whether a reader said so."""
    content, model_id = workspace.content, workspace.model_id or ""
    class_id, is_labelled = content.class_of(cell_id, workspace.model_id), cell_id in content.labels
    if class_id == UNIDENTIFIED and not is_labelled and cell_id not in content.predictions.get(model_id, {}):
        return UNJUDGED_CLASS, False
    return class_titled(workspace.taxonomy, class_id), is_labelled
