"""What merging another copy would bring, shown before anything happens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.cells.cell_class import spoken_title
from leukodesk.gui.dialogs import ask_dataset
from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import button, row, set_tone, text_label
from leukodesk.gui.look.room import give_room
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.readers.difference_list import DifferenceList
from leukodesk.jobs.copy_merging import CopyPlan
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.workspace.numerals import written
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_WAY_BACK = later(
    "Undo takes it back: labels, cells and open questions are again as they are now. The "
    "history keeps what the other copy brought, and smears that it freezes stay frozen."
)


class MergeDialog(QDialog):
    """Chooses a copy and shows counts and conflicts.

    Args:
        workspace: whose dataset is merged into.
        last_folder: where the file dialog starts.
        parent: the window.
    """

    def __init__(
        self, workspace: Workspace, last_folder: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Merge another copy"))
        self._merger = workspace.merging
        self._last_folder = last_folder
        self._found: CopyPlan | None = None
        self._name = text_label("–")
        choose = button(tr("Dataset…"), tr("A copy of this dataset in which somebody went on"))
        choose.clicked.connect(self._ask)
        self._told = text_label(tr("Choose a copy; what would happen is shown here first."), wrap=True)
        self._counts = QGridLayout()
        self._counts.setColumnStretch(1, 1)
        self._counts.setHorizontalSpacing(SPACE * 3 // 2)
        self._list = DifferenceList(
            tr("Conflicts and differences"), partial(spoken_title, workspace.taxonomy)
        )
        self._open_before = workspace.deciding.cells
        self._way_back = text_label(tr(_WAY_BACK), "small", "muted", wrap=True)
        buttons = AgreeButtons(tr("Merge"))
        self._go = buttons.go
        self._go.setEnabled(False)
        buttons.accepted.connect(self._merge)
        buttons.rejected.connect(self.reject)
        # Nothing has been changed, and what would be is of the dataset that was open.
        self.finished.connect(self._merger.stop_looking)
        workspace.dataset_opened.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addLayout(row(text_label(tr("Copy")), self._name, None, choose))
        layout.addWidget(text_label(tr("What would happen"), "heading"))
        layout.addWidget(self._told)
        layout.addLayout(self._counts)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)
        layout.addWidget(self._way_back)
        layout.addWidget(buttons)
        self._merger.planned.connect(self._show)
        self._merger.refused.connect(self._refuse)
        give_room(self, QSize(640, 640))

    def choose(self, path: Path) -> None:
        """Look at a copy."""
        self._name.setText(path.name)
        self._name.setToolTip(str(path))
        self._found = None
        self._go.setEnabled(False)
        self._say(tr("Looking…"))
        self._merger.look(path)

    def _ask(self) -> None:
        if path := ask_dataset(self, self._last_folder()):
            self.choose(path)

    def _show(self, found: CopyPlan) -> None:
        self._found = found
        plan = found.plan
        is_new = bool(plan.edits or plan.predictions)
        sentence = (
            tr(
                "All that readers said here stays in the history. Cells that were removed here and are "
                "still in the copy come back."
            )
            if is_new
            else tr("This copy holds nothing that is new here.")
        )
        self._say(" ".join((sentence, *map(worded, found.notices))))
        for number, (title, value) in enumerate(_rows(plan, len(self._open_before))):
            figure = text_label(written(value), tone="" if value else "muted")
            self._counts.addWidget(figure, number, 0, Qt.AlignmentFlag.AlignRight)
            self._counts.addWidget(text_label(title, tone="" if value else "muted"), number, 1)
        before = set(self._open_before)
        new = [item for item in plan.undecided if item.cell_id not in before]
        self._list.show_differences([*new, *plan.differences])
        self._go.setEnabled(is_new)

    def _refuse(self, sentence: str) -> None:
        self._say(sentence, failed=True)

    def _say(self, text: str, *, failed: bool = False) -> None:
        self._told.setText(text)
        set_tone(self._told, "danger" if failed else "")
        self._list.show_differences(())
        while item := self._counts.takeAt(0):
            if widget := item.widget():
                widget.setParent(None)
                widget.deleteLater()

    def _merge(self) -> None:
        if self._found is not None:
            self._merger.take_over(self._found)
            self.accept()


def _rows(plan: MergePlan, undecided_before: int) -> list[tuple[str, int]]:
    before = (
        tr(" ({undecided_before} are now)", undecided_before=undecided_before) if undecided_before else ""
    )
    return [
        (tr("smears added"), plan.smears),
        (tr("cells added"), plan.cells),
        *_unusual(plan),
        (tr("label changes added to the history"), plan.revisions),
        (tr("labels in force changed"), plan.labels),
        (tr("smears frozen"), plan.frozen),
        (tr("snapshots added"), plan.snapshots),
        (
            tr("cells left undecided, because their readers differ{before}", before=before),
            len(plan.undecided),
        ),
        (tr("other differences"), len(plan.differences)),
    ]


def _unusual(plan: MergePlan) -> list[tuple[str, int]]:
    """What most merges have nothing of, and which is told only where there is something."""
    rows = [
        (tr("of these cells, removed here before"), plan.returned),
        (tr("cells removed, as in the copy"), plan.removed),
        (tr("cells left out, because they were removed here"), plan.stayed_removed),
        (tr("cells left out, because they lie mostly on others"), plan.not_added),
        (tr("outlines taken that a reader corrected"), plan.outlines),
    ]
    return [(title, value) for title, value in rows if value]
