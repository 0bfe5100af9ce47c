"""Fields that were closed leave nothing behind: memory, widgets and objects stay level over 200 of them."""

import ctypes
import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from leukodesk.imaging.phantom import render_phantom, write_phantom

FIELDS = 200
WARM = 60
ROWS, COLUMNS = 360, 480
# The decoded pixels of one field are 0.5 MB: were they kept, 140 fields would hold 73 MB. What Python, Qt and
# the allocator keep in pieces was 10 MB when this was written.
GROWTH_MB = 30


def resident_mb():
    """Memory the process holds, after everything that is free went back to the system."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def is_still(window):
    """Whether nothing moves; the style gives a busy bar an animation, which outlives it a moment."""
    moving = QAbstractAnimation.State.Running
    return not any(found.state() == moving for found in window.findChildren(QAbstractAnimation))


def objects(workspace, window):
    """How many widgets there are, and how many objects the workspace and the window own."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return {
        "widgets": len(QApplication.allWidgets()),
        "of the workspace": len(workspace.findChildren(QObject)),
        "of the window": len(window.findChildren(QObject)),
    }


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")
def test_two_hundred_fields_leave_nothing_behind(qtbot, make_window, tmp_path, record_property):
    window, workspace = make_window(classifier="none", analyze_on_open=True)
    measured = {}
    for number in range(1, FIELDS + 1):
        folder = tmp_path / f"smear {number}"
        folder.mkdir()
        phantom = render_phantom(number, ROWS, COLUMNS, white_cells=3, smudges=0, dye_clumps=0)
        write_phantom(phantom, folder / "field.png")
        with qtbot.waitSignal(workspace.smear_opened, timeout=20_000):
            workspace.open_path(folder)
        qtbot.waitUntil(lambda: bool(workspace.content.cells), timeout=20_000)
        workspace.select(list(workspace.content.cells)[:1])
        qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=20_000)
        if number in (WARM, FIELDS):
            qtbot.waitUntil(lambda: is_still(window), timeout=20_000)
            measured[number] = resident_mb(), objects(workspace, window)
    (before, made_before), (after, made_after) = measured[WARM], measured[FIELDS]
    record_property("memory_mb", {WARM: round(before), FIELDS: round(after)})
    assert made_after == made_before
    assert after - before < GROWTH_MB
