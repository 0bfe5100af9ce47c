"""Checks of what the window needs: Qt, its platform plugin, and the system libraries that one loads."""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from typing import Final

from leukodesk.cli.finding import Finding, State
from leukodesk.own_process import own_command, own_variables

_TIMEOUT_S: Final = 60

_LIBRARIES: Final = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt's xcb plugin loads from the system, and the Debian package that brings it."""

_MISSING: Final = re.compile(r"(lib[\w.+-]+\.so[\w.]*): cannot open shared object file")


def window() -> Iterator[Finding]:
    """Whether Qt starts, with and without a display."""
    if find_spec("PySide6") is None:
        yield Finding("window", "Qt is missing", State.FAILED, "install it with: pip install leukodesk")
        return
    yield _started("offscreen")
    if sys.platform != "linux":
        return
    missing = missing_libraries()
    if missing:
        mend = f"the window needs more system libraries; run: {apt_line(missing)}"
        yield Finding("xcb libraries", f"missing: {', '.join(missing)}", State.LIMITED, mend)
    else:
        yield Finding("xcb libraries", "all there")
    if not has_display(os.environ):
        yield Finding(
            "display", "none: the window cannot be shown here, `demo` runs without it", State.LIMITED
        )
    elif not missing:
        yield _started("")


def has_display(variables: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether a window can be shown in an environment with these variables on that system."""
    if system != "linux":
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def missing_libraries() -> tuple[str, ...]:
    """System libraries that Qt's xcb plugin needs and that cannot be loaded (Linux)."""
    return tuple(name for name in _LIBRARIES if not _loads(name))


def apt_line(libraries: tuple[str, ...]) -> str:
    """The command that installs ``libraries`` on Debian and Ubuntu."""
    return f"sudo apt install {' '.join(sorted(_LIBRARIES[name] for name in libraries))}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _started(platform: str) -> Finding:
    """Start a QApplication in a process of its own: a missing plugin aborts the process it happens in."""
    name = f"Qt, {platform}" if platform else "Qt, this display"
    variables = {**os.environ, **own_variables(), **({"QT_QPA_PLATFORM": platform} if platform else {})}
    try:
        done = subprocess.run(
            own_command("start-qt"),
            env=variables,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding(
            name, "does not start", State.FAILED, f"it hangs for {_TIMEOUT_S} s; restart the display"
        )
    if done.returncode == 0:
        return Finding(name, f"starts ({done.stdout.strip()})")
    return Finding(name, "does not start", State.FAILED, _mend(done.stderr))


def _mend(errors: str) -> str:
    found = _MISSING.search(errors)
    if found and found[1] in _LIBRARIES:
        return f"a system library is missing; run: {apt_line((found[1],))}"
    last = errors.strip().splitlines()[-1] if errors.strip() else "it says nothing"
    return f"Qt cannot start ({last}); install the libraries that it names"
