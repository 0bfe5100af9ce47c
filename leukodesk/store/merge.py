"""Bringing copies of a dataset together in one of them."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from leukodesk.core.content import Content
from leukodesk.core.edits import Act, CompositeEdit
from leukodesk.core.errors import DatasetError, InputError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.store.merge_plan import plan_merge

Align = Callable[[Content, Dataset, Mapping[Path, Dataset]], dict[Path, Content]]
"""Gives what copies hold; args: what the target holds, the target, the copies."""


@dataclass(frozen=True)
class Merged:
    """What a merge did, or would do.

    Attributes:
        plan: the changes, and what waits for a decision.
        notices: what should be known about how the datasets were opened, one sentence each.
    """

    plan: MergePlan
    notices: tuple[str, ...]


def merge(
    target: Path,
    others: Sequence[Path],
    act: Act,
    *,
    prefer: str | None = None,
    dry_run: bool = False,
    progress: Progress = no_progress,
    align: Align | None = None,
    segmenters: Container[str] = (),
) -> Merged:
    """Bring everything of ``others`` that ``target`` lacks into it: all of it, or nothing.

    Images are stored first; an interrupted merge may leave some that belong to no smear yet.

    Args:
        target: the dataset that is changed.
        others: its copies, in order; not changed, and writers may have them open.
        act: who merges, and when.
        prefer: see :func:`leukodesk.store.merge_plan.plan_merge`.
        dry_run: only tell; the target may then be open elsewhere.
        progress: told after each image.
        align: calls smears of copies as the same ones are called in the target.
        segmenters: see :func:`leukodesk.store.merge_plan.plan_merge`.

    Raises:
        InputError: a copy is the target itself, or cannot be merged into it.
        UnknownIdError: the preferred annotator never labelled anything.
        DatasetError: a dataset cannot be opened, an image is missing, or the target cannot be written.
        CancelledError: ``progress`` wants to stop.
    """
    with ExitStack() as opened:
        copies = opened.enter_context(copies_opened(target, others))
        dataset = opened.enter_context(Dataset.open(target, read_only=dry_run))
        if dataset.read_only and not dry_run:
            raise DatasetError(
                sentence(
                    "{target} was written by a newer LeukoDesk and can only be read; update LeukoDesk to "
                    "merge into it.",
                    target=target,
                )
            )
        content = dataset.content
        contents = (
            align(content, dataset, copies) if align else {path: c.content for path, c in copies.items()}
        )
        plan = plan_merge(content, contents, act, prefer, segmenters)
        if not dry_run:
            store_images(dataset, copies, plan, progress)
            if plan.edits:
                names = ", ".join(path.name for path in others)
                dataset.append(CompositeEdit(tuple(plan.edits), f"Merge {names}"))
            dataset.append_predictions(plan.predictions)
        notices = (*dataset.notices, *(notice for copy in copies.values() for notice in copy.notices))
    return Merged(plan, notices)


@contextmanager
def copies_opened(target: Path, others: Sequence[Path]) -> Iterator[dict[Path, Dataset]]:
    """The copies of a dataset, open to be read, by their files.

    Raises:
        InputError: a copy is the target itself.
        DatasetError: a copy cannot be opened.
    """
    for path in others:
        if path.resolve() == target.resolve():
            raise InputError(
                sentence("{path} is the dataset that is merged into; name its copies only.", path=path)
            )
    with ExitStack() as opened:
        yield {path: opened.enter_context(Dataset.open(path, read_only=True)) for path in others}


def store_images(dataset: Dataset, copies: dict[Path, Dataset], plan: MergePlan, progress: Progress) -> None:
    """Store the images of the smears that a merge adds, all or none, before its edits.

    Raises:
        DatasetError: an image is missing, or the dataset cannot be written.
        CancelledError: ``progress`` wants to stop.
    """
    wanted = [(path, smear) for path, smears in plan.images.items() for smear in smears]
    held = {path: copies[path].content.smears for path in plan.images}
    with dataset.images.all_or_nothing():
        for done, (path, smear) in enumerate(wanted):
            progress(done, len(wanted), smear.path)
            image = copies[path].image_place(smear)
            if isinstance(image, Path):
                dataset.refer_to_image(smear, image, held[path].get(smear.id))
            else:
                dataset.add_image(smear, image, held[path].get(smear.id))
        progress(len(wanted), len(wanted))
