"""``leukodesk gui``: open the window."""

from pathlib import Path
from typing import Annotated

import typer


def gui(
    path: Annotated[
        Path | None, typer.Argument(readable=False, help="Image, folder of images, or dataset to open.")
    ] = None,
) -> None:
    """Open the window, on PATH if one is given."""
    from leukodesk.core.errors import InputError

    if path is not None and not path.exists():
        raise InputError(f"{path} does not exist; check the name, or open the window without a file.")
    from leukodesk.app import run_gui

    raise typer.Exit(run_gui(path))
