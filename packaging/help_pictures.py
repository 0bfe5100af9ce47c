"""Make the pictures of the guide from the synthetic smear: ``python packaging/help_pictures.py``."""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "resources" / "help" / "pictures"
SIZE = (1500, 900)
FIELD_PX, CELL_PX = (600, 330), (420, 300)
TIMEOUT_S = 180.0


def main() -> int:
    """Store the pictures, leaving the settings of whoever runs it alone."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as home:
        os.environ["LEUKODESK_HOME"] = home
        (Path(home) / "settings.json").write_text('{"theme": "light", "language": "en"}')
        take()
    return 0


def take() -> None:
    """Analyse the smear in the real window, label some cells, and cut the field out of it."""
    # The program reads its folders when it is imported.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from leukodesk.app import shown_window  # noqa: PLC0415

    with shown_window(*SIZE) as (workspace, window):

        def wait_for(ready: Callable[[], bool]) -> None:
            deadline = time.monotonic() + TIMEOUT_S
            while not ready():
                if time.monotonic() > deadline:
                    raise SystemExit("The window was not ready in time.")
                QApplication.processEvents()
                time.sleep(0.01)

        def rest() -> None:
            until = time.monotonic() + 0.6
            wait_for(lambda: time.monotonic() > until)

        def store(name: str, size: tuple[int, int]) -> None:
            picture = window.review.view.viewport().grab()
            left, top = (picture.width() - size[0]) // 2, (picture.height() - size[1]) // 2
            target = TARGET / f"{name}.jpg"
            target.parent.mkdir(parents=True, exist_ok=True)
            picture.copy(left, top, *size).save(str(target), "JPG", 88)
            print(f"wrote {target}")

        window.commands["open_phantom"].trigger()
        wait_for(lambda: workspace.smear is not None and len(workspace.content.smears) == 3)
        smear = workspace.smear.id
        wait_for(lambda: next(workspace.content.cells_of(smear), None) is not None)
        wait_for(lambda: not workspace.runner.running())
        said = workspace.content.predictions[workspace.model_id]
        cells = [cell.id for cell in workspace.content.cells_of(smear) if cell.id in said]
        for cell_id in cells[::3]:
            workspace.label([cell_id], said[cell_id].top_class)
        window.review.view.zoom_by(1.6)
        rest()
        store("outlines", FIELD_PX)
        surest = max(cells, key=lambda cell_id: said[cell_id].confidence)
        workspace.select([surest])
        window.commands["zoom_cell"].trigger()
        window.commands["heatmap"].trigger()
        wait_for(lambda: not workspace.runner.running() and workspace.saved_state == "saved")
        rest()
        store("heatmap", CELL_PX)


if __name__ == "__main__":
    raise SystemExit(main())
