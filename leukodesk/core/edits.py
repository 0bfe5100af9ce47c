"""Everything a reader can do to a dataset, as values that apply, invert and travel through the journal.

An edit carries both what was and what shall be, so it can be checked before it is applied, undone without
a copy of the dataset, and replayed from its record after a crash. Undoing is a new edit: history only grows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.analysis_edits import RecordAnalysis
from leukodesk.core.cell_edits import ChangeCells
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Changes, Edit
from leukodesk.core.freezing import FreezeSmears
from leukodesk.core.history_edits import AddRevisions
from leukodesk.core.label_edits import LabelChange, SetLabels
from leukodesk.core.metadata_edits import DropMetadata
from leukodesk.core.reading_edits import ReadBlind, ReadingChange
from leukodesk.core.records import Record
from leukodesk.core.signing import SignSmears
from leukodesk.core.smear_edits import AddSmears, ChangeSmear, RemoveSmears
from leukodesk.core.taxonomy_edits import ChangeTaxonomy
from leukodesk.core.versions import ForgetVersion, NameVersion

__all__ = [
    "Act",
    "AddRevisions",
    "AddSmears",
    "ChangeCells",
    "ChangeSmear",
    "ChangeTaxonomy",
    "Changes",
    "CompositeEdit",
    "DropMetadata",
    "Edit",
    "FreezeSmears",
    "LabelChange",
    "NameVersion",
    "ReadBlind",
    "ReadingChange",
    "RecordAnalysis",
    "RemoveSmears",
    "SetLabels",
    "SignSmears",
    "edit_from",
    "record_of",
]


@dataclass(frozen=True)
class CompositeEdit:
    """Several edits that are done and undone as one; each must fit after those before it.

    Attributes:
        edits: in order.
        text: what the Edit menu says.
    """

    kind: ClassVar[str] = "composite"
    edits: tuple[Edit, ...]
    text: str

    def check(self, content: Content) -> None:
        """Try the whole sequence on a copy, so that either all of it fits or none is applied."""
        trial = content.copy()
        for edit in self.edits:
            edit.check(trial)
            edit.apply(trial)

    def apply(self, content: Content) -> Changes:
        """Apply all in order."""
        changes = Changes()
        for edit in self.edits:
            changes |= edit.apply(content)
        return changes

    def inverse(self, at: datetime) -> "CompositeEdit":
        """Take them back in reverse order."""
        return CompositeEdit(tuple(edit.inverse(at) for edit in reversed(self.edits)), self.text)

    def to_record(self) -> Record:
        """JSON values."""
        return {"text": self.text, "edits": [record_of(edit) for edit in self.edits]}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(tuple(edit_from(item) for item in record["edits"]), record["text"])


_READERS: dict[str, Callable[[Record], Edit]] = {
    AddSmears.kind: AddSmears.from_record,
    RemoveSmears.kind: RemoveSmears.from_record,
    ChangeSmear.kind: ChangeSmear.from_record,
    ChangeCells.kind: ChangeCells.from_record,
    ChangeTaxonomy.kind: ChangeTaxonomy.from_record,
    SetLabels.kind: SetLabels.from_record,
    AddRevisions.kind: AddRevisions.from_record,
    ReadBlind.kind: ReadBlind.from_record,
    FreezeSmears.kind: FreezeSmears.from_record,
    SignSmears.kind: SignSmears.from_record,
    RecordAnalysis.kind: RecordAnalysis.from_record,
    DropMetadata.kind: DropMetadata.from_record,
    NameVersion.kind: NameVersion.from_record,
    ForgetVersion.kind: ForgetVersion.from_record,
    CompositeEdit.kind: CompositeEdit.from_record,
}


def record_of(edit: Edit) -> Record:
    """An edit as JSON values, with its kind."""
    return {"kind": edit.kind, **edit.to_record()}


def edit_from(record: Record) -> Edit:
    """The edit that :func:`record_of` wrote.

    Raises:
        KeyError: the kind is unknown, or a field is missing.
    """
    return _READERS[record["kind"]](record)
