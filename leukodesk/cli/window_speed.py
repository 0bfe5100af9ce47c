"""How the real window feels while a whole field is analysed in it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from leukodesk.app import BugCatcher, build_workspace
from leukodesk.cli.figure import Figure
from leukodesk.gui.main_window import MainWindow
from leukodesk.workspace.frame_clock import FrameClock, StallReport, measure_stalls
from leukodesk.workspace.workspace import Workspace

_SIZE: Final = (1600, 1000)
_IDLE_MS: Final = 2000
_ANALYSES: Final = 3


def figures(image: Path) -> list[Figure]:
    """Open ``image`` in the window, analyse it repeatedly, and see how often the event loop comes round."""
    application = QApplication.instance() or QApplication(["leukodesk"])
    catcher = BugCatcher()
    catcher.install()
    workspace = build_workspace()
    window = MainWindow(workspace)
    window.resize(*_SIZE)
    window.show()
    opening = measure_stalls(workspace, lambda desk: _open(desk, image))
    idle = _idle()
    busy = [measure_stalls(workspace, Workspace.analyze) for _ in range(_ANALYSES)]
    application.processEvents()
    workspace.close()
    window.close()
    catcher.uninstall()
    worst = max(report.longest_ms for report in busy)
    p95 = sorted(report.p95_ms for report in busy)[len(busy) // 2]
    beside = "the idle window's loop"
    return [
        Figure("loop_p95", "event loop while a field is analysed, p95", p95, f"{beside}, p95", idle.p95_ms),
        Figure("loop_longest", "its longest stall", worst, f"{beside}, longest", idle.longest_ms),
        Figure(
            "loop_opening",
            "longest stall while the models load and a field opens",
            opening.longest_ms,
            f"{beside}, longest",
            idle.longest_ms,
        ),
    ]


def _open(workspace: Workspace, image: Path) -> None:
    workspace.prepare()
    workspace.open_path(image)


def _idle() -> StallReport:
    clock = FrameClock()
    loop = QEventLoop()
    QTimer.singleShot(_IDLE_MS, loop.quit)
    clock.start()
    loop.exec()
    return clock.stop()
