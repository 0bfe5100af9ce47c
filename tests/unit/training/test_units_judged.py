"""What a card tells of how much its figures rest on."""

import hashlib

import pytest

from leukodesk.inference.cards import Measured, Split
from leukodesk.training.units_judged import caution_of, groups_judged, is_judged_on_few
from tests.tiny_model import make_model

FIELDS = tuple(f"Im{number:03}_1" for number in range(1, 13))


@pytest.fixture
def card_of(tmp_path):
    """A card with these parts, dealt out as a recipe says."""

    def card(parts, **choice):
        made = make_model(tmp_path, split=Split(by="field", name="by field", groups=parts))
        return made.model_copy(
            update={"training": made.training.model_copy(update={"recipe": {"split": choice}})}
        )

    return card


def test_of_a_single_split_the_test_part_is_judged(card_of):
    card = card_of({"train": FIELDS[3:], "validation": FIELDS[2:3], "test": FIELDS[:2]}, by="group")
    assert groups_judged(card) == set(FIELDS[:2])
    assert is_judged_on_few(card)


def test_of_cross_validation_everything_is_judged_once(card_of):
    card = card_of({"fold 1 of 2": FIELDS[:7], "fold 2 of 2": FIELDS[6:]}, by="group")
    assert groups_judged(card) == set(FIELDS)
    assert not is_judged_on_few(card)


def test_many_fields_can_be_few_blocks(card_of):
    parts = {"fold 1 of 3": FIELDS[:4], "fold 2 of 3": FIELDS[4:8], "fold 3 of 3": FIELDS[8:]}
    assert is_judged_on_few(card_of(parts, by="block", block=4))
    assert not is_judged_on_few(card_of(parts, by="field", block=4))


def test_smears_of_a_dataset_are_as_many_blocks_as_were_judged(card_of):
    # Their ids tell no neighbours.
    smears = tuple(hashlib.sha256(name.encode()).hexdigest()[:16] for name in FIELDS)
    card = card_of({"train": FIELDS[:1], "test": smears}, by="block", block=4)
    measured = card.model_copy(update={"metrics_on": Measured(split="test", n=40, units=3)})
    assert is_judged_on_few(measured)
    assert "Only 40 cells of 3 patients or fields" in caution_of(measured)


def test_cells_that_were_dealt_one_by_one_are_no_more_than_their_fields(card_of):
    card = card_of({"train": FIELDS[3:], "test": FIELDS[:2]}, by="random")
    assert is_judged_on_few(card.model_copy(update={"metrics_on": Measured(split="test", n=40, units=40)}))


def test_a_card_that_does_not_tell_is_not_called_few(card_of):
    for parts in ({}, {"train": FIELDS}):
        card = card_of(parts)
        assert not groups_judged(card)
        assert not is_judged_on_few(card)
