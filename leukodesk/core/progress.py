"""How a long function tells its caller how far it is, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """A callable that long functions call now and then.

    It raises :class:`leukodesk.core.errors.CancelledError` when the caller wants the work to stop,
    so a function that reports progress is a function that can be cancelled.
    """

    def __call__(self, done: int, total: int, text: str = "") -> None:
        """Report ``done`` of ``total`` units (``total`` 0: unknown) and what is being done."""


def no_progress(done: int, total: int, text: str = "") -> None:
    """Report to nobody and never cancel."""
