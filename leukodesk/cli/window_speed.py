"""How the real window feels while it works: on an analysis, a move, a save, a training."""

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyqtgraph
from PySide6.QtCore import QEventLoop, QTimer

from leukodesk.app import shown_window
from leukodesk.cli import bench_large, window_many, window_training
from leukodesk.cli.bench_scale import label_in_turn
from leukodesk.cli.figure import Figure
from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.edits import ChangeCells
from leukodesk.core.smear import Smear
from leukodesk.gui.field.frame_bench import FrameTimes, measure_pan, measure_strokes, measure_zoom
from leukodesk.gui.field.smear_view import SmearView
from leukodesk.gui.main_window import MainWindow
from leukodesk.jobs.datasets import checkpoint
from leukodesk.jobs.job import Job
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.frame_clock import FrameClock, StallReport, measure_stalls
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.workspace import Workspace

_SIZE: Final = (1600, 1000)
_IDLE_MS: Final = 2000
_HEAT_PX: Final = 112
_ANALYSES: Final = 3
_CROWDS: Final = (300, 5000)
_CHECKPOINTS: Final = 3


def figures(image: Path, dataset: Path) -> list[Figure]:
    """Open ``image`` in the window, analyse it repeatedly while the event loop is watched, and pan.

    ``dataset`` is a large one that is written meanwhile on the thread that saves.
    """
    with shown_window(*_SIZE) as (workspace, window):
        opening = measure_stalls(workspace, lambda desk: _open(desk, image))
        idle = _idle()
        busy = [measure_stalls(workspace, Workspace.analyze) for _ in range(_ANALYSES)]
        saving = _saving(workspace, dataset)
        moving = [figure for cells in _CROWDS for figure in _among(workspace, window, cells)]
        large = bench_large.figures(workspace, window, dataset.parent)
        many = window_many.figures(workspace, window, dataset, idle)
        training = window_training.figures(workspace, dataset.parent, idle)
    p95 = sorted(report.p95_ms for report in busy)[len(busy) // 2]
    longest = max(report.longest_ms for report in busy)
    beside = "the idle window's loop"
    return [
        Figure("loop_p95", "event loop while a field is analysed, p95", p95, f"{beside}, p95", idle.p95_ms),
        Figure("loop_longest", "its longest stall", longest, f"{beside}, longest", idle.longest_ms),
        Figure(
            "loop_opening",
            "longest stall while the models load and a field opens and is analysed",
            opening.longest_ms,
            f"{beside}, longest",
            idle.longest_ms,
        ),
        Figure(
            "loop_checkpoint",
            "longest stall while a checkpoint of a large dataset is written",
            saving.longest_ms,
            f"{beside}, longest",
            idle.longest_ms,
        ),
        Figure(
            "loop_checkpoint_p95",
            "event loop meanwhile, p95",
            saving.p95_ms,
            f"{beside}, p95",
            idle.p95_ms,
        ),
        *moving,
        *large,
        *many,
        *training,
    ]


def _saving(workspace: Workspace, path: Path) -> StallReport:
    """Checkpoint a large dataset several times, each with one edit, as saving does it."""
    with Dataset.open(path) as dataset:
        label = label_in_turn(dataset)
        label()
        dataset.checkpoint()

        def save(desk: Workspace) -> None:
            label()
            desk.runner.start(Job("Checkpoint", checkpoint, (dataset,)), "io")

        reports = [measure_stalls(workspace, save) for _ in range(_CHECKPOINTS)]
    return max(reports, key=lambda report: report.longest_ms)


def _open(workspace: Workspace, image: Path) -> None:
    workspace.open_path(image)
    workspace.prepare()


def _idle() -> StallReport:
    clock = FrameClock()
    loop = QEventLoop()
    QTimer.singleShot(_IDLE_MS, loop.quit)
    clock.start()
    loop.exec()
    return clock.stop()


def _among(workspace: Workspace, window: MainWindow, count: int) -> list[Figure]:
    """Times of a frame while the field moves or zooms, and while the brush draws, with that many cells in it.

    Moves and zooms show fills and heatmaps of all cells, and are compared with the bare image in pyqtgraph;
    strokes with the move.
    """
    view, smear = window.findChild(SmearView), workspace.smear
    assert view is not None
    assert smear is not None
    workspace.set_classifier(None)
    workspace.do(ChangeCells((), _crowd(workspace, smear, count), act_of("bench")))
    measure_stalls(workspace, lambda _: None)
    cells = list(workspace.content.cells_of(smear.id))
    bare, bare_zoom = _bare(view, workspace.pixels)
    strokes = _strokes(workspace, view, cells)
    workspace.select(())  # with a selection, its heatmaps alone are shown
    for cell in cells:
        workspace.heatmap_ready.emit(cell.id, *_warm(cell))
    layers = ("fills", "heatmap")
    for layer in layers:
        window.display.show_layer(layer, True)
    pan, zoom = measure_pan(view), measure_zoom(view)
    for layer in layers:
        window.display.show_layer(layer, False)
    among = f"{len(cells):,} cells"
    suffix = "" if count == _CROWDS[0] else f"_{count}"
    return [
        Figure(
            f"pan{suffix}",
            f"frame while a field with {among}, fills and heatmaps is moved, p95",
            pan.p95_ms,
            "bare image in pyqtgraph, p95",
            bare.p95_ms,
        ),
        Figure(
            f"zoom{suffix}",
            f"frame while a field with {among}, fills and heatmaps is zoomed, p95",
            zoom.p95_ms,
            "bare image in pyqtgraph, p95",
            bare_zoom.p95_ms,
        ),
        Figure(
            f"stroke{suffix}",
            f"frame while the brush draws among {among}, p95",
            strokes.p95_ms,
            "the same field moved, p95",
            pan.p95_ms,
        ),
    ]


def _strokes(workspace: Workspace, view: SmearView, cells: list[Cell]) -> FrameTimes:
    """Strokes on cells, each taken back; one that changes nothing is no edit, and nothing to take back."""
    done: list[object] = []

    def note(changes: object) -> None:
        done.append(changes)

    def take_back() -> None:
        if done:
            workspace.undo()
        done.clear()

    workspace.changed.connect(note)
    try:
        return measure_strokes(view, cells, take_back)
    finally:
        workspace.changed.disconnect(note)


def _warm(cell: Cell) -> tuple[tuple[float, float, float, float], npt.NDArray[np.float32]]:
    """Where the heatmap of a cell lies and its heat: warm in the middle, as large as models see cells."""
    distance = np.hypot(*np.mgrid[-1 : 1 : _HEAT_PX * 1j, -1 : 1 : _HEAT_PX * 1j])
    (y, x), half = cell.centroid, _HEAT_PX / 2
    return (y - half, x - half, y + half, x + half), np.clip(1 - distance, 0, 1).astype(np.float32)


def _bare(view: SmearView, pixels: Any) -> tuple[FrameTimes, FrameTimes]:
    """The same move and the same zoom of the image alone in pyqtgraph."""
    bare: Any = pyqtgraph.GraphicsView()
    bare.view_box = pyqtgraph.ViewBox(lockAspect=True, invertY=True)
    bare.setCentralItem(bare.view_box)
    bare.view_box.addItem(pyqtgraph.ImageItem(pixels, axisOrder="row-major"))
    bare.resize(view.size())
    bare.show()
    bare.view_box.setRange(view.view_box.viewRect(), padding=0)
    pan, zoom = measure_pan(bare), measure_zoom(bare)
    bare.close()
    return pan, zoom


def _crowd(workspace: Workspace, smear: Smear, count: int) -> tuple[Cell, ...]:
    """As many more cells as are missing: those of the smear again, at places drawn by a fixed seed."""
    there = list(workspace.content.cells_of(smear.id))
    places = np.random.default_rng(1)
    crowd = []
    for cell in itertools.islice(itertools.cycle(there), max(0, count - len(there))):
        y0, x0, y1, x1 = cell.bbox
        down, across = places.integers(-y0, smear.height - y1 + 1), places.integers(-x0, smear.width - x1 + 1)
        crowd.append(replace(cell, id=new_cell_id()).moved(int(down), int(across)))
    return tuple(crowd)
