"""Working in the background: whoever looks at a screen goes first."""

import ctypes
import os
import sys
from typing import Any, Final

_LOWER_BY: Final = 10
_BELOW_NORMAL: Final = 0x4000


def give_way() -> None:
    """Let other programs go first wherever processor cores are short, for as long as this one runs."""
    if sys.platform == "win32":
        kernel: Any = ctypes.WinDLL("kernel32")
        kernel.GetCurrentProcess.restype = ctypes.c_void_p
        kernel.SetPriorityClass.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
    else:
        os.nice(_LOWER_BY)
