"""The training process seen from the command line: its events, its end, and how to stop it."""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, Final, TextIO

from leukodesk.core.errors import CancelledError, ModelError
from leukodesk.own_process import own_command, own_variables

Event = dict[str, Any]

_CANCEL_S: Final = 5.0
_LOOK_EVERY_S: Final = 0.2


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
    # The terminal's Ctrl+C is kept from the worker, which is told to cancel instead. What cannot tell it, as
    # SIGKILL, ends its input.
    with subprocess.Popen(
        [*own_command("train-worker"), *arguments, "--stop-with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **own_variables()},
        **_out_of_reach_of_ctrl_c(),
    ) as worker:
        try:
            return _follow(worker, report)
        except BaseException:
            _stop(worker)
            raise


def _out_of_reach_of_ctrl_c() -> dict[str, Any]:
    """How a process is started that the terminal does not interrupt with this one."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


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
    """What the worker tells, until its output ends.

    A thread of its own waits for the lines: on Windows Ctrl+C does not interrupt a read, so that an
    interruption would wait for the end of an epoch.
    """
    assert worker.stdout is not None
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_pass_on, args=(worker.stdout, lines), daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=_LOOK_EVERY_S)
        except queue.Empty:
            continue
        if not line:
            return
        yield json.loads(line)


def _pass_on(output: TextIO, lines: "queue.SimpleQueue[str]") -> None:
    with contextlib.suppress(ValueError):  # closed, since nobody listens any more
        for line in output:
            lines.put(line)
    lines.put("")


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
