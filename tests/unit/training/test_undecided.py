"""Cells on which readers differ are trained and judged on with the label in force, which is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leukodesk.core.cell import Label
from leukodesk.core.edit import Act
from leukodesk.core.edits import LabelChange, ReadBlind, ReadingChange, SetLabels
from leukodesk.store.dataset import Dataset
from leukodesk.training.sources import load_samples
from tests.drawn_dataset import drawn

AT = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def disputed(tmp_path) -> Path:
    """A dataset whose first three cells another reader called otherwise, reading blind."""
    path = drawn(tmp_path / "reader.h5")
    with Dataset.open(path) as dataset:
        other = {"blast": "normal", "normal": "blast"}
        labels = list(dataset.content.labels.items())[:3]
        changes = tuple(ReadingChange(i, None, other[label.cell_class]) for i, label in labels)
        dataset.append(ReadBlind.now(changes, "bob", AT))
    return path


def test_it_is_told_on_how_many_cells_readers_differ(disputed, recipe):
    samples = load_samples(disputed, recipe)
    assert len(samples) == 32
    assert samples.notices == (
        "Readers differ on 3 cells of reader.h5; until somebody decides, the label in force counts.",
    )


def test_what_was_decided_is_told_no_more(disputed, recipe):
    with Dataset.open(disputed) as dataset:
        labels = list(dataset.content.labels.items())[:3]
        at = AT.replace(day=3)
        changes = tuple(LabelChange(i, label, Label("blast", "ann", at)) for i, label in labels)
        dataset.append(SetLabels(changes, Act("ann", at)))
    assert load_samples(disputed, recipe).notices == ()
