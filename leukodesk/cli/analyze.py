"""``leukodesk analyze``: find, classify and explain the cells of any number of images."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from leukodesk.cli import boundary, options, segmenter_options

if TYPE_CHECKING:
    from leukodesk.inference.cards import ModelCard
    from leukodesk.inference.library import ModelLibrary

NO_CLASSIFIER: Final = "none"

PathsArgument = Annotated[
    list[Path],
    typer.Argument(
        readable=False,
        help="Images, or folders of images; folders in these are not looked into.",
        metavar="PATH",
    ),
]

SegmenterOption = Annotated[
    str | None,
    typer.Option(
        help="Who finds the cells; if left out, what the model learnt with, else pivot-growing.", metavar="ID"
    ),
]

ClassifierOption = Annotated[
    str | None,
    typer.Option(help="Model that names the cells, or none; the built-in one if left out.", metavar="ID"),
]

DatasetOption = Annotated[
    Path | None,
    typer.Option(readable=False, help="Save smears, cells and predictions here.", metavar="FILE.h5"),
]

JsonLinesOption = Annotated[
    str | None, typer.Option(help="Write one line of JSON per image; - for stdout.", metavar="FILE|-")
]

MasksOption = Annotated[
    Path | None,
    typer.Option(readable=False, help="Write instance and region masks (PNG) here.", metavar="DIR"),
]

OverlaysOption = Annotated[
    Path | None, typer.Option(readable=False, help="Write pictures with contours here.", metavar="DIR")
]

ExplainOption = Annotated[
    str | None,
    typer.Option(
        help="Compute heatmaps: gradcam, gradcam++, hirescam, layercam, eigencam or cam.", metavar="METHOD"
    ),
]

MetadataOption = Annotated[
    bool,
    typer.Option(
        "--metadata", help="Save images in the dataset as they are, with what cameras put into them."
    ),
]

FoldersOption = Annotated[
    bool, typer.Option("--folders", help="Save in the dataset where images lie, not their names alone.")
]

PixelSizeOption = Annotated[
    float | None,
    typer.Option(help="Micrometres per pixel of all images.", metavar="UM", min=0.001, max=100.0),
]

StainTemplateOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="Adjust colours to this image, or to a saved template, before anything else.",
        metavar="FILE",
    ),
]

SchedulerOption = Annotated[
    str | None, typer.Option(help="Share the work through this Dask scheduler.", metavar="ADDRESS")
]


def analyze(
    paths: PathsArgument,
    segmenter: SegmenterOption = None,
    preset: segmenter_options.PresetOption = None,
    settings: segmenter_options.SetOption = None,
    classifier: ClassifierOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    dataset: DatasetOption = None,
    json: JsonLinesOption = None,
    masks: MasksOption = None,
    overlays: OverlaysOption = None,
    explain: ExplainOption = None,
    metadata: MetadataOption = False,
    folders: FoldersOption = False,
    file_names: options.FileNamesOption = True,
    pixel_size: PixelSizeOption = None,
    stain_template: StainTemplateOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Find and classify the white cells of images, and write what was found.

    Images that cannot be used are named on stderr and left out; the exit status is then 1.
    """
    from leukodesk import config
    from leukodesk.cli.analysis_batch import run_batch
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
