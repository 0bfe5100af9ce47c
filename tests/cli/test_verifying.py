"""Models and segmenters that answer otherwise than where they were measured are told."""

import numpy as np
import pytest

from leukodesk import config
from leukodesk.inference import reference_finds
from leukodesk.inference.card_files import save_card
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.reference import reference_answers
from leukodesk.inference.reference_finds import Finds

TOLD = "answers otherwise here than where it was measured"


@pytest.fixture
def answer(tiny_model):
    """Lets the model's card keep what it answers here, moved by so much."""

    def keep(moved):
        kept = reference_answers(ModelLibrary.default().load(tiny_model.id, "cpu"))
        turned = tuple(
            tuple(float(value) for value in np.add(given, (moved, -moved))) for given in kept.probabilities
        )
        answers = kept.model_copy(update={"probabilities": turned})
        save_card(tiny_model.model_copy(update={"reference": answers}), config.user_models_dir())

    return keep


@pytest.fixture
def moved_finds(monkeypatch):
    """A segmenter that found its cells five pixels beside where it finds them here."""
    kept = reference_finds.kept_finds()["pivot-growing"].rows
    moved = {"pivot-growing": Finds(np.add(kept, [5, 0, 0, 0]))}
    monkeypatch.setattr(reference_finds, "kept_finds", lambda: moved)


def test_models_that_answer_as_they_did_are_named(tiny_model, answer, leukodesk):
    answer(0.0)
    result = leukodesk("models", "verify")
    assert (result.status, result.err) == (0, "")
    assert "no problem" in result.out
    same = next(line for line in result.out.splitlines() if line.startswith("As where they were measured"))
    assert all(card.id in same for card in ModelLibrary.default().cards())
    assert "All segmenters find what they found." in result.out


@pytest.mark.parametrize(("moved", "told"), [(0.02, False), (0.04, True)])
def test_a_model_that_answers_otherwise_is_named_with_a_way_out(tiny_model, answer, leukodesk, moved, told):
    answer(moved)
    result = leukodesk("models", "verify")
    assert result.status == told
    assert (f"Model {tiny_model.id} {TOLD}" in result.err) is told
    assert ("models judge" in result.err) is told
    assert ("All segmenters" in result.out) is not told


def test_a_model_whose_answers_nobody_kept_is_no_failure(tiny_model, leukodesk):
    result = leukodesk("models", "verify")
    assert result.status == 0
    assert f"not known how they answered: {tiny_model.id};" in result.out


def test_a_segmenter_that_finds_otherwise_fails_the_check(moved_finds, leukodesk):
    result = leukodesk("models", "verify")
    assert result.status == 1
    assert "Segmenter pivot-growing finds other outlines here" in result.err
    assert "All segmenters" not in result.out


def test_the_doctor_tells_without_calling_the_installation_broken(tiny_model, answer, moved_finds, leukodesk):
    answer(0.2)
    result = leukodesk("doctor")
    assert result.status == 0
    assert f"Model {tiny_model.id} {TOLD}" in result.err
    assert "Segmenter pivot-growing finds other outlines here" in result.err


def test_the_doctor_says_that_all_answer_as_they_did(tiny_model, answer, leukodesk):
    answer(0.0)
    assert "answers" in leukodesk("doctor").out
    assert TOLD not in leukodesk("doctor").err


def test_who_analyses_is_told_with_the_first_image(
    tiny_model, answer, smear, smear_bytes, leukodesk, tmp_path
):
    answer(0.2)
    second = tmp_path / "second.png"
    second.write_bytes(smear_bytes)
    result = leukodesk("analyze", smear, second, "--classifier", tiny_model.id)
    assert result.status == 0
    assert result.err.count(f"Model {tiny_model.id} {TOLD}") == 1
