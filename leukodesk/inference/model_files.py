"""What lies beside a model's card: its files under an id that is free or deleted, and its figures."""

import logging
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from leukodesk import atomic
from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.cards import CARD_SUFFIX, DISTRIBUTION_SUFFIX, WEIGHTS_SUFFIX, ModelCard, WeightsCard

_Card = TypeVar("_Card", bound=WeightsCard)

_log = logging.getLogger(__name__)

FIGURES_SUFFIX: Final = ".figures"


def figures_folder(card: Path) -> Path:
    """The folder of figures beside a card, of a candidate as of a model; there may be none."""
    return card.with_name(card.stem + FIGURES_SUFFIX)


def named_freely(card: _Card, folders: Sequence[Path]) -> _Card:
    """The card of a classifier or segmenter under an id that no file in any folder has yet."""
    base, version = card.id, card.version
    if version > 1:
        base = base.removesuffix(f"-{version}")
    name = card.id
    while _taken(name, folders):
        version += 1
        name = f"{base}-{version}"
    changes: dict[str, object] = {"id": name, "version": version, "weights_file": name + WEIGHTS_SUFFIX}
    if isinstance(card, ModelCard) and card.distribution is not None:
        changes["distribution"] = card.distribution.model_copy(update={"file": name + DISTRIBUTION_SUFFIX})
    return card.model_copy(update=changes)


def delete_model(path: Path, card: ModelCard) -> None:
    """Delete a card with its weights and the description of its cells, the card last.

    Args:
        path: of the card.
        card: what it holds.

    Raises:
        ModelError: a file cannot be deleted.
    """
    try:
        (path.parent / card.weights_file).unlink(missing_ok=True)
        if card.distribution is not None:
            (path.parent / card.distribution.file).unlink(missing_ok=True)
        path.unlink()
    except OSError as error:
        raise ModelError(
            sentence(
                "{candidate} cannot be deleted ({reason}); delete it by hand.",
                candidate=path,
                reason=system_reason(error),
            )
        ) from error


def read_figures(folder: Path) -> dict[str, bytes]:
    """The files in a folder of figures by name; empty where there is none or it cannot be read."""
    try:
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    except FileNotFoundError:
        return {}
    except OSError as error:
        _log.warning("The figures in %s cannot be read: %s", folder, error)
        return {}


def keep_figures(figures: Mapping[str, bytes], folder: Path) -> None:
    """Write figures durably: all of them or none.

    A model is worth having without them: what keeps them from being written is logged and not raised.

    Args:
        figures: content by name; may be empty.
        folder: where they shall be; must not be there yet.
    """
    if not figures:
        return
    unfinished = folder.with_name(f".{folder.name}.tmp")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)  # of a copy that was cut off
        unfinished.mkdir()
        for name, content in figures.items():
            atomic.write_bytes(unfinished / name, content)
        atomic.put(unfinished, folder)
        atomic.sync_folder(folder.parent)
    except OSError as error:
        _log.warning("The figures of a model cannot be kept in %s: %s", folder, error)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _taken(model_id: str, folders: Sequence[Path]) -> bool:
    # Figures that outlived their model count as well, or the next one of that id would show them as its own.
    names = (model_id + CARD_SUFFIX, model_id + WEIGHTS_SUFFIX, model_id + FIGURES_SUFFIX)
    return any((folder / name).exists() for folder in folders for name in names)


def unwritable_model(model_id: str, home: Path, error: OSError) -> str:
    """What is said where a model's folder cannot be written to."""
    return sentence(
        "The model {model_id} cannot be written to {home} ({reason}); free space or allow writing there.",
        model_id=model_id,
        home=home,
        reason=system_reason(error),
    )
