"""The outermost boundary of every command: what a reader sees when something goes wrong."""

import contextlib
import errno
import functools
import logging
import os
import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import Final

import typer

from leukodesk.cli.console import one_line

FAILED: Final = 1
WRONG_USAGE: Final = 2
BUG: Final = 70  # EX_SOFTWARE of sysexits.h: neither the input's fault nor the user's
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells report it

_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_STREAMS: Final = {"stdin": "r", "stdout": "w", "stderr": "w"}

_log = logging.getLogger(__name__)


def say(sentence: str) -> None:
    """Put one sentence on stderr, marked as ours, in one line whatever files are called."""
    print(f"leukodesk: {one_line(sentence)}", file=sys.stderr)


def bug_sentence() -> str:
    """What to say after a bug has been logged."""
    from leukodesk import config

    return (
        "Something went wrong inside LeukoDesk; this is a bug, and the details for its report "
        f"are in {config.log_path()}."
    )


def open_missing_streams() -> None:
    """Put the null device in the place of a standard stream that is closed, as in some schedulers.

    Otherwise the next file that is opened, a dataset perhaps, gets its number, and what a library prints
    goes into it; and everything that asks the stream something fails.
    """
    for number in range(len(_STREAMS)):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # gets the lowest free number: this one
    for name, mode in _STREAMS.items():
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  until the end


def replace_unprintable() -> None:
    """Neither a name that is not UTF-8 nor a sign that the encoding of a pipe lacks must end a command."""
    if isinstance(sys.stdout, TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def flushed(status: int) -> int:
    """Flush stdout at the end; the exit status, which is another one where that cannot be done.

    It is quiet where the reader of stdout (``head``, a closed pager) has gone, and tells of a full disk.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries once more
        if status == 0 and not isinstance(error, BrokenPipeError):
            say(_full(error))
            return FAILED
    return status


def _full(error: OSError) -> str:
    return f"What is to be written finds no room ({error.strerror}); make room, then run this again."


class _StoppedError(Exception):
    """A command was interrupted; the message says what that left."""


@contextlib.contextmanager
def stopped_saying(what: str) -> Iterator[None]:
    """Say of an interruption inside the block ``what`` it left: "nothing was exported", for example."""
    from leukodesk.core.errors import CancelledError

    try:
        yield
    except (KeyboardInterrupt, CancelledError) as error:
        raise _StoppedError(what) from error


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Wrap a command so that every failure becomes one sentence on stderr and an exit status.

    Expected errors exit with 1, a bug with 70 and its traceback in the log, Ctrl+C with 130. A reader of
    stdout that went away (``| head``) ends the command quietly.
    """

    @functools.wraps(command)
    def wrapper(*args: object, **kwargs: object) -> None:
        # Here, since `--help` shall wait neither for these nor for the settings' places.
        from leukodesk.core.errors import CancelledError, LeukoDeskError, as_refusal
        from leukodesk.log import start_log

        start_log()
        try:
            command(*args, **kwargs)
        except LeukoDeskError as error:
            say(str(error))
            for line in error.details:
                print(line, file=sys.stderr)
            raise typer.Exit(FAILED) from error
        except _StoppedError as error:
            say(f"Interrupted; {error}.")
            raise typer.Exit(INTERRUPTED) from error
        except (KeyboardInterrupt, CancelledError) as error:
            say("Interrupted; what was written until now is kept.")
            raise typer.Exit(INTERRUPTED) from error
        except (BrokenPipeError, typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno in _NO_ROOM:
                say(_full(error))
                raise typer.Exit(FAILED) from error
            if refused := as_refusal(error):
                _log.warning("a file is out of reach", exc_info=error)
                say(str(refused))
                raise typer.Exit(FAILED) from error
            _log.exception("bug in the command %s", command.__name__)
            say(bug_sentence())
            raise typer.Exit(BUG) from error

    return wrapper
