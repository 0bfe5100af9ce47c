"""Cells that are there twice and would be trained on and judged on: told in one sentence, listed in full."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.core.plain_text import utf8
from leukodesk.core.sentence import Joined, Sentence, sentence
from leukodesk.store.formats.tables import table_text
from leukodesk.training.recipe import SplitChoice
from leukodesk.training.samples import IntArray, Samples

_NAMED: Final = 5
_NAMES: Final = 3
_COLUMNS: Final = ("same", "part", "group", "cell")
_BY_PATIENT: Final = ("group", "patient", "block")


@dataclass(frozen=True)
class Copy:
    """One of several cells with the same pixels.

    Attributes:
        part: of the split, that it was dealt to.
        group: its patient, field, original or image.
        name: what a message calls it.
    """

    part: str
    group: str
    name: str


class SameCellsError(InputError):
    """The same cell would be trained on and judged on under another name.

    Attributes:
        same: per cell all its copies.
        details: a line per cell where neither the sentence nor a table names all.

    Args:
        same: per cell all its copies, in two parts at least.
        way_out: what can be done about them.
        listed_in: a table that names all.
    """

    def __init__(
        self, same: tuple[tuple[Copy, ...], ...], way_out: Sentence, listed_in: Path | None = None
    ) -> None:
        self.same, self._way_out = same, way_out
        named: list[str] = [_named(copies) for copies in same[:_NAMED]]
        if len(same) > _NAMED:
            more = len(same) - _NAMED
            named.append(
                sentence("and {number} more", number=more)
                if listed_in is None
                else sentence("and {number} more, all listed in {path}", number=more, path=listed_in)
            )
        super().__init__(
            sentence(
                "The same cell would be trained on and judged on: {pairs}; {way_out}.",
                pairs=Joined(tuple(named), "; "),
                way_out=way_out,
            )
        )
        if listed_in is None and not self.names_all:
            self.details = tuple(
                " = ".join(f"{copy.name} ({copy.part})" for copy in copies) for copies in same
            )

    @property
    def names_all(self) -> bool:
        """Whether the sentence itself names every copy of every cell."""
        return len(self.same) <= _NAMED and all(len(copies) <= _NAMES + 1 for copies in self.same)

    def listed(self, path: Path) -> "SameCellsError":
        """The same with a table of all copies written to ``path``; as it is where that cannot be written."""
        rows = [
            dict(zip(_COLUMNS, (number, copy.part, copy.group, copy.name), strict=True))
            for number, copies in enumerate(self.same, start=1)
            for copy in copies
        ]
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_bytes(path, utf8(table_text(_COLUMNS, rows)))
        except OSError:
            return self
        return SameCellsError(self.same, self._way_out, path)


def refuse_same_cells(samples: Samples, parts: Mapping[str, IntArray], choice: SplitChoice) -> None:
    """Refuse to judge on a cell that was trained on under another name.

    Args:
        samples: the cells.
        parts: what is trained on or judged on apart, by name.
        choice: how they were dealt.

    Raises:
        SameCellsError: the same crop pixels are in two parts.
    """
    copies: dict[str, list[Copy]] = defaultdict(list)
    for part, indices in parts.items():
        for i in indices:
            copies[samples.crop_digests[i]].append(Copy(part, samples.groups[i], samples.names[i]))
    same = tuple(tuple(found) for found in copies.values() if len({copy.part for copy in found}) > 1)
    if same:
        raise SameCellsError(same, _way_out(samples, choice))


def _way_out(samples: Samples, choice: SplitChoice) -> Sentence:
    if not samples.in_dataset:
        return sentence("keep one file of each and remove the others")
    if choice.by in _BY_PATIENT:
        return sentence("keep one of each and remove the others, or give all the same patient")
    return sentence("keep one of each and remove the others")


def _named(copies: tuple[Copy, ...]) -> Sentence:
    names: list[str] = [copy.name for copy in copies]
    if len(names) > _NAMES + 1:
        names[_NAMES:] = [sentence("{number} more", number=len(names) - _NAMES)]
    return sentence("{first} and {second}", first=Joined(tuple(names[:-1])), second=names[-1])
