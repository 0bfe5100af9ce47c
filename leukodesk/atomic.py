"""Files that are either whole or not there: write a temporary one, sync it, then replace."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_PAUSES_S: Final = (0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""How long is waited for who looks at a file on Windows, time after time."""


def sync(descriptor: int) -> None:
    """Make what was written to an open file durable."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415  # not on Windows

        # There, fsync leaves the bytes in the disk's own memory, where a power cut loses them.
        with contextlib.suppress(OSError):  # a share that does not know the call
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable. Windows offers no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of ``path`` durable."""
    # Windows syncs only handles opened for writing.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def put(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``, in the place of a file that has it.

    Windows refuses that while another program has one of the two open, as a virus scanner or an indexer does
    for a moment with whatever was just written; there it is tried for two seconds.

    Raises:
        OSError: it cannot be done.
    """
    for pause_s in _PAUSES_S if sys.platform == "win32" else ():
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause_s)
        else:
            return
    source.replace(target)


def replace_durably(source: Path, target: Path) -> None:
    """Put the finished file ``source`` in the place of ``target``, in the same folder, durably."""
    sync_file(source)
    put(source, target)
    sync_folder(target.parent)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A temporary path beside ``target`` to write to; it replaces ``target`` if the block succeeds.

    On any exception ``target`` is as it was and the temporary file is gone.

    Raises:
        OSError: the folder cannot be written to.
    """
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    os.close(descriptor)
    temporary = Path(name)
    # mkstemp makes files that only their owner may read; a saved file follows the user's own mask.
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
    try:
        yield temporary
        replace_durably(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):  # what went wrong is told, not that somebody looks at what is left
            temporary.unlink(missing_ok=True)
        raise


def write_bytes(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` so that a crash leaves the old file or the new one, never a part."""
    with replacing(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Write ``text`` as UTF-8, see :func:`write_bytes`; names of files that are none stay readable."""
    write_bytes(target, text.encode("utf-8", "backslashreplace"))
