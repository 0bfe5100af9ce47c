"""Reports on the open dataset, made in the background."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.patients import smears_of_patient
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs.job import Job, JobContext
from leukodesk.jobs.report import report_on
from leukodesk.jobs.report_content import Report, ReportRequest
from leukodesk.jobs.report_crops import make_report
from leukodesk.jobs.report_csv import write_csv
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.reading_desk import ReadingDesk
from leukodesk.workspace.words import tr

Scope = Literal["smear", "patient", "signed"]
"""What a report is about: the smear in view, all of its patient, or all that is signed."""

_KIND = "report"


class Reporter(QObject):
    """Makes reports and writes their tables.

    Signals:
        made: arg: a Report.
        refused: there is none; arg: one sentence.
    """

    made = Signal(object)
    refused = Signal(str)

    def __init__(
        self,
        desk: ReadingDesk,
        runner: JobRunner,
        document: Document,
        library: ModelLibrary,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._document = document
        self._library = library

    def smears_of(self, scope: Scope) -> tuple[str, ...]:
        """Ids of the smears that a report of that scope is about."""
        smears, smear = self._document.content.smears, self._desk.smear
        if scope == "signed":
            signed = self._desk.signing.signatures
            return tuple(smear_id for smear_id in smears if smear_id in signed)
        if smear is None:
            return ()
        if scope == "patient" and smear.patient_id:
            return smears_of_patient(self._document.content, smear.patient_id)
        return (smear.id,) if scope == "smear" else ()

    def request(self, scope: Scope, *, names: bool) -> None:
        """Have ``made`` or ``refused`` emitted; an older request is given up."""
        dataset, ids = self._document.dataset, self.smears_of(scope)
        self._runner.cancel_kind(_KIND)
        if self._desk.second.is_blind:
            self.refused.emit(tr("A report would tell what others said; end the blind reading first."))
            return
        if dataset is None or not ids:
            self.refused.emit(_nothing(scope))
            return
        wanted = self._request(scope, ids, names=names)
        cards = {card.id: card for card in self._library.cards()}
        arguments = (dataset, self._document.content.copy(), wanted, cards.get)
        job = Job(tr("Make the report"), make_report, arguments, kind=_KIND, gives_way=True)
        running = self._runner.start(job, "io")
        running.succeeded.connect(self._take)
        running.failed.connect(self._refuse)

    def on_field(self) -> Report | None:
        """The report on the smear in view without pictures, at once; None without one."""
        smear = self._desk.smear
        if smear is None:
            return None
        wanted = self._request("smear", (smear.id,), names=True)
        return report_on(self._document.content, "", wanted, lambda _: None)

    def write_tables(self, report: Report, path: Path) -> None:
        """Write the tables of classes and cells; ``notice`` or ``failed`` of the workspace tells."""
        running = self._runner.start(Job(tr("Write the tables"), _write_tables, (report, path)), "io")
        running.succeeded.connect(self._tell_written)
        running.failed.connect(self._desk.failed)

    def _request(self, scope: Scope, ids: tuple[str, ...], *, names: bool) -> ReportRequest:
        desk = self._desk
        return ReportRequest(
            heading=self._heading(scope, names=names),
            smear_ids=ids,
            at=datetime.now(UTC),
            names=names,
            model_id=desk.model_id,
            scales={smear_id: scale for smear_id in ids if (scale := desk.scale_of(smear_id))},
        )

    def _heading(self, scope: Scope, *, names: bool) -> str:
        smear = self._desk.smear
        if scope == "signed":
            return tr("All signed smears")
        if scope == "patient":
            return (
                tr("Patient {patient_id}", patient_id=smear.patient_id)
                if names and smear
                else tr("One patient")
            )
        return smear.file_name if smear else ""

    @Slot(object)
    def _take(self, report: Report) -> None:
        self.made.emit(report)

    @Slot(str, str)
    def _refuse(self, _title: str, sentence: str) -> None:
        self.refused.emit(sentence)

    @Slot(object)
    def _tell_written(self, paths: tuple[Path, Path]) -> None:
        self._desk.notice.emit(
            tr("The tables are in {classes} and {name}.", classes=paths[0], name=paths[1].name)
        )


def _write_tables(_context: JobContext, report: Report, path: Path) -> tuple[Path, Path]:
    return write_csv(report, path)


def _nothing(scope: Scope) -> str:
    if scope == "signed":
        return tr("No smear of this dataset is signed yet.")
    if scope == "patient":
        return tr("Nobody has said whose smear this is, so there is no report on a patient.")
    return tr("Open a smear to see its report.")
