"""Opening images, folders and datasets."""

from collections.abc import Callable, Sequence
from pathlib import Path

from leukodesk.gui import dialogs
from leukodesk.gui.phantom_smear import PhantomOpener
from leukodesk.gui.window_parts import WindowParts
from leukodesk.workspace.opening import DATASET_SUFFIXES
from leukodesk.workspace.words import tr


def connect_opening(parts: WindowParts, phantom: PhantomOpener) -> Callable[[Sequence[Path]], None]:
    """Let the actions that open something do it.

    Returns:
        Opens images, folders or a dataset, as dropped or chosen together.
    """
    workspace, window = parts.workspace, parts.window

    def open_paths(paths: Sequence[Path]) -> None:
        datasets = [path for path in paths if path.suffix.lower() in DATASET_SUFFIXES]
        if datasets and len(paths) > 1:
            name = datasets[0].name
            sentence = tr("Only {name} is opened, since a dataset is opened by itself.", name=name)
            parts.banner.show_notice(sentence)
        if datasets or len(paths) == 1:
            workspace.open_path((datasets or list(paths))[0])
        elif paths:
            workspace.add_images(paths)

    def open_one(path: Path | None) -> None:
        if path is not None:
            workspace.open_path(path)

    def add_images() -> None:
        if paths := dialogs.ask_images(window, parts.last_folder()):
            workspace.add_images(paths)

    parts.commands.connect(
        {
            "open_image": lambda: open_paths(dialogs.ask_images(window, parts.last_folder())),
            "open_folder": lambda: open_one(dialogs.ask_folder(window, parts.last_folder())),
            "open_dataset": lambda: open_one(dialogs.ask_dataset(window, parts.last_folder())),
            "open_phantom": phantom.open,
            "quit": window.close,
        }
    )
    parts.review.welcome.recent_chosen.connect(workspace.open_path)
    parts.review.smears.add_button.clicked.connect(add_images)
    return open_paths
