"""The progress bar: in a terminal only, after a second only, and never in the way of the results."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leukodesk.cli.progress_bar import ProgressBar

ROOT = Path(__file__).parent.parent.parent


def test_nothing_is_drawn_where_there_is_no_terminal(capfd, monkeypatch):
    monkeypatch.setattr("leukodesk.cli.progress_bar._PATIENCE_S", 0)
    with ProgressBar("Working") as bar:
        bar(1, 2, "half")
        bar.say("A sentence.")
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "leukodesk: A sentence.\n")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_a_bar_on_the_terminal_leaves_a_piped_result_alone():
    script = """
import time
from leukodesk.cli.console import print_row
from leukodesk.cli.progress_bar import ProgressBar
with ProgressBar("Working") as bar:
    bar(0, 3, "early")
    time.sleep(1.05)
    for step in range(3):
        bar(step + 1, 3, "image%d" % step)
        print_row(["row", step])
    bar.say("One was left out.")
    time.sleep(0.3)
"""
    terminal, side = os.openpty()
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=side,
        text=True,
        check=True,
        timeout=30,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(side)
    shown = os.read(terminal, 100_000).decode()
    os.close(terminal)
    assert done.stdout == "row\t0\nrow\t1\nrow\t2\n"
    assert "Working: image2" in shown
    assert "3/3" in shown
    assert "leukodesk: One was left out." in shown
    assert "early" not in shown
