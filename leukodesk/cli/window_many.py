"""How the real window feels with a hundred thousand cells and with a folder of thousands of images."""

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from leukodesk.cli.figure import Figure
from leukodesk.gui.gallery.page_bench import measure_pages
from leukodesk.gui.main_window import MainWindow
from leukodesk.workspace.frame_clock import StallReport, measure_stalls
from leukodesk.workspace.workspace import Workspace

_AT_ONCE: Final = 500
_IMAGES: Final = 3000
_IMAGE_PX: Final = (96, 128)


def figures(workspace: Workspace, window: MainWindow, dataset: Path, idle: StallReport) -> list[Figure]:
    """Open ``dataset``, leaf through its gallery, label many of its cells; then open a folder of images.

    Args:
        workspace: of the window.
        window: is shown.
        dataset: a large one, see :mod:`leukodesk.cli.bench_scale`.
        idle: how the window runs when nothing is done.
    """
    measure_stalls(workspace, lambda desk: desk.open_path(dataset))
    workspace.gallery.show("dataset")
    while workspace.gallery.is_filling:
        measure_stalls(workspace, lambda _: None)
    beside, cells = "the idle window's loop, longest", f"{_AT_ONCE} cells"
    chosen = next(iter(_pages(workspace)))
    labelled = measure_stalls(workspace, lambda desk: desk.label(chosen, desk.taxonomy.ids[0]))
    undone = measure_stalls(workspace, Workspace.undo)
    pages = _gallery(workspace, window)
    folder = _folder_of_images(dataset.with_name("images"))
    workspace.settings.analyze_on_open = False
    added = measure_stalls(workspace, lambda desk: desk.open_path(folder))
    longest = idle.longest_ms
    return [
        pages,
        Figure(
            "label_many",
            f"longest stall while {cells} are labelled at once",
            labelled.longest_ms,
            beside,
            longest,
        ),
        Figure("undo_many", "longest stall while that is taken back", undone.longest_ms, beside, longest),
        Figure(
            "folder", f"longest stall while {_IMAGES:,} images are added", added.longest_ms, beside, longest
        ),
        Figure(
            "folder_p95",
            "event loop meanwhile, p95",
            added.p95_ms,
            "the idle window's loop, p95",
            idle.p95_ms,
        ),
    ]


def _pages(workspace: Workspace) -> list[list[str]]:
    """The first cells of each group that nobody reviewed and that has enough of them."""
    order = workspace.gallery.order
    groups = [group.id for group in workspace.gallery.groups]
    return [order.ids(group, 0, _AT_ONCE) for group in groups if order.count(group) >= _AT_ONCE]


def _gallery(workspace: Workspace, window: MainWindow) -> Figure:
    """Time to paint a page of the gallery with all its marks, beside that of the bare crops."""
    ours, bare = measure_pages(workspace, window.display, window.theme)
    what = f"paint a page of a gallery of {len(workspace.gallery.order):,} cells, p95"
    return Figure("gallery", what, ours, "the bare crops in Qt, p95", bare)


def _folder_of_images(folder: Path) -> Path:
    """A new folder with small images, no two of them alike."""
    folder.mkdir()
    for number in range(_IMAGES):
        pixels = np.full((*_IMAGE_PX, 3), 220, np.uint8)
        pixels[0, :2] = np.frombuffer(number.to_bytes(6, "little"), np.uint8).reshape(2, 3)
        (folder / f"{number:04d}.png").write_bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return folder
