"""Panels that an action shows in the place of the cells' panels."""

from collections.abc import Callable

from leukodesk.gui.look.side_panel import SidePanel
from leukodesk.gui.window_parts import WindowParts


def connect_panel(
    parts: WindowParts,
    action_id: str,
    panel: SidePanel,
    begin: Callable[[], None],
    end: Callable[[], None],
) -> None:
    """Let a switch show and hide a panel, and the panel's own button and Escape hide it.

    Args:
        parts: of the window.
        action_id: of the switch.
        panel: what it shows.
        begin: called when the panel is shown.
        end: called when something else is, also if the panel was not there before.
    """
    review, switch = parts.review, parts.commands[action_id]
    review.add_panel(panel)

    def show(shown: bool) -> None:
        parts.tabs.setCurrentWidget(review)
        review.show_panel(panel if shown else None)

    def follow(shown: object) -> None:
        switch.setChecked(shown is panel)
        if shown is panel:
            begin()
        else:
            end()

    panel.closed.connect(lambda: review.show_panel(None))
    review.panel_shown.connect(follow)
    parts.commands.connect_switches({action_id: show})
