"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Device(StrEnum):
    """Where networks run."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"


FileArgument = Annotated[Path, typer.Argument(readable=False, help="The dataset.", metavar="FILE.h5")]

DeviceOption = Annotated[Device, typer.Option(help="Where the model runs; auto takes CUDA if it is there.")]

JsonOption = Annotated[
    str | None, typer.Option("--json", help="Write JSON here; - for stdout.", metavar="FILE")
]

FileNamesOption = Annotated[
    bool,
    typer.Option(
        "--file-names/--no-file-names",
        help="Keep the names of new images' files in the dataset, or call them after their smears.",
    ),
]
