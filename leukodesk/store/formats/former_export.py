"""What exports wrote into a folder, so that the next one can take away what it does not write any more.

``.leukodesk-export`` names the files of each format with their digests. Only a file that an export of that
format wrote, that no export of another format needs, and that is still as it was written is ever removed.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

NAME: Final = ".leukodesk-export"

Known = dict[str, dict[str, str]]
"""By format: digests by path relative to the folder, with forward slashes."""


def left_over(out: Path, known: Known, format_name: str, written: Mapping[Path, str]) -> list[Path]:
    """What a former export of the format left and this one does not write.

    Args:
        out: the folder.
        known: see :func:`known_files`.
        format_name: of this export.
        written: digests of its files, which lie below ``out``.

    Raises:
        OSError: a file cannot be read.
    """
    others = {name for other, files in known.items() if other != format_name for name in files}
    kept = others | {_name_of(path, out) for path in written}
    former = known.get(format_name, {}).items()
    return [out / name for name, digest in former if name not in kept and _is_as_written(out, name, digest)]


def record_text(
    known: Known, format_name: str, written: Mapping[Path, str], out: Path, *, is_begun: bool = False
) -> str:
    """What is noted down of an export.

    Args:
        known: see :func:`known_files`.
        format_name: of this export.
        written: digests of its files.
        out: the folder.
        is_begun: the export is not finished, so that files of the former one may be there as well.
    """
    former = known.get(format_name, {}) if is_begun else {}
    now = {_name_of(path, out): digest for path, digest in written.items()}
    return json.dumps({**known, format_name: {**former, **now}}, indent=1)


def known_files(out: Path) -> Known:
    """What a folder's exports wrote; nothing where that cannot be told, so that nothing is removed."""
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
        return {
            str(name): {str(file): str(digest) for file, digest in files.items()}
            for name, files in found.items()
        }
    except (OSError, ValueError, AttributeError):
        return {}


def is_an_exports(path: Path, out: Path) -> bool:
    """Whether a file was written by an export into ``out``, of any format, and is as it was written.

    Raises:
        OSError: it cannot be read.
    """
    name = _name_of(path, out)
    return any(
        name in files and _is_as_written(out, name, files[name]) for files in known_files(out).values()
    )


def _name_of(path: Path, out: Path) -> str:
    return path.relative_to(out).as_posix()


def _is_as_written(out: Path, name: str, digest: str) -> bool:
    relative = PurePosixPath(name)
    path = out.joinpath(*relative.parts)
    if relative.is_absolute() or ".." in relative.parts or path.is_symlink() or not path.is_file():
        return False
    return sha256(path.read_bytes()).hexdigest() == digest
