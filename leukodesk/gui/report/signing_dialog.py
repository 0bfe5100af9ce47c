"""The last look before a field is signed, what is still open, and the reason for unlocking."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.jobs.report_content import Report
from leukodesk.workspace.numerals import percent, written
from leukodesk.workspace.words import counted, tr

_MOST = 3


class SigningDialog(QDialog):
    """Counts, blasts and how many calls the reader changed; agreeing signs.

    Args:
        report: on the field that is to be signed.
        annotator: who signs.
        parent: the window.
    """

    def __init__(self, report: Report, annotator: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Sign this smear"))
        self.setAccessibleName(tr("Sign {heading}", heading=report.request.heading))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SPACE * 3] * 4)
        layout.setSpacing(SPACE)
        layout.addWidget(text_label(report.request.heading, "title"))
        layout.addWidget(text_label(_blasts(report), "heading", wrap=True))
        layout.addSpacing(SPACE // 2)
        layout.addLayout(_counts(report))
        layout.addSpacing(SPACE // 2)
        layout.addWidget(text_label(_changes(report), wrap=True))
        locked = tr(
            "You sign as {annotator}. Labels and outlines are locked then; unlocking asks why.",
            annotator=annotator,
        )
        layout.addWidget(text_label(locked, "small", "muted", wrap=True))
        layout.addSpacing(SPACE)
        buttons = AgreeButtons(tr("Sign"), self, otherwise=tr("Not yet"))
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
        buttons.go.setFocus()


class UnlockDialog(QDialog):
    """Asks why a signed field shall be changed.

    Attributes:
        reason: where it is written.
    """

    def __init__(self, name: str, signed: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Unlock this smear"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        example = tr("for example: one cell was named wrongly")
        self.reason.setPlaceholderText(example)
        self.reason.setMinimumWidth(self.reason.fontMetrics().horizontalAdvance(example) + SPACE * 3)
        buttons = AgreeButtons(tr("Unlock"), self)
        buttons.go.setEnabled(False)
        self.reason.textChanged.connect(lambda text: buttons.go.setEnabled(bool(text.strip())))
        form = QFormLayout()
        form.addRow(tr("Reason"), self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SPACE * 3] * 4)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label(name, "heading"))
        layout.addWidget(
            text_label(tr("{signed} Unlocking and its reason stay in the history.", signed=signed), wrap=True)
        )
        layout.addLayout(form)
        layout.addWidget(buttons)
        give_room(self, QSize(460, 0))
        self.reason.setFocus()


def _blasts(report: Report) -> str:
    row = report.differential.blasts
    total = counted(report.differential.counted, "counted cell")
    if row is None or row.percent is None or row.interval is None:
        return total[0].upper() + total[1:]
    return tr(
        "Blasts {percent:.1f} % ({low:.1f} to {high:.1f} %) of {counted}",
        percent=row.percent,
        low=row.interval[0],
        high=row.interval[1],
        counted=total,
    )


def _counts(report: Report) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE * 2)
    grid.setVerticalSpacing(SPACE // 2)
    grid.setColumnStretch(0, 1)
    for place, row in enumerate(row for row in report.differential.rows if row.count):
        for column, text in enumerate((tr(row.cell_class.title), written(row.count), percent(row.percent))):
            label = text_label(text)
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, place, column)
    return grid


def _changes(report: Report) -> str:
    review = report.review
    said = review.kept + review.changed
    texts = []
    if said:
        texts.append(
            tr("You changed {changed} of {said}", changed=review.changed, said=counted(said, "suggestion"))
        )
        titles = {row.cell_class.id: tr(row.cell_class.title) for row in report.differential.rows}
        changes = [
            (f"{titles.get(before, before)} → {titles.get(after, after)}: {written(cells)}", cells)
            for before, after, cells in review.table
            if before not in ("", UNIDENTIFIED, after)
        ]
        named = [words for words, _ in changes[:_MOST]]
        if others := sum(cells for _, cells in changes[_MOST:]):
            named.append(tr("others: {others}", others=others))
        if named:
            texts[-1] += f" ({'; '.join(named)})"
    if review.decided:
        texts.append(
            tr("you named {decided} that the model had left open", decided=counted(review.decided, "cell"))
        )
    if review.unsuggested:
        texts.append(tr("{unsuggested} had no suggestion", unsuggested=counted(review.unsuggested, "cell")))
    sentence = ", ".join(texts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else tr("No model suggested anything.")
