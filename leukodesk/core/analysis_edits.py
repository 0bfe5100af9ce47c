"""How smears were analysed, told from the label history long after the settings changed."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Self

from leukodesk.core.cell import Cell
from leukodesk.core.content import Content, Revision
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.mask import BBox
from leukodesk.core.procedures import Procedure
from leukodesk.core.records import Record, procedure_from, procedure_record
from leukodesk.core.sentence import sentence

ANALYSED: Final = "analysed"
"""What the history says of a smear without a cell: that it was analysed, in the place of a class."""

_ANALYSIS: Final = "analysis"
_PART: Final = "; rows {0} to {2}, columns {1} to {3}"
_PART_TOLD: Final = re.compile(_ANALYSIS + r"; rows (\d+) to (\d+), columns (\d+) to (\d+)")


def is_analysis(revision: Revision) -> bool:
    """Whether an entry of the history says that a smear was analysed, or that this was taken back."""
    return not revision.cell_id and bool(revision.smear_id) and ANALYSED in (revision.old, revision.new)


@dataclass(frozen=True)
class Segmenting:
    """One time cells were looked for in a smear.

    Attributes:
        procedure_id: with what; the cells that were found name it.
        at: when, in UTC.
        part: ``(y0, x0, y1, x1)`` in smear pixels, where cells with their centres in it only were looked for.
    """

    procedure_id: str
    at: datetime
    part: BBox | None = None

    def covers(self, cell: Cell) -> bool:
        """Whether a cell was looked for."""
        if self.part is None:
            return True
        (y0, x0, y1, x1), (row, column) = self.part, cell.centroid
        return y0 <= row < y1 and x0 <= column < x1


def analysis_reason(part: BBox | None) -> str:
    """The reason of the history's entry for an analysis of a part of a smear, or of all of it."""
    return _ANALYSIS if part is None else _ANALYSIS + _PART.format(*part)


def part_analysed(reason: str) -> BBox | None:
    """The part that :func:`analysis_reason` wrote; None for any other reason."""
    told = _PART_TOLD.fullmatch(reason)
    return (int(told[1]), int(told[3]), int(told[2]), int(told[4])) if told else None


def segmentings_of(content: Content, smear_id: str) -> list[Segmenting]:
    """The analyses of a smear that looked for cells and that nobody took back, oldest first."""
    return [
        Segmenting(entry.suggestion, entry.at, part_analysed(entry.reason))
        for entry in analyses_of(content, smear_id)
        if (procedure := content.procedures.get(entry.suggestion)) is not None and procedure.segmenter
    ]


def analyses_of(content: Content, smear_id: str) -> list[Revision]:
    """The analyses of a smear that nobody took back, oldest first; each names its procedure.

    The entry's suggestion is the procedure's id.
    """
    found: list[Revision] = []
    for entry in content.entries_about(smear_id):
        if not is_analysis(entry):
            continue
        if entry.new == ANALYSED:
            found.append(entry)
        else:
            last = next((one for one in reversed(found) if one.suggestion == entry.suggestion), None)
            if last is not None:
                found.remove(last)
    return found


def is_known(content: Content, smear_id: str, procedure: Procedure) -> bool:
    """Whether the last analysis of a smear by the same segmenter or model was the same in all."""
    for entry in reversed(analyses_of(content, smear_id)):
        last = content.procedures.get(entry.suggestion)
        if last is not None and (last.segmenter, last.model) == (procedure.segmenter, procedure.model):
            return last == procedure
    return False


@dataclass(frozen=True)
class RecordAnalysis:
    """Keep how a smear was analysed, with an entry in the history; the cells it made name the procedure.

    Attributes:
        smear_id: the smear.
        procedure: with what.
        act: who asked for it, and when.
        taken_back: whether this takes the analysis back; what it says stays on record.
    """

    kind: ClassVar[str] = "record-analysis"
    smear_id: str
    procedure: Procedure
    act: Act
    taken_back: bool = False

    @property
    def text(self) -> str:
        """What the reader did."""
        return "Analyse smear"

    def check(self, content: Content) -> None:
        """Refuse an unknown smear."""
        if self.smear_id not in content.smears:
            raise EditError(sentence("A smear that was analysed is not in the dataset any more."))

    def apply(self, content: Content) -> Changes:
        """Keep the procedure and append to the history."""
        content.procedures[self.procedure.id] = self.procedure
        old, new = (ANALYSED, None) if self.taken_back else (None, ANALYSED)
        act = self.act
        content.revisions.append(
            Revision("", self.smear_id, old, new, act.annotator, act.at, act.reason, self.procedure.id)
        )
        return Changes()

    def inverse(self, at: datetime) -> "RecordAnalysis":
        """Take it back, on record."""
        return RecordAnalysis(self.smear_id, self.procedure, self.act.undone(at), not self.taken_back)

    def to_record(self) -> Record:
        """JSON values."""
        return {
            "smear_id": self.smear_id,
            "procedure": procedure_record(self.procedure),
            "act": self.act.to_record(),
            "taken_back": self.taken_back,
        }

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        return cls(
            record["smear_id"],
            procedure_from(record["procedure"]),
            Act.from_record(record["act"]),
            record["taken_back"],
        )
