"""A long session keeps no more in memory than one that just began, and nobody sees when it lets go."""

import random

import pytest

from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.store.dataset import Dataset
from tests.full_disk import full_disk_at
from tests.unit.workspace.test_exchanging import planned, source  # noqa: F401  # a fixture

MAPPED = {"lymphoblast": "blast"}


@pytest.fixture(autouse=True)
def _always(monkeypatch):
    """Whatever is done is much."""
    monkeypatch.setattr("leukodesk.store.dataset.MANY", 1)
    monkeypatch.setattr("leukodesk.workspace.undo.MANY", 1)


def held(workspace):
    """All that can be seen of a dataset, without its history, which only grows."""
    content = workspace.content
    return content.taxonomy, dict(content.smears), dict(content.cells), dict(content.labels)


def test_everything_a_session_did_can_be_undone_and_done_again(opened, source, qtbot, settle):  # noqa: F811
    states = [held(opened)]
    cells = list(opened.content.cells)
    for step in (
        lambda: opened.label(cells[:2], "blast"),
        lambda: opened.exchange.take_over(planned(qtbot, opened, ImportRequest(source, class_map=MAPPED))),
        lambda: opened.remove(cells[1:]),
        lambda: opened.label(cells[:1], "normal"),
    ):
        step()
        settle(opened)
        states.append(held(opened))
        assert opened.content.number_built == 0
    for state in states[-2::-1]:
        opened.undo()
        settle(opened)
        assert held(opened) == state
    for state in states[1:]:
        opened.redo()
        assert held(opened) == state
    settle(opened)
    revisions, path = list(opened.content.revisions), opened.dataset_path
    assert opened.close()
    assert not opened.told["failed"]
    with Dataset.open(path, read_only=True) as dataset:
        assert list(dataset.content.revisions) == revisions


def test_work_goes_on_while_a_dataset_settles(opened, settle, qtbot):
    settle(opened)
    cells, drawn = list(opened.content.cells), random.Random(4)
    changed = []
    opened.changed.connect(changed.append)
    expected = {}
    for number in range(40):
        cell_id, class_id = drawn.choice(cells), drawn.choice(["blast", "normal", "smudge"])
        opened.label([cell_id], class_id)
        expected[cell_id] = class_id
        assert {key: label.cell_class for key, label in opened.content.labels.items()} == expected
        if number % 3 == 0:
            qtbot.wait(drawn.randrange(15))
    settle(opened)
    assert {key: label.cell_class for key, label in opened.content.labels.items()} == expected
    assert opened.content.number_built == 0
    assert all(changes.labels for changes in changed), "settling is no change"


def test_a_dataset_that_cannot_settle_is_saved_all_the_same(opened, settle):
    settle(opened)
    path = opened.dataset_path
    journal = path.with_name(path.name + "-journal")
    opened.label(list(opened.content.cells)[:1], "blast")
    with full_disk_at(max(3000, journal.stat().st_size if journal.exists() else 0)):
        settle(opened)
    assert opened.saved_state == "saved"
    assert not opened.told["failed"]
    assert len(opened.content.labels) == 1
