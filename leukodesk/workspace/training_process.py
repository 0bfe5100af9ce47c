"""The training worker as a process of its own: JSON lines in, signals out."""

import json
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal, Slot

from leukodesk.core.sentence_records import said_in
from leukodesk.own_process import own_command, own_variables
from leukodesk.workspace.words import tr

_KILL_AFTER_MS: Final = 5000


class TrainingProcess(QObject):
    """Runs one training at a time in its own process.

    Signals:
        event_received: one line of the worker; arg: a dict with the key ``event`` (started, log, epoch).
        done: it finished; arg: the dict of the ``done`` event with the candidate's card.
        failed: it could not be done or crashed; arg: one sentence, which the window still has to word.
        cancelled: it was stopped.
        finished: after exactly one of done, failed and cancelled.
    """

    event_received = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = list(command or own_command("train-worker"))
        self._process: QProcess | None = None
        self._pending = b""
        self._outcome: dict[str, Any] | None = None
        self._last_error = ""
        self._cancelling = False
        self._kill_timer = QTimer(self)
        self._kill_timer.setSingleShot(True)
        self._kill_timer.setInterval(_KILL_AFTER_MS)
        self._kill_timer.timeout.connect(self._kill)

    @property
    def is_running(self) -> bool:
        """Whether a training is on its way."""
        return self._process is not None

    def start(self, arguments: Sequence[str]) -> None:
        """Start the worker with ``arguments``; call only while none is running."""
        self._pending, self._outcome, self._last_error, self._cancelling = b"", None, "", False
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._read_events)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._conclude)
        process.errorOccurred.connect(self._report_no_start)
        self._process = process
        # Should this program be killed, the worker ends as well; while it runs, the window goes first.
        options = [*arguments, "--stop-with-parent", "--in-background"]
        process.start(self._command[0], [*self._command[1:], *options])

    def cancel(self) -> None:
        """Ask the worker to stop; it is killed if it has not after five seconds."""
        if self._process is None or self._cancelling:
            return
        self._cancelling = True
        self._process.write(b"cancel\n")
        self._kill_timer.start()

    def stop(self) -> None:
        """Stop the worker now and wait for its end; for the program's own end."""
        if self._process is not None:
            self._cancelling = True
            self._process.kill()
            self._process.waitForFinished()

    @Slot()
    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    @Slot()
    def _read_events(self) -> None:
        if self._process is None:
            return
        *lines, self._pending = (self._pending + bytes(self._process.readAllStandardOutput().data())).split(
            b"\n"
        )
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
        except ValueError:
            event = None
        if not isinstance(event, dict) or "event" not in event:
            text = line.decode(errors="replace").strip()
            if text:
                self.event_received.emit({"event": "log", "text": text})
        elif event["event"] in ("done", "failed", "cancelled"):
            self._outcome = _with_words(event)
        else:
            self.event_received.emit(_with_words(event))

    @Slot()
    def _read_errors(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if lines:
            self._last_error = lines[-1]

    @Slot(QProcess.ProcessError)
    def _report_no_start(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._last_error = self._process.errorString()
            self._conclude()

    @Slot()
    def _conclude(self) -> None:
        if self._process is None:
            return
        self._read_events()
        self._read_errors()
        self._take(self._pending)
        self._kill_timer.stop()
        self._process.deleteLater()
        self._process = None
        outcome = self._outcome or {"event": ""}
        if outcome["event"] == "done":
            self.done.emit(outcome)
        elif self._cancelling or outcome["event"] == "cancelled":
            self.cancelled.emit()
        elif outcome["event"] == "failed":
            self.failed.emit(outcome.get("message", tr("The training stopped without a reason.")))
        else:
            reason = self._last_error or tr("it ended without a word")
            self.failed.emit(tr("The training process stopped unexpectedly: {reason}", reason=reason))
        self.finished.emit()


def _with_words(event: dict[str, Any]) -> dict[str, Any]:
    """The event with sentences in the place of texts whose making it tells."""
    words = event.pop("words", {})
    return event | {name: said_in(each) for name, each in words.items()}


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    for name, value in own_variables().items():
        environment.insert(name, value)
    return environment
