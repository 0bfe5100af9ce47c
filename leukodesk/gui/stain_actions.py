"""What the reader can ask about the colour template: choose one, use this smear, do without, and see it."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from leukodesk.gui import dialogs
from leukodesk.gui.actions import Actions
from leukodesk.workspace.workspace import Workspace


def connect_stain(
    window: QWidget, workspace: Workspace, commands: Actions, last_folder: Callable[[], str]
) -> None:
    """Let the actions of the colour template do their work.

    Args:
        window: owner of the file dialog.
        workspace: whose template it is.
        commands: the window's actions.
        last_folder: where the file dialog starts.
    """

    def choose() -> None:
        if path := dialogs.ask_template(window, last_folder()):
            workspace.stain.choose(path)

    commands.connect(
        {
            "stain_choose": choose,
            "stain_smear": workspace.stain.choose_smear,
            "stain_none": workspace.stain.clear,
        }
    )
    commands.connect_switches({"adjusted": workspace.stain.show})


class StainState(QLabel):
    """Says in the status line whose colours smears are adjusted to; hidden while they are left alone."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.setProperty("tone", "muted")
        self.setAccessibleName("Colours")
        workspace.choice_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        template = self._workspace.stain.template
        self.setVisible(template is not None)
        if template is not None:
            self.setText(f"Colours of {template.name}")
            self.setToolTip(
                f"Smears are adjusted to the colours of {template.name} before they are analysed; "
                "the Model menu changes that."
            )
