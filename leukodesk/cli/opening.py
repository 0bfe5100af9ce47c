"""Datasets as commands open them: what a reader should know about one is told before anything else."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from leukodesk.cli import boundary

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.store.dataset import Dataset
    from leukodesk.store.snapshot import Snapshot


def opened(path: Path, *, read_only: bool = False) -> "Dataset":
    """Open the dataset at ``path``; its notices go to stderr.

    Raises:
        DatasetError: it is missing, damaged, not a dataset, or open for writing elsewhere.
    """
    from leukodesk.store.dataset import Dataset

    dataset = Dataset.open(path, read_only=read_only)
    tell((*dataset.notices, *_cut_off(path, dataset.content, once=not read_only)))
    return dataset


def snapshot_of(path: Path) -> "Snapshot":
    """The dataset at ``path`` as it is now, which a writer may have open; its notices go to stderr.

    Raises:
        DatasetError: the dataset cannot be read.
    """
    from leukodesk.store.repair import notices
    from leukodesk.store.snapshot import read_snapshot

    snapshot = read_snapshot(path)
    tell((*notices(snapshot), *_cut_off(path, snapshot.content)))
    return snapshot


def _cut_off(path: Path, content: "Content", *, once: bool = False) -> tuple[str, ...]:
    """What is to be said of work on a dataset that a kill cut off; with ``once`` never again.

    Images are told of until they are there, as only the window adds them.
    """
    from leukodesk.core.imported import import_id
    from leukodesk.jobs.import_undo import imports_of
    from leukodesk.jobs.job import JobContext
    from leukodesk.jobs.unfinished import forget_imports, forget_merges, told_cut_off

    said = told_cut_off(path, set(map(import_id, imports_of(content))))
    if said and once:
        forget_imports(JobContext(), path)
        forget_merges(JobContext(), path)
    return said


def content_of(path: Path) -> "Content":
    """What the dataset at ``path`` holds, see :func:`snapshot_of`; the caller owns it."""
    return snapshot_of(path).content


def tell(notices: Iterable[str]) -> None:
    """Say notices on stderr, one sentence a line, each once."""
    for notice in dict.fromkeys(notices):
        boundary.say(notice)
