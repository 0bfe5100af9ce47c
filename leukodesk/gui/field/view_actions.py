"""What is seen: layers over the field, zoom, smears, tabs and themes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from leukodesk.config import Language
from leukodesk.config import Theme as ThemeChoice
from leukodesk.gui.field.display import Display
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import tr

_LAYERS: Final = ("contours", "fills", "letters", "heatmap", "hidden")
_LANGUAGES: Final[tuple[Language, ...]] = ("system", "en", "de")
_THEMES: Final[tuple[ThemeChoice, ...]] = ("system", "light", "dark")


def connect_view(parts: WindowParts) -> Callable[[], None]:
    """Let the actions of the View menu do their work.

    Returns:
        Sets the ticks of layers and themes to what is so.
    """
    workspace, view, tabs, commands = parts.workspace, parts.review.view, parts.tabs, parts.commands

    def choose_theme(choice: ThemeChoice) -> None:
        workspace.settings.theme = choice
        workspace.save_settings()
        parts.theme.choose(choice)
        parts.refresh()

    def choose_language(choice: Language) -> None:
        workspace.settings.language = choice
        workspace.save_settings()
        parts.banner.show_notice(tr("The window speaks the chosen language from its next start on."))
        parts.refresh()

    def tick() -> None:
        states = {layer: getattr(parts.display, layer) for layer in _LAYERS}
        states |= {f"theme_{choice}": workspace.settings.theme == choice for choice in _THEMES}
        states |= {f"language_{choice}": workspace.settings.language == choice for choice in _LANGUAGES}
        states["adjusted"] = workspace.stain.is_shown
        states["cell_details"] = workspace.settings.cell_details
        for action_id, state in states.items():
            commands[action_id].setChecked(state)

    commands.connect(
        {
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "fit": view.fit,
            "actual": view.zoom_to_pixels,
            "zoom_cell": view.zoom_to_selection,
            "previous_smear": lambda: parts.review.smears.open_neighbour(-1),
            "next_smear": lambda: parts.review.smears.open_neighbour(1),
            "review_tab": lambda: tabs.setCurrentWidget(parts.review),
            "train_tab": lambda: tabs.setCurrentWidget(parts.training),
            "next_control": parts.window.focusNextChild,
            "previous_control": parts.window.focusPreviousChild,
        }
    )
    commands.connect({f"theme_{choice}": partial(choose_theme, choice) for choice in _THEMES})
    commands.connect({f"language_{choice}": partial(choose_language, choice) for choice in _LANGUAGES})
    commands.connect_switches({layer: _switch(parts.display, layer) for layer in _LAYERS})
    commands.connect_switches(
        {"large_gallery": parts.review.show_large_gallery, "cell_details": parts.review.show_details}
    )
    return tick


def _switch(display: Display, layer: str) -> Callable[[bool], None]:
    return lambda shown: display.show_layer(layer, shown)
