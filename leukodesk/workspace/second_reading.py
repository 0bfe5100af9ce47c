"""The blind second reading: what others and models said is hidden, and nothing of it is overwritten."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, CompositeEdit, Edit, LabelChange, ReadBlind, ReadingChange, SetLabels
from leukodesk.jobs.job import Job
from leukodesk.jobs.second_reading import SecondReader, prepare_second_reading, second_agreement
from leukodesk.workspace.blind_content import BlindContent
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.words import tr

_KIND = "second reading"


class SecondReading(QObject):
    """Hides the first labels while somebody reads blind, and compares both readings at the end.

    Attributes:
        content: what the reader may see; None while nobody reads blind.

    Signals:
        switched: a blind reading began or ended.
        went_on: something was read, or the number of cells to read changed.
        compared: a blind reading ended; arg: SecondAgreement.
        failed: args: title, sentence.
    """

    switched = Signal()
    went_on = Signal()
    compared = Signal(object)
    failed = Signal(str, str)

    def __init__(
        self,
        runner: JobRunner,
        document: Document,
        annotator: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._annotator = annotator
        self._reader: SecondReader | None = None
        self.content: BlindContent | None = None
        document.replaced.connect(self._drop)
        document.changed.connect(self._follow)

    @property
    def is_blind(self) -> bool:
        """Whether somebody reads blind now."""
        return self.content is not None

    @property
    def annotator(self) -> str:
        """Who reads blind; empty while nobody does."""
        return self._reader.annotator if self._reader else ""

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the cells that others labelled this reader has read, and how many there are."""
        if self._reader is None:
            return 0, 0
        own = self._reader.readings.of(self._reader.annotator)
        return sum(cell_id in own for cell_id in self._reader.cells), len(self._reader.cells)

    def is_to_read(self, cell_id: str) -> bool:
        """Whether somebody else labelled a cell, so that it belongs to this reading."""
        return self._reader is not None and cell_id in self._reader.cells

    def next_smear(self) -> str | None:
        """The first smear with a cell that is to be read and is not read yet."""
        if self._reader is None or self.content is None:
            return None
        for smear_id in self.content.smears:
            for cell_id in self.content.cell_ids_of(smear_id):
                if cell_id in self._reader.cells and cell_id not in self.content.labels:
                    return smear_id
        return None

    def begin(self) -> None:
        """Hide what others said; what was done before cannot be undone from here any more."""
        if self._document.dataset is None or self._document.read_only or self.is_blind:
            return
        job = Job(
            tr("Prepare the second reading"),
            prepare_second_reading,
            (self._document.content.copy(), self._annotator()),
            kind=_KIND,
            shown=False,
        )
        running = self._runner.start(job, "cpu", supersede=True)
        running.succeeded.connect(self._start)
        running.failed.connect(self.failed)

    def end(self) -> None:
        """Show everything again, and compare what was read with what others said."""
        if self._reader is None:
            return
        annotator, content = self._reader.annotator, self._document.content.copy()
        self._drop()
        running = self._runner.start(
            Job(tr("Compare readers"), second_agreement, (content, annotator), kind=_KIND, shown=False), "cpu"
        )
        running.succeeded.connect(self.compared)
        running.failed.connect(self.failed)

    def edit(self, classes: Iterable[tuple[str, str | None]]) -> Edit | None:
        """What this reader says of cells, without touching the label of anybody else.

        Args:
            classes: cell id and class id, None for no reading.

        Returns:
            None when it would change nothing.
        """
        if self._reader is None:
            return None
        annotator, at = self._reader.annotator, datetime.now(UTC)
        own, labels = self._reader.readings.of(annotator), self._document.content.labels
        read, labelled = [], []
        for cell_id, class_id in classes:
            before = own[cell_id].cell_class if cell_id in own else None
            if before == class_id:
                continue
            first = labels.get(cell_id)
            if first is not None and first.annotator != annotator:
                read.append(ReadingChange(cell_id, before, class_id))
            else:
                new = Label(class_id, annotator, at) if class_id is not None else None
                labelled.append(LabelChange(cell_id, first, new))
        edits: list[Edit] = []
        if read:
            edits.append(ReadBlind.now(tuple(read), annotator, at))
        if labelled:
            edits.append(SetLabels(tuple(labelled), Act(annotator, at)))
        if len(edits) < 2:
            return edits[0] if edits else None
        return CompositeEdit(tuple(edits), f"Read {len(read) + len(labelled)} cells blind")

    @Slot(object)
    def _start(self, reader: SecondReader) -> None:
        document = self._document
        if document.dataset is None or reader.annotator != self._annotator():
            return
        reader.readings.follow(document.content.revisions)
        self._reader = reader
        own = reader.readings.of(reader.annotator)
        self.content = BlindContent.of(document.content, reader.annotator, own)
        # What could be undone may be another reader's, and says what it was.
        document.undo_stack.clear()
        document.is_blind = True
        self.switched.emit()

    @Slot()
    def _drop(self) -> None:
        self._runner.cancel_kind(_KIND)
        if self.content is not None:
            self.content, self._reader = None, None
            self._document.is_blind = False
            self.switched.emit()

    @Slot(object)
    def _follow(self, _changes: object) -> None:
        reader, content = self._reader, self.content
        if reader is None or content is None:
            return
        touched = reader.readings.follow(self._document.content.revisions)
        own = reader.readings.of(reader.annotator)
        for cell_id in touched:
            content.tell(cell_id, reader.annotator, own.get(cell_id))
        self.went_on.emit()
