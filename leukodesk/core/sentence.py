"""English sentences that keep what they were made from, so that the window can word them in its language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leukodesk.core.edit import count


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
        values: what stands for the names: numbers, texts, parts as above or sentences.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]


def sentence(template: str, **values: object) -> Sentence:
    """``template`` with its names filled; ``packaging/translations.py`` collects the template."""
    made = Sentence(template.format(**values))
    made.template, made.values = template, values
    return made


def class_names(class_ids: Iterable[str]) -> Joined:
    """Classes in a row."""
    return Joined(tuple(map(ClassName, class_ids)))
