"""What a reader may make of the classes of a dataset. Pure functions: the new taxonomy, not the edit."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from leukodesk.core.content import Content
from leukodesk.core.gallery import UNJUDGED
from leukodesk.core.plain_text import folded
from leukodesk.core.signatures import signatures
from leukodesk.core.taxonomies import class_of_model, extended
from leukodesk.core.taxonomy import UNIDENTIFIED, CellClass, Taxonomy

_OWN: Final = "own"
_LONGEST_ID: Final = 60


def class_id_of(title: str) -> str:
    """The id that a class of this title gets: lower case, without spaces; empty where nothing is left."""
    return re.sub(r"\W+", "_", folded(title)).strip("_")[:_LONGEST_ID]


def with_own_class(taxonomy: Taxonomy, title: str) -> Taxonomy:
    """``taxonomy`` followed by a class of a reader's own, with the next free key, letter and colour.

    A class that is known elsewhere by the id of this title gets its colour and letter where they are free,
    and is counted where that one is.

    Args:
        taxonomy: the classes there are.
        title: has a letter or digit; its id may be taken, then a number follows it.
    """
    stem = class_id_of(title)
    class_id, number = stem, 1
    while class_id in taxonomy or class_id in ("", UNIDENTIFIED, UNJUDGED):
        number += 1
        class_id = f"{stem}_{number}"
    known = class_of_model(class_id)
    own = extended(taxonomy, Taxonomy(_OWN, (replace(known, title=title),)))
    return Taxonomy(_own_id(taxonomy.id), own.classes)


def with_class_changed(taxonomy: Taxonomy, new: CellClass) -> Taxonomy:
    """``taxonomy`` with ``new`` in the place of its class of the same id.

    Raises:
        ValueError: another class has its key or letter.
    """
    return replace(taxonomy, classes=tuple(new if item.id == new.id else item for item in taxonomy.classes))


def with_class_moved(taxonomy: Taxonomy, class_id: str, step: int) -> Taxonomy:
    """``taxonomy`` with a class one place later (1) or earlier (-1); as it is at either end."""
    classes = list(taxonomy.classes)
    place = taxonomy.ids.index(class_id)
    if 0 <= place + step < len(classes):
        classes.insert(place + step, classes.pop(place))
    return replace(taxonomy, classes=tuple(classes))


def without_class(taxonomy: Taxonomy, class_id: str) -> Taxonomy:
    """``taxonomy`` without one class; whether it may go is told by :func:`was_used`."""
    return replace(taxonomy, classes=tuple(item for item in taxonomy.classes if item.id != class_id))


def labelled_by_class(content: Content) -> Mapping[str, int]:
    """How many cells are labelled as each class of the dataset."""
    found = dict.fromkeys(content.taxonomy.ids, 0)
    for counts in content.counts().values():
        for class_id, number in counts.labels.items():
            found[class_id] += number
    return found


def was_used(content: Content, class_id: str) -> bool:
    """Whether a reader ever gave this class to a cell, also if it was taken back or in a blind reading."""
    return any(entry.cell_id for entry in content.entries_naming(class_id))


def is_signed(content: Content, class_id: str) -> bool:
    """Whether a signed smear holds cells labelled as this class."""
    return any(class_id in content.count_of(smear_id).labels for smear_id in signatures(content))


def told(old: Taxonomy, new: Taxonomy) -> str:
    """What was changed, in English words for the history."""
    if added := [item.title for item in new.classes if item.id not in old]:
        return f"add class {', '.join(added)}"
    if gone := [item.title for item in old.classes if item.id not in new]:
        return f"remove class {', '.join(gone)}"
    parts = [
        f"{name} of class {item.id} from {_said(was)} to {_said(now)}"
        for item in new.classes
        for name, now in vars(item).items()
        if (was := getattr(old[item.id], name)) != now
    ]
    return f"change {'; '.join(parts)}" if parts else f"order classes {' '.join(new.ids)}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) or "none"


def _own_id(taxonomy_id: str) -> str:
    return taxonomy_id if taxonomy_id.rsplit("+", maxsplit=1)[-1] == _OWN else f"{taxonomy_id}+{_OWN}"
