"""Bringing another copy into the open dataset, as jobs of the window: looked at first, then done."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leukodesk.core.content import Content
from leukodesk.core.edits import Act
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.same_images import aligned
from leukodesk.store.dataset import Dataset
from leukodesk.store.merge import copies_opened, store_images
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.store.merge_plan import plan_merge


@dataclass(frozen=True)
class CopyPlan:
    """What a merge would do to the open dataset.

    Attributes:
        path: the copy.
        plan: the changes, and what readers would have to decide.
        notices: what should be known about how the copy was opened, one sentence each.
    """

    path: Path
    plan: MergePlan
    notices: tuple[str, ...]


def look_at_copy(
    context: JobContext, dataset: Dataset, content: Content, path: Path, annotator: str
) -> CopyPlan:
    """What a merge would do; changes nothing.

    Args:
        context: told of each step.
        dataset: the open one.
        content: what it holds, a copy.
        path: the copy to be merged.
        annotator: who merges.

    Raises:
        InputError: it is the open dataset itself, or cannot be merged into it.
        DatasetError: it cannot be opened.
        CancelledError: nobody wants to know any more.
    """
    with copies_opened(dataset.path, (path,)) as copies:
        act = Act(annotator, datetime.now(UTC), "merge")
        contents = aligned(content, dataset, copies)
        plan = plan_merge(content, contents, act, None, segmenter_ids(), context.progress)
        return CopyPlan(path, plan, tuple(notice for copy in copies.values() for notice in copy.notices))


def bring_copy_images(context: JobContext, dataset: Dataset, found: CopyPlan) -> CopyPlan:
    """Store the images that the copy alone has; the plan, whose edits may be done now.

    Raises:
        DatasetError: an image is missing, or the dataset cannot be written.
    """
    with copies_opened(dataset.path, (found.path,)) as copies:
        store_images(dataset, copies, found.plan, context.progress)
    return found


def bring_copy_anew(
    context: JobContext, dataset: Dataset, content: Content, path: Path, annotator: str
) -> CopyPlan:
    """Plan a merge for what the open dataset holds by now, and store its images; the new plan.

    Args:
        context: told of each step.
        dataset: the open one.
        content: what it holds by now, a copy.
        path: the copy to be merged.
        annotator: who merges.

    Raises:
        LeukoDeskError: as for looking and for bringing.
    """
    return bring_copy_images(context, dataset, look_at_copy(context, dataset, content, path, annotator))
