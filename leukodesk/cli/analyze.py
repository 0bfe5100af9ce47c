"""``leukodesk analyze``: find, classify and explain the cells of any number of images."""

import contextlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from leukodesk.cli import analysis_options, boundary, console, options, segmenter_options

if TYPE_CHECKING:
    from leukodesk.cli.analysis_outputs import Wanted
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.jobs.batch import BatchPlan, Outcome

NO_CLASSIFIER: Final = "none"


def analyze(
    paths: analysis_options.PathsArgument,
    segmenter: analysis_options.SegmenterOption = None,
    preset: segmenter_options.PresetOption = None,
    settings: segmenter_options.SetOption = None,
    classifier: analysis_options.ClassifierOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    dataset: analysis_options.DatasetOption = None,
    json: analysis_options.JsonLinesOption = None,
    masks: analysis_options.MasksOption = None,
    overlays: analysis_options.OverlaysOption = None,
    explain: analysis_options.ExplainOption = None,
    metadata: analysis_options.MetadataOption = False,
    folders: analysis_options.FoldersOption = False,
    file_names: options.FileNamesOption = True,
    pixel_size: analysis_options.PixelSizeOption = None,
    stain_template: analysis_options.StainTemplateOption = None,
    scheduler: analysis_options.SchedulerOption = None,
) -> None:
    """Find and classify the white cells of images, and write what was found.

    Images that cannot be used are named on stderr and left out; the exit status is then 1.
    """
    from leukodesk import config
    from leukodesk.cli.analysis_outputs import Wanted
    from leukodesk.core.kept import KeptOfImages
    from leukodesk.imaging.stain import read_template
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.jobs.batch import BatchPlan

    limit = config.load_settings().max_pixels
    library = ModelLibrary.default()
    card = _named_card(classifier, library)
    segmenter, parameters = segmenter_options.segmenter_for(card, segmenter, preset, settings or ())
    plan = BatchPlan(
        segmenter=segmenter,
        classifier=card.id if card else None,
        device=device.value,
        explainer=explain,
        pixel_size_um=pixel_size,
        max_pixels=limit,
        model_folders=library.folders,
        segmenter_parameters=tuple(parameters.items()),
        stain_template=read_template(stain_template, max_pixels=limit) if stain_template else None,
    )
    if explain is not None and plan.classifier is None:
        raise typer.BadParameter("a heatmap explains a classifier; name one with --classifier.")
    kept = KeptOfImages(file_names, folders, metadata)
    if run_batch(paths, plan, Wanted(json, masks, overlays, dataset, kept), scheduler):
        raise typer.Exit(boundary.FAILED)


def _named_card(classifier: str | None, library: "ModelLibrary") -> "ModelCard | None":
    """The card of the model that names the cells, or None where none shall.

    Without a name it is the built-in choice, not the one last made in the window: a script gives the same
    result everywhere.
    """
    from leukodesk import config

    default: str = config.Settings.model_fields["classifier"].default
    named = default if classifier is None else classifier
    return None if named == NO_CLASSIFIER else library.card(named)


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
        for done, outcome in enumerate(outcomes, start=1):
            if isinstance(outcome, Refused):
                failed += 1
                bar.say(outcome.reason)
            else:
                record = outputs.write(outcome)
                if wanted.json != "-":
                    console.print_row(_summary(record))
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


def _summary(record: Mapping[str, Any]) -> tuple[str, str, str]:
    """Image, cells by class, and time, for people."""
    counts = ", ".join(f"{name} {number}" for name, number in record["field"]["counts"].items() if number)
    return record["image"], counts or "no cells", f"{sum(record['elapsed_s'].values()):.2f} s"
