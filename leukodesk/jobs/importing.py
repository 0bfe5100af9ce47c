"""Bringing cells and labels of other programs into a dataset. What is there already is never changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leukodesk.core.errors import InputError
from leukodesk.core.progress import Progress
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.jobs.import_images import encoded_for
from leukodesk.jobs.import_plan import ImportPlan
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.place import take_away


def store_images(plan: ImportPlan, dataset: Dataset, progress: Progress) -> None:
    """Put the images of an import's new smears into the dataset, all or none, before the edit naming them.

    A kill may leave unused image files.

    Raises:
        InputError: an image cannot be read any more.
        DatasetError: the dataset cannot be written.
        CancelledError: the reader stopped it.
    """
    with dataset.images.all_or_nothing():
        _store_images(plan, dataset, progress)


def _store_images(plan: ImportPlan, dataset: Dataset, progress: Progress) -> None:
    for done, (smear, path) in enumerate(plan.smears.values()):
        progress(done, len(plan.smears), path.name)
        try:
            encoded = path.read_bytes()
        except OSError as error:
            raise InputError(
                sentence(
                    "{path} cannot be read any more ({reason}); import it again.",
                    path=path,
                    reason=system_reason(error),
                )
            ) from error
        dataset.add_image(smear, encoded_for(smear, encoded))


@contextmanager
def made_for(plan: ImportPlan, path: Path) -> Iterator[Dataset]:
    """A new dataset for an import, closed in the end; it is gone again where nothing came into it.

    Raises:
        DatasetError: it cannot be made, or not be closed.
    """
    dataset = Dataset.create(path, plan.taxonomy)
    try:
        with dataset:
            yield dataset
    finally:
        if dataset.position.sequence == 0:
            take_away(DatasetFiles.of(path))
