"""What the reader is told when changes cannot be saved: what is safe, what is not, and what helps."""

from pathlib import Path
from typing import Final

from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.words import later, tr

_COPY: Final = "copy"
_HELD = later(
    "Everything before is saved. What you change now is held in this window, and saved by "
    "itself as soon as that works again."
)


def connect_saving(parts: WindowParts) -> None:
    """Tell of a failure with two ways out, of its end, and of a copy in which the reader can go on."""
    workspace, banner = parts.workspace, parts.banner
    is_told = False

    def show(state: str) -> None:
        nonlocal is_told
        if state == "failed":
            is_told = True
            copy = (tr("Save a copy elsewhere…"), parts.commands["save_copy"].trigger)
            sentence = f"{workspace.saved_problem} {tr(_HELD)}"
            banner.show_failure(tr("Not saved"), sentence, (tr("Retry"), workspace.retry_save), copy)
        elif state == "saved" and is_told:
            is_told = False
            banner.withdraw(tr("Not saved"))
            if workspace.dataset_path is not None:
                banner.show_notice(tr("Everything is saved again."))

    def ask(path: Path, sentence: str) -> None:
        tip = tr("Open the copy. Nothing is lost: it also holds what could not be saved here.")
        banner.ask(_COPY, sentence, tr("Go on in the copy"), tip, lambda: workspace.open_path(path))

    workspace.saved_state_changed.connect(show)
    workspace.exchange.copied.connect(ask)
    workspace.dataset_opened.connect(lambda: banner.withdraw(_COPY))
