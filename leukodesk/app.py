"""The window's composition root: builds every part, hands them to each other, and ends them in order."""

import contextlib
import logging
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, TracebackType
from typing import Final

if sys.platform == "win32":
    import torch  # noqa: F401  # from torch 2.9 on, its libraries only load there if Qt's are not loaded yet

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from leukodesk import __version__, config
from leukodesk.gui.main_window import MainWindow
from leukodesk.inference.library import ModelLibrary
from leukodesk.log import start_log
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace

_ENDING: Final = (signal.SIGINT, signal.SIGTERM)
_QT_VARIABLES: Final = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")

_log = logging.getLogger("leukodesk.app")


def clear_foreign_qt() -> None:
    """Forget the Qt 5 plugins that the windowed OpenCV package points Qt at when it is imported."""
    for variable in _QT_VARIABLES:
        if f"{os.sep}cv2{os.sep}" in os.environ.get(variable, ""):
            del os.environ[variable]


class BugCatcher(QObject):
    """Logs exceptions that nobody handled, on whatever thread, and keeps the program alive.

    Signals:
        caught: arg: the traceback.
    """

    caught = Signal(str)

    def install(self) -> None:
        """Take them from now on, and Qt's own complaints too."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(_log_qt)

    def uninstall(self) -> None:
        """Leave them to Python and Qt again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("unhandled", exc_info=(kind, error, trace))
        self.caught.emit("".join(traceback.format_exception(kind, error, trace)))

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _log.error("Qt: %s", text)
    elif kind is QtMsgType.QtWarningMsg:
        _log.warning("Qt: %s", text)


class QuitOnSignal(QObject):
    """Turns Ctrl+C and SIGTERM into an orderly end.

    Python runs its signal handlers between byte codes only, and Qt's loop runs none while it waits; the
    byte that Python writes to a socket at a signal wakes it up. The handler itself does nothing: it may
    run in the middle of a paint, where closing the window crashes.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._writer, self._reader = socket.socketpair()
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in _ENDING:
            signal.signal(number, _do_nothing)

    def end(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        for number in _ENDING:
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        self._writer.close()
        self._reader.close()

    def _drain(self) -> None:
        if set(self._reader.recv(64)) & set(_ENDING):
            QApplication.quit()


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Be there, so that Python notes the signal and does not die of it."""


def build_workspace(parent: QObject | None = None) -> Workspace:
    """The workspace with this user's settings and models."""
    runner = JobRunner()
    workspace = Workspace(config.load_settings(), ModelLibrary.default(), runner, parent=parent)
    runner.setParent(workspace)
    return workspace


def _build_application() -> QApplication:
    clear_foreign_qt()
    start_log()
    application = QApplication.instance() or QApplication(["leukodesk"])
    assert isinstance(application, QApplication)
    application.setApplicationName("leukodesk")
    application.setApplicationDisplayName("LeukoDesk")
    application.setApplicationVersion(__version__)
    return application


@contextlib.contextmanager
def shown_window(width: int, height: int) -> Iterator[tuple[Workspace, MainWindow]]:
    """The real window for as long as the block runs, to draw or measure it; the block serves its events.

    Args:
        width: of the window in pixels.
        height: of the window in pixels.
    """
    application = _build_application()
    catcher = BugCatcher()
    catcher.install()
    workspace = build_workspace()
    window = MainWindow(workspace)
    window.resize(width, height)
    window.show()
    application.processEvents()
    try:
        yield workspace, window
    finally:
        workspace.close()
        window.close()
        catcher.uninstall()


def run_gui(path: Path | None = None) -> int:
    """Open the window, on ``path`` if one is given, and return its exit status when it was closed."""
    application = _build_application()
    catcher = BugCatcher()
    catcher.install()
    quitter = QuitOnSignal()
    workspace = build_workspace()
    catcher.caught.connect(workspace.bug)
    window = MainWindow(workspace)
    window.show()
    if path is not None:
        workspace.open_path(path)
    workspace.prepare()
    try:
        status = application.exec()
    finally:
        if not workspace.close():
            _log.error("closed with unsaved edits: %s", workspace.saved_problem)
            workspace.abandon()
        quitter.end()
        catcher.uninstall()
    return status
