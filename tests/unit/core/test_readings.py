"""What a reader said last, told from the label history."""

from datetime import UTC, datetime, timedelta

from leukodesk.core.conflicts import Conflicts, is_undecided
from leukodesk.core.content import Revision
from leukodesk.core.readings import BLIND, BLIND_UNDONE, KEPT, UNDECIDED, Readings, readings

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


def test_what_a_merge_brought_of_earlier_times_is_not_the_last_word():
    def at(hour: int, new: str | None, reason: str = "review") -> Revision:
        return Revision("cell", "smear", None, new, "dave", START + timedelta(hours=hour), reason)

    def last_of(*entries: Revision) -> str | None:
        reading = readings(entries).get("dave", {}).get("cell")
        return reading.cell_class if reading else None

    later, earlier, mark = at(15, "blast"), at(11, "normal"), at(20, "blast", UNDECIDED)
    assert last_of(later, earlier, mark) == last_of(earlier, later, mark) == "blast"
    taken_back = at(16, None, "undo")
    assert last_of(later, taken_back, earlier) is None
    assert last_of(later, at(12, None, "undo")) == "blast"
    assert last_of(later, at(15, "normal")) == "normal"


def test_a_merge_is_nobodys_reading():
    said = history(("ann", "blast", "review"), ("bob", "normal", "review"), ("carl", "blast", UNDECIDED))
    assert set(readings(said)) == {"ann", "bob"}
    assert is_undecided(said)
    assert not is_undecided([*said, *history(("carl", "blast", "review"))])
    assert not is_undecided([])


def test_whoever_labels_the_cell_again_decides_and_undoing_that_opens_it_again():
    open_ = history(("ann", "blast", "review"), ("bob", "normal", "review"), ("carl", "blast", UNDECIDED))
    decided = [*open_, *history(("ann", "blast", "review"))]
    assert not is_undecided(decided)
    undone = [*decided, *history(("ann", "blast", "undo"))]
    assert is_undecided(undone)
    assert not is_undecided([*undone, *history(("ann", "blast", "redo"))])


def test_a_blind_reading_counts_and_leaves_the_label_in_force():
    first, blind = ("ann", "blast", "review"), ("bob", "normal", BLIND)
    stays = ("bob", "blast", KEPT)
    assert last(first, blind, stays) == {"ann": "blast", "bob": "normal"}
    assert is_undecided(history(first, blind, stays))
    assert not is_undecided(history(first, ("bob", "blast", BLIND), stays))
    assert not is_undecided(history(first, blind, stays, ("bob", "blast", BLIND), stays))
    back = (("bob", None, BLIND_UNDONE), stays)
    assert last(first, blind, stays, *back) == {"ann": "blast"}
    assert not is_undecided(history(first, blind, stays, *back))
    assert not is_undecided(history(first, blind, stays, ("ann", "normal", "review")))


def test_readings_are_kept_up_as_the_history_grows():
    entries = history(("ann", "blast", "review"), ("bob", "normal", "review"), ("ann", None, "undo"))
    kept, found, conflicts = [], Readings(), Conflicts()
    for entry in [*entries, *history(("carl", "normal", UNDECIDED))]:
        kept.append(entry)
        assert found.follow(kept) == {"cell"}
        conflicts.follow(kept)
    assert found.by_annotator == readings(kept)
    assert list(conflicts) == ["cell"]
