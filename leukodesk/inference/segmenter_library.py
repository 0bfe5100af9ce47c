"""The weights of segmenters there are: those that travel with the program and those of this user.

They lie beside the classifiers' cards in a folder of their own, because they name no cells. Nothing here
imports torch.
"""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock

from leukodesk import atomic
from leukodesk.config import builtin_models_dir, user_models_dir
from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.card_files import checked_weights, load_card_of, save_card
from leukodesk.inference.cards import CARD_SUFFIX, SegmenterCard
from leukodesk.inference.library import Problem
from leukodesk.inference.model_files import named_freely

_log = logging.getLogger(__name__)

FOLDER: Final = "segmenters"


class SegmenterLibrary:
    """Segmenter cards in folders; like the classifiers', weights are never replaced.

    Attributes:
        folders: those that travel with the program first, the user's own last.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    @classmethod
    def default(cls) -> "SegmenterLibrary":
        """The weights of the program and of this user."""
        return cls((builtin_models_dir() / FOLDER, user_models_dir() / FOLDER))

    def paths(self) -> dict[str, Path]:
        """Card files by id, the program's own first."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for path in sorted(folder.glob(f"*{CARD_SUFFIX}"), key=lambda path: path.stem):
                found.setdefault(path.stem, path)
        return found

    def card(self, card_id: str) -> tuple[SegmenterCard, Path]:
        """A card and the folder it lies in, its weights beside it.

        Raises:
            UnknownIdError: there is no such card; lists near names.
            ModelError: it cannot be used.
        """
        paths = self.paths()
        if card_id not in paths:
            raise UnknownIdError(sentence("set of segmenter weights"), card_id, paths)
        return load_card_of(paths[card_id], SegmenterCard), paths[card_id].parent

    def is_builtin(self, card_id: str) -> bool:
        """Whether the weights travel with the program; see :meth:`card` for what it raises."""
        return self.card(card_id)[1] != self.folders[-1]

    def cards(self) -> list[SegmenterCard]:
        """All usable cards; damaged ones are logged here and listed by :meth:`verify`."""
        found = []
        for card_id in self.paths():
            try:
                found.append(self.card(card_id)[0])
            except ModelError as error:
                _log.warning(str(error))
        return found

    def verify(self) -> list[Problem]:
        """Everything wrong with any card or weights file; reads and digests every weights file."""
        problems = []
        for card_id, path in self.paths().items():
            try:
                checked_weights(*self.card(card_id))
            except ModelError as error:
                problems.append(Problem(path, str(error)))
        return problems

    def import_file(self, path: Path) -> SegmenterCard:
        """Add trained weights to the user's own, under the next free version of their id.

        Args:
            path: of the card, the weights beside it.

        Raises:
            ModelError: they cannot be used, or the user's folder cannot be written to.
        """
        card = load_card_of(path, SegmenterCard)
        weights = checked_weights(card, path.parent)
        home = self.folders[-1]
        try:
            home.mkdir(parents=True, exist_ok=True)
            with FileLock(home / ".lock"):
                named = named_freely(card, self.folders)
                # Weights first: a crash in between leaves a file without a card, which nobody sees.
                atomic.write_bytes(home / named.weights_file, weights)
                save_card(named, home)
        except OSError as error:
            raise ModelError(
                sentence(
                    "The weights {card} cannot be written to {home} ({reason}); free space or allow "
                    "writing there.",
                    card=card.id,
                    home=home,
                    reason=system_reason(error),
                )
            ) from error
        return named
