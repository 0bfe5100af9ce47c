"""What a reader said last, told from the label history."""

from datetime import UTC, datetime, timedelta

from leukodesk.core.conflicts import is_undecided
from leukodesk.core.content import Revision
from leukodesk.core.readings import UNDECIDED, readings

START = datetime(2026, 1, 1, tzinfo=UTC)


def history(*entries: tuple[str, str | None, str]) -> list[Revision]:
    return [
        Revision("cell", "smear", None, new, annotator, START + timedelta(minutes=number), reason)
        for number, (annotator, new, reason) in enumerate(entries)
    ]


def last(*entries: tuple[str, str | None, str]) -> dict[str, str]:
    return {reader: rows["cell"].cell_class for reader, rows in readings(history(*entries)).items()}


def test_every_annotator_keeps_the_last_word():
    said = last(("ann", "blast", "review"), ("bob", "normal", "review"), ("ann", "smudge", "review"))
    assert said == {"ann": "smudge", "bob": "normal"}


def test_what_was_taken_back_is_no_reading():
    assert last(("ann", "blast", "review"), ("ann", None, "undo")) == {}
    assert last(("ann", "blast", "review"), ("ann", None, "review")) == {}
    undone = (("bob", "blast", "review"), ("ann", "normal", "review"), ("ann", "blast", "undo"))
    assert last(*undone) == {"bob": "blast"}
    own = (("ann", "blast", "review"), ("ann", "normal", "review"), ("ann", "blast", "undo"))
    assert last(*own) == {"ann": "blast"}


def test_a_merge_is_nobodys_reading():
    said = history(("ann", "blast", "review"), ("bob", "normal", "review"), ("carl", "blast", UNDECIDED))
    assert set(readings(said)) == {"ann", "bob"}
    assert is_undecided(said)
    assert not is_undecided([*said, *history(("carl", "blast", "review"))])
    assert not is_undecided([])
