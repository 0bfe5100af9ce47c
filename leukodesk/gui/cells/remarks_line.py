"""That the analysis of the smear in view noticed something, for as long as it holds."""

from PySide6.QtWidgets import QWidget

from leukodesk.gui.cells.smear_line import SmearLine
from leukodesk.workspace.words import tr, tr_n
from leukodesk.workspace.workspace import Workspace


class RemarksLine(SmearLine):
    """One calm line with a link that says it again; hidden where nothing was noticed."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "small", "muted", parent)
        self.linkActivated.connect(self._tell)
        workspace.remarks.changed.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        workspace, smear = self._workspace, self._workspace.smear
        remarks = workspace.remarks.of(smear.id) if smear and not workspace.second.is_blind else ()
        self.setVisible(bool(remarks))
        if not remarks:
            return
        text = tr_n(
            "The analysis noticed something about this smear.",
            "The analysis noticed {n} things about this smear.",
            len(remarks),
        )
        self.setText(f"{text} <a href='show'>{tr('Show')}</a>")
        self.setToolTip("\n\n".join(remarks))
        self.setAccessibleName(text)

    def _tell(self, _target: str) -> None:
        if self._workspace.smear is not None:
            self._workspace.remarks.tell(self._workspace.smear.id)
