"""Files as Windows treats them: what this process has open or mapped is neither renamed nor removed."""

import contextlib
import errno
import os
import shutil
from pathlib import Path

import pytest

_CALLS = ("rename", "replace", "unlink", "remove")


def _in_use() -> list[Path]:
    found = set()
    for link in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # closed by now
            found.add(link.readlink())
    lines = Path("/proc/self/maps").read_text().splitlines()
    found |= {Path(parts[5]) for line in lines if len(parts := line.split(maxsplit=5)) == 6}
    return [path for path in found if path.is_file()]


def refuse_files_in_use(patch: pytest.MonkeyPatch) -> None:
    """Let renaming, replacing and removing fail as on Windows; Linux only."""

    def refuse(path: str | Path) -> None:
        place = Path(path).resolve()
        if place.exists() and any(place == used or place in used.parents for used in _in_use()):
            raise PermissionError(
                errno.EACCES, "The process cannot access the file because it is being used", str(path)
            )

    def wrapped(call):
        def careful(*paths, **options):
            for path in () if options else paths:
                refuse(path)
            return call(*paths, **options)

        return careful

    patch.setattr(shutil, "_use_fd_functions", False)  # it names whole paths then, as on Windows
    for name in _CALLS:
        patch.setattr(os, name, wrapped(getattr(os, name)))
