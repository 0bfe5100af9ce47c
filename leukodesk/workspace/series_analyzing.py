"""Every smear without cells, one after the other, each fetched when its turn comes."""

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.jobs.smears import DecodedSmear, Shown
from leukodesk.workspace.document import Document
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.job_series import JobSeries
from leukodesk.workspace.left_out import LeftOut
from leukodesk.workspace.pixel_request import PixelRequest
from leukodesk.workspace.words import tr

_KIND: Final = "series analysis"


class SmearSeries(QObject):
    """Has smears without cells analysed in turn; whoever analyses calls :meth:`advance` after each.

    Attributes:
        kind: of the jobs that belong to the series.

    Signals:
        fetched: a smear's turn has come and its pixels are there; arg: the smear, shown.
        notice: one sentence.
        failed: some smears were left out; args: title, sentence.
    """

    kind = _KIND

    fetched = Signal(object)
    notice = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self, runner: JobRunner, document: Document, max_pixels: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._document = document
        self._max_pixels = max_pixels
        self._series: JobSeries | None = None
        self._fetched_last = ""
        self._left_out = LeftOut()

    def start(self) -> None:
        """Begin; nothing happens while a series is on its way, or where nothing can be changed."""
        content = self._document.content
        missing = [smear_id for smear_id in content.smears if not content.cell_ids_of(smear_id)]
        if self._series is not None or self._document.read_only:
            return
        if not missing:
            self.notice.emit(tr("Every smear of this dataset has been analysed already."))
            return
        kept = tr("The analysis was cancelled; smears analysed so far keep their cells.")
        self._series = self._runner.start_series(tr("Analyse all smears"), missing, self._name, kept)
        self._series.item_due.connect(self._fetch)
        self._series.ended.connect(self._end)
        self.advance()

    @Slot()
    def advance(self) -> None:
        """Go to the next smear."""
        if self._series is not None:
            self._series.advance()

    def cancel(self) -> None:
        """End after the step that is on its way; nobody is told of smears that were left out."""
        self._left_out.forget()
        if self._series is not None:
            self._series.cancel()

    def _name(self, smear_id: str) -> str:
        smear = self._document.content.smears.get(smear_id)
        return smear.file_name if smear else ""

    @Slot(object)
    def _fetch(self, smear_id: str) -> None:
        smear, dataset = self._document.content.smears.get(smear_id), self._document.dataset
        if smear is None or dataset is None:
            self.advance()
            return
        self._fetched_last = smear_id
        request = PixelRequest(
            self._runner, dataset, smear, max_pixels=self._max_pixels, kind=_KIND, parent=self
        )
        request.ready.connect(self._take_pixels)
        request.failed.connect(self._skip)

    @Slot(object)
    def _take_pixels(self, decoded: DecodedSmear) -> None:
        smear = self._document.content.smears.get(decoded.smear_id)
        if smear is None or next(self._document.content.cells_of(smear.id), None) is not None:
            self.advance()
        elif self._series is not None:
            self.fetched.emit(Shown(smear, decoded.shown))

    @Slot(str, str)
    def leave_out(self, _title: str, sentence: str) -> None:
        """Tell at the end, with all others, that nothing came of the smear that was fetched last."""
        self._left_out.add(self._name(self._fetched_last), sentence)

    @Slot(str, str)
    def _skip(self, title: str, sentence: str) -> None:
        self.leave_out(title, sentence)
        self.advance()

    @Slot()
    def _end(self) -> None:
        self._series = None
        self._runner.cancel_kind(_KIND)
        if said := self._left_out.told():
            self.failed.emit(tr("Analyse all smears"), said)
