"""What the reader is told when something that was on its way never came into the dataset."""

from collections.abc import Callable
from typing import Final

from leukodesk.gui.window_parts import WindowParts
from leukodesk.jobs.unfinished import MissingImages
from leukodesk.workspace.words import tr, tr_n

_MISSING: Final = "missing"
_CUT_OFF: Final = "import"
_MERGE: Final = "merge"
_NAMED: Final = 10


def connect_unfinished(parts: WindowParts) -> None:
    """Ask, after a dataset was opened, whether what is missing in it is to be added or imported again."""
    workspace, banner = parts.workspace, parts.banner

    def tell(missing: MissingImages) -> None:
        number = len(missing.there) + len(missing.gone)
        sentences = [
            tr_n(
                "Adding images to this dataset was cut off: 1 of them is not in it yet.",
                "Adding images to this dataset was cut off: {n} of them are not in it yet.",
                number,
            )
        ]
        if missing.gone:
            names = ", ".join(path.name for path in missing.gone[:_NAMED])
            if len(missing.gone) > _NAMED:
                names = tr("{names} and {number} more", names=names, number=len(missing.gone) - _NAMED)
            sentences.append(tr("No longer where they were: {names}.", names=names))
        sentence = " ".join(sentences)
        leave = (tr("Leave them out"), workspace.unfinished.forget)
        if missing.there:
            tip = tr("Add the images that are missing; those that are there already stay as they are.")
            banner.ask(
                _MISSING,
                sentence,
                tr("Add the rest"),
                tip,
                lambda: workspace.add_images(missing.there),
                otherwise=leave,
            )
        else:
            banner.show_failure("", sentence, leave)

    def tell_of_imports(names: tuple[str, ...]) -> None:
        sentence = tr(
            "The import of {name} was cut off: nothing of it is in this dataset.", name=", ".join(names)
        )
        _ask_again(parts, _CUT_OFF, sentence, "import_cells", workspace.unfinished_imports.forget)

    def tell_of_merges(names: tuple[str, ...]) -> None:
        sentence = tr("Merging {name} was cut off; merge again, nothing comes twice.", name=", ".join(names))
        _ask_again(parts, _MERGE, sentence, "merge_copy", workspace.unfinished_merges.forget)

    def withdraw() -> None:
        for kind in (_MISSING, _CUT_OFF, _MERGE):
            banner.withdraw(kind)

    workspace.unfinished.found.connect(tell)
    workspace.unfinished_imports.found.connect(tell_of_imports)
    workspace.unfinished_merges.found.connect(tell_of_merges)
    workspace.dataset_opened.connect(withdraw)


def _ask_again(
    parts: WindowParts, kind: str, sentence: str, command: str, forget: Callable[[], object]
) -> None:
    """Say what was cut off, and offer the command that does it again."""
    again = parts.commands[command]

    def do_again() -> None:
        forget()
        again.trigger()

    leave = (tr("Leave them out"), forget)
    parts.banner.ask(kind, sentence, again.text(), again.toolTip(), do_again, otherwise=leave)
