import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from leukodesk.inference.calibration import (
    calibration_errors_by_chance,
    choose_abstention,
    expected_calibration_error,
    fit_temperature,
    probabilities_of,
)


def _draw(n=20_000, scale=1.0, seed=0):
    """Logits of a perfectly calibrated model, then made ``scale`` times too sure of themselves."""
    random = np.random.default_rng(seed)
    logits = random.normal(0, 2, (n, 3))
    chances = probabilities_of(logits).astype(np.float64)
    labels = (random.random((n, 1)) > chances.cumsum(axis=1)).sum(axis=1).clip(0, 2)
    return logits * scale, labels


@pytest.mark.parametrize("scale", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_overconfidence(scale):
    logits, labels = _draw(scale=scale)
    assert fit_temperature(logits, labels) == pytest.approx(scale, rel=0.05)


def test_the_temperature_lowers_the_calibration_error_and_keeps_the_classes():
    logits, labels = _draw(scale=4.0)
    raw = probabilities_of(logits)
    calibrated = probabilities_of(logits, fit_temperature(logits, labels))
    assert expected_calibration_error(raw, labels) > 0.1
    assert expected_calibration_error(calibrated, labels) < 0.02
    np.testing.assert_array_equal(raw.argmax(axis=1), calibrated.argmax(axis=1))


def test_separable_cells_do_not_make_the_temperature_vanish():
    logits = np.array([[9.0, -9.0], [-9.0, 9.0]])
    assert fit_temperature(logits, np.array([0, 1])) >= 0.05
    assert fit_temperature(logits, np.array([1, 0])) <= 20.0


def test_huge_logits_give_finite_probabilities():
    probabilities = probabilities_of(np.array([[1e5, -1e5]], np.float32), 0.05)
    np.testing.assert_array_equal(probabilities, [[1.0, 0.0]])


def test_the_calibration_error_by_hand():
    # Two bins: 0.55 with one of two right (gap 0.05), 0.95 with both right (gap 0.05).
    probabilities = np.array([[0.55, 0.45], [0.55, 0.45], [0.95, 0.05], [0.05, 0.95]])
    labels = np.array([0, 1, 0, 1])
    assert expected_calibration_error(probabilities, labels, bins=10) == pytest.approx(0.05)


def test_full_confidence_falls_into_the_last_bin():
    assert expected_calibration_error(np.array([[1.0, 0.0]]), np.array([0])) == 0
    assert expected_calibration_error(np.array([[1.0, 0.0]]), np.array([1])) == 1


def test_nothing_to_measure_on():
    none = np.empty((0, 2))
    labels = np.empty(0, np.intp)
    assert np.isnan(expected_calibration_error(none, labels))
    with pytest.raises(ValueError, match="at least one cell"):
        fit_temperature(none, labels)
    with pytest.raises(ValueError, match="at least one cell"):
        choose_abstention(none, labels, 0.9)


def _two(confidence):
    confidence = np.asarray(confidence, dtype=float)
    return np.stack([confidence, 1 - confidence], axis=1)


def test_a_model_that_is_good_enough_never_abstains():
    chosen = choose_abstention(_two([0.9, 0.8, 0.7]), np.array([0, 0, 1]), 0.6)
    assert (chosen.threshold, chosen.coverage, chosen.reached) == (0.0, 1.0, True)
    assert chosen.accuracy == pytest.approx(2 / 3)


def test_the_lowest_threshold_that_reaches_the_target():
    chosen = choose_abstention(_two([0.9, 0.8, 0.7, 0.6]), np.array([0, 0, 1, 1]), 1.0)
    assert 0.7 < chosen.threshold < 0.8
    assert (chosen.coverage, chosen.accuracy, chosen.reached) == (0.5, 1.0, True)


def test_equally_sure_cells_stay_together():
    chosen = choose_abstention(_two([0.9, 0.8, 0.8, 0.6]), np.array([0, 0, 1, 1]), 1.0)
    assert 0.8 < chosen.threshold < 0.9
    assert chosen.coverage == 0.25


def test_an_unreachable_target_takes_the_most_accurate_threshold():
    chosen = choose_abstention(_two([0.9, 0.8, 0.7, 0.6]), np.array([1, 0, 0, 1]), 0.99)
    assert not chosen.reached
    assert chosen.accuracy == pytest.approx(2 / 3)
    assert chosen.coverage == 0.75


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.5, 1.0), st.booleans()), min_size=1, max_size=30),
    st.floats(0.0, 1.0),
)
def test_the_threshold_does_what_it_says(cells, target):
    probabilities = _two([confidence for confidence, _ in cells])
    top = probabilities.argmax(axis=1)
    labels = np.array([index if right else 1 - index for index, (_, right) in zip(top, cells, strict=True)])
    chosen = choose_abstention(probabilities, labels, target)
    kept = probabilities.max(axis=1) >= chosen.threshold
    assert kept.mean() == pytest.approx(chosen.coverage)
    assert (top == labels)[kept].mean() == pytest.approx(chosen.accuracy)
    assert chosen.reached == (chosen.accuracy >= target)
    for lower in np.unique(probabilities.max(axis=1)):
        wider = probabilities.max(axis=1) >= lower
        if wider.sum() > kept.sum():
            assert (top == labels)[wider].mean() < max(target, chosen.accuracy + 1e-12)


def test_a_perfectly_calibrated_model_shows_the_error_that_drawing_makes():
    probabilities = np.tile([0.8, 0.2], (30, 1))
    errors = calibration_errors_by_chance(probabilities, 4000, seed=1)
    right = np.arange(31)
    expected = (np.abs(right / 30 - 0.8) * binom.pmf(right, 30, 0.8)).sum()
    assert errors.mean() == pytest.approx(expected, rel=0.05)
    assert np.array_equal(errors, calibration_errors_by_chance(probabilities, 4000, seed=1))
    sure = np.tile([1.0, 0.0], (30, 1))
    assert not calibration_errors_by_chance(sure, 10).any()
