"""Sentences as JSON, so that a window can word what another process says."""

from collections.abc import Mapping
from typing import Any

from leukodesk.core.sentence import Amount, ClassName, Joined, Sentence, other_words

Words = Any
"""JSON: a plain value, or an object with one of the keys below."""


def words_of(said: object) -> Words:
    """What a sentence was made from, or a value in it, as JSON."""
    if isinstance(said, Exception):
        said = said.args[0] if len(said.args) == 1 else str(said)
    match said:
        case Sentence():
            values = {name: words_of(value) for name, value in said.values.items()}
            return {"text": str(said), "template": said.template, "values": values}
        case Amount():
            return {"number": said.number, "noun": said.noun}
        case ClassName():
            return {"class": said.class_id}
        case Joined():
            return {"parts": [words_of(part) for part in said.parts], "by": words_of(said.by)}
    return said if isinstance(said, bool | int | float | str) else str(said)


def said_in(words: Words) -> Any:
    """The sentence or value that :func:`words_of` made JSON of; anything else stays as it is."""
    match words:
        case {"text": str(text), "template": str(template), "values": Mapping() as values}:
            return other_words(text, template, **{str(name): said_in(each) for name, each in values.items()})
        case {"number": int(number), "noun": str(noun)}:
            return Amount(number, noun)
        case {"class": str(class_id)}:
            return ClassName(class_id)
        case {"parts": list(parts), "by": str() | Mapping() as by}:
            return Joined(tuple(map(said_in, parts)), said_in(by))
        case _:
            return words
