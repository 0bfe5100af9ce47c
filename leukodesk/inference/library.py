"""The models there are: those that travel with the program and those of this user."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import FileLock

from leukodesk import atomic
from leukodesk.config import REPRODUCTION, builtin_models_dir, user_models_dir
from leukodesk.core.errors import LeukoDeskError, ModelError, UnknownIdError
from leukodesk.core.sentence import sentence
from leukodesk.inference.card_files import (
    KeptCards,
    checked_distribution,
    checked_weights,
    load_card,
    save_card,
    verify,
    weights_path,
)
from leukodesk.inference.cards import (
    CARD_SUFFIX,
    DISTRIBUTION_SUFFIX,
    DistributionFile,
    Finder,
    ModelCard,
)
from leukodesk.inference.model_archive import read_archive, write_archive
from leukodesk.inference.model_files import (
    delete_model,
    figures_folder,
    keep_figures,
    named_freely,
    read_figures,
    unwritable_model,
)

if TYPE_CHECKING:
    from leukodesk.inference.classifier import CellClassifier

_log = logging.getLogger(__name__)

ARCHIVE_SUFFIX: Final = ".zip"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a model's files.

    Attributes:
        path: the card or weights file.
        sentence: what is wrong and the way out.
    """

    path: Path
    sentence: str


