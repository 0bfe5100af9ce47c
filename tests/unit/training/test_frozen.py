"""Frozen smears: no training sees them, and models are judged on them alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leukodesk.core.edits import Act, FreezeSmears, NameVersion
from leukodesk.core.errors import InputError
from leukodesk.inference.card_files import load_card
from leukodesk.inference.classifier_files import load_classifier
from leukodesk.store.dataset import Dataset
from leukodesk.training.evaluate import FROZEN, evaluate
from leukodesk.training.sources import load_samples
from leukodesk.training.starting import Starter
from leukodesk.training.train import train
from tests.drawn_dataset import drawn

ACT = Act("ann", datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return drawn(tmp_path / "reader.h5")


def do(path: Path, edit) -> None:
    with Dataset.open(path) as dataset:
        dataset.append(edit(dataset.content) if callable(edit) else edit)


@pytest.fixture
def sized(recipe):
    """The recipe for images of a known scale, trained for one pass."""
    crop = recipe.crop.model_copy(update={"size_px": 32})
    return recipe.model_copy(update={"crop": crop, "epochs": 1, "controls": False})


@pytest.fixture
def frozen(dataset) -> tuple[set[str], set[str]]:
    """Ids of the frozen smears, and of the others."""
    with Dataset.open(dataset) as opened:
        smears = list(opened.content.smears)
        opened.append(FreezeSmears((smears[1], smears[6]), frozen=True, act=ACT))
    return {smears[1], smears[6]}, {*smears[:1], *smears[2:6], smears[7]}


def test_what_is_dealt_to_training_has_no_frozen_smears_and_what_is_judged_only_those(dataset, frozen, sized):
    samples = load_samples(dataset, sized)
    assert set(samples.groups) == frozen[1]
    assert "8 cells left out: in a frozen smear." in samples.notices
    kept = load_samples(dataset, sized, frozen=True)
    assert set(kept.groups) == frozen[0]
    assert len(samples) + len(kept) == 32


def test_samples_name_the_snapshot_that_they_are(dataset, frozen, sized):
    assert load_samples(dataset, sized).snapshot == ""
    do(dataset, lambda content: NameVersion.now(content, "v1", ACT))
    named = load_samples(dataset, sized).snapshot
    assert named.startswith("v1 (sha256 ")
    do(dataset, lambda content: NameVersion.now(content, "v2", ACT))
    assert load_samples(dataset, sized).snapshot == named.replace("v1", "v2")
    do(dataset, lambda content: FreezeSmears(tuple(frozen[0]), frozen=False, act=ACT))
    assert load_samples(dataset, sized).snapshot == ""


@pytest.mark.slow
def test_a_model_names_the_snapshot_and_is_judged_on_what_it_never_saw(dataset, frozen, sized, tmp_path):
    do(dataset, lambda content: NameVersion.now(content, "v1", ACT))
    path = train(load_samples(dataset, sized), Starter(sized), tmp_path / "out")
    card = load_card(path)
    assert {group for part in card.split.groups.values() for group in part} == frozen[1]
    assert "reader.h5, snapshot v1 (sha256 " in card.training.description
    kept = load_samples(dataset, sized, frozen=True)
    judged = evaluate(load_classifier(card, path.parent, "cpu"), kept, FROZEN)
    assert (judged.split, judged.judgement.n, judged.seen_in_training) == ("frozen", 8, 0)


def test_nothing_frozen_is_one_sentence(dataset, sized, class_folders):
    with pytest.raises(InputError, match=r"reader\.h5 has no frozen smears; freeze some"):
        load_samples(dataset, sized, frozen=True)
    with pytest.raises(InputError, match="only smears of a dataset can be frozen"):
        load_samples(class_folders, sized, frozen=True)


def test_a_dataset_whose_labels_are_all_frozen_is_refused_for_that(dataset, sized):
    do(dataset, lambda content: FreezeSmears(tuple(sorted(content.smears)), frozen=True, act=ACT))
    with pytest.raises(InputError, match=r"\(Review, Release for training; `leukodesk dataset unfreeze`\)"):
        load_samples(dataset, sized)
