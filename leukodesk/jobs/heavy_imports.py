"""Importing what is large without making the window wait for the garbage collector, then and later.

torch and what comes with it are half a million objects. Going through them takes the collector a quarter of a
second, in which no thread runs, at each of its full passes; none of them is ever garbage.
"""

import atexit
import gc
import importlib
from collections.abc import Iterable

from leukodesk.jobs.job import JobContext


def import_all(context: JobContext, modules: Iterable[str]) -> None:
    """Import modules, and have the collector pass over everything that is there by then.

    Raises:
        CancelledError: the program was closed between two of them.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for module in modules:
            context.progress(0, 0)
            importlib.import_module(module)
    finally:
        gc.freeze()
        # Else libraries that count their objects at the end of the program take these for leaks, and say so.
        atexit.register(gc.unfreeze)
        if was_enabled:
            gc.enable()
