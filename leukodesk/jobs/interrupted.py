"""Trainings that were cut off: what was asked for lies beside their checkpoints until they end.

While a training runs, its folder is locked by the program that started it. The system gives the lock back
when that program ends, however it ends, so an unlocked folder with a checkpoint is a training cut off.
"""

import contextlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from leukodesk import atomic
from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.jobs.datasets import checkpoint
from leukodesk.jobs.job import JobContext
from leukodesk.store.dataset import Dataset
from leukodesk.training.checkpoint_files import find_checkpoints

_ASKED: Final = "asked.json"
_LOCK: Final = "running.lock"
_NAMED: Final = "%Y%m%d-%H%M%S-%f"


def new_training_folder(folder: Path) -> Path:
    """A folder below ``folder`` for a training that starts now; not made yet."""
    return folder / datetime.now(UTC).strftime(_NAMED)


@dataclass(frozen=True)
class InterruptedTraining:
    """A training that can go on after its last epoch.

    Attributes:
        folder: with its checkpoints.
        arguments: of the worker.
    """

    folder: Path
    arguments: tuple[str, ...]

    @property
    def dataset(self) -> Path:
        """What it learns from."""
        return Path(self.arguments[self.arguments.index("--dataset") + 1])

    @property
    def began(self) -> datetime:
        """When it was first started, UTC."""
        return datetime.strptime(self.folder.name, _NAMED).replace(tzinfo=UTC)


class RunningTraining:
    """A training on its way, from construction to :meth:`end` or :meth:`leave`.

    Args:
        folder: its own; made if it is not there.
        arguments: of the worker.

    Raises:
        ModelError: the folder cannot be written to, or the training is on its way already.
    """

    def __init__(self, folder: Path, arguments: Sequence[str]) -> None:
        self._folder = folder
        # Taken on a worker's thread and given back on the window's.
        self._lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            atomic.write_bytes(folder / _ASKED, json.dumps(list(arguments)).encode())
        except Timeout:
            raise ModelError(sentence("This training is on its way already, in another window.")) from None
        except OSError as error:
            self._lock.release()
            raise ModelError(
                sentence(
                    "{folder} cannot be written to ({reason}), so nothing can be trained; make room or "
                    "allow it.",
                    folder=folder,
                    reason=system_reason(error),
                )
            ) from error

    def end(self) -> None:
        """It is over, done or cancelled, and has nothing to go on with."""
        _forget_request(self._folder)
        self._lock.release()
        _remove_empty(self._folder)

    def leave(self) -> None:
        """It was cut off; it may go on some day, if it has a checkpoint."""
        if find_checkpoints(self._folder):
            self._lock.release()
        else:
            self.end()


def prepare_training(
    context: JobContext, dataset: Dataset | None, folder: Path, arguments: Sequence[str]
) -> RunningTraining:
    """Write what is to be learnt from into the dataset's file, and put down what was asked for.

    Args:
        context: of the job.
        dataset: to checkpoint; None where the file is as it shall be.
        folder: of the training.
        arguments: of the worker.

    Raises:
        DatasetError: the dataset could not be written; the journal keeps every edit.
        ModelError: see :class:`RunningTraining`.
    """
    if dataset is not None:
        checkpoint(context, dataset)
    return RunningTraining(folder, arguments)


def find_interrupted(context: JobContext, folder: Path) -> InterruptedTraining | None:
    """The newest training below ``folder`` that was cut off and left a checkpoint.

    Args:
        context: asked whether to stop, folder by folder.
        folder: holds one folder per training, named by when it began; may be missing.

    Raises:
        CancelledError: nobody wants it any more.
    """
    for path in sorted(folder.glob(f"*/{_ASKED}"), reverse=True):
        context.progress(0, 0, path.parent.name)
        if not find_checkpoints(path.parent) or _is_running(path.parent):
            continue
        with contextlib.suppress(OSError, ValueError):
            found = InterruptedTraining(path.parent, tuple(map(str, json.loads(path.read_bytes()))))
            if found.began and found.dataset:
                return found
    return None


def forget_interrupted(context: JobContext, training: InterruptedTraining) -> None:
    """Delete what a training that was cut off left behind.

    Raises:
        ModelError: it is on its way again, or something of it cannot be deleted.
    """
    if _is_running(training.folder):
        raise ModelError(sentence("This training is on its way already, in another window."))
    try:
        for checkpoints in find_checkpoints(training.folder):
            shutil.rmtree(checkpoints)
    except OSError as error:
        raise ModelError(
            sentence(
                "{filename} cannot be deleted ({reason}); delete it by hand.",
                filename=error.filename,
                reason=system_reason(error),
            )
        ) from error
    _forget_request(training.folder)
    _remove_empty(training.folder)


def _is_running(folder: Path) -> bool:
    lock = FileLock(folder / _LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _forget_request(folder: Path) -> None:
    with contextlib.suppress(OSError):
        (folder / _ASKED).unlink(missing_ok=True)


def _remove_empty(folder: Path) -> None:
    """Remove the folder if nothing else is in it."""
    with contextlib.suppress(OSError):
        (folder / _LOCK).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()
