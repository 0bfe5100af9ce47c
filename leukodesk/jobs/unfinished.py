"""Which images and imports are still to come into a dataset; see :mod:`leukodesk.jobs.unfinished_record`."""

from dataclasses import dataclass
from pathlib import Path

from leukodesk.jobs.job import JobContext
from leukodesk.jobs.unfinished_record import UnfinishedRecord


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
    _of_images(dataset).ask(*(str(path.absolute()) for path in images))


def note_over(_context: JobContext, dataset: Path, images: tuple[Path, ...]) -> None:
    """Put down that nothing more is to be done with images: they are in the dataset, or were left out."""
    _of_images(dataset).end(*(str(path.absolute()) for path in images))


def forget_missing(_context: JobContext, dataset: Path) -> None:
    """Nobody wants what is missing."""
    _of_images(dataset).forget()


def find_missing(context: JobContext, dataset: Path) -> MissingImages:
    """What was to be added to the dataset at a path, and is not in it.

    Raises:
        CancelledError: nobody wants to know any more.
    """
    there: list[Path] = []
    gone: list[Path] = []
    for path in map(Path, _of_images(dataset).waiting()):
        context.progress(0, 0)
        (there if path.exists() else gone).append(path)
    return MissingImages(tuple(there), tuple(gone))


def note_import_asked(_context: JobContext, dataset: Path, import_id: str, name: str) -> None:
    """Put down that an import into the dataset at a path begins.

    Args:
        dataset: its file.
        import_id: see :func:`leukodesk.core.imported.import_id`.
        name: of what is imported.
    """
    _of_imports(dataset).ask(f"{import_id} {name}")


def note_import_over(_context: JobContext, dataset: Path, import_id: str, name: str) -> None:
    """Put down that an import is in the dataset, or that the reader knows why it is not."""
    _of_imports(dataset).end(f"{import_id} {name}")


def forget_imports(_context: JobContext, dataset: Path) -> None:
    """The reader knows of all imports that were cut off."""
    _of_imports(dataset).forget()


def find_imports(_context: JobContext, dataset: Path) -> dict[str, str]:
    """The imports into the dataset at a path of which no end is known: their names, by import id."""
    return dict(text.split(" ", 1) for text in _of_imports(dataset).waiting() if " " in text)


def _of_images(dataset: Path) -> UnfinishedRecord:
    return UnfinishedRecord(dataset, "adding")


def _of_imports(dataset: Path) -> UnfinishedRecord:
    return UnfinishedRecord(dataset, "importing")
