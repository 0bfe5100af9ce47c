"""A model in one file to pass on: a ZIP archive of its card and its weights."""

import hashlib
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.inference.card_files import card_bytes, card_from_bytes
from leukodesk.inference.cards import CARD_SUFFIX, ModelCard
from leukodesk.inference.model_files import FIGURES_SUFFIX

_COMPRESSIONS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAX_CARD: Final = 16 * 1024**2
_MAX_WEIGHTS: Final = 4 * 1024**3
_MAX_DISTRIBUTION: Final = 256 * 1024**2
_MAX_FIGURE: Final = 16 * 1024**2
_MOST_FIGURES: Final = 32
# Of what came from elsewhere no page is taken over: a browser would run whatever is in it.
_FIGURE: Final = re.compile(r"[a-z_-]+\.png")


def write_archive(
    path: Path,
    card: ModelCard,
    weights: bytes,
    distribution: bytes | None = None,
    figures: Mapping[str, bytes] | None = None,
) -> None:
    """Write card, weights and, if there are any, the card's distribution and figures durably to ``path``.

    Raises:
        ModelError: the folder cannot be written to.
    """
    try:
        with atomic.replacing(path) as temporary, zipfile.ZipFile(temporary, "w") as archive:
            archive.writestr(card.id + CARD_SUFFIX, card_bytes(card))
            archive.writestr(card.weights_file, weights)
            if card.distribution is not None and distribution is not None:
                archive.writestr(card.distribution.file, distribution)
            for name, figure in (figures or {}).items():
                archive.writestr(f"{card.id}{FIGURES_SUFFIX}/{name}", figure)
    except OSError as error:
        raise ModelError(
            sentence(
                "{path} cannot be written ({reason}); choose another folder or allow writing there.",
                path=path,
                reason=system_reason(error),
            )
        ) from error


def read_archive(path: Path) -> tuple[ModelCard, bytes, bytes | None, dict[str, bytes]]:
    """Read card, weights, distribution and figures from ``path`` and check that the first three agree.

    Raises:
        ModelError: the file cannot be read, is damaged, or does not hold one model.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except OSError as error:
        raise ModelError(
            sentence(
                "{path} cannot be read ({reason}); check the path and its permissions.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
    # RuntimeError: encrypted, or a compression that is not known.
    except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error) as error:
        raise ModelError(
            sentence("{path} is damaged and not an exported model; export it again.", path=path)
        ) from error


def _read(archive: zipfile.ZipFile, path: Path) -> tuple[ModelCard, bytes, bytes | None, dict[str, bytes]]:
    cards = [name for name in archive.namelist() if name.endswith(CARD_SUFFIX)]
    if len(cards) != 1:
        raise ModelError(
            sentence(
                "{path} is not an exported model: it holds {number} model cards; export it again.",
                path=path,
                number=len(cards),
            )
        )
    card = card_from_bytes(_member(archive, cards[0], _MAX_CARD, path), f"{path}/{cards[0]}")
    weights = _described(archive, card.weights_file, card.sha256, _MAX_WEIGHTS, path)
    known = card.distribution
    distribution = _described(archive, known.file, known.sha256, _MAX_DISTRIBUTION, path) if known else None
    return card, weights, distribution, _figures(archive, path)


def _figures(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    names = [name.rpartition("/") for name in archive.namelist()]
    known = [
        (f"{folder}/{name}", name)
        for folder, _, name in names
        if folder.endswith(FIGURES_SUFFIX) and _FIGURE.fullmatch(name)
    ]
    return {name: _member(archive, whole, _MAX_FIGURE, path) for whole, name in known[:_MOST_FIGURES]}


def _described(archive: zipfile.ZipFile, name: str, sha256: str, limit: int, path: Path) -> bytes:
    if name not in archive.namelist():
        raise ModelError(sentence("{path} lacks {name}; export the model again.", path=path, name=name))
    data = _member(archive, name, limit, path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelError(
            sentence(
                "{name} in {path} is not what its card describes (sha256 differs); export it again.",
                name=name,
                path=path,
            )
        )
    return data


def _member(archive: zipfile.ZipFile, name: str, limit: int, path: Path) -> bytes:
    # A tiny archive can announce terabytes; what it announces is also the most that is unpacked.
    member = archive.getinfo(name)
    if member.compress_type not in _COMPRESSIONS:
        raise NotImplementedError  # each has errors of its own
    size = member.file_size
    if size > limit:
        raise ModelError(
            sentence(
                "{path} is not an exported model: {name} has {size} bytes; export it again.",
                path=path,
                name=name,
                size=size,
            )
        )
    return archive.read(name)
