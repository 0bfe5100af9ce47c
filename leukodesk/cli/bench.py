"""``leukodesk bench``: the speed table, each figure with a reference measured beside it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leukodesk.cli import boundary, console, options

if TYPE_CHECKING:
    from leukodesk.cli.figure import Figure


def bench(device: options.DeviceOption = options.Device.AUTO, json: options.JsonOption = None) -> None:
    """Measure how fast this machine does the work; takes three to five minutes.

    Every figure is the median of several runs, with a reference run in turn with it and the ratio of the two.
    """
    import tempfile

    from leukodesk.cli import bench_engine, bench_scale, bench_store, bench_training, bench_window_process
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.imaging.phantom import render_phantom, write_phantom

    console.try_json(json)
    figures: list[Figure] = []
    notes: list[str] = []
    with tempfile.TemporaryDirectory(prefix="leukodesk-bench-") as name, ProgressBar("Measuring") as bar:
        folder = Path(name)
        image = folder / "phantom.jpg"
        bar(0, 6, "drawing a field")
        write_phantom(render_phantom(), image)
        bar(1, 6, "engine")
        engine = bench_engine.Bench(image, device.value)
        figures += engine.figures()
        notes += engine.notes
        bar(2, 6, "training")
        figures += bench_training.figures(engine.device)
        bar(3, 6, "dataset")
        figures += bench_store.figures(folder)
        bar(4, 6, "large dataset")
        large = folder / "large.h5"
        bench_scale.build(large)
        figures += bench_scale.figures(large)
        bar(5, 6, "window")
        figures += bench_window_process.figures(image, large, folder)
    _show(figures, notes, engine.device_title, json)


def bench_window(image: Path, dataset: Path) -> None:
    """Print figures of the window as JSON; a hidden command that `bench` starts in its own process."""
    # Qt reads it when it is first loaded; what the window shows is measured, not a display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from leukodesk.cli.window_speed import figures

    console.write_json([figure.to_json() for figure in figures(image, dataset)], "-")


def _show(figures: "list[Figure]", notes: list[str], device: str, json: str | None) -> None:
    import platform

    from leukodesk import __version__

    if json is not None:
        record: dict[str, Any] = {
            "version": __version__,
            "python": platform.python_version(),
            "system": platform.platform(),
            "cores": os.cpu_count(),
            "device": device,
            "figures": [figure.to_json() for figure in figures],
            "notes": notes,
        }
        console.write_json(record, json)
    if json != "-":
        headings = ["measured", "value", "reference", "value", "unit", "ratio"]
        rows = [
            (
                figure.what,
                figure.value,
                figure.reference,
                figure.reference_value,
                figure.unit,
                figure.ratio,
            )
            for figure in figures
        ]
        console.print_table(headings, rows, title=f"LeukoDesk {__version__} on {device}")
    for note in notes:
        boundary.say(note)
