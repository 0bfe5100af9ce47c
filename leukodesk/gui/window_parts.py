"""The parts of the window, for the modules that connect them with the workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QTabWidget, QWidget

from leukodesk.gui.banner import Banner
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.display import Display
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.review_page import ReviewPage
from leukodesk.gui.training.training_view import TrainingView
from leukodesk.workspace.words import counted
from leukodesk.workspace.workspace import Workspace


@dataclass(frozen=True)
class WindowParts:
    """What a feature needs to attach itself to the window, given once to its ``connect_`` function.

    Widgets never get this: they get the workspace and never each other.

    Attributes:
        window: owner of dialogs.
        workspace: what is open now.
        commands: everything that can be asked for.
        theme: the look.
        display: what is drawn over the smear.
        banner: messages.
        tabs: Review and Train.
        review: the Review tab.
        training: the Train tab.
        refresh: has the actions show what is so now.
    """

    window: QWidget
    workspace: Workspace
    commands: Actions
    theme: Theme
    display: Display
    banner: Banner
    tabs: QTabWidget
    review: ReviewPage
    training: TrainingView
    refresh: Callable[[], None]

    def last_folder(self) -> str:
        """Where file dialogs start: beside what was opened last."""
        recent = [Path(name) for name in self.workspace.settings.recent]
        return str(recent[0].parent) if recent else str(Path.home())

    def name_of_smears(self, smear_ids: Sequence[str]) -> str:
        """What a dialog about smears is headed: the name of a single one, else how many they are."""
        if len(smear_ids) == 1:
            return self.workspace.name_of(self.workspace.content.smears[smear_ids[0]])
        return counted(len(smear_ids), "smear")

    def targets(self) -> tuple[str, ...]:
        """The cells a key is meant for: those chosen, in whatever smears, else the one under the pointer."""
        if self.workspace.gallery.chosen:
            return self.workspace.gallery.chosen
        return (self.display.hovered,) if self.display.hovered else ()
