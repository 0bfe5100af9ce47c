"""How the training process listens on Windows, where a read that waits would let imports hang."""

import ctypes
import io
import os
import select
import sys
import threading
import types

import pytest

from leukodesk.training.worker import Channel

GONE_S = 10.0


class Kernel:
    """The calls of Windows that look into a pipe, answered by what Linux knows about it."""

    def GetFileType(self, _handle):  # noqa: N802  # its name there
        return 3

    def PeekNamedPipe(self, handle, _buffer, _size, _read, waiting, _left):  # noqa: N802
        import fcntl
        import termios

        count = fcntl.ioctl(handle.value, termios.FIONREAD, b"\0" * 4)
        waiting._obj.value = int.from_bytes(count, sys.byteorder)
        is_at_end = not waiting._obj.value and bool(select.select([handle.value], [], [], 0)[0])
        return not is_at_end


class StandardInput:
    """A pipe as ``sys.stdin``; going through its lines waits in a read."""

    def __init__(self, descriptor):
        self.fileno = lambda: descriptor

    def __iter__(self):
        raise AssertionError("a read waits for the pipe")


@pytest.fixture
def pipe(monkeypatch):
    """A pipe that is standard input on a system like Windows, where no read may wait; its writing end."""
    reading, writing = os.pipe()
    read = os.read

    def impatient(descriptor, size):
        assert select.select([descriptor], [], [], 0)[0], "a read waits for the pipe"
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", impatient)
    monkeypatch.setattr(sys, "stdin", StandardInput(reading))
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", lambda _name: Kernel(), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(get_osfhandle=lambda number: number))
    yield writing
    for thread in threading.enumerate():
        if thread.name == "cancel":
            thread.join(GONE_S)
    os.close(reading)


def test_no_read_waits_for_the_word_to_stop(pipe):
    channel = Channel()
    channel.finish({"event": "cancelled"})  # or the process would end
    channel.listen()
    assert not channel.cancelled.wait(0.4)
    os.write(pipe, b"can")
    assert not channel.cancelled.wait(0.3)
    os.write(pipe, b"cel\r\n")
    assert channel.cancelled.wait(GONE_S)
    os.close(pipe)


def test_the_end_of_input_is_noticed_without_waiting_in_a_read(pipe):
    channel = Channel(until_end_of_input=True)
    channel.finish({"event": "cancelled"})
    channel.listen()
    assert not channel.cancelled.wait(0.3)
    os.close(pipe)
    assert channel.cancelled.wait(GONE_S)


def test_a_word_without_a_line_end_counts(pipe):
    channel = Channel()
    channel.finish({"event": "cancelled"})
    os.write(pipe, b"cancel")
    os.close(pipe)
    channel.listen()
    assert channel.cancelled.wait(GONE_S)
