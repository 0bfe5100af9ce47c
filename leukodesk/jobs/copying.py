"""A complete copy of a dataset, also of what could not be written to the original."""

import contextlib
import hashlib
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from leukodesk.core.errors import DatasetError, InputError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.imaging.large import stays
from leukodesk.jobs.datasets import Write
from leukodesk.jobs.import_images import encoded_for
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.images import ImageFolder
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.missing import forget
from leukodesk.store.place import take_away
from leukodesk.store.snapshot import Snapshot, read_snapshot

_NOWHERE: Final[Mapping[str, Path]] = MappingProxyType({})


@dataclass(frozen=True)
class Copied:
    """A copy that was written.

    Attributes:
        path: its main file.
        writes: what it holds beyond what was durable in the original.
        missing: number of smears whose image could not be read any more.
    """

    path: Path
    writes: tuple[Write, ...]
    missing: int = 0


def save_copy(
    context: JobContext,
    dataset: Dataset,
    target: Path,
    unsaved: Collection[Write],
    places: Mapping[str, Path] = _NOWHERE,
) -> Copied:
    """Copy an open dataset to ``target`` and add what is not durable in it yet.

    Where its own files are gone, damaged or somebody else's by now, the copy is made from what is held in
    memory, with the images that can still be read. Whatever goes wrong, it is untouched and nothing is left
    at the target.

    Args:
        context: told of each image. What others do with the dataset at such a report is in the copy as well,
            since its tables are copied when all images are there.
        dataset: the original.
        target: the copy's main file; must not exist.
        unsaved: edits and predictions to append to the copy, in order. It may be the queue of what is on its
            way: what is durable when the copy begins is no longer in it.
        places: where images were opened from, by smear id, for those that cannot be read any more.

    Raises:
        DatasetError: the copy cannot be written, something is there already, or an image is missing although
            the files are there.
        CancelledError: the reader stopped it.
    """
    there = DatasetFiles.of(target)
    if any(path.exists() for path in _parts(there)):
        raise DatasetError(
            sentence("{target} is there already; choose another name for the copy.", target=target)
        )
    writes, snapshot = tuple(unsaved), _as_open(dataset)
    images = _images_of(snapshot, writes) if snapshot else []
    missing = 0
    with _all_or_nothing(target):
        forget(there)
        for done, image in enumerate(images):
            context.progress(done, len(images), image.name)
            _copy_image(image, there)
        context.progress(len(images), len(images))
        writes, snapshot = tuple(unsaved), _as_open(dataset)
        if snapshot:
            for image in set(_images_of(snapshot, writes)).difference(images):
                _copy_image(image, there)
            _copy_tables(snapshot.files, there)
        else:
            dataset.write_elsewhere(target)
        with Dataset.open(there.main) as copy:
            for write in writes:
                if isinstance(write, tuple):
                    copy.append_predictions(write)
                else:
                    copy.append(write)
            if not snapshot:
                missing = _rescue_images(context, dataset, copy, places)
    return Copied(target, writes, missing)


def _parts(files: DatasetFiles) -> tuple[Path, ...]:
    return files.main, files.journal, files.backup, files.backup_journal, files.images


@contextlib.contextmanager
def _all_or_nothing(target: Path) -> Iterator[None]:
    """Leave nothing of a copy that cannot be completed."""
    there = DatasetFiles.of(target)
    try:
        yield
    except BaseException as error:
        take_away(there)
        if isinstance(error, OSError):
            raise DatasetError(
                sentence(
                    "The copy {target} cannot be written ({reason}); choose another place.",
                    target=target,
                    reason=system_reason(error),
                )
            ) from error
        raise


def _as_open(dataset: Dataset) -> Snapshot | None:
    """The files of the dataset as they are now, or None where they do not hold what was called saved."""
    try:
        snapshot = read_snapshot(dataset.path)
    except (DatasetError, OSError):
        return None
    return snapshot if dataset.read_only or snapshot.position == dataset.position else None


def _rescue_images(context: JobContext, dataset: Dataset, copy: Dataset, places: Mapping[str, Path]) -> int:
    """Bring in the images that can still be read, also from where they were opened; how many cannot."""
    smears = list(copy.content.smears.values())
    missing = 0
    for done, smear in enumerate(smears):
        context.progress(done, len(smears), smear.path)
        try:
            place = dataset.image_place(smear)
        except (DatasetError, OSError):
            place = places.get(smear.id, Path(smear.path))
        try:
            if isinstance(place, Path) and stays(place):
                copy.refer_to_image(smear, place)
                continue
            encoded = place if isinstance(place, bytes) else encoded_for(smear, place.read_bytes())
        except (DatasetError, InputError, OSError):
            missing += 1
            continue
        if hashlib.sha256(encoded).hexdigest() == smear.sha256:
            copy.add_image(smear, encoded)
        else:
            missing += 1
    return missing


def _images_of(snapshot: Snapshot, writes: Sequence[Write]) -> list[Path]:
    """The image files of the dataset, wherever they lie, also of smears that ``writes`` add."""
    for write in writes:
        if not isinstance(write, tuple):
            write.apply(snapshot.content)
    folder = ImageFolder(snapshot.files, snapshot.header.images)
    return [folder.path_of(smear) for smear in snapshot.content.smears.values()]


def _copy_image(image: Path, there: DatasetFiles) -> None:
    there.images.mkdir(exist_ok=True)
    shutil.copyfile(image, there.images / image.name)


def _copy_tables(here: DatasetFiles, there: DatasetFiles) -> None:
    # Before the main file: a checkpoint in between leaves a journal that is too old, which does no harm.
    if here.journal.exists():
        shutil.copyfile(here.journal, there.journal)
    shutil.copyfile(here.main, there.main)
