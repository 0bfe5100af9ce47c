"""Taking camera data, folders and names out of the images that a dataset holds already."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from leukodesk.core.edits import Act, DropMetadata
from leukodesk.core.errors import DatasetError
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.metadata_edits import REASON
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.core.smear import Smear
from leukodesk.imaging.reader import stored_without_metadata
from leukodesk.jobs.forgetting import forget_former
from leukodesk.store.dataset import Dataset


@dataclass(frozen=True)
class Dropped:
    """What was taken out.

    Attributes:
        images: how many were stored anew.
        names: how many smears have a shorter name.
        elsewhere: how many images stayed where they lie, as they are.
        aside: names of files beside the dataset that were put aside when something was wrong with it, and
            still hold what they held.
    """

    images: int
    names: int
    elsewhere: int
    aside: tuple[str, ...] = ()


def drop_metadata(
    path: Path,
    kept: KeptOfImages,
    act: Act,
    progress: Progress = no_progress,
    tell: Callable[[Sequence[str]], object] = lambda _: None,
) -> Dropped:
    """Take out what is not to be kept, in one act; its backup and journals then hold no more either.

    Each image is put in the place of the former one first. Where this is cut off, the dataset reads the new
    images as the same ones, and a repetition does the rest.

    Args:
        path: the dataset; nobody else may have it open for writing.
        kept: what stays.
        act: who does it, and when.
        progress: told after each image.
        tell: gets what the reader should know about how the dataset was opened.

    Raises:
        DatasetError: it cannot be opened or written, or an image is missing or damaged.
        CancelledError: ``progress`` wants to stop.
    """
    with Dataset.open(path) as dataset:
        tell(dataset.notices)
        if dataset.read_only:
            raise DatasetError(
                sentence(
                    "{path} was written by a newer LeukoDesk and can only be read; update LeukoDesk.",
                    path=path,
                )
            )
        pairs: list[tuple[Smear, Smear]] = []
        elsewhere = 0
        smears = dataset.content.smears
        for done, smear in enumerate(smears.values()):
            progress(done, len(smears), smear.path)
            place = dataset.image_place(smear)
            elsewhere += isinstance(place, Path)
            new = kept.described(smear)
            if isinstance(place, bytes) and not kept.metadata:
                new = _stored_anew(dataset, smear, new, place)
            if new != smear:
                pairs.append((smear, new))
        for smear in dataset.images.unused(smears):
            place = dataset.image_place(smear)
            if isinstance(place, bytes) and not kept.metadata:
                _stored_anew(dataset, smear, smear, place)
        if pairs:
            dataset.append(DropMetadata(tuple(pairs), replace(act, reason=REASON)))
        # Also where nothing is left to do: a former attempt may have been cut off before this.
        aside = forget_former(dataset)
    images = sum(old.sha256 != new.sha256 for old, new in pairs)
    return Dropped(images, sum(old.path != new.path for old, new in pairs), elsewhere, aside)


def _stored_anew(dataset: Dataset, smear: Smear, new: Smear, encoded: bytes) -> Smear:
    bare = stored_without_metadata(encoded, smear.path)
    changed = replace(new, sha256=hashlib.sha256(bare).hexdigest())
    if bare != encoded:
        dataset.images.replace(smear, changed, bare)
    return changed
