"""What exports wrote into a folder, so that the next one can take away what it does not write any more.

``.leukodesk-export`` names the files of each format with their digests. Only a file that an export of that
format wrote, that no export of another format needs, and that is still as it was written is ever removed.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.sentence import sentence, system_reason

NAME: Final = ".leukodesk-export"

_Known = dict[str, dict[str, str]]
"""By format: digests by path relative to the folder, with forward slashes."""


def replace_former(out: Path, format_name: str, written: Mapping[Path, str]) -> list[Path]:
    """Remove what a former export of the format left, and note down this one; the removed files.

    Args:
        out: the folder.
        format_name: of this export.
        written: digests of its files, which lie below ``out``.

    Raises:
        InputError: the folder cannot be written to.
    """
    known = _read(out / NAME)
    now = {path.relative_to(out).as_posix(): digest for path, digest in written.items()}
    others = {name for other, files in known.items() if other != format_name for name in files}
    removed = []
    try:
        for name, digest in known.get(format_name, {}).items():
            if name not in now and name not in others and _remove(out, name, digest):
                removed.append(out / name)
        (out / NAME).write_text(json.dumps({**known, format_name: now}, indent=1), encoding="utf-8")
    except OSError as error:
        raise InputError(
            sentence(
                "{out} cannot be written to ({reason}); choose another place.",
                out=out,
                reason=system_reason(error),
            )
        ) from error
    return removed


def _read(path: Path) -> _Known:
    """What a folder's exports wrote; nothing where that cannot be told, so that nothing is removed."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            str(name): {str(file): str(digest) for file, digest in files.items()}
            for name, files in found.items()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def _remove(out: Path, name: str, digest: str) -> bool:
    relative = PurePosixPath(name)
    path = out.joinpath(*relative.parts)
    if relative.is_absolute() or ".." in relative.parts or path.is_symlink() or not path.is_file():
        return False
    if sha256(path.read_bytes()).hexdigest() != digest:
        return False
    path.unlink()
    for folder in path.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
    return True
