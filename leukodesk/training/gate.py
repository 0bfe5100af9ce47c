"""What a training may still write to disk, while another thread may end the whole process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class ShutError(Exception):
    """The training is being ended; nothing is written any more."""


class Gate:
    """Whatever a training leaves on disk passes here, so that the process never ends in the midst of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_shut = False
        self._has_ended = False

    @contextmanager
    def writing(self, *, last: bool = False) -> Iterator[None]:
        """Write within this block; :meth:`shut` waits for its end.

        Args:
            last: with this the training has reached its end.

        Raises:
            ShutError: the gate is shut.
        """
        with self._lock:
            if self._is_shut:
                raise ShutError
            yield
            self._has_ended = last

    def shut(self) -> bool:
        """Let nothing more be written, once what is being written is there.

        Returns:
            False if the training has reached its end by then, so that it is too late to stop it.
        """
        with self._lock:
            self._is_shut = not self._has_ended
            return self._is_shut
