"""Lines of standard input as they come, without a read that hinders others while it waits.

On Windows a read that waits for a pipe lets every other question about that pipe wait as well, and libraries
ask one while they are loaded: with a thread that listens, importing numpy never returns (numpy issue 24290).
So a pipe is only read there when something is in it.
"""

import ctypes
import os
import sys
import time
from collections.abc import Iterator
from typing import Any, Final, TextIO

_LOOK_EVERY_S: Final = 0.1
_MOST_BYTES: Final = 4096
_PIPE: Final = 3  # FILE_TYPE_PIPE


def lines_of(stream: TextIO) -> Iterator[str]:
    """The lines that are written to standard input, until nobody can write any more.

    Args:
        stream: standard input; nobody else reads from it.

    Raises:
        OSError: it cannot be read.
    """
    return _lines_that_are_there(stream.fileno()) if sys.platform == "win32" else iter(stream)


def _lines_that_are_there(descriptor: int) -> Iterator[str]:
    rest = b""
    while True:
        while not _is_ready(descriptor):
            time.sleep(_LOOK_EVERY_S)
        data = os.read(descriptor, _MOST_BYTES)
        *lines, rest = (rest + data).split(b"\n")
        yield from (line.decode(errors="replace") for line in lines)
        if not data:
            yield rest.decode(errors="replace")
            return


def _is_ready(descriptor: int) -> bool:
    """Whether a read finds something or the end, or hinders nobody while it waits, as at a console."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415  # only there

        kernel: Any = ctypes.WinDLL("kernel32")
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(descriptor))
        if kernel.GetFileType(handle) == _PIPE:
            waiting = ctypes.c_ulong()
            # It fails once nobody can write any more, and the read then finds the end.
            is_open = kernel.PeekNamedPipe(handle, None, 0, None, ctypes.byref(waiting), None)
            return not is_open or waiting.value > 0
    return True
