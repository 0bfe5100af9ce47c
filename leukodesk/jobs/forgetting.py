"""What was taken out of a dataset leaves its backup and journals too."""

from collections.abc import Collection
from dataclasses import dataclass

from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.jobs.datasets import Write
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.former import put_aside


def forget_former(dataset: Dataset) -> tuple[str, ...]:
    """Make backup and journals hold no more than the dataset does.

    Returns:
        Names of files beside it that were put aside when something was wrong with it, and still hold what
        they held.

    Raises:
        DatasetError: they cannot be written, or not removed.
    """
    try:
        dataset.forget_former()
    except OSError as error:
        raise DatasetError(
            sentence(
                "A journal beside {path} cannot be removed ({reason}) and holds what was taken out; "
                "allow writing to its folder and repeat this.",
                path=dataset.path,
                reason=system_reason(error),
            )
        ) from error
    return put_aside(dataset.path)


@dataclass(frozen=True)
class Forgotten:
    """Backup and journals were cleared.

    Attributes:
        asked: which time of asking this answers.
        aside: names of files that were put aside and still hold what they held.
    """

    asked: int
    aside: tuple[str, ...]


def forget_when_saved(
    context: JobContext, dataset: Dataset, unsaved: Collection[Write], asked: int
) -> Forgotten | None:
    """As :func:`forget_former`, for the window; None, with nothing done, while something is not saved yet.

    Raises:
        DatasetError: as above.
    """
    return None if unsaved else Forgotten(asked, forget_former(dataset))
