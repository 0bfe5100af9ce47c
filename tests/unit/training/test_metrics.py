import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import (
    balanced_accuracy_score,
    confusion_matrix,
    f1_score,
    matthews_corrcoef,
    precision_score,
    recall_score,
    roc_auc_score,
)

from leukodesk.core.intervals import wilson
from leukodesk.training.metrics import figures, judge


def said(labels, right, sure=0.9):
    """Two-class probabilities that name cell i rightly where right[i]."""
    named = np.where(right, labels, 1 - labels)
    rows = np.full((len(labels), 2), 1 - sure)
    rows[np.arange(len(labels)), named] = sure
    return rows


def test_figures_of_a_table_counted_by_hand():
    # Truth: 10 blasts, 20 normal. Found: 8 of the blasts; 2 normal cells called blast.
    labels = np.array([0] * 10 + [1] * 20)
    right = np.array([True] * 8 + [False] * 2 + [True] * 18 + [False] * 2)
    values = figures(said(labels, right), labels, ("blast", "normal"), np.ones(30, bool))
    assert values["accuracy"] == pytest.approx(26 / 30)
    assert values["sensitivity"] == pytest.approx(0.8)
    assert values["specificity"] == pytest.approx(0.9)
    assert values["ppv"] == pytest.approx(0.8)
    assert values["npv"] == pytest.approx(0.9)
    assert values["balanced_accuracy"] == pytest.approx(0.85)
    assert values["f1"] == pytest.approx(0.8)
    assert values["mcc"] == pytest.approx(0.7)
    assert values["calibration_error"] == pytest.approx(abs(26 / 30 - 0.9))


def test_the_blast_is_the_positive_class_wherever_it_stands():
    labels = np.array([1] * 10 + [0] * 20)
    right = np.array([True] * 8 + [False] * 2 + [True] * 20)
    values = figures(said(labels, right), labels, ("normal", "blast"), np.ones(30, bool))
    assert values["sensitivity"] == pytest.approx(0.8)
    assert values["specificity"] == pytest.approx(1)


