"""One writer at a time, by a lock of the operating system that ends with the process that holds it."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store.layout import DatasetFiles


class AlreadyOpenError(DatasetError):
    """Somebody writes to the dataset already; it can still be opened read-only.

    Attributes:
        path: the main file.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(
            sentence(
                "{path} is already open elsewhere; close it there, or open it read-only here.", path=path
            )
        )
        self.path = path


class UnwritableFolderError(DatasetError):
    """The folder of the dataset allows no writing; one that is there can still be opened read-only."""

    def __init__(self, path: Path, error: BaseException) -> None:
        reason = system_reason(error)
        super().__init__(
            sentence(
                "{path} cannot be opened for writing, since its folder does not allow it ({reason}); open it "
                "read-only, or copy it to a folder of your own.",
                path=path,
                reason=reason,
            )
            if os.path.exists(path)  # noqa: PTH110  not an error where its folder may not be entered
            else sentence(
                "{path} cannot be made, since its folder allows no writing ({reason}); choose a folder of "
                "your own.",
                path=path,
                reason=reason,
            )
        )


class WriterLock:
    """The right to write to a dataset, from construction to :meth:`release`.

    Raises:
        AlreadyOpenError: another program, or this one, has the dataset open for writing.
        UnwritableFolderError: the folder cannot be written to.
    """

    def __init__(self, files: DatasetFiles) -> None:
        # Opened on one thread and closed on another is normal here, so the lock must not belong to a thread.
        self._lock = FileLock(files.lock, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise AlreadyOpenError(files.main) from None
        except (OSError, NotImplementedError) as error:
            raise UnwritableFolderError(files.main, error) from error
        # A lock file of former days may be writable where its folder is not.
        if not os.access(files.main.parent, os.W_OK):
            self.release()
            raise UnwritableFolderError(files.main, OSError(errno.EACCES, os.strerror(errno.EACCES)))
        self._path = files.lock
        self._locked = _status(files.lock)

    @property
    def is_in_place(self) -> bool:
        """Whether the locked file still has its name; else its folder went away, or it was deleted."""
        named = _status(self._path)
        return named is not None and self._locked is not None and os.path.samestat(named, self._locked)

    def release(self) -> None:
        """Let others write. Harmless when called twice."""
        with suppress(OSError):  # the disk it lay on may be gone, and the lock with it
            self._lock.release()


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
