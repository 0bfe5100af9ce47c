"""The errors a reader may see. Everything else is a bug."""

import errno
import struct
import zlib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from leukodesk.core.sentence import Sentence, sentence, system_reason

READ_ERRORS: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What Pillow and the readers of TIFF files and fitted models raise on damaged files; none says which."""


_REFUSALS: Final = frozenset(
    {
        errno.EACCES,
        errno.EHOSTDOWN,
        errno.EHOSTUNREACH,
        errno.EIO,
        errno.ELOOP,
        errno.ENAMETOOLONG,
        errno.ENODEV,
        errno.ENOTCONN,
        errno.EPERM,
        errno.EROFS,
        errno.ESTALE,
        errno.ETIMEDOUT,
    }
)
"""Why a system refuses even to look at a file. Not that it is missing: whoever asks knows what that means."""

_LOST_SHARES: Final = frozenset({21, 53, 59, 64, 67, 121, 1231})
"""What Windows calls a drive that is not ready and a share that is gone; Python has no errno for most."""


class LeukoDeskError(Exception):
    """Something outside the program is wrong; the message is one sentence that names it and the way out.

    Attributes:
        details: what the sentence has no room for, one line each, for a command line.
    """

    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The message; one of :mod:`leukodesk.core.sentence` as it is, which the window words anew."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else super().__str__()


class InputError(LeukoDeskError):
    """An image, folder or output place that cannot be used."""


class DatasetError(LeukoDeskError):
    """A dataset that cannot be opened or written."""


class ModelError(LeukoDeskError):
    """A model card, weights file or recipe that cannot be used."""


class SettingError(LeukoDeskError):
    """A parameter of a segmenter with a value it cannot have."""


class EditError(LeukoDeskError):
    """An edit that does not fit the dataset as it is now."""


class SignedError(EditError):
    """An edit of a signed smear, which fits once that is unlocked."""


class UnknownIdError(LeukoDeskError):
    """An id that is not registered; the message lists near names.

    Attributes:
        wanted: the id that was asked for.
    """

    def __init__(self, noun: str, wanted: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(wanted, names, n=3, cutoff=0.5) or names
        choice = ", ".join(near) if near else sentence("none is installed")
        super().__init__(
            sentence(
                "There is no {noun} called '{wanted}'; did you mean: {choice}?",
                noun=noun,
                wanted=wanted,
                choice=choice,
            )
        )
        self.wanted = wanted


def unwritable(path: str | Path, error: OSError) -> InputError:
    """That nothing can be written to ``path``, and why."""
    return InputError(
        sentence(
            "{path} cannot be written ({reason}); choose another place.",
            path=path,
            reason=system_reason(error),
        )
    )


def out_of_reach(path: str | Path, error: OSError) -> Sentence:
    """That ``path`` may not even be looked at, and why."""
    return sentence(
        "{path} is out of reach ({reason}); check its name and permissions, and whether its drive is "
        "connected.",
        path=path,
        reason=system_reason(error),
    )


def as_refusal(error: Exception) -> InputError | None:
    """What an error says that nobody expected, if the system refused a file; None if that is not it.

    Such as one in a folder that the reader may not enter, or on a share that was cut off: where a file is
    missing pathlib answers that there is none, and of these it raises an error.
    """
    if not isinstance(error, OSError) or not isinstance(error.filename, str):
        return None
    if error.errno not in _REFUSALS and getattr(error, "winerror", None) not in _LOST_SHARES:
        return None
    return InputError(out_of_reach(error.filename, error))


class CancelledError(Exception):
    """The reader asked a running job to stop. Not a failure."""
