"""Entries of the label history that an undone merge had brought, and that therefore say nothing.

History only grows, so they stay. The entry that says that a merge was undone names those it takes back, by
their times: whoever merged nothing must not be told otherwise by a copy, and a later merge brings them anew.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from leukodesk.core.content import Revision

_TAKES_BACK: Final = "takes back "


def taking_back(revisions: Iterable["Revision"]) -> str:
    """What an entry about the same cell or smear says, in the place of a suggestion, to take these back."""
    return _TAKES_BACK + " ".join(revision.at.isoformat() for revision in revisions)


def takes_back(revision: "Revision") -> bool:
    """Whether an entry takes others back."""
    return revision.suggestion.startswith(_TAKES_BACK)


def still_said(revisions: Sequence["Revision"]) -> Sequence["Revision"]:
    """A history without the entries that were taken back, nor those that did so.

    One that took back is kept where it alone tells which label is in force, as where the cell was labelled
    and that undone in between.
    """
    if not any(map(takes_back, revisions)):
        return revisions
    gone: dict[tuple[str, str], Counter[str]] = {}
    backwards: list[Revision] = []
    for revision in reversed(revisions):
        named = gone.setdefault((revision.cell_id, revision.smear_id), Counter())
        if takes_back(revision):
            named.update(revision.suggestion.removeprefix(_TAKES_BACK).split())
            backwards.append(revision)
        elif named[time := revision.at.isoformat()]:
            named[time] -= 1
        else:
            backwards.append(revision)
    kept: list[Revision] = []
    last: dict[str, str | None] = {}
    for revision in reversed(backwards):
        if not takes_back(revision):
            kept.append(revision)
        elif revision.cell_id and revision.new != last.get(revision.cell_id):
            kept.append(replace(revision, suggestion=""))
        else:
            continue
        last[revision.cell_id] = revision.new
    return kept