@settings(max_examples=50, deadline=None)
@given(n=st.integers(4, 80), k=st.integers(2, 4), seed=st.integers(0, 10**6), sharpness=st.floats(0.1, 3))
def test_figures_agree_with_scikit_learn(n, k, seed, sharpness):
    random = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(k), random.integers(0, k, n)])
    # Rounded, so that scores tie.
    probabilities = (random.random((len(labels), k)) + sharpness * np.eye(k)[labels]).round(1)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    classes = tuple("abcd"[:k])
    values = figures(probabilities, labels, classes, np.ones(len(labels), bool))
    named = probabilities.argmax(axis=1)
    assert values["mcc"] == pytest.approx(matthews_corrcoef(labels, named))
    assert values["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(labels, named))
    judged = [0] if k == 2 else range(k)
    auc = np.mean([roc_auc_score(labels == index, probabilities[:, index]) for index in judged])
    assert values["auc"] == pytest.approx(auc)
    table = judge(probabilities, labels, classes, list(map(str, range(len(labels)))), resamples=1).confusion
    assert np.array_equal(table, confusion_matrix(labels, named))


def test_more_classes_are_means_over_the_classes():
    random = np.random.default_rng(0)
    labels = random.integers(0, 4, 200)
    probabilities = random.dirichlet(np.ones(4), 200) + 0.4 * np.eye(4)[labels]
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    named = probabilities.argmax(axis=1)
    values = figures(probabilities, labels, tuple("abcd"), np.ones(200, bool))
    assert values["balanced_accuracy"] == pytest.approx(balanced_accuracy_score(labels, named))
    assert values["f1"] == pytest.approx(f1_score(labels, named, average="macro"))
    assert values["ppv"] == pytest.approx(precision_score(labels, named, average="macro"))


def test_one_class_only_has_no_auc_and_no_balanced_accuracy():
    labels = np.zeros(6, int)
    values = figures(said(labels, np.ones(6, bool)), labels, ("blast", "normal"), np.ones(6, bool))
    assert values["accuracy"] == 1
    assert not {"auc", "balanced_accuracy", "mcc"} & values.keys()


def test_abstention_is_reported_beside_the_figures_of_all_cells():
    labels = np.array([0, 0, 1, 1])
    right = np.array([True, False, True, True])
    values = figures(said(labels, right), labels, ("blast", "normal"), right)
    assert (values["coverage"], values["named_accuracy"], values["accuracy"]) == (0.75, 1, 0.75)


def test_intervals_enclose_the_value_and_repeat_with_the_seed():
    random = np.random.default_rng(1)
    labels = random.integers(0, 2, 120)
    probabilities = said(labels, random.random(120) < 0.85)
    units = [f"field {i // 6}" for i in range(120)]
    one, other = (judge(probabilities, labels, ("a", "b"), units, seed=4, resamples=200) for _ in range(2))
    assert one == other
    for name, (low, high) in one.intervals.items():
        assert low <= one.metrics[name] <= high
    assert np.sum(one.confusion) == one.n == 120


def test_intervals_know_that_cells_of_one_field_resemble_each_other():
    # Whole fields are right or wrong: 100 cells are worth 10 independent ones.
    random = np.random.default_rng(2)
    labels = np.tile([0, 1], 50)
    right = np.repeat(random.permutation([True] * 7 + [False] * 3), 10)
    probabilities = said(labels, right)
    fields = [f"field {i // 10}" for i in range(100)]
    cells = [f"cell {i}" for i in range(100)]

    def width(units):
        low, high = judge(probabilities, labels, ("a", "b"), units, resamples=400).intervals["accuracy"]
        return high - low

    assert width(fields) > 2 * width(cells)


@settings(max_examples=25, deadline=None)
@given(n=st.integers(4, 80), k=st.integers(2, 5), seed=st.integers(0, 10**6))
def test_figures_of_each_class_agree_with_scikit_learn(n, k, seed):
    random = np.random.default_rng(seed)
    labels = np.concatenate([np.arange(k), random.integers(0, k, n)])
    probabilities = random.dirichlet(np.ones(k), len(labels)) + 0.3 * np.eye(k)[labels]
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    classes = tuple("abcde"[:k])
    judgement = judge(probabilities, labels, classes, list(map(str, range(len(labels)))), resamples=3)
    said = probabilities.argmax(axis=1)
    assert judgement.metrics["misclassified"] == (said != labels).sum()
    for index, name in enumerate(classes):
        values, truth, named = judgement.per_class[name], labels == index, said == index
        assert values["sensitivity"] == pytest.approx(recall_score(truth, named))
        assert values["specificity"] == pytest.approx(recall_score(~truth, ~named))
        assert values["f1"] == pytest.approx(f1_score(truth, named))
        assert values["mcc"] == pytest.approx(matthews_corrcoef(truth, named))
        assert values["auc"] == pytest.approx(roc_auc_score(truth, probabilities[:, index]))
        assert values["fpr"] == pytest.approx((named & ~truth).sum() / (~truth).sum())
        assert values["fnr"] == pytest.approx(1 - values["sensitivity"])
        assert values.get("ppv", 0) == pytest.approx(precision_score(truth, named, zero_division=0))
        assert values.get("npv", 0) == pytest.approx(precision_score(~truth, ~named, zero_division=0))
        assert judgement.per_class_intervals[name].keys() == values.keys()


@pytest.mark.parametrize(("hits", "count"), [(0, 4), (3, 4), (20, 20), (45, 60)])
def test_wilson_intervals_are_those_of_scipy(hits, count):
    interval = binomtest(hits, count).proportion_ci(method="wilson")
    assert wilson(hits / count, count) == pytest.approx((interval.low, interval.high))


def test_a_tiny_test_part_gets_wide_intervals_and_a_caution():
    labels = np.array([0, 0, 1, 1, 1, 0])
    units = [f"field {i // 2}" for i in range(6)]
    tiny = judge(said(labels, np.ones(6, bool)), labels, ("a", "b"), units, resamples=50)
    assert "Only 6 cells of 3 patients or fields" in tiny.caution
    assert tiny.intervals["accuracy"][0] < 0.5
    assert tiny.intervals["accuracy"][1] == 1


@pytest.mark.parametrize("units", [1, 3, 9])
def test_the_auc_of_few_fields_is_as_uncertain_as_a_share_of_them(units):
    labels = np.tile([0, 1], 18)
    fields = [f"field {i * units // 36}" for i in range(36)]
    few = judge(said(labels, np.ones(36, bool)), labels, ("a", "b"), fields, resamples=50)
    assert few.metrics["auc"] == 1
    assert few.intervals["auc"] == pytest.approx(wilson(1, units))
    assert few.per_class_intervals["b"]["auc"] == few.intervals["auc"]
    assert "intervals of shares and of AUC are widened" in few.caution


def test_a_perfect_auc_in_many_fields_is_no_proof_of_perfection():
    labels = np.tile([0, 1], 30)
    fields = [str(i // 2) for i in range(60)]
    judged = judge(said(labels, np.ones(60, bool)), labels, ("a", "b"), fields, resamples=50)
    assert judged.intervals["auc"] == pytest.approx(wilson(1, 30))


def test_the_caution_tells_one_field_from_several():
    labels = np.array([0, 1, 0, 1])
    one = judge(said(labels, np.ones(4, bool)), labels, ("a", "b"), ["field"] * 4, resamples=5)
    assert "Only 4 cells of 1 patient or field were judged" in one.caution


def test_no_error_in_many_fields_is_no_proof_of_perfection():
    labels = np.tile([0, 1], 30)
    judged = judge(
        said(labels, np.ones(60, bool)), labels, ("a", "b"), list(map(str, range(60))), resamples=50
    )
    assert judged.caution == ""
    assert 0.9 < judged.intervals["accuracy"][0] < 1


def rare_class(fields_with_it, others=39):
    """``others`` fields with cells of a and b each, and some with one cell of c; all are named rightly."""
    labels = np.array([0, 1] * others + [2] * fields_with_it)
    units = [f"field {i // 2}" for i in range(2 * others)] + [f"rare {i}" for i in range(fields_with_it)]
    probabilities = 0.7 * np.eye(3)[labels] + 0.1
    return judge(probabilities, labels, tuple("abc"), units, resamples=50)


@pytest.mark.parametrize("fields", [1, 4])
def test_a_class_of_one_field_in_forty_is_judged_on_one_field(fields):
    judged = rare_class(fields)
    rare, common = judged.per_class_intervals["c"], judged.per_class_intervals["a"]
    assert judged.per_class["c"]["sensitivity"] == 1
    assert rare["sensitivity"] == pytest.approx(wilson(1, fields))
    assert rare["ppv"] == rare["auc"] == rare["sensitivity"]
    assert rare["fnr"] == pytest.approx(wilson(0, fields))
    assert rare["specificity"] == common["sensitivity"] == pytest.approx(wilson(1, 39))
    # Its mean with two classes of 39 fields is worth 9 / (1 / 39 + 1 / 39 + 1 / fields) of them.
    worth = 9 / (2 / 39 + 1 / fields)
    assert judged.intervals["balanced_accuracy"] == pytest.approx(wilson(1, min(worth, 39 + fields)))
    assert judged.intervals["accuracy"] == pytest.approx(wilson(1, 39 + fields))


def test_errors_in_one_of_few_fields_of_a_class_leave_its_interval_wide():
    # 20 cells of a in 4 fields, one of them missed; a bootstrap over 44 fields alone says 0.8 to 1.
    labels = np.array([0] * 20 + [1] * 80)
    units = [f"rare {i // 5}" for i in range(20)] + [f"field {i // 2}" for i in range(80)]
    right = np.arange(100) != 0
    judged = judge(said(labels, right), labels, ("a", "b"), units, resamples=300)
    low, high = judged.per_class_intervals["a"]["sensitivity"]
    assert low == pytest.approx(wilson(0.95, 4)[0])
    assert high == 1
    # Fields of one class alone are no pairs: the AUC of 4 against 40 fields is no surer than a share of 4.
    assert judged.intervals["auc"][0] <= wilson(judged.metrics["auc"], 4)[0]


def calibration_figures(sure, share_right, cells=400):
    labels = np.arange(cells) % 2
    right = np.random.default_rng(3).random(cells) < share_right
    units = [f"field {i // 4}" for i in range(cells)]
    found = judge(said(labels, right, sure), labels, ("a", "b"), units, resamples=300)
    names = ("calibration_error", "calibration_error_debiased", "calibration_error_by_chance")
    at = list(found.metrics).index(names[0])
    assert list(found.metrics)[at : at + 3] == list(names)
    for name in names:
        low, high = found.intervals[name]
        assert 0 <= low <= found.metrics[name] <= high
    return [found.metrics[name] for name in names], found.intervals


def test_the_calibration_error_that_few_cells_make_is_told_beside_it():
    (plain, debiased, by_chance), intervals = calibration_figures(sure=0.85, share_right=0.85)
    assert debiased < plain
    assert 0.005 < by_chance < 0.03
    assert intervals["calibration_error_by_chance"][1] >= plain
    assert intervals["calibration_error_debiased"][0] < 0.005


def test_a_true_calibration_error_is_not_taken_for_chance():
    (plain, debiased, by_chance), intervals = calibration_figures(sure=0.95, share_right=0.6)
    assert debiased == pytest.approx(plain, abs=0.01)
    assert debiased == pytest.approx(0.35, abs=0.05)
    assert intervals["calibration_error_by_chance"][1] < plain / 5
    assert intervals["calibration_error_debiased"][0] > by_chance
