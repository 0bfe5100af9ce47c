"""The errors a reader may see. Everything else is a bug."""

import struct
import zlib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from leukodesk.core.sentence import sentence, system_reason

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


class CancelledError(Exception):
    """The reader asked a running job to stop. Not a failure."""
