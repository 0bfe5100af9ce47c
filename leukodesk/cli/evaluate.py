"""``leukodesk evaluate``: judge a model on labelled cells, or a segmenter on drawn and marked ones."""

from pathlib import Path
from typing import Annotated

import typer

from leukodesk.cli import console, options, segmenter_options

DataOption = Annotated[
    Path,
    typer.Option(
        readable=False,
        help="Dataset, or folder of labelled images; for a segmenter a folder of images with "
        "<name>_mask.png or <name>.xyc beside them, or of several such folders.",
        metavar="DIR|FILE.h5",
    ),
]

ModelOption = Annotated[str | None, typer.Option(help="Id of the model to judge.", metavar="ID")]

SegmenterOption = Annotated[
    str | None, typer.Option(help="Id of the segmenter to judge, in place of a model.", metavar="ID")
]

SplitOption = Annotated[
    str,
    typer.Option(
        help="Part of the model's split to judge, or frozen for the smears that training refuses; of a "
        "segmenter train or test; or all."
    ),
]

TrainedOnOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="What the model was trained on: its folds are trained again, and each judges the cells of "
        "--data from the fields that it held out.",
        metavar="DIR|FILE.h5",
    ),
]

SharesOption = Annotated[
    str | None,
    typer.Option(
        help="With --trained-on: shares of the patients, fields or blocks that the folds are trained on as "
        "well, for a learning curve on the same cells.",
        metavar="NUMBER,...",
    ),
]

CellsFoundByOption = Annotated[
    str | None,
    typer.Option(
        help="With --model: judge the cells that this segmenter finds, in fields with marked cells those "
        "at the marks, as in use; --preset and --set are then its settings.",
        metavar="SEGMENTER",
    ),
]

SanityOption = Annotated[
    bool,
    typer.Option("--sanity", help="Also measure whether the model's heatmaps can be believed."),
]

KeepOption = Annotated[
    bool, typer.Option("--keep", help="With --sanity: keep those figures in the card of your own model.")
]

OutOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="With --keep: folder for a copy of the card, which is changed in the place of the card itself.",
        metavar="DIR",
    ),
]


def evaluate(
    data: DataOption,
    model: ModelOption = None,
    segmenter: SegmenterOption = None,
    split: SplitOption = "all",
    trained_on: TrainedOnOption = None,
    shares: SharesOption = None,
    cells_found_by: CellsFoundByOption = None,
    preset: segmenter_options.PresetOption = None,
    settings: segmenter_options.SetOption = None,
    sanity: SanityOption = False,
    keep: KeepOption = False,
    out: OutOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    json: options.JsonOption = None,
) -> None:
    """Measure a model or a segmenter; every figure comes with an interval.

    A model is judged on labelled cells, with controls: colour statistics alone, and the model itself, shown
    the cells painted over and held against shuffled labels. The controls in its card are others: networks
    that were trained on such cells or labels. A segmenter is judged on masks and points, set by set;
    images that cannot be used are named on stderr and left out, and the exit status is then 1.
    """
    if (model is None) == (segmenter is None):
        raise typer.BadParameter("name either a model with --model or a segmenter with --segmenter.")
    if (segmenter is not None and sanity) or (keep and not sanity):
        raise typer.BadParameter("--sanity belongs to --model, and --keep to --sanity.")
    if out is not None and not keep:
        raise typer.BadParameter("--out belongs to --keep.")
    if cells_found_by is not None and model is None:
        raise typer.BadParameter("--cells-found-by belongs to --model.")
    if trained_on is not None and (model is None or sanity or split != "all"):
        raise typer.BadParameter("--trained-on belongs to --model, and has no --sanity and no --split.")
    if shares is not None and trained_on is None:
        raise typer.BadParameter("--shares belongs to --trained-on.")
    console.try_json(json)
    if model is not None:
        if cells_found_by is None and (preset is not None or settings):
            raise typer.BadParameter("--preset and --set are settings of a segmenter; leave them out.")
        from leukodesk.cli.evaluate_model import evaluate_folds, evaluate_model, finder_of

        found = finder_of(cells_found_by, preset, settings or ())
        if trained_on is not None:
            evaluate_folds(model, data, trained_on, found, device.value, json, shares=shares)
        else:
            evaluate_model(model, data, split, found, device.value, json, sanity=sanity, keep=keep, out=out)
        return
    assert segmenter is not None
    from leukodesk.cli.evaluate_segmenter import evaluate_segmenter

    parameters = segmenter_options.segmenter_parameters(segmenter, preset, settings or ())
    evaluate_segmenter(segmenter, parameters, data, split, json)
