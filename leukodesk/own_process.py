"""How the program starts itself again in another process: for a training, a measurement, a check.

Where it was bundled (``packaging/bundle.py``) there is no Python to call: the bundle's program for the
command line does it, which has the same hidden commands. It lies beside the one that was double-clicked,
which on Windows has no streams to write to.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import leukodesk

BUNDLED_NAME: Final = "leukodesk"
"""The bundle's program that writes to the terminal or pipe it was started from."""


def own_command(name: str) -> list[str]:
    """What starts the command ``name`` of this same program; its arguments follow."""
    if getattr(sys, "frozen", False):
        this = Path(sys.executable)
        return [str(this.with_name(BUNDLED_NAME + this.suffix)), name]
    return [sys.executable, "-m", "leukodesk", name]


def own_variables() -> Mapping[str, str]:
    """What that process needs in its environment besides what this one has.

    It finds this same package, takes no module from the folder that somebody happens to work in, and
    speaks UTF-8.
    """
    parent = str(Path(leukodesk.__file__).parent.parent)
    path = [parent, *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(path), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
