"""How two readings agree, at the end of a blind one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from leukodesk.core.kappa import Kappa
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.look.panel import button, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.readers.difference_list import DifferenceList
from leukodesk.jobs.second_reading import SecondAgreement
from leukodesk.store.agreement_figures import PairAgreement
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import counted, tr, tr_n, worded

_MOST_LINES = 9


class AgreementDialog(QDialog):
    """Cohen's kappa with every other reader, class by class, and what is left to decide.

    Args:
        found: the figures.
        taxonomy: names the classes.
        adjudicate: shows the cells that wait for a decision.
        parent: the window.
    """

    def __init__(
        self,
        found: SecondAgreement,
        taxonomy: Taxonomy,
        adjudicate: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Agreement of both readings"))
        self._taxonomy = taxonomy
        self._adjudicate = adjudicate
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        for pair in found.pairs:
            layout.addWidget(text_label(_sentence(pair), "heading", wrap=True))
            layout.addWidget(self._table(pair))
        for notice in found.notices:
            layout.addWidget(text_label(worded(notice), "small", "muted", wrap=True))
        number = len(found.undecided)
        layout.addWidget(text_label(_left(number), wrap=True))
        differing = DifferenceList(tr("Cells that wait for a decision"), self._title)
        differing.show_differences(found.undecided)
        layout.addWidget(differing, 1)
        layout.addStretch(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        if number:
            go = button(tr("Adjudicate…"), tr("Go through the cells whose readers differ"), primary=True)
            go.clicked.connect(self._go)
            buttons.addButton(go, QDialogButtonBox.ButtonRole.ActionRole)
        layout.addWidget(buttons)
        give_room(self, QSize(600, 520))

    def _go(self) -> None:
        self.accept()
        self._adjudicate()

    def _table(self, pair: PairAgreement) -> QTableWidget:
        rows = [
            (tr("All classes"), pair.kappa),
            *((self._title(name), k) for name, k in pair.per_class.items()),
        ]
        table = QTableWidget(len(rows), 3)
        table.setAccessibleName(tr("{first} and {second}", first=pair.readers[0], second=pair.readers[1]))
        table.setHorizontalHeaderLabels([tr("Class"), tr("Cohen's kappa"), tr("95 % interval")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for number, (title, kappa) in enumerate(rows):
            for column, text in enumerate((title, *self._figures(kappa))):
                table.setItem(number, column, QTableWidgetItem(text))
        lines = min(len(rows), _MOST_LINES)
        high = (
            table.horizontalHeader().sizeHint().height() + lines * table.verticalHeader().defaultSectionSize()
        )
        table.setFixedHeight(high + 2 * table.frameWidth())
        return table

    def _title(self, class_id: str) -> str:
        return spoken_title(self._taxonomy, class_id)

    def _figures(self, kappa: Kappa) -> tuple[str, str]:
        if kappa.value is None:
            return tr("undefined: {reason}", reason=worded(kappa.undefined, self._title)), ""
        if kappa.interval is None:
            return written(kappa.value, ".2f"), tr("one smear only")
        low, high = kappa.interval
        return written(kappa.value, ".2f"), tr("{low:.2f} to {high:.2f}", low=low, high=high)


def _sentence(pair: PairAgreement) -> str:
    first, second = pair.readers
    return tr(
        "{first} and {second}: {same} of {cells} labelled alike",
        first=first,
        second=second,
        same=pair.same,
        cells=counted(pair.cells, "cell"),
    )


def _left(number: int) -> str:
    if not number:
        return tr("No cell waits for a decision.")
    waits = tr_n("1 cell waits", "{n} cells wait", number)
    return tr(
        "{waits} for a decision, because readers differ. Until then the first label stays in force.",
        waits=waits,
    )
