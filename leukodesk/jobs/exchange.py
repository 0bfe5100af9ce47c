"""Import and export as jobs of the window: looked at first, then done."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from leukodesk.core.content import Content
from leukodesk.jobs.exporting import ExportRequest, export
from leukodesk.jobs.import_plan import ImportPlan, ImportRequest
from leukodesk.jobs.import_planning import plan_import
from leukodesk.jobs.importing import store_images
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.registry import FORMATS
from leukodesk.store.formats.written import Written

READABLE: Final[Mapping[str, str]] = {known.name: known.title for known in FORMATS if known.read}
"""Titles of the formats that can be imported, by name."""

WRITABLE: Final[Mapping[str, str]] = {known.name: known.title for known in FORMATS if known.write}
"""Titles of the formats that can be exported, by name."""


def look_at_source(
    context: JobContext, dataset: Dataset, content: Content, request: ImportRequest
) -> ImportPlan:
    """What an import would do; changes nothing.

    Args:
        context: of the job.
        dataset: has the images of known smears.
        content: what it holds, a copy.
        request: what is to be imported.

    Raises:
        LeukoDeskError: see :func:`leukodesk.jobs.import_planning.plan_import`.
    """
    return plan_import(request, content, datetime.now(UTC), dataset.image_bytes, context.progress)


def bring_images(context: JobContext, dataset: Dataset, plan: ImportPlan) -> ImportPlan:
    """Store the images of an import; the plan, whose edit may be done now.

    Raises:
        LeukoDeskError: see :func:`leukodesk.jobs.importing.store_images`.
    """
    store_images(plan, dataset, context.progress)
    return plan


def bring_anew(
    context: JobContext, dataset: Dataset, content: Content, request: ImportRequest, at: datetime
) -> ImportPlan:
    """Plan an import for what the open dataset holds by now, and store its images; the new plan.

    Args:
        context: of the job.
        dataset: has the images of known smears.
        content: what it holds by now, a copy.
        request: what is to be imported.
        at: when the import was asked for, by which it stays known.

    Raises:
        LeukoDeskError: as for looking and for bringing.
    """
    plan = plan_import(request, content, at, dataset.image_bytes, context.progress)
    return bring_images(context, dataset, plan)


def write_export(context: JobContext, dataset: Dataset, content: Content, request: ExportRequest) -> Written:
    """Write a dataset for other programs; arguments as in :func:`look_at_source`.

    Raises:
        LeukoDeskError: see :func:`leukodesk.jobs.exporting.export`.
    """
    return export(request, dataset, context.progress, content=content)
