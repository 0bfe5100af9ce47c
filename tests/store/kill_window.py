"""The real program with its window, read with for ever, until somebody kills it.

``python -m tests.store.kill_window DATASET SEED [--close]``; the lines are those of ``kill_children``.
"""

import argparse
import random
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from leukodesk.app import shown_window
from leukodesk.gui.main_window import MainWindow
from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.workspace.workspace import Workspace
from tests.store.kill_children import say
from tests.store.kill_scenes import key_of, sources

_PACE_MS = 4


class Reader(QObject):
    """Labels, takes back, imports, turns pages; tells what the window called saved."""

    def __init__(self, workspace: Workspace, window: MainWindow, path: Path, rng: random.Random) -> None:
        super().__init__()
        self._workspace, self._window, self._path, self._rng = workspace, window, path, rng
        self._seen = 0
        self._pending: list[str] = []
        self._is_importing = False
        self._timer = QTimer(self)
        self._timer.setInterval(_PACE_MS)
        self._timer.timeout.connect(self._act)
        workspace.dataset_opened.connect(self._begin)
        workspace.changed.connect(self._note)
        workspace.saved_state_changed.connect(self._acknowledge)
        workspace.exchange.planned.connect(self._take_over)
        workspace.exchange.imported.connect(self._end_import)
        workspace.failed.connect(lambda title, sentence: say("failed", f"{title}: {sentence}"))

    def open(self) -> None:
        """Open the dataset; everything else follows."""
        say("begin", "opening in the window")
        self._workspace.open_path(self._path)

    def close_after(self, ms: int) -> None:
        """Close the window in a while."""
        QTimer.singleShot(ms, self, self._close)

    def _begin(self) -> None:
        if self._workspace.dataset_path is None:
            return
        say("end", "opening in the window")
        self._seen = len(self._workspace.content.revisions)
        self._timer.start()

    def _act(self) -> None:
        workspace, chance = self._workspace, self._rng.random()
        if chance < 0.02 and not self._is_importing:
            self._is_importing = True
            say("begin", "import in the window")
            workspace.exchange.look(ImportRequest(self._rng.choice(sources(self._path.parent))))
        elif chance < 0.1:
            workspace.undo()
        elif chance < 0.12:
            workspace.open_neighbour(self._rng.choice((-1, 1)))
        else:
            cells = list(workspace.content.cells)
            workspace.label(self._rng.sample(cells, 2), self._rng.choice(workspace.taxonomy.ids))

    def _take_over(self, plan: object) -> None:
        if plan.edit() is None:
            self._end_import()
        else:
            self._workspace.exchange.take_over(plan)

    def _end_import(self, *_: object) -> None:
        self._is_importing = False
        say("end", "import in the window")

    def _note(self, *_: object) -> None:
        revisions = self._workspace.content.revisions
        self._pending += [key_of(revision) for revision in revisions[self._seen :]]
        self._seen = len(revisions)

    def _acknowledge(self, state: str) -> None:
        if state == "saved" and self._pending:
            say("saved", self._pending)
            self._pending = []

    def _close(self) -> None:
        self._timer.stop()
        say("begin", "closing the window")
        self._window.close()
        say("end", "closing the window")
        QApplication.quit()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--close", action="store_true")
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    say("begin", "start of the program")
    with shown_window(1000, 700) as (workspace, window):
        say("end", "start of the program")
        reader = Reader(workspace, window, arguments.path, rng)
        reader.open()
        if arguments.close:
            reader.close_after(rng.randint(50, 600))
        QApplication.exec()


if __name__ == "__main__":
    main()
