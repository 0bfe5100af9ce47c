"""What the reader is told when images that were to be added never came into the dataset."""

from typing import Final

from leukodesk.gui.window_parts import WindowParts
from leukodesk.jobs.unfinished import MissingImages
from leukodesk.workspace.words import tr, tr_n

_MISSING: Final = "missing"
_NAMED: Final = 10


def connect_unfinished(parts: WindowParts) -> None:
    """Ask, after a dataset was opened, whether the images that are missing in it are to be added."""
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

    workspace.unfinished.found.connect(tell)
    workspace.dataset_opened.connect(lambda: banner.withdraw(_MISSING))
