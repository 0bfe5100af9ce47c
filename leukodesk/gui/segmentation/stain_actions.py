"""What the reader can ask about the colour template: choose one, use this smear, do without, and see it."""

from PySide6.QtWidgets import QLabel

from leukodesk.gui import dialogs
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace


def connect_stain(parts: WindowParts) -> None:
    """Let the actions of the colour template do their work."""
    stain = parts.workspace.stain

    def choose() -> None:
        if path := dialogs.ask_template(parts.window, parts.last_folder()):
            stain.choose(path)

    parts.commands.connect(
        {"stain_choose": choose, "stain_smear": stain.choose_smear, "stain_none": stain.clear}
    )
    parts.commands.connect_switches({"adjusted": stain.show})


class StainState(QLabel):
    """Says in the status line whose colours smears are adjusted to; hidden while they are left alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("tone", "muted")
        self.setAccessibleName(tr("Colours"))
        workspace.choice_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        template = self._workspace.stain.template
        self.setVisible(template is not None)
        if template is not None:
            self.setText(tr("Colours of {name}", name=template.name))
            self.setToolTip(
                tr(
                    "Smears are adjusted to the colours of {name} before they are analysed; the Model menu "
                    "changes that. Crops keep the colours they were photographed in.",
                    name=template.name,
                )
            )
