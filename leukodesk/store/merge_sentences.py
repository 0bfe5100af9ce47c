"""What a merge says of cells and smears in which copies differ."""

from leukodesk.core.cell import Label
from leukodesk.core.sentence import ClassName, Sentence, sentence


def lies_on_another(label: Label | None) -> Sentence:
    """Why a cell of a copy is not added, and the label it has there."""
    if label is None:
        return sentence("lies mostly on a cell of the target")
    return sentence(
        "lies mostly on a cell of the target; labelled {name} by {annotator}",
        name=ClassName(label.cell_class),
        annotator=label.annotator,
    )


def detail(name: str, value: object) -> Sentence:
    """What is known of a smear; arg: name of the field, its value."""
    if name == "pixel_size_um":
        return sentence("pixel_size_um {value}", value=value)
    if name == "stain":
        return sentence("stain {value}", value=value)
    return sentence("patient_id {value}", value=value)
