"""One line of text about the smear in view."""

from abc import abstractmethod

from PySide6.QtWidgets import QLabel, QWidget

from leukodesk.gui.look.panel import Tone, set_tone
from leukodesk.gui.look.typography import Role, font_of
from leukodesk.workspace.workspace import Workspace


class SmearLine(QLabel):
    """Says something of the smear in view, anew whenever that, its cells, the choice or the models change.

    Args:
        workspace: whose smear it is.
        role: of the text.
        tone: of the text.
        parent: where it stands.
    """

    def __init__(
        self, workspace: Workspace, role: Role, tone: Tone = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFont(font_of(role))
        self.setWordWrap(True)
        set_tone(self, tone)
        self._workspace = workspace
        for signal in (
            workspace.smear_opened,
            workspace.changed,
            workspace.choice_changed,
            workspace.models_changed,
        ):
            signal.connect(self._show)

    @abstractmethod
    def _show(self, *_: object) -> None:
        """Say what there is to say now, or hide."""
