"""The training process seen from the command line: its events, its end, and how to stop it."""

import contextlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any, Final

from leukodesk.core.errors import CancelledError, ModelError
from leukodesk.own_process import own_command, own_variables

Event = dict[str, Any]

_CANCEL_S: Final = 5.0


def run_worker(arguments: list[str], report: Callable[[Event], None]) -> Event:
    """Train in a process of its own.

    Args:
        arguments: of ``leukodesk.training.worker``.
        report: called with every event on the way.

    Returns:
        the closing event ``done``.

    Raises:
        ModelError: the training failed; the sentence says why.
        CancelledError: it was cancelled.
        KeyboardInterrupt: Ctrl+C was pressed; the worker has stopped by then.
        RuntimeError: the worker crashed; what it said is the message.
    """
    # A session of its own keeps the terminal's Ctrl+C from the worker, which is told to cancel instead. What
    # cannot tell it, such as SIGKILL, ends its input.
    with subprocess.Popen(
        [*own_command("train-worker"), *arguments, "--stop-with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **own_variables()},
        start_new_session=True,
    ) as worker:
        try:
            return _follow(worker, report)
        except BaseException:
            _stop(worker)
            raise


def _follow(worker: "subprocess.Popen[str]", report: Callable[[Event], None]) -> Event:
    for event in _events(worker):
        match event["event"]:
            case "done":
                return event
            case "failed":
                raise ModelError(event["message"])
            case "cancelled":
                raise CancelledError
            case _:
                report(event)
    raise RuntimeError(f"the training process ended with status {worker.wait()} and without a result")


def _events(worker: "subprocess.Popen[str]") -> Iterator[Event]:
    assert worker.stdout is not None
    return (json.loads(line) for line in worker.stdout)


def _stop(worker: "subprocess.Popen[str]") -> None:
    """Ask the worker to stop, and end it if it does not."""
    assert worker.stdin is not None
    try:
        worker.stdin.write("cancel\n")
        worker.stdin.flush()
        worker.wait(_CANCEL_S)
    except (OSError, subprocess.TimeoutExpired):
        worker.kill()
    finally:
        # What a worker that is gone did not read is still buffered; closing would fail over it later, in the
        # place of the worker's own last word.
        with contextlib.suppress(OSError):
            worker.stdin.close()
