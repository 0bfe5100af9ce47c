"""A progress bar on stderr for whatever takes longer than a second."""

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from leukodesk.cli.console import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE_S: Final = 1.0


class ProgressBar:
    """A callable with the signature of :class:`leukodesk.core.progress.Progress`.

    It shows nothing during the first second, nor where stderr is not a terminal. Sentences printed
    through :meth:`say` appear above the bar.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._start = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Show ``done`` of ``total`` (0: unknown)."""
        if not sys.stderr.isatty() or time.monotonic() - self._start < _PATIENCE_S:
            return
        if self._bar is None:
            self._open()
        assert self._bar is not None
        assert self._task is not None
        description = f"{self._title}: {text}" if text else self._title
        self._bar.update(self._task, completed=done, total=total or None, description=description)

    def say(self, sentence: str) -> None:
        """Print a sentence without tearing the bar apart."""
        line = f"leukodesk: {one_line(sentence)}"
        if self._bar is None:
            print(line, file=sys.stderr)
        else:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # rich would lead what is printed to a piped stdout onto this console instead.
            redirect_stdout=sys.stdout.isatty(),
        )
        self._bar.start()
        self._task = self._bar.add_task(self._title, total=None)
