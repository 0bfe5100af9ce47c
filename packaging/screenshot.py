"""Make the picture of the window for the README: ``python packaging/screenshot.py``.

It shows the synthetic smear only, and the settings of whoever runs it are left alone.
"""

import math
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "resources" / "window.png"
SIZE = (1600, 1000)
TIMEOUT_S = 180.0
NEAR_PX = 60.0


def main() -> int:
    """Store the picture where the first argument says, or where the README looks for it."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ["LEUKODESK_HOME"] = home
        take(target)
    print(f"wrote {target}")
    return 0


def take(target: Path) -> None:
    """Draw the fields, analyse them, label some cells as drawn, show a heatmap, and store the window."""
    # Qt reads its platform, and the program its folders, when they are imported.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from leukodesk.config import Settings  # noqa: PLC0415
    from leukodesk.gui.main_window import MainWindow  # noqa: PLC0415
    from leukodesk.inference.library import ModelLibrary  # noqa: PLC0415
    from leukodesk.workspace.job_runner import JobRunner  # noqa: PLC0415
    from leukodesk.workspace.workspace import Workspace  # noqa: PLC0415

    application = QApplication.instance() or QApplication(["leukodesk"])
    runner = JobRunner()
    workspace = Workspace(Settings(theme="light", annotator="reader"), ModelLibrary.default(), runner)
    window = MainWindow(workspace)
    window.resize(*SIZE)
    window.show()

    def wait_for(ready: Callable[[], bool]) -> None:
        deadline = time.monotonic() + TIMEOUT_S
        while not ready():
            if time.monotonic() > deadline:
                raise SystemExit("The window was not ready in time.")
            application.processEvents()
            time.sleep(0.01)

    window.commands["open_phantom"].trigger()
    wait_for(lambda: workspace.smear is not None and len(workspace.content.smears) == 3)
    first = workspace.smear.id
    wait_for(lambda: next(workspace.content.cells_of(first), None) is not None)
    workspace.analyze_all()
    wait_for(lambda: not runner.running())
    drawn = drawn_classes(list(workspace.content.cells_of(first)))
    for cell_id, class_id in list(drawn.items())[::2]:
        workspace.label([cell_id], class_id)
    said = workspace.content.predictions[workspace.model_id]
    shown = max(
        (i for i in said if i in drawn and said[i].top_class == drawn[i]), key=lambda i: said[i].confidence
    )
    workspace.select([shown])
    window.commands["heatmap"].trigger()
    wait_for(lambda: not runner.running() and workspace.saved_state == "saved")
    rest = time.monotonic() + 0.5
    wait_for(lambda: time.monotonic() > rest)
    target.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(target))
    workspace.close()
    window.close()


def drawn_classes(cells: list) -> dict[str, str]:
    """What was drawn where a cell was found, by cell id."""
    from leukodesk.imaging.phantom import render_phantom  # noqa: PLC0415

    phantom = render_phantom(seed=1)
    found = {}
    for cell in cells:
        nearest = min(phantom.cells, key=lambda drawn: math.dist(drawn.centroid, cell.centroid))
        if math.dist(nearest.centroid, cell.centroid) < NEAR_PX:
            found[cell.id] = phantom.classes[nearest.id]
    return found


if __name__ == "__main__":
    raise SystemExit(main())
