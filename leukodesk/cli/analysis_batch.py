"""Analyse many images and write each result as soon as it is there."""

import contextlib
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leukodesk.cli import boundary, console

if TYPE_CHECKING:
    from leukodesk.cli.analysis_outputs import Wanted
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.cards import ModelCard
    from leukodesk.jobs.batch import BatchPlan, Outcome


def run_batch(paths: list[Path], plan: "BatchPlan", wanted: "Wanted", scheduler: str | None = None) -> int:
    """Analyse everything and write each result as soon as it is there.

    Returns:
        how many inputs failed; each has been named on stderr with its reason.

    Raises:
        LeukoDeskError: nothing can be done at all: an unknown model, a folder that cannot be written to.
    """
    from leukodesk.cli.analysis_files import stems_of
    from leukodesk.cli.analysis_outputs import Outputs
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.jobs.batch import Refused, find_inputs

    images, refused = find_inputs(paths)
    for failure in refused:
        boundary.say(failure.reason)
    failed = len(refused)
    if not images:
        return failed
    with contextlib.ExitStack() as stack:
        bar = stack.enter_context(ProgressBar("Analysing"))
        # The outputs last: a model that cannot be used must not cost the file of an earlier run.
        outcomes = stack.enter_context(contextlib.closing(_outcomes(images, plan, scheduler, bar)))
        outputs = stack.enter_context(Outputs(wanted, _card(plan), stems_of(images), bar.say))
        told: set[str] = set()
        for done, outcome in enumerate(outcomes, start=1):
            if isinstance(outcome, Refused):
                failed += 1
                bar.say(outcome.reason)
            else:
                record = outputs.write(outcome)
                if wanted.json != "-":
                    console.print_row(_summary(record))
                if wanted.json is None:
                    _tell(outcome.path, record["field"]["warnings"], told, bar)
            bar(done, len(images), outcome.path.name)
    return failed


def _outcomes(
    images: list[Path], plan: "BatchPlan", scheduler: str | None, bar: "ProgressBar"
) -> "Generator[Outcome, None, None]":
    from leukodesk.jobs.batch import Engine, analyze_batch

    if scheduler is not None:
        from leukodesk.jobs.cluster import analyze_on_cluster

        return analyze_on_cluster(images, plan, scheduler)
    return analyze_batch(images, Engine(plan), plan.max_pixels, bar)


def _card(plan: "BatchPlan") -> "ModelCard | None":
    from leukodesk.inference.library import ModelLibrary

    return ModelLibrary(plan.model_folders).card(plan.classifier) if plan.classifier else None


def _tell(path: Path, warnings: Sequence[str], told: set[str], bar: "ProgressBar") -> None:
    """What no JSON keeps is said; what holds for many images alike, at the first of them only."""
    for sentence in warnings:
        if sentence not in told:
            told.add(sentence)
            bar.say(f"{path.name}: {sentence}")


def _summary(record: Mapping[str, Any]) -> tuple[str, str, str]:
    """Image, cells by class, and time, for people."""
    counts = ", ".join(f"{name} {number}" for name, number in record["field"]["counts"].items() if number)
    return record["image"], counts or "no cells", f"{sum(record['elapsed_s'].values()):.2f} s"
