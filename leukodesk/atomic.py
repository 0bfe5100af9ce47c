"""Files that are either whole or not there: write a temporary one, sync it, then replace."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable. Windows offers no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of ``path`` durable."""
    # Windows syncs only handles opened for writing.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_durably(source: Path, target: Path) -> None:
    """Put the finished file ``source`` in the place of ``target``, in the same folder, durably."""
    sync_file(source)
    source.replace(target)
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
        temporary.unlink(missing_ok=True)
        raise


def write_bytes(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` so that a crash leaves the old file or the new one, never a part."""
    with replacing(target) as temporary:
        temporary.write_bytes(data)


def write_text(target: Path, text: str) -> None:
    """Write ``text`` as UTF-8, see :func:`write_bytes`; names of files that are none stay readable."""
    write_bytes(target, text.encode("utf-8", "backslashreplace"))
