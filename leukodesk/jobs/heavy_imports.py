"""Importing what is large without making the window wait, then and later.

torch and what comes with it are half a million objects. Going through them takes the garbage collector a
quarter of a second, in which no thread runs, at each of its full passes; none of them is ever garbage.
Loading its libraries takes as long, and Python would let no other thread run meanwhile.
"""

import atexit
import contextlib
import ctypes
import gc
import importlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Final

from leukodesk.garbage import collection_paused
from leukodesk.jobs.job import JobContext

_LIBRARIES: Final = {
    "torch._C": "lib/libtorch.dylib" if sys.platform == "darwin" else "lib/libtorch.so",
    "triton._C.libtriton": "libtriton.so",
}
"""What takes long to load of an extension module or of what it needs, by name; relative to its folder."""

_TURN_S: Final = 0.0001
"""After how long another thread may go on. The window's waits that long each time it has painted or read
something, hundreds of times when cells appear; with Python's usual 5 ms that is felt."""

_Loader = Callable[[str | None, int], int | None]

_loading: Final = threading.RLock()


def import_all(context: JobContext, modules: Iterable[str]) -> None:
    """Import modules, and have the collector pass over everything that is there by then.

    Raises:
        CancelledError: the program was closed between two of them.
    """
    turn_s = sys.getswitchinterval()
    with collection_paused():
        sys.setswitchinterval(_TURN_S)
        try:
            with _libraries_unlocked():
                for module in modules:
                    context.progress(0, 0)
                    importlib.import_module(module)
        finally:
            sys.setswitchinterval(turn_s)
            gc.freeze()
            # Else libraries that count their objects at the end of the program take these for leaks.
            atexit.register(gc.unfreeze)


def wait_for_libraries() -> None:
    """Let a library that is being loaded come first.

    numpy asks the system's loader who calls it, to reuse large arrays. It would wait for the library with the
    interpreter locked, and so would an import.
    """
    with _loading:
        pass


@contextlib.contextmanager
def _libraries_unlocked() -> Iterator[None]:
    """Within the block other threads run while large libraries are loaded.

    On Windows nothing changes: torch has to be there before Qt, so before there is a window to wait.
    """
    if sys.platform == "win32":
        yield
        return
    load, locked = _unlocked_loader(), vars(ctypes)["_dlopen"]
    finder = _LibrariesFirst(load)
    sys.meta_path.insert(0, finder)
    vars(ctypes)["_dlopen"] = lambda name, mode: load(name, mode) or locked(name, mode)
    try:
        yield
    finally:
        vars(ctypes)["_dlopen"] = locked
        sys.meta_path.remove(finder)


class _LibrariesFirst(MetaPathFinder):
    """Finds no module, but loads the libraries of some just before they are imported.

    Not earlier: torch loads others first, so that those of the system are not taken for its own.
    """

    def __init__(self, load: _Loader) -> None:
        self._load = load

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Leave the finding to others."""
        if fullname in _LIBRARIES:
            for folder in path or ():
                self._load(str(Path(folder, _LIBRARIES[fullname])), ctypes.DEFAULT_MODE)
        return None


def _unlocked_loader() -> _Loader:
    # A foreign function runs without the interpreter's lock; importing and ``ctypes.CDLL`` keep it.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes = (ctypes.c_char_p, ctypes.c_int)
    dlopen.restype = ctypes.c_void_p

    def load(name: str | None, mode: int) -> int | None:
        with _loading:
            path = None if name is None else os.fsencode(name)
            handle: int | None = dlopen(path, mode | os.RTLD_NOW)
        return handle

    return load
