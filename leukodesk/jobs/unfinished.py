"""What is still to come into a dataset; see :mod:`leukodesk.jobs.unfinished_record`."""

from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leukodesk.jobs.datasets import Backlog
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


def note_merge_asked(_context: JobContext, dataset: Path, name: str) -> None:
    """Put down that a merge of the copy of that name into the dataset at a path begins."""
    _of_merges(dataset).ask(name)


def note_merge_over(_context: JobContext, dataset: Path, name: str) -> None:
    """Put down that a merge is in the dataset, or that the reader knows why it is not."""
    _of_merges(dataset).end(name)


def forget_merges(_context: JobContext, dataset: Path) -> None:
    """The reader knows of all merges that were cut off."""
    _of_merges(dataset).forget()


def find_merges(_context: JobContext, dataset: Path) -> tuple[str, ...]:
    """The merges into the dataset at a path of which no end is known: names of copies."""
    return _of_merges(dataset).waiting()


def note_if_saved(
    context: JobContext, backlog: Backlog | None, note: Callable[..., object], *arguments: object
) -> bool:
    """Put something down with ``note``, unless saving failed before; whether that was done.

    Args:
        context: of the job.
        backlog: what is on its way into the open dataset, or None.
        note: a function of this module.
        arguments: its arguments after the context.
    """
    if backlog is not None and backlog.problem:
        return False
    note(context, *arguments)
    return True


@contextmanager
def merge_noted(dataset: Path, copies: Sequence[Path]) -> Iterator[None]:
    """The block merges copies; only a kill leaves a note of it."""
    names = [path.name for path in copies]
    _of_merges(dataset).ask(*names)
    try:
        yield
    finally:
        _of_merges(dataset).end(*names)


@contextmanager
def import_noted(dataset: Path, import_id: str, name: str) -> Iterator[None]:
    """The block imports; only a kill leaves a note of it."""
    note_import_asked(JobContext(), dataset, import_id, name)
    try:
        yield
    finally:
        note_import_over(JobContext(), dataset, import_id, name)


def told_cut_off(dataset: Path, imports: Container[str]) -> tuple[str, ...]:
    """What a command says of work on the dataset at a path that was cut off, one sentence each.

    Args:
        dataset: its file.
        imports: ids of the imports that are in it.
    """
    context, said = JobContext(), []
    missing = find_missing(context, dataset)
    if number := len(missing.there) + len(missing.gone):
        what = "1 of them is" if number == 1 else f"{number} of them are"
        said.append(
            f"Adding images to {dataset} was cut off: {what} not in it yet; open it in the window to add "
            "the rest."
        )
    for made, name in find_imports(context, dataset).items():
        if made not in imports:
            said.append(f"The import of {name} was cut off: nothing of it is in {dataset}; import it again.")
    said += [
        f"Merging {name} into {dataset} was cut off; merge again, nothing comes twice."
        for name in find_merges(context, dataset)
    ]
    return tuple(said)


def _of_merges(dataset: Path) -> UnfinishedRecord:
    return UnfinishedRecord(dataset, "merging")


def _of_images(dataset: Path) -> UnfinishedRecord:
    return UnfinishedRecord(dataset, "adding")


def _of_imports(dataset: Path) -> UnfinishedRecord:
    return UnfinishedRecord(dataset, "importing")
