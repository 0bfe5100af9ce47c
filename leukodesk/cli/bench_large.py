"""How smoothly an image of 20,000 × 20,000 pixels moves in the real window, beside a field of a camera."""

import struct
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEventLoop, QTimer

from leukodesk.cli.figure import Figure
from leukodesk.gui.field.frame_bench import measure_pan
from leukodesk.gui.field.smear_view import SmearView
from leukodesk.gui.main_window import MainWindow
from leukodesk.imaging.tiles import TILE_PX
from leukodesk.workspace.frame_clock import measure_stalls
from leukodesk.workspace.workspace import Workspace

SIDE_PX: Final = 20_000
_LOOK_MS: Final = 100
_SHORT, _LONG = 3, 4


def figures(workspace: Workspace, window: MainWindow, folder: Path) -> list[Figure]:
    """Move the field in view, then a large image of its tissue, both fitted into the window.

    The large image is in view afterwards.

    Args:
        workspace: shows a field of a camera.
        window: shown.
        folder: the large image is written there; a few megabytes.
    """
    view = window.findChild(SmearView)
    assert view is not None
    assert workspace.pixels is not None
    path = folder / "large.tif"
    write_repeated(path, workspace.pixels[:TILE_PX, :TILE_PX], SIDE_PX)
    view.fit()
    beside = measure_pan(view)
    measure_stalls(workspace, lambda desk: desk.open_path(path))
    view.fit()
    _rest(workspace)
    measure_pan(view, 1.0)
    _rest(workspace)
    large = measure_pan(view)
    return [
        Figure(
            "pan_large",
            f"frame while {SIDE_PX:,} × {SIDE_PX:,} pixels are moved, p95",
            large.p95_ms,
            "a field of a camera, p95",
            beside.p95_ms,
        )
    ]


def write_repeated(path: Path, tile: npt.NDArray[np.uint8], side: int) -> None:
    """Write a tiled TIFF (6.0, section 15) all of whose tiles are one and the same, stored once.

    Args:
        path: the file.
        tile: RGB, uint8, (h, h, 3), h a multiple of 16.
        side: of the image, in pixels.
    """
    count = (-(-side // len(tile))) ** 2
    numbers = [(256, side), (257, side), (259, 1), (262, 2), (277, 3), (284, 1)]
    numbers += [(322, len(tile)), (323, len(tile))]
    entries = {tag: struct.pack("<HHII", tag, _LONG, 1, value) for tag, value in numbers}
    bits_at = 8 + 2 + 12 * (len(entries) + 3) + 4
    offsets_at = bits_at + 8
    sizes_at = offsets_at + 4 * count
    tile_at = sizes_at + 4 * count
    entries[258] = struct.pack("<HHII", 258, _SHORT, 3, bits_at)
    entries[324] = struct.pack("<HHII", 324, _LONG, count, offsets_at)
    entries[325] = struct.pack("<HHII", 325, _LONG, count, sizes_at)
    with path.open("wb") as file:
        file.write(b"II*\0" + struct.pack("<IH", 8, len(entries)))
        file.write(b"".join(entries[tag] for tag in sorted(entries)) + struct.pack("<I", 0))
        file.write(struct.pack("<4H", 8, 8, 8, 0))
        file.write(np.full(count, tile_at, "<u4").tobytes() + np.full(count, tile.nbytes, "<u4").tobytes())
        file.write(np.ascontiguousarray(tile).tobytes())


def _rest(workspace: Workspace) -> None:
    """Serve the window until all tiles in sight are there."""
    loop = QEventLoop()
    look = QTimer()
    look.setInterval(_LOOK_MS)

    def end_if_done() -> None:
        if not workspace.tiles.is_waiting:
            loop.quit()

    look.timeout.connect(end_if_done)
    look.start()
    loop.exec()
