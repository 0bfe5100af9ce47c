"""How many leukocytes are to be reviewed, and how many are."""

from typing import Final

from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from leukodesk.gui.look.panel import Panel, row, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import later, tr, tr_n
from leukodesk.workspace.workspace import Workspace

TARGETS: Final = {0: later("All"), 100: "100", 200: "200"}
"""Leukocytes to review and how the choice is called; 0 for all there are."""

_TIP: Final = later(
    "Only leukocytes count: cells of a class within the 100 % that a reader labelled. "
    "Smudges, artefacts, erythroblasts, platelets and cells not classed do not."
)


class CountTarget(Panel):
    """Progress towards the target count; the target is kept for the next start."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=0)
        self._workspace = workspace
        self._words = text_label("", "small", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Reviewed leukocytes"))
        self._choice = QComboBox()
        self._choice.setAccessibleName(tr("Leukocytes to review"))
        self._choice.setToolTip(tr("How many leukocytes are to be reviewed; kept for the next start."))
        for target, title in TARGETS.items():
            self._choice.addItem(tr(title), target)
        self._choice.setCurrentIndex(max(0, self._choice.findData(workspace.settings.count_target)))
        self._choice.activated.connect(self._choose)
        name = text_label(tr("Target"), "small", "muted")
        name.setBuddy(self._choice)
        self.stack.setSpacing(SPACE // 2)
        self.stack.addLayout(row(self._words, None, name, self._choice))
        self.stack.addWidget(self._bar)
        self.setToolTip(tr(_TIP))

    def show_counts(self, reviewed: int, leukocytes: int) -> None:
        """Show how many of all leukocytes are reviewed; those that nobody identified are among all."""
        self._reviewed, self._leukocytes = reviewed, leukocytes
        target = self._workspace.settings.count_target or leukocytes
        reached = " ✓" if target and reviewed >= target else ""
        # More of a hundred than a hundred reads like a mistake.
        self._words.setText(
            tr("{reviewed} leukocytes reviewed ✓", reviewed=reviewed)
            if reviewed > target
            else tr_n(
                "{reviewed} of 1 leukocyte reviewed{reached}",
                "{reviewed} of {n} leukocytes reviewed{reached}",
                target,
                reviewed=reviewed,
                reached=reached,
            )
        )
        self._bar.setRange(0, max(1, target))
        self._bar.setValue(min(reviewed, target))

    def _choose(self) -> None:
        self._workspace.settings.count_target = self._choice.currentData()
        self._workspace.save_settings()
        self.show_counts(self._reviewed, self._leukocytes)
