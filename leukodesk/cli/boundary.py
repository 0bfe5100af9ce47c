"""The outermost boundary of every command: what a reader sees when something goes wrong."""

import contextlib
import functools
import logging
import sys
from collections.abc import Callable, Iterator
from typing import Final

import typer

from leukodesk.cli.console import one_line
from leukodesk.core.errors import CancelledError, LeukoDeskError

FAILED: Final = 1
WRONG_USAGE: Final = 2
BUG: Final = 70  # EX_SOFTWARE of sysexits.h: neither the input's fault nor the user's
INTERRUPTED: Final = 130  # 128 + SIGINT, as shells report it

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


class _StoppedError(Exception):
    """A command was interrupted; the message says what that left."""


@contextlib.contextmanager
def all_or_nothing(done: str) -> Iterator[None]:
    """Say of an interruption inside the block that nothing was ``done``: ``exported``, for example."""
    try:
        yield
    except (KeyboardInterrupt, CancelledError) as error:
        raise _StoppedError(f"nothing was {done}") from error


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Wrap a command so that every failure becomes one sentence on stderr and an exit status.

    Expected errors exit with 1, a bug with 70 and its traceback in the log, Ctrl+C with 130. A reader of
    stdout that went away (``| head``) ends the command quietly.
    """

    @functools.wraps(command)
    def wrapper(*args: object, **kwargs: object) -> None:
        # Here, since it reads the settings' places and `--help` shall not wait for them.
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
            _log.exception("bug in the command %s", command.__name__)
            say(bug_sentence())
            raise typer.Exit(BUG) from error

    return wrapper
