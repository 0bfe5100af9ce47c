"""The Report tab: the report as it will be printed, and the way to a PDF and tables."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from leukodesk.core.errors import InputError
from leukodesk.gui.look.panel import Panel, button, row, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.report.report_pages import PAGE, ReportPages
from leukodesk.gui.report.report_words import state_text
from leukodesk.jobs.report_content import Report
from leukodesk.workspace.reporting import Scope
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_SCALE: Final = 1.35
_SCOPES: Final[dict[Scope, str]] = {
    "smear": later("This smear"),
    "patient": later("All smears of its patient"),
    "signed": later("All signed smears"),
}


class PageSheet(QWidget):
    """One page on the screen."""

    def __init__(self, pages: ReportPages, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Page {page} of {count}", page=number + 1, count=pages.count))
        self.setAccessibleDescription(pages.plain_text() if number == 0 else "")

    def sizeHint(self) -> QSize:
        """A page somewhat larger than its points."""
        return (PAGE * _SCALE).toSize()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page."""
        painter = QPainter(self)
        hints = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        painter.setRenderHints(hints)
        painter.scale(_SCALE, _SCALE)
        self._pages.paint(painter, self._number)
        painter.resetTransform()
        painter.setPen(Qt.GlobalColor.lightGray)
        painter.drawRect(QRectF(self.rect()).adjusted(0, 0, -1, -1))
        painter.end()


class ReportView(QWidget):
    """Chooses what the report is about, shows its pages, and writes it.

    Args:
        workspace: makes the reports.
        theme: gives the icons.
        last_folder: where file dialogs start.
        parent: the tabs.
    """

    def __init__(
        self,
        workspace: Workspace,
        theme: Theme,
        last_folder: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._last_folder = last_folder
        self._report: Report | None = None
        self._pages: ReportPages | None = None
        self._is_asked = False
        self._scope = QComboBox()
        self._scope.setAccessibleName(tr("What the report is about"))
        for scope, title in _SCOPES.items():
            self._scope.addItem(tr(title), scope)
        self._names = QCheckBox(tr("Names of readers and patients"))
        self._names.setChecked(True)
        self._said = text_label("", tone="muted", wrap=True)
        self._pdf = button(tr("Save as PDF…"), tr("Write these pages as a PDF"), primary=True)
        self._csv = button(tr("Save tables…"), tr("Write a row per class and a row per cell as CSV"))
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(SPACE * 2)
        self._area = QScrollArea()
        self._lay_out()
        self._scope.currentIndexChanged.connect(self._renew)
        self._names.toggled.connect(self._renew)
        self._pdf.clicked.connect(self._save_pdf)
        self._csv.clicked.connect(self._save_tables)
        workspace.reports.made.connect(self._take)
        workspace.reports.refused.connect(self._refuse)
        for signal in (
            workspace.smear_opened,
            workspace.changed,
            workspace.choice_changed,
            workspace.second.switched,
        ):
            signal.connect(self._renew)
        theme.changed.connect(self._redraw)
        self._redraw()
        self._refuse(tr("Open a smear to see its report."))

    def save_pdf(self) -> None:
        """Ask for a file and write the pages as they are now, as soon as they are made."""
        self._is_asked = True
        self._renew()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the report anew whenever the tab comes into view."""
        super().showEvent(event)
        self._renew()

    def _lay_out(self) -> None:
        bar = Panel(margin=SPACE)
        line: QHBoxLayout = row(self._scope, self._names, self._said, self._csv, self._pdf)
        # A long sentence wraps instead of widening the window.
        line.setStretch(line.indexOf(self._said), 1)
        bar.stack.addLayout(line)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        outer.addLayout(self._sheets)
        outer.addStretch(1)
        self._area.setWidget(holder)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("Pages of the report"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._area, 1)

    def _renew(self, *_: object) -> None:
        if self.isVisible():
            if self._report is None:
                self._said.clear()  # why there was none before may be so no longer
            self._workspace.reports.request(self._scope.currentData(), names=self._names.isChecked())

    def _take(self, report: Report) -> None:
        self._report, self._pages = report, ReportPages(report)
        self._said.setText(state_text(report))
        self._show_sheets()
        if self._is_asked:
            self._is_asked = False
            self._save_pdf()

    def _refuse(self, sentence: str) -> None:
        self._report = self._pages = None
        self._is_asked = False
        self._said.setText(sentence)
        self._show_sheets()

    def _show_sheets(self) -> None:
        while (item := self._sheets.takeAt(0)) is not None:
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()
        for number in range(self._pages.count if self._pages else 0):
            assert self._pages is not None
            self._sheets.addWidget(PageSheet(self._pages, number), 0, Qt.AlignmentFlag.AlignHCenter)
        for made in (self._pdf, self._csv):
            made.setEnabled(self._report is not None)

    def _save_pdf(self) -> None:
        pages = self._pages  # those that the name is of: others may be made while the reader is asked
        path = self._ask(tr("Save the report"), tr("PDF (*.pdf)"), ".pdf")
        if path is None or pages is None:
            return
        try:
            pages.write_pdf(path)
        except InputError as error:
            self._workspace.failed.emit(tr("Save the report"), worded(error))
            return
        self._workspace.notice.emit(tr("The report is in {path}.", path=path))

    def _save_tables(self) -> None:
        report = self._report
        path = self._ask(tr("Save the tables"), tr("CSV (*.csv)"), ".csv")
        if path is not None and report is not None:
            self._workspace.reports.write_tables(report, path)

    def _ask(self, title: str, kinds: str, suffix: str) -> Path | None:
        if self._report is None:
            return None
        stem = Path(self._report.request.heading).stem
        start = str(Path(self._last_folder()) / f"{stem} report{suffix}")
        name, _ = QFileDialog.getSaveFileName(self, title, start, kinds)
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(suffix)

    def _redraw(self) -> None:
        self._pdf.setIcon(self._theme.icon("report", colour=self._theme.colours.on_accent))
        self._csv.setIcon(self._theme.icon("export"))
