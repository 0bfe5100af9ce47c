"""Candidates that trainings left behind."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.card_files import load_card, verify
from leukodesk.inference.cards import CARD_SUFFIX, ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.model_files import figures_folder
from leukodesk.jobs.job import JobContext


@dataclass(frozen=True)
class UndecidedCandidate:
    """A trained model that was neither adopted nor discarded.

    Attributes:
        path: its card, the weights beside it.
        card: the card as read.
    """

    path: Path
    card: ModelCard


def find_undecided(context: JobContext, library: ModelLibrary, folder: Path) -> UndecidedCandidate | None:
    """The newest sound candidate below ``folder`` whose weights are in no model of ``library``.

    Args:
        context: asked whether to stop, folder by folder.
        library: what was adopted.
        folder: holds one folder per training, named so that the newest sorts last; may be missing.

    Raises:
        CancelledError: nobody wants it any more.
    """
    adopted = {card.sha256 for card in library.cards()}
    for path in sorted(folder.glob(f"*/*{CARD_SUFFIX}"), reverse=True):
        context.progress(0, 0, path.name)
        try:
            card = load_card(path)
            verify(card, path.parent)
        except ModelError:
            continue  # no card, or a training that was cut off: nothing to decide on
        if card.sha256 not in adopted:
            return UndecidedCandidate(path, card)
    return None


def discard_candidate(context: JobContext, library: ModelLibrary, path: Path) -> None:
    """Delete a candidate and its figures, and nothing else.

    Args:
        context: of the job.
        library: of the models in use, which are never deleted.
        path: card of the candidate.

    Raises:
        ModelError: it is a model in use, or something of it cannot be deleted.
    """
    library.discard(path)
    figures = figures_folder(path)
    try:
        if figures.is_dir():
            shutil.rmtree(figures)
    except OSError as error:
        raise ModelError(
            sentence(
                "{figures} cannot be deleted ({reason}); delete it by hand.",
                figures=figures,
                reason=system_reason(error),
            )
        ) from error
