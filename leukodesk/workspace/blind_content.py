"""A dataset as somebody sees it who must not know what others and models said."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from leukodesk.core.cell import CellKind, Label
from leukodesk.core.content import Content, SmearCount
from leukodesk.core.readings import Reading
from leukodesk.core.taxonomy import UNIDENTIFIED


@dataclass
class BlindContent(Content):
    """Smears and cells are those of the dataset, and stay so; labels are the reader's own readings.

    There are no predictions and no history, and what a segmenter took a cell for is not told either.
    """

    @classmethod
    def of(cls, content: Content, annotator: str, own: Mapping[str, Reading]) -> "BlindContent":
        """What ``annotator``, who said ``own``, may see of ``content``."""
        shared = {item.name: getattr(content, item.name) for item in fields(content)}
        labels = {cell_id: _label(reading, annotator) for cell_id, reading in own.items()}
        hidden = {"labels": labels, "revisions": [], "predictions": {}, "versions": {}}
        return cls(**{**shared, **hidden})

    def tell(self, cell_id: str, annotator: str, reading: Reading | None) -> None:
        """Take in what the reader said of a cell, or that it was taken back."""
        if reading is None:
            self.labels.pop(cell_id, None)
        else:
            self.labels[cell_id] = _label(reading, annotator)

    def kind_of(self, cell_id: str) -> CellKind:
        """A leukocyte, whatever the segmenter took it for."""
        return CellKind.LEUKOCYTE

    def class_of(self, cell_id: str, model_id: str | None) -> str:
        """The reader's own class, else ``unidentified``."""
        label = self.labels.get(cell_id)
        return label.cell_class if label else UNIDENTIFIED

    def counts(self) -> dict[str, SmearCount]:
        """How many cells each smear has, and how this reader labelled them."""
        return {smear_id: self.count_of(smear_id) for smear_id in self.smears}


def _label(reading: Reading, annotator: str) -> Label:
    return Label(reading.cell_class, annotator, reading.at, reading.origin)
