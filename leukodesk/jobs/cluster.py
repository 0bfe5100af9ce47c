"""Many smears side by side, on the workers of a Dask cluster."""

import functools
import importlib
import logging
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any, Final

from leukodesk.core.errors import InputError, LeukoDeskError
from leukodesk.inference.pipeline import Analysis
from leukodesk.jobs.batch import Analysed, BatchPlan, Engine, Outcome, Refused, timed_read

_log = logging.getLogger(__name__)

CONNECT_TIMEOUT: Final = "10s"
"""How long a scheduler may take to answer, as Dask writes it."""


def analyze_on_cluster(
    paths: Sequence[Path], plan: BatchPlan, address: str
) -> Generator[Outcome, None, None]:
    """Analyse images on the workers of a running Dask scheduler; they must see the same files.

    Args:
        paths: image files.
        plan: what to do with each; every worker process loads its models once.
        address: of the scheduler, for example ``tcp://host:8786``.

    Yields:
        One outcome per path, in the order in which they finish.

    Raises:
        InputError: Dask is not installed, or no scheduler answers at ``address``.
    """
    try:
        distributed: Any = importlib.import_module("distributed")  # an optional extra
    except ImportError as error:
        raise InputError(
            'A cluster needs the package dask.distributed; install it with: pip install "leukodesk[cluster]".'
        ) from error
    try:
        client = distributed.Client(address, timeout=CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"No Dask scheduler answers at {address}; start one with `dask scheduler`, "
            "or leave out --scheduler."
        ) from error
    with client:
        tasks = {client.submit(_analyze_remotely, path, plan, pure=False): path for path in paths}
        for task in distributed.as_completed(tasks, loop=client.loop):
            yield _collected(tasks[task], task, plan.max_pixels)


@functools.lru_cache(maxsize=8)
def _engine_of(plan: BatchPlan, thread: int) -> Engine:
    """The engine of one worker thread: loaded once, and never shared between threads."""
    return Engine(plan)


def _analyze_remotely(path: Path, plan: BatchPlan) -> Analysis | Refused:
    try:
        image, decode_s = timed_read(path, plan.max_pixels)
        return _engine_of(plan, threading.get_ident()).analyze(image, decode_s)
    except LeukoDeskError as error:  # told here: not every error survives the way back as an object
        return Refused(path, str(error))


def _collected(path: Path, task: Any, max_pixels: int) -> Outcome:
    try:
        done: Analysis | Refused = task.result()
        if isinstance(done, Refused):
            return done
        return Analysed(path, timed_read(path, max_pixels)[0], done)
    except LeukoDeskError as error:
        return Refused(path, str(error))
    except Exception:
        _log.exception("bug while analysing %s on the cluster", path)
        return Refused(path, f"{path} could not be analysed because of a bug on the cluster; see the log.")
