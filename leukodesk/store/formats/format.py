"""The contract of a format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leukodesk.store.formats.document import Document
from leukodesk.store.formats.export import ExportedSmear
from leukodesk.store.formats.written import Written

Reader = Callable[[Path], Document]
Writer = Callable[[Written, Sequence[ExportedSmear]], None]


@dataclass(frozen=True)
class Format:
    """A way of writing down where cells lie and what they are.

    Attributes:
        name: how it is asked for.
        title: what it is, in a few words.
        fits: whether a file or folder looks like it; cheap, and never raises.
        read: what a file or folder says; None where it can only be written. Raises
            :class:`leukodesk.core.errors.InputError` where nothing can be read at all.
        write: write smears into an open :class:`leukodesk.store.formats.written.Written`; None where it can
            only be read.
    """

    name: str
    title: str
    fits: Callable[[Path], bool]
    read: Reader | None = None
    write: Writer | None = None
