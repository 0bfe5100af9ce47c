"""The class a cell is shown under."""

from collections.abc import Iterable
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
    return shown_classes(workspace, (cell_id,))[cell_id]


def shown_classes(workspace: Workspace, cell_ids: Iterable[str]) -> dict[str, tuple[CellClass, bool]]:
    """As :func:`shown_class` for many cells, by id."""
    content, model_id, taxonomy = workspace.content, workspace.model_id, workspace.taxonomy
    labels, said = content.labels, content.predictions.get(model_id or "", {})
    titled: dict[str, CellClass] = {}
    found = {}
    for cell_id in cell_ids:
        is_labelled, class_id = cell_id in labels, content.class_of(cell_id, model_id)
        if class_id not in titled:
            titled[class_id] = class_titled(taxonomy, class_id)
        is_unjudged = class_id == UNIDENTIFIED and not is_labelled and cell_id not in said
        found[cell_id] = (UNJUDGED_CLASS if is_unjudged else titled[class_id]), is_labelled
    return found
