"""What ``leukodesk analyze`` can be told, beside what several commands share."""

from pathlib import Path
from typing import Annotated

import typer

PathsArgument = Annotated[
    list[Path], typer.Argument(readable=False, help="Images, or folders of images.", metavar="PATH")
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
