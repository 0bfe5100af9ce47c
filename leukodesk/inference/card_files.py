"""Cards and weights on disk: read, checked and written. Nothing here imports torch."""

import hashlib
import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from leukodesk import atomic
from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.cards import CARD_SUFFIX, SCHEMA_VERSION, ModelCard, WeightsCard

_Card = TypeVar("_Card", bound=WeightsCard)


def card_from_bytes(data: bytes, name: str) -> ModelCard:
    """Read the card of a classifier; see :func:`read_card`."""
    return read_card(data, name, ModelCard)


def read_card(data: bytes, name: str, kind: type[_Card]) -> _Card:
    """Read a card.

    Args:
        data: the JSON.
        name: of the file, for messages.
        kind: of card.

    Raises:
        ModelError: it is not JSON, of a newer version, or breaks the schema.
    """
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(
            sentence("{name} is no model card, or is damaged; import or train the model again.", name=name)
        ) from error
    version = document.get("schema_version", SCHEMA_VERSION) if isinstance(document, dict) else None
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise ModelError(
            sentence(
                "{name} was written by a newer LeukoDesk (card version {version}, this one reads up "
                "to {schema_version}); update LeukoDesk.",
                name=name,
                version=version,
                schema_version=SCHEMA_VERSION,
            )
        )
    try:
        return kind.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or sentence("the whole file")
        raise ModelError(
            sentence(
                "{name} is not a valid model card: {where}: {reason}; import or train the model again.",
                name=name,
                where=where,
                reason=first["msg"],
            )
        ) from error


def load_card(path: Path) -> ModelCard:
    """Read a classifier's card at ``path``; see :func:`load_card_of`."""
    return load_card_of(path, ModelCard)


class KeptCards:
    """Cards of classifiers that are read again only once their file is another one."""

    def __init__(self) -> None:
        self._kept: dict[Path, tuple[tuple[int, int, int], ModelCard]] = {}

    def load(self, path: Path) -> ModelCard:
        """The card at ``path`` as it is now; see :func:`load_card_of`."""
        try:
            status = path.stat()
        except OSError:
            return load_card(path)  # says what is wrong
        state = status.st_ino, status.st_size, status.st_mtime_ns
        kept = self._kept.get(path)
        if kept is None or kept[0] != state:
            kept = self._kept[path] = state, load_card(path)
        return kept[1]


def load_card_of(path: Path, kind: type[_Card]) -> _Card:
    """Read the card at ``path``; see :func:`read_card`.

    Raises:
        ModelError: the file cannot be read or is not a valid card.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            sentence(
                "{path} cannot be read ({reason}); check the path and its permissions.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    return read_card(data, str(path), kind)


def is_segmenter_card(path: Path) -> bool:
    """Whether a file is the card of a segmenter, sound or not."""
    try:
        document = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("task") == "segment"


def card_bytes(card: WeightsCard) -> bytes:
    """The card as JSON that people can read."""
    return (card.model_dump_json(indent=2) + "\n").encode()


def save_card(card: WeightsCard, folder: Path) -> Path:
    """Write the card durably as ``<id>.json`` in ``folder`` and return its path.

    Raises:
        OSError: the folder cannot be written to.
    """
    path = folder / (card.id + CARD_SUFFIX)
    atomic.write_bytes(path, card_bytes(card))
    return path


def weights_path(card: WeightsCard, folder: Path) -> Path:
    """Where the weights of a card in ``folder`` are.

    Raises:
        ModelError: they are missing.
    """
    path = folder / card.weights_file
    if not path.is_file():
        raise ModelError(
            sentence(
                "The weights {path} of model {card} are missing; put the file back beside its card "
                "or import the model again.",
                path=path,
                card=card.id,
            )
        )
    return path


def checked_weights(card: WeightsCard, folder: Path) -> bytes:
    """The weights file of ``card``, read once, so that what was checked is what is loaded.

    Raises:
        ModelError: the file is missing, cannot be read, or its sha256 differs from the card.
    """
    path = weights_path(card, folder)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            sentence(
                "The weights {path} cannot be read ({reason}); check its permissions.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise ModelError(
            sentence(
                "The weights {path} are not those that the card of model {card} describes (sha256 "
                "differs); import the model again.",
                path=path,
                card=card.id,
            )
        )
    return data


def checked_distribution(card: ModelCard, folder: Path) -> bytes | None:
    """The file that ``card.distribution`` names, or None where the card names none.

    Raises:
        ModelError: it is missing, cannot be read, or its sha256 differs from the card.
    """
    if card.distribution is None:
        return None
    path = folder / card.distribution.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(
            sentence(
                "{path}, which belongs to model {card}, cannot be read ({reason}); put it back "
                "beside the card or import the model again.",
                path=path,
                card=card.id,
                reason=system_reason(error),
            )
        ) from error
    if hashlib.sha256(data).hexdigest() != card.distribution.sha256:
        raise ModelError(
            sentence(
                "{path} is not the file that the card of model {card} describes (sha256 differs); "
                "import the model again.",
                path=path,
                card=card.id,
            )
        )
    return data


def verify(card: WeightsCard, folder: Path) -> None:
    """Check that the files in ``folder`` are those of the card, without loading them.

    Raises:
        ModelError: see :func:`checked_weights` and :func:`checked_distribution`.
    """
    checked_weights(card, folder)
    if isinstance(card, ModelCard):
        checked_distribution(card, folder)
