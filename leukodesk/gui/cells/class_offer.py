"""Offers a dataset the classes that the chosen model names and it lacks."""

from typing import Final

from leukodesk.gui.training.model_titles import model_title
from leukodesk.gui.window_parts import WindowParts
from leukodesk.inference.cards import ModelCard
from leukodesk.workspace.words import counted, tr

_CLASSES: Final = "classes"


def connect_class_offer(parts: WindowParts) -> None:
    """Let the action do its work, and the banner ask once for each dataset and model."""
    workspace, commands, banner = parts.workspace, parts.commands, parts.banner
    adviser = workspace.classes
    asked: list[ModelCard | None] = [None]

    def ask() -> None:
        card, number = adviser.card, len(adviser.missing)
        asked[0] = card
        if card is not None:
            kinds = counted(number, "kind")
            tip = (
                tr("Put its classes in the place of this dataset's; nothing is labelled yet.")
                if adviser.is_exchange
                else tr("Add them to the classes of this dataset; every label stays.")
            )
            sentence = tr(
                "{card} names {kinds} this dataset does not have.", card=model_title(card), kinds=kinds
            )
            banner.ask(_CLASSES, sentence, tr("Use its classes"), tip, adviser.use)

    def forget() -> None:
        if adviser.card is not asked[0] or not adviser.missing:
            banner.withdraw(_CLASSES)

    for signal in (workspace.choice_changed, workspace.dataset_opened, workspace.classes_changed):
        signal.connect(forget)
    commands.connect({"use_classes": adviser.use})
    adviser.offered.connect(ask)
