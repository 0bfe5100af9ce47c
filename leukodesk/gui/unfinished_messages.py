"""What the reader is told when images or an import that were on their way never came into the dataset."""

from typing import Final

from leukodesk.gui.window_parts import WindowParts
from leukodesk.jobs.unfinished import MissingImages
from leukodesk.workspace.words import tr, tr_n

_MISSING: Final = "missing"
_CUT_OFF: Final = "import"
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

    def import_again() -> None:
        workspace.unfinished_imports.forget()
        again.trigger()

    def tell_of_imports(names: tuple[str, ...]) -> None:
        sentence = tr(
            "The import of {name} was cut off: nothing of it is in this dataset.", name=", ".join(names)
        )
        leave = (tr("Leave them out"), workspace.unfinished_imports.forget)
        banner.ask(_CUT_OFF, sentence, again.text(), again.toolTip(), import_again, otherwise=leave)

    def withdraw() -> None:
        banner.withdraw(_MISSING)
        banner.withdraw(_CUT_OFF)

    again = parts.commands["import_cells"]
    workspace.unfinished.found.connect(tell)
    workspace.unfinished_imports.found.connect(tell_of_imports)
    workspace.dataset_opened.connect(withdraw)
