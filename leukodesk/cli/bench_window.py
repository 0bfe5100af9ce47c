"""Speed of the real window, without a display: a hidden command that `bench` starts in its own process."""

import os
from pathlib import Path


def bench_window(image: Path, dataset: Path) -> None:
    """Print figures of the window as JSON; not for people."""
    # Qt reads it when it is first loaded; what the window shows is measured, not a display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from leukodesk.cli import console
    from leukodesk.cli.window_speed import figures

    console.write_json([figure.to_json() for figure in figures(image, dataset)], "-")
