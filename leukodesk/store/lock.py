"""One writer at a time, by a lock of the operating system that ends with the process that holds it."""

from pathlib import Path

from filelock import FileLock, Timeout

from leukodesk.core.errors import DatasetError
from leukodesk.store.layout import DatasetFiles


class WriterLock:
    """The right to write to a dataset, from construction to :meth:`release`.

    Raises:
        DatasetError: another program, or this one, has the dataset open for writing, or the folder
            cannot be written to.
    """

    def __init__(self, files: DatasetFiles) -> None:
        # Opened on one thread and closed on another is normal here, so the lock must not belong to a thread.
        self._lock = FileLock(files.lock, timeout=0, thread_local=False)
        try:
            self._lock.acquire()
        except Timeout:
            raise DatasetError(
                f"{files.main} is already open elsewhere; close it there, or open it read-only here."
            ) from None
        except (OSError, NotImplementedError) as error:
            raise DatasetError(_unwritable(files.main, error)) from error

    def release(self) -> None:
        """Let others write. Harmless when called twice."""
        self._lock.release()


def _unwritable(path: Path, error: BaseException) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return (
        f"{path} cannot be opened for writing, since its folder does not allow it ({reason}); "
        "open it read-only, or copy it to a folder of your own."
    )
