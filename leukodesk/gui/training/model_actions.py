"""What the models do when asked: analysing, retraining, showing their cards."""

from collections.abc import Callable

from leukodesk.gui import dialogs
from leukodesk.gui.training.models_dialog import ModelsDialog
from leukodesk.gui.window_parts import WindowParts


def connect_models(parts: WindowParts) -> Callable[[], None]:
    """Let the actions of the Model menu do their work.

    Returns:
        Sets their ticks to what is so.
    """
    workspace, tabs, commands = parts.workspace, parts.tabs, parts.commands

    def retrain() -> None:
        tabs.setCurrentWidget(parts.training)
        parts.training.start()

    def analyze_on_open(wanted: bool) -> None:
        workspace.settings.analyze_on_open = wanted
        workspace.save_settings()

    def show_segmentation(shown: bool) -> None:
        tabs.setCurrentWidget(parts.review)
        parts.review.show_segmentation(shown)

    def tick() -> None:
        commands["analyze_on_open"].setChecked(workspace.settings.analyze_on_open)

    commands.connect(
        {
            "analyze": workspace.analyze,
            "analyze_view": lambda: workspace.analyze(parts.display.seen),
            "analyze_all": workspace.analyze_all,
            "retrain": retrain,
            "models": lambda: dialogs.ask(ModelsDialog(workspace, parts.theme, parts.window)),
        }
    )
    commands.connect_switches({"analyze_on_open": analyze_on_open, "segmentation": show_segmentation})
    return tick
