"""English sentences that keep what they were made from, so that the window can word them in its language."""

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final


def count(number: int, noun: str) -> str:
    """``3 cells``, ``1 cell``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True)
class Amount:
    """So many things; their name is one of those whose English plural ends in s."""

    number: int
    noun: str

    def __str__(self) -> str:
        return count(self.number, self.noun)


@dataclass(frozen=True)
class ClassName:
    """A class: its id in English, its title in the window."""

    class_id: str

    def __str__(self) -> str:
        return self.class_id


@dataclass(frozen=True)
class Joined:
    """Several parts in a row."""

    parts: tuple[object, ...]
    by: str = ", "

    def __str__(self) -> str:
        return self.by.join(map(str, self.parts))


class Sentence(str):
    """Text that can be written down as it is, or worded anew from its template.

    Attributes:
        template: English, with ``{names}``.
        values: what stands for the names: numbers, texts, parts as above, sentences or errors.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def sentence(template: str, /, **values: object) -> Sentence:
    """``template`` with its names filled; ``packaging/translations.py`` collects the template."""
    return other_words(template.format(**values), template, **values)


def other_words(text: str, template: str, /, **values: object) -> Sentence:
    """``text``, in place of which the window says ``template`` in its language; see :func:`sentence`."""
    made = Sentence(text)
    made.template, made.values = template, values
    return made


def class_names(class_ids: Iterable[str]) -> Joined:
    """Classes in a row."""
    return Joined(tuple(map(ClassName, class_ids)))


def parse_reason(error: Exception, line: int, column: int) -> Sentence:
    """What a parser says, of which the window tells only where it happened: the rest is no reader's words."""
    return other_words(str(error), "line {line}, column {column}", line=line, column=column)


SYSTEM_REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: "Permission denied",
    errno.EBUSY: "Device or resource busy",
    errno.EEXIST: "File exists",
    errno.EFBIG: "File too large",
    errno.EHOSTDOWN: "Host is down",
    errno.EHOSTUNREACH: "No route to host",
    errno.EIO: "Input/output error",
    errno.EISDIR: "Is a directory",
    errno.ELOOP: "Too many levels of symbolic links",
    errno.ENAMETOOLONG: "File name too long",
    errno.ENODEV: "No such device",
    errno.ENOENT: "No such file or directory",
    errno.ENOSPC: "No space left on device",
    errno.ENOTCONN: "Transport endpoint is not connected",
    errno.ENOTDIR: "Not a directory",
    errno.ENOTEMPTY: "Directory not empty",
    errno.EPERM: "Operation not permitted",
    errno.EROFS: "Read-only file system",
    errno.ESTALE: "Stale file handle",
    errno.ETIMEDOUT: "Connection timed out",
}
"""What systems say of files, by number of the error: the words themselves differ between systems."""


def system_reason(error: BaseException, *, lower: bool = False) -> str:
    """Why the system refused something, in its own words; the window words it anew where it knows the reason.

    Args:
        error: an OSError, or what a library raised in its place.
        lower: whether the words begin small.
    """
    text = getattr(error, "strerror", None) or str(error)
    known = SYSTEM_REASONS.get(getattr(error, "errno", None) or 0)
    text = text.lower() if lower else text
    return text if known is None else other_words(text, known)
