"""When Python looks for objects that only refer to each other.

It does so on whichever thread happens to make an object. Widgets and timers that are found on another thread
than the window's are destroyed there, and Qt crashes: so a program with a window looks for them by hand.
"""

import contextlib
import gc
import threading
from collections.abc import Iterator
from typing import Final

_GROWN: Final = 1.25
"""By how much the lasting objects must have grown for a pass over all of them, as Python has it."""


class _Collection:
    """What holds the automatic collection, and what a pass by hand has to know."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._pauses = 0
        self._was_automatic = True
        self._lasting = 0

    def hold(self, *, pausing: bool) -> None:
        with self._lock:
            if not self._holders:
                self._was_automatic = gc.isenabled()
                gc.disable()
            self._holders += 1
            self._pauses += pausing

    def release(self, *, pausing: bool) -> None:
        with self._lock:
            self._pauses -= pausing
            self._holders -= 1
            if not self._holders and self._was_automatic:
                gc.enable()

    def collect_due(self) -> None:
        if self._pauses:
            return
        counts, limits = gc.get_count(), gc.get_threshold()
        if not limits[0] or counts[0] <= limits[0]:
            return
        if counts[1] <= limits[1]:
            gc.collect(0)
        elif counts[2] <= limits[2] or len(gc.get_objects(2)) < self._lasting * _GROWN:
            gc.collect(1)
        else:
            gc.collect(2)
            self._lasting = len(gc.get_objects(2))


_collection: Final = _Collection()


def collect_by_hand() -> None:
    """Look for garbage only where :func:`collect_due` is called, until :func:`collect_automatically`."""
    _collection.hold(pausing=False)


def collect_automatically() -> None:
    """Take one :func:`collect_by_hand` back."""
    _collection.release(pausing=False)


def collect_due() -> None:
    """Look for garbage among as many objects as Python would, on this thread, unless that is paused."""
    _collection.collect_due()


@contextlib.contextmanager
def collection_paused() -> Iterator[None]:
    """Look for no garbage, on no thread, while very many objects are made of which none is garbage.

    Looking in between doubles the time that this takes.
    """
    _collection.hold(pausing=True)
    try:
        yield
    finally:
        _collection.release(pausing=True)
