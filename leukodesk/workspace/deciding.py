"""The cells whose readers differ, one after the other, until somebody has decided each."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.conflicts import Conflicts
from leukodesk.core.content import Content
from leukodesk.core.edits import Changes
from leukodesk.core.readings import Readings
from leukodesk.jobs.job import Job, JobContext
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.words import tr

_KIND = "open questions"


@dataclass(frozen=True)
class Said:
    """What one reader said of a cell.

    Attributes:
        annotator: who.
        cell_class: the class.
        at: when, in UTC.
        reason: why, as the history has it.
        in_force: it is the label in force.
    """

    annotator: str
    cell_class: str
    at: datetime
    reason: str
    in_force: bool


class Decider(QObject):
    """Knows which cells wait for a decision. Whoever labels one of them decides.

    Signals:
        found: the open dataset is known; after every opening.
        changed: other cells wait for a decision.
    """

    found = Signal()
    changed = Signal()

    def __init__(self, runner: JobRunner, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._conflicts: Conflicts | None = None
        self._open: tuple[str, ...] = ()
        document.replaced.connect(self._begin_anew)
        document.changed.connect(self._follow)

    @property
    def cells(self) -> tuple[str, ...]:
        """Ids of the undecided cells by smear; none while somebody reads blind, who must not know."""
        return () if self._document.is_blind else self._open

    def count_in(self, smear_id: str) -> int:
        """How many cells of a smear wait for a decision."""
        content = self._document.content
        return sum(content.smear_id_of(cell_id) == smear_id for cell_id in self.cells)

    def said_of(self, cell_id: str) -> tuple[Said, ...]:
        """What each reader said last of a cell, in the order of the times."""
        content = self._document.content
        readings = Readings()
        readings.follow(tuple(content.entries_of((cell_id,))))
        label = content.labels.get(cell_id)
        found = [
            Said(
                annotator,
                rows[cell_id].cell_class,
                rows[cell_id].at,
                rows[cell_id].reason,
                label is not None
                and (label.annotator, label.cell_class) == (annotator, rows[cell_id].cell_class),
            )
            for annotator, rows in readings.by_annotator.items()
            if cell_id in rows
        ]
        return tuple(sorted(found, key=lambda said: said.at))

    @Slot()
    def _begin_anew(self) -> None:
        self._runner.cancel_kind(_KIND)
        self._conflicts = None
        self._set(())
        if self._document.dataset is not None:
            job = Job(
                tr("Look for open questions"),
                _look,
                (self._document.content.copy(),),
                kind=_KIND,
                shown=False,
            )
            self._runner.start(job, "cpu", supersede=True).succeeded.connect(self._take)

    @Slot(object)
    def _take(self, conflicts: Conflicts) -> None:
        self._conflicts = conflicts
        self._conflicts.follow(self._document.content.revisions)
        self._list_open(conflicts)
        self.found.emit()

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if self._conflicts is None:
            return
        # First what was said: cells come and go without a word of them.
        if self._conflicts.follow(self._document.content.revisions) or changes.cells or changes.smears:
            self._list_open(self._conflicts)

    def _list_open(self, conflicts: Conflicts) -> None:
        content = self._document.content
        places = {smear_id: place for place, smear_id in enumerate(content.smears)}
        waiting = [cell_id for cell_id in conflicts if cell_id in content.cells]
        self._set(tuple(sorted(waiting, key=lambda cell_id: places[content.smear_id_of(cell_id)])))

    def _set(self, cells: tuple[str, ...]) -> None:
        if cells != self._open:
            self._open = cells
            self.changed.emit()


def _look(context: JobContext, content: Content) -> Conflicts:
    conflicts = Conflicts()
    conflicts.follow(content.revisions)
    return conflicts
