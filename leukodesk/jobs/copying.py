"""A complete copy of a dataset, also of what could not be written to the original."""

import shutil
from collections.abc import Collection, Sequence
from pathlib import Path

from leukodesk.core.errors import DatasetError
from leukodesk.jobs.datasets import Write
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.images import ImageFolder
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.snapshot import read_snapshot


def save_copy(context: JobContext, source: Path, target: Path, unsaved: Collection[Write]) -> Path:
    """Copy the dataset at ``source`` to ``target`` and add what is not durable in the source yet.

    Runs on the io thread, so the source does not change meanwhile. Whatever goes wrong, the source is
    untouched and nothing is left at the target.

    Args:
        context: told file by file.
        source: the dataset's main file.
        target: the copy's main file; must not exist.
        unsaved: edits and predictions to append to the copy, in order. It may be the queue of what is on its
            way: what is durable when the copy begins is no longer in it.

    Returns:
        ``target``.

    Raises:
        DatasetError: the copy cannot be written, something is there already, or an image is missing.
        CancelledError: the reader stopped it.
    """
    here, there = DatasetFiles.of(source), DatasetFiles.of(target)
    taken = (there.main, there.journal, there.backup, there.backup_journal, there.images)
    if any(path.exists() for path in taken):
        raise DatasetError(f"{target} is there already; choose another name for the copy.")
    writes = tuple(unsaved)
    images = _images_of(here, writes)
    try:
        _copy_files(context, here, there, images)
        with Dataset.open(there.main) as copy:
            for write in writes:
                if isinstance(write, tuple):
                    copy.append_predictions(write)
                else:
                    copy.append(write)
    except BaseException as error:
        for path in (*taken, there.lock):
            path.unlink(missing_ok=True) if not path.is_dir() else shutil.rmtree(path, ignore_errors=True)
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise DatasetError(
                f"The copy {target} cannot be written ({reason}); choose another place."
            ) from error
        raise
    return target


def _images_of(here: DatasetFiles, writes: Sequence[Write]) -> list[Path]:
    """The image files of the dataset, wherever they lie, also of smears that ``writes`` add."""
    snapshot = read_snapshot(here.main)
    for write in writes:
        if not isinstance(write, tuple):
            write.apply(snapshot.content)
    folder = ImageFolder(here, snapshot.header.images)
    return [folder.path_of(smear) for smear in snapshot.content.smears.values()]


def _copy_files(context: JobContext, here: DatasetFiles, there: DatasetFiles, images: Sequence[Path]) -> None:
    pairs = [(path, there.images / path.name) for path in images]
    # Before the main file: a checkpoint in between leaves a journal that is too old, which does no harm.
    pairs.extend((here.journal, there.journal) for _ in range(here.journal.exists()))
    pairs.append((here.main, there.main))
    if images:
        there.images.mkdir()
    for done, (original, copy) in enumerate(pairs):
        context.progress(done, len(pairs), original.name)
        shutil.copyfile(original, copy)
