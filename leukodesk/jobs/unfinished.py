"""Which images are still to come into a dataset, put down for a program that ends before they are there.

Per dataset there is one file in the user's folder, since names of images and folders may be a patient's and
have no place beside a dataset that shall not hold them. Each of its lines is a list: a word, and paths.
Lines are only appended, and one that was cut off is passed over; the file goes with the last image.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk import config
from leukodesk.jobs.job import JobContext

_ASKED: Final = "asked"
_OVER: Final = "over"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class MissingImages:
    """Images that were to be added to a dataset and are not in it.

    Attributes:
        there: those that can still be added, in their order.
        gone: those that are no longer where they were.
    """

    there: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()


def note_asked(_context: JobContext, dataset: Path, images: tuple[Path, ...]) -> None:
    """Put down that images are to be added to the dataset at a path."""
    _append(dataset, _ASKED, images)


def note_over(_context: JobContext, dataset: Path, images: tuple[Path, ...]) -> None:
    """Put down that nothing more is to be done with images: they are in the dataset, or were left out."""
    _append(dataset, _OVER, images)
    if not _read(dataset):
        _forget(dataset)


def forget_missing(_context: JobContext, dataset: Path) -> None:
    """Nobody wants what is missing."""
    _forget(dataset)


def find_missing(context: JobContext, dataset: Path) -> MissingImages:
    """What was to be added to the dataset at a path, and is not in it.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    there: list[Path] = []
    gone: list[Path] = []
    for path in _read(dataset):
        context.progress(0, 0)
        (there if path.exists() else gone).append(path)
    return MissingImages(tuple(there), tuple(gone))


def _record(dataset: Path) -> Path:
    digest = hashlib.sha256(str(dataset.resolve()).encode(errors="surrogateescape")).hexdigest()
    return config.user_dir() / "adding" / f"{digest[:16]}.jsonl"


def _append(dataset: Path, word: str, images: tuple[Path, ...]) -> None:
    record = _record(dataset)
    line = json.dumps([word, *(str(path.absolute()) for path in images)])
    try:
        record.parent.mkdir(parents=True, exist_ok=True)
        with record.open("a", encoding="ascii") as file:
            file.write(f"\n{line}")
    except OSError as error:  # the images themselves matter more
        _log.warning("%s cannot be written to: %s", record, error)


def _read(dataset: Path) -> tuple[Path, ...]:
    try:
        lines = _record(dataset).read_text("ascii", errors="replace").splitlines()
    except OSError:
        return ()
    waiting: dict[str, None] = {}
    for line in lines:
        try:
            word, *paths = json.loads(line)
        except ValueError:  # cut off, or the empty first one
            continue
        for path in map(str, paths):
            if word == _ASKED:
                waiting[path] = None
            else:
                waiting.pop(path, None)
    return tuple(map(Path, waiting))


def _forget(dataset: Path) -> None:
    try:
        _record(dataset).unlink(missing_ok=True)
    except OSError as error:
        _log.warning("%s cannot be deleted: %s", _record(dataset), error)
