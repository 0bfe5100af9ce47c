"""``leukodesk analyze``: find, classify and explain the cells of any number of images."""

import contextlib
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from leukodesk.cli import boundary, console, options, segmenter_options

if TYPE_CHECKING:
    from leukodesk.cli.analysis_outputs import Wanted
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.cards import ModelCard
    from leukodesk.jobs.batch import BatchPlan, Outcome

NO_CLASSIFIER: Final = "none"


def analyze(
    paths: Annotated[
        list[Path], typer.Argument(readable=False, help="Images, or folders of images.", metavar="PATH")
    ],
    segmenter: Annotated[
        str | None,
        typer.Option(
            help="Who finds the cells; if left out, what the model learnt with, else pivot-growing.",
            metavar="ID",
        ),
    ] = None,
    preset: segmenter_options.PresetOption = None,
    settings: segmenter_options.SetOption = None,
    classifier: Annotated[
        str | None,
        typer.Option(help="Model that names the cells, or none; the built-in one if left out.", metavar="ID"),
    ] = None,
    device: options.DeviceOption = options.Device.AUTO,
    dataset: Annotated[
        Path | None,
        typer.Option(readable=False, help="Save smears, cells and predictions here.", metavar="FILE.h5"),
    ] = None,
    json: Annotated[
        str | None, typer.Option(help="Write one line of JSON per image; - for stdout.", metavar="FILE|-")
    ] = None,
    masks: Annotated[
        Path | None,
        typer.Option(readable=False, help="Write instance and region masks (PNG) here.", metavar="DIR"),
    ] = None,
    overlays: Annotated[
        Path | None, typer.Option(readable=False, help="Write pictures with contours here.", metavar="DIR")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            help="Compute heatmaps: gradcam, gradcam++, hirescam, layercam, eigencam or cam.",
            metavar="METHOD",
        ),
    ] = None,
    metadata: Annotated[
        bool,
        typer.Option(
            "--metadata", help="Save images in the dataset as they are, with what cameras put into them."
        ),
    ] = False,
    folders: Annotated[
        bool, typer.Option("--folders", help="Save in the dataset where images lie, not their names alone.")
    ] = False,
    file_names: options.FileNamesOption = True,
    pixel_size: Annotated[
        float | None,
        typer.Option(help="Micrometres per pixel of all images.", metavar="UM", min=0.001, max=100.0),
    ] = None,
    stain_template: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="Adjust colours to this image, or to a saved template, before anything else.",
            metavar="FILE",
        ),
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Share the work through this Dask scheduler.", metavar="ADDRESS")
    ] = None,
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
    # The built-in choice, not the one last made in the window: a script gives the same result everywhere.
    default: str = config.Settings.model_fields["classifier"].default
    named = default if classifier is None else classifier
    library = ModelLibrary.default()
    card = None if named == NO_CLASSIFIER else library.card(named)
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
