"""``leukodesk demo``: the whole job on a synthetic smear, then the window on what came out."""

import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from leukodesk.cli import boundary

_FOLDER: Final = Path("leukodesk-demo")


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Do not open the window; write a picture of it.")
    ] = False,
    out: Annotated[
        Path, typer.Option(readable=False, help="Folder for the files of the demo.", metavar="DIR")
    ] = _FOLDER,
) -> None:
    """Do the whole job on a synthetic smear: find, classify, explain, correct, save, reopen, show.

    Without a display the window is drawn offscreen into a picture.
    """
    import tempfile

    from leukodesk.cli.demo_job import run_demo
    from leukodesk.cli.doctor_window import has_display

    shown = not headless and has_display(os.environ)
    done = run_demo(out, print)
    if shown:
        from leukodesk.app import run_gui

        print("Opening the window on it; close the window to end the demo.", flush=True)
        raise typer.Exit(run_gui(done.dataset))
    picture = out / "window.png"
    with tempfile.TemporaryDirectory(prefix="leukodesk-demo-") as home:
        # The picture shows the program as it comes, and the user's own settings stay as they are.
        os.environ["LEUKODESK_HOME"] = home
        # Qt reads it when it is first loaded, and nothing has loaded it by now.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from leukodesk.cli.demo_window import draw_window

        draw_window(done.dataset, done.corrected, picture)
    if not headless and sys.platform == "linux":
        boundary.say("There is no display here, so the window was drawn offscreen.")
    print("Files written:")
    for path in (*done.files, picture):
        print(f"  {path}")