class ModelLibrary:
    """Model cards in folders. They are looked at each time: what another process adopts is seen at once.

    A model is never replaced: one that arrives under a taken id gets the next free version of it.

    Attributes:
        folders: those that travel with the program first, the user's own last; the last one is the only
            one that is written to.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self._cards = KeptCards()

    @classmethod
    def default(cls) -> "ModelLibrary":
        """The models of the program and of this user."""
        return cls((builtin_models_dir(), user_models_dir()))

    def cards(self) -> list[ModelCard]:
        """Cards of all usable models by id; damaged ones are logged here and listed by :meth:`verify`."""
        found, problems = self._read()
        for problem in problems:
            _log.warning(problem.sentence)
        return [card for _, (card, _) in sorted(found.items())]

    def card(self, model_id: str) -> ModelCard:
        """The card of one model.

        Raises:
            UnknownIdError: no usable model has that id; lists near names.
            ModelError: the model has a card that cannot be used.
        """
        return self._find(model_id)[0]

    def finder_of(self, model_id: str) -> Finder | None:
        """The segmenter that a model brings along; None for most models, and for one that is not here."""
        try:
            return self.card(model_id).finder
        except LeukoDeskError:
            return None

    def weights_path(self, model_id: str) -> Path:
        """Where the weights of one model are; see :meth:`card` for what it raises."""
        card, folder = self._find(model_id)
        return folder / card.weights_file

    def card_path(self, model_id: str) -> Path:
        """Where the card of one model is; see :meth:`card` for what it raises."""
        return self._find(model_id)[1] / (model_id + CARD_SUFFIX)

    def is_builtin(self, model_id: str) -> bool:
        """Whether the model travels with the program; see :meth:`card` for what it raises."""
        return self._find(model_id)[1] != self.folders[-1]

    def load(self, model_id: str, device: str) -> "CellClassifier":
        """Load a model to name cells with.

        Args:
            model_id: of one of :meth:`cards`.
            device: ``cpu`` or ``cuda``.

        Raises:
            UnknownIdError: no usable model has that id.
            ModelError: its card or weights cannot be used.
        """
        # Listing models must not cost the seconds that torch takes to import.
        from leukodesk.inference.classifier_files import load_classifier  # noqa: PLC0415

        card, folder = self._find(model_id)
        return load_classifier(card, folder, device)

    def verify(self) -> list[Problem]:
        """Everything wrong with any card or weights file; reads and digests every weights file."""
        found, problems = self._read()
        for card, folder in found.values():
            try:
                verify(card, folder)
            except ModelError as error:
                problems.append(Problem(folder / card.weights_file, str(error)))
        return problems

    def adopt(self, candidate: Path) -> ModelCard:
        """Copy a trained candidate durably into the user's models; the candidate stays where it is.

        Args:
            candidate: path of its card, the weights beside it and perhaps figures of its training.

        Returns:
            The card as adopted: under a new version of its id if the id was taken.

        Raises:
            ModelError: the candidate cannot be used or the user's folder cannot be written to.
        """
        card = load_card(candidate)
        home = candidate.parent
        figures = read_figures(figures_folder(candidate))
        return self._add(card, checked_weights(card, home), checked_distribution(card, home), figures)

    def discard(self, candidate: Path) -> None:
        """Delete a candidate's card and weights, and nothing else.

        Raises:
            ModelError: the card is not a candidate but a model of this library, or cannot be read or
                deleted.
        """
        if candidate.resolve().parent in {folder.resolve() for folder in self.folders}:
            raise ModelError(
                sentence(
                    "{candidate} is a model in use and not a candidate; it was not deleted.",
                    candidate=candidate,
                )
            )
        delete_model(candidate, load_card(candidate))

    def import_file(self, path: Path) -> ModelCard:
        """Add a model from an archive that :meth:`export` wrote, or from a card with its weights beside.

        Returns:
            The card as added; the one already there if it is the very same model.

        Raises:
            ModelError: the file is neither, is damaged, or the user's folder cannot be written to.
        """
        if path.suffix.lower() == ARCHIVE_SUFFIX:
            card, weights, distribution, figures = read_archive(path)
        else:
            card = load_card(path)
            weights = checked_weights(card, path.parent)
            distribution = checked_distribution(card, path.parent)
            figures = read_figures(figures_folder(path))
        same = [known for known in self.cards() if known == card]
        return same[0] if same else self._add(card, weights, distribution, figures)

    def export(self, model_id: str, folder: Path) -> Path:
        """Write a model as ``<id>.zip`` into ``folder`` and return its path.

        Raises:
            UnknownIdError: no usable model has that id.
            ModelError: its weights cannot be used, or the folder cannot be written to.
        """
        card, home = self._find(model_id)
        path = folder / (card.id + ARCHIVE_SUFFIX)
        figures = read_figures(figures_folder(home / (card.id + CARD_SUFFIX)))
        write_archive(path, card, checked_weights(card, home), checked_distribution(card, home), figures)
        return path

    def describe_cells(
        self,
        model_id: str,
        distribution: bytes,
        *,
        n: int,
        calibrated_on: str,
        flagged_share: float,
        folder: Path | None = None,
    ) -> Path:
        """Keep with a model where the cells lie that it learnt from; replaces what was kept before.

        Args:
            model_id: of one of :meth:`cards`.
            distribution: as :meth:`leukodesk.inference.distribution.Distribution.to_bytes` gives it.
            n: number of cells it was fitted to.
            calibrated_on: which cells the limit was chosen on, one phrase.
            flagged_share: share of those that lie above it.
            folder: for a copy of the card with the description beside it; None changes the user's own model.

        Returns:
            Path of the card that was written.

        Raises:
            UnknownIdError: no usable model has that id.
            ModelError: the folder cannot be written to.
        """
        card = self.card(model_id)
        home = folder or self._own_folder(model_id)
        kept = DistributionFile(
            file=card.id + DISTRIBUTION_SUFFIX,
            sha256=hashlib.sha256(distribution).hexdigest(),
            n=n,
            calibrated_on=calibrated_on,
            flagged_share=flagged_share,
        )
        # Without it first: a crash in between must not leave a card that names the digest of another file.
        try:
            save_card(card.model_copy(update={"distribution": None}), home)
            atomic.write_bytes(home / kept.file, distribution)
            return save_card(card.model_copy(update={"distribution": kept}), home)
        except OSError as error:
            raise ModelError(unwritable_model(card.id, home, error)) from error

    def rewrite_card(self, card: ModelCard) -> ModelCard:
        """Replace the card of one of the user's own models, whose weights stay as they are.

        Raises:
            ModelError: there is no such model, or its folder cannot be written to.
        """
        home = self._own_folder(card.id)
        try:
            save_card(card, home)
        except OSError as error:
            raise ModelError(unwritable_model(card.id, home, error)) from error
        return card

    def _add(
        self, card: ModelCard, weights: bytes, distribution: bytes | None, figures: Mapping[str, bytes]
    ) -> ModelCard:
        home = self.folders[-1]
        try:
            home.mkdir(parents=True, exist_ok=True)
            with FileLock(home / ".lock"):
                named = named_freely(card, self.folders)
                # Weights first: a crash in between leaves a file without a card, which nobody sees.
                atomic.write_bytes(home / named.weights_file, weights)
                if named.distribution is not None and distribution is not None:
                    atomic.write_bytes(home / named.distribution.file, distribution)
                save_card(named, home)
                # Last: without figures a model is whole, and they may be what fills the disk.
                keep_figures(figures, figures_folder(home / (named.id + CARD_SUFFIX)))
        except OSError as error:
            raise ModelError(unwritable_model(card.id, home, error)) from error
        return named

    def _own_folder(self, model_id: str) -> Path:
        """Where a model of the user lies. One that travels with the program is never written to."""
        assert not self.is_builtin(model_id), f"{model_id} travels with the program"
        return self.folders[-1]

    def _find(self, model_id: str) -> tuple[ModelCard, Path]:
        found, problems = self._read()
        if model_id in found:
            return found[model_id]
        for problem in problems:
            if problem.path.name == model_id + CARD_SUFFIX:
                raise ModelError(problem.sentence)
        raise UnknownIdError(sentence("model"), model_id, found)

    def _read(self) -> tuple[dict[str, tuple[ModelCard, Path]], list[Problem]]:
        found: dict[str, tuple[ModelCard, Path]] = {}
        problems: list[Problem] = []
        for folder in self.folders:
            for path in sorted(folder.glob(f"*{CARD_SUFFIX}")):
                if path.name == REPRODUCTION:
                    continue
                try:
                    card = self._cards.load(path)
                    self._admit(card, path, found)
                except LeukoDeskError as error:
                    problems.append(Problem(path, str(error)))
                else:
                    found[card.id] = card, folder
        return found, problems

    def _admit(self, card: ModelCard, path: Path, found: dict[str, tuple[ModelCard, Path]]) -> None:
        if path.stem != card.id:
            raise ModelError(
                sentence(
                    "{path} holds the card of model {card}; rename it to {card}{card_suffix}.",
                    path=path,
                    card=card.id,
                    card_suffix=CARD_SUFFIX,
                )
            )
        if card.id in found:
            raise ModelError(
                sentence(
                    "{path} has the id of a model in {folder}; import it instead.",
                    path=path,
                    folder=found[card.id][1],
                )
            )
        if path.parent != self.folders[-1] and not card.has_controls:
            raise ModelError(
                sentence(
                    "{path} lacks control figures, without which no built-in model is used; mend it.",
                    path=path,
                )
            )
        weights_path(card, path.parent)
