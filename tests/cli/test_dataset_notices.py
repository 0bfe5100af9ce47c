"""What a reader should know about a dataset is told once by whatever command opens it."""

import json
from datetime import UTC, datetime

import pytest

from leukodesk.core.cell import Label
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.store.dataset import Dataset
from tests.private_files import KEY
from tests.store.building import die
from tests.store.copies import CELLS, label, unread

pytestmark = pytest.mark.slow

LACKS = "d.h5 lacks 1 saved change, number"


@pytest.fixture
def shortened(tmp_path):
    """A dataset whose journal ends a line before the last one that was saved."""
    path = tmp_path / "d.h5"
    cells = unread(path)
    label(path, "Ada", dict.fromkeys(cells[:CELLS], "blast"))
    label(path, "Grace", dict.fromkeys(cells[1:CELLS], "normal"))
    dataset = Dataset.open(path)
    for name in ("one", "two"):
        label_in(dataset, cells[-1], name)
    die(dataset)
    journal = path.with_name("d.h5-journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    return path


def label_in(dataset, cell_id, annotator):
    at = datetime.now(UTC)
    old = dataset.content.labels.get(cell_id)
    dataset.append(SetLabels((LabelChange(cell_id, old, Label("blast", annotator, at)),), Act(annotator, at)))


@pytest.mark.parametrize(
    "command",
    [
        ("freeze", "D", "--smears", "field 0.jpg"),
        ("unfreeze", "D", "--smears", "field 0.jpg"),
        ("patient", "D", "field 0.jpg=7"),
        ("sign", "D", "field 0.jpg"),
        ("snapshot", "D", "v1"),
        ("snapshots", "D"),
        ("history", "D"),
        ("agreement", "D"),
        ("agreement", "D", "--list"),
        ("export", "D", "OUT", "--format", "csv"),
    ],
    ids=" ".join,
)
def test_every_command_says_once_what_is_missing(shortened, tmp_path, leukodesk, command):
    places = {"D": shortened, "OUT": tmp_path / "out"}
    result = leukodesk("dataset", *(places.get(word, word) for word in command))
    assert result.err.count(LACKS) == 1, result.err
    assert result.status == 0


def test_it_is_told_also_where_the_command_fails_afterwards(shortened, tmp_path, leukodesk):
    """The images of these smears are none, so that neither command gets to its end."""
    key = tmp_path / "key"
    key.write_text(KEY)
    copy = ("pseudonymise", shortened, tmp_path / "out.h5", "--hash-key-file", key)
    for command in (copy, ("drop-metadata", shortened)):
        result = leukodesk("dataset", *command)
        assert (result.status, len(result.sentences), result.err.count(LACKS)) == (1, 2, 1), result.err


def test_the_exit_status_stays_and_stdout_is_for_what_was_asked(shortened, leukodesk):
    result = leukodesk("dataset", "history", shortened, "--json", "-")
    assert (result.status, len(result.sentences)) == (0, 1)
    assert json.loads(result.out)


def test_analysing_into_it_tells(shortened, smear, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", "none", "--dataset", shortened)
    assert result.status == 0, result.err
    assert result.err.count(LACKS) == 1


def test_a_report_on_it_tells(shortened, tmp_path, leukodesk):
    result = leukodesk("report", shortened, "--smear", "field 0.jpg", "--csv", tmp_path / "a.csv")
    assert result.err.count(LACKS) == 1, result.err


def test_a_repaired_journal_is_told_and_only_once(shortened, leukodesk):
    first = leukodesk("dataset", "snapshot", shortened, "v1")
    again = leukodesk("dataset", "snapshot", shortened, "v2")
    assert (first.status, again.status) == (0, 0)
    assert LACKS in first.err
    assert again.err == ""
