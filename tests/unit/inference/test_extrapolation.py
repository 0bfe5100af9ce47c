"""What a learning curve says in words, and what the law through its points expects."""

import numpy as np
import pytest

from leukodesk.inference.cards import CurvePoint
from leukodesk.inference.extrapolation import fitted_law, gain_of_last_step, what_it_says


def curve(accuracies, groups, width=0.02, **last_step):
    """Points of a curve; ``last_step`` goes into the point before the whole."""
    points = [
        CurvePoint(
            share=size / groups[-1],
            groups=size,
            unit="patient",
            n=10 * size,
            balanced_accuracy=accuracy,
            balanced_accuracy_interval=(accuracy - width / 2, accuracy + width / 2),
        )
        for accuracy, size in zip(accuracies, groups, strict=True)
    ]
    points[-2] = points[-2].model_copy(update=last_step)
    return points


def test_a_power_law_is_found_again_and_expects_its_own_continuation():
    groups = [8, 16, 32, 64, 128]
    law = fitted_law(curve([1 - 0.04 - 0.6 * n**-0.7 for n in groups], groups))
    assert law.name == "power law"
    assert law.offset == pytest.approx(0.04, abs=0.005)
    assert law.exponent == pytest.approx(0.7, abs=0.03)
    assert [expected.groups for expected in law.expected] == [256, 512]
    for expected in law.expected:
        assert expected.value == pytest.approx(1 - 0.04 - 0.6 * expected.groups**-0.7, abs=0.003)
        assert expected.low < expected.value < expected.high
    wide = fitted_law(curve([1 - 0.04 - 0.6 * n**-0.7 for n in groups], groups, width=0.1))
    assert wide.expected[1].high - wide.expected[1].low > law.expected[1].high - law.expected[1].low
    np.testing.assert_allclose(
        law.balanced_accuracy(np.array(groups, float)), [1 - 0.04 - 0.6 * n**-0.7 for n in groups], atol=0.002
    )


def test_three_points_make_a_line_in_the_logarithm_that_stays_below_one():
    points = curve([0.75, 0.85, 0.95], [10, 20, 40])
    law = fitted_law(points)
    assert law.name == "line in the logarithm"
    assert [expected.value for expected in law.expected] == [pytest.approx(1), 1]
    assert "A line in the logarithm through the 3 points" in what_it_says(points)
    assert fitted_law(curve([0.7, 0.75, 0.8], [10, 20, 40])).expected[0].value == pytest.approx(0.85)


@pytest.mark.parametrize(
    ("accuracies", "groups"),
    [([0.8, 0.9], [10, 20]), ([0.8, 0.85, 0.84, 0.9], [5, 10, 20, 40]), ([0.8, 0.8, 0.9], [5, 10, 20])],
)
def test_too_few_points_or_points_that_do_not_rise_are_not_continued(accuracies, groups):
    points = curve(accuracies, groups)
    assert fitted_law(points) is None
    assert what_it_says(points).endswith("to say what more would bring.")
    assert "expects" not in what_it_says(points)


def test_the_last_doubling_is_weighed_against_its_own_interval():
    helps = curve([0.7, 0.8, 0.9], [10, 20, 40], gain=0.1, gain_interval=(0.04, 0.16))
    assert "From 20 to 40 patients to learn from, the last doubling" in what_it_says(helps)
    assert "a gain of +0.100 (+0.040 to +0.160, judged in pairs)" in what_it_says(helps)
    assert "should still help" in what_it_says(helps)
    assert "each share was drawn and trained once" in what_it_says(helps)
    flat = curve([0.7, 0.8, 0.81], [10, 20, 40], gain=0.01, gain_interval=(-0.02, 0.04))
    assert "no gain is shown" in what_it_says(flat)
    worse = curve([0.7, 0.8, 0.7], [10, 20, 40], gain=-0.1, gain_interval=(-0.16, -0.04))
    assert "a loss beyond chance" in what_it_says(worse)


def test_a_gain_of_nothing_has_no_interval_that_looks_like_certainty():
    """Both name every cell alike, as networks do that learnt nothing."""
    same = curve([0.5, 0.5, 0.5], [10, 20, 40], gain=0.0, gain_interval=(0.0, 0.0))
    assert "balanced accuracy stayed 0.500: both are right about the same part" in what_it_says(same)
    assert "no gain is shown" in what_it_says(same)
    assert "+0.000" not in what_it_says(same)
    assert "each share was drawn and trained once" in what_it_says(same).lower()


def test_without_pairs_the_interval_of_a_gain_is_wider_than_that_of_either():
    points = curve([0.7, 0.8, 0.85], [10, 20, 40], width=0.06)
    half, gain, (low, high), is_paired = gain_of_last_step(points)
    assert (half.groups, is_paired) == (20, False)
    assert gain == pytest.approx(0.05)
    assert (low, high) == pytest.approx((0.05 - np.hypot(0.03, 0.03), 0.05 + np.hypot(0.03, 0.03)))
    assert "as if judged on different cells" in what_it_says(points)


def test_the_step_is_called_a_doubling_only_if_it_is_one():
    assert "the last step" in what_it_says(curve([0.7, 0.8], [10, 80]))
    # The point nearest to half is taken, not the last before the whole.
    assert "From 20 to 40" in what_it_says(curve([0.7, 0.8, 0.82, 0.83], [10, 20, 36, 40]))


def test_without_a_curve_nothing_is_said():
    assert what_it_says(()) == ""
