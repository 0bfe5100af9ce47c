"""What models said about outlines that are gone is neither in the journal's sum nor in the tables."""

from dataclasses import replace
from pathlib import Path

import pytest

from leukodesk.core.edits import AddSmears, ChangeCells
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, cell_in, encoded_image, smear_of

MODELS = ("m.one", "m.two")


def answers(cells, models=MODELS):
    said = {"blast": 0.75, "normal": 0.25}
    return [Prediction(cell.id, model, said, abstained=False) for model in models for cell in cells]


@pytest.fixture
def dataset(tmp_path: Path):
    encoded = encoded_image(1)
    smear = smear_of(encoded)
    with Dataset.create(tmp_path / "a.h5", BLAST_NORMAL) as dataset:
        dataset.add_image(smear, encoded)
        dataset.append(AddSmears((smear,)))
        cells = tuple(cell_in(smear, number) for number in range(3))
        dataset.append(ChangeCells((), cells, act()))
        dataset.append_predictions(answers(cells))
        yield dataset


def redrawn(dataset: Dataset, number: int):
    """An edit that gives one cell another outline."""
    cell = list(dataset.content.cells.values())[number]
    new = replace(cell, cell_mask=cell.cell_mask.moved(1, 1), nucleus_mask=None)
    return ChangeCells((cell,), (new,), act())


@pytest.mark.parametrize("checkpoints", [(), ("before",), ("after",), ("before", "after")])
def test_they_are_gone_after_a_restart_whether_the_journal_or_the_tables_tell(dataset, checkpoints) -> None:
    first, *others = dataset.content.cells
    if "before" in checkpoints:
        dataset.settle()
    dataset.append(redrawn(dataset, 0))
    if "after" in checkpoints:
        dataset.checkpoint()
    for content in (dataset.content, load_content(dataset.path)):
        assert [list(content.predictions[model]) for model in MODELS] == [others, others]
    dataset.append_predictions(answers([dataset.content.cells[first]], MODELS[:1]))
    dataset.checkpoint()
    found = load_content(dataset.path).predictions
    assert [set(found[model]) for model in MODELS] == [{first, *others}, {*others}]
    assert verify(dataset.path) == []


@pytest.mark.parametrize("is_settled", [True, False])
def test_a_model_that_has_nothing_left_to_say_may_speak_again(dataset, is_settled: bool) -> None:
    if is_settled:
        dataset.settle()
    for number in range(3):
        dataset.append(redrawn(dataset, number))
    dataset.checkpoint()
    assert not load_content(dataset.path).predictions
    dataset.append_predictions(answers(dataset.content.cells.values()))
    dataset.checkpoint()
    assert load_content(dataset.path).predictions == dataset.content.predictions
    assert verify(dataset.path) == []
