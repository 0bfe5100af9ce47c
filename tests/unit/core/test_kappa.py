"""Kappa against scikit-learn and against Fleiss' own worked example."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, confusion_matrix

from leukodesk.core.intervals import wilson
from leukodesk.core.kappa import Cohens, Fleiss, cohen, fleiss, measured, one_class, one_vote

_CODES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)

# Table 1 of Fleiss (Psychological Bulletin 76, 378-382, 1971), 30 patients: how many of 6 psychiatrists chose
# depression, personality disorder, schizophrenia, neurosis or other.
FLEISS_1971 = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


@settings(max_examples=25, deadline=None)
@given(_CODES)
def test_cohen_is_that_of_scikit_learn(codes):
    first, second = zip(*codes, strict=True)
    table = confusion_matrix(first, second, labels=range(4))
    value = float(cohen(table))
    if len({*first, *second}) == 1:
        assert np.isnan(value)
        return
    assert value == pytest.approx(cohen_kappa_score(first, second))
    for number in {*first, *second}:
        ours = float(cohen(one_class(table, number)))
        theirs = cohen_kappa_score(np.equal(first, number), np.equal(second, number))
        assert ours == pytest.approx(theirs)


def test_fleiss_is_that_of_his_paper():
    counts = np.array([[int(digit) for digit in patient] for patient in FLEISS_1971.split()])
    assert (counts.sum(axis=1) == 6).all()
    votes = np.stack([counts, counts**2], axis=-1).sum(axis=0)
    assert float(fleiss(votes, 6)) == pytest.approx(0.430, abs=5e-4)
    each = [float(fleiss(one_vote(votes, 6, number), 6)) for number in range(5)]
    assert each == pytest.approx([0.245, 0.245, 0.520, 0.471, 0.566], abs=5e-4)


def test_one_class_only_is_undefined_and_said_so():
    found = measured(Cohens(), np.array([[[5, 0], [0, 0]], [[3, 0], [0, 0]]]), seed=0)
    assert (found.value, found.interval, found.undefined) == (None, None, "only one class was used")
    assert measured(Cohens(), np.zeros((0, 2, 2), int), seed=0).undefined == "no cells"


def test_the_interval_knows_how_many_smears_there_are():
    table = np.array([[8, 2], [2, 8]])
    few = measured(Cohens(), np.array([table, [[5, 5], [5, 5]], [[10, 0], [0, 10]]]), seed=0)
    many = measured(Cohens(), np.array([table, [[5, 5], [5, 5]], [[10, 0], [0, 10]]] * 20), seed=0)
    assert few.value == pytest.approx(many.value)
    assert few.interval[0] < many.interval[0] < many.value < many.interval[1] < few.interval[1]
    assert measured(Cohens(), table[np.newaxis], seed=0).interval is None


def test_full_agreement_on_a_dozen_smears_is_no_proof_of_full_agreement():
    table = np.array([[3, 0], [0, 3]])
    found = measured(Cohens(), np.array([table] * 12), seed=0)
    # Chance gives a half, so that kappa lies as far from 1 as twice the share that disagrees.
    assert found.value == 1
    assert found.interval == pytest.approx((2 * wilson(1, 12)[0] - 1, 1))
    votes = np.array([[[9, 27], [9, 27]]] * 12)
    together = measured(Fleiss(3), votes, seed=0)
    assert (together.value, together.interval) == (1, pytest.approx(found.interval))


def test_a_class_of_one_smear_in_forty_has_no_interval():
    plain, rare = np.array([[0, 0], [0, 5]]), np.array([[1, 0], [0, 4]])
    assert measured(Cohens(), np.array([plain] * 39 + [rare]), seed=0).interval is None
    two = measured(Cohens(), np.array([plain] * 38 + [rare] * 2), seed=0)
    assert (two.value, two.interval[1]) == (1, 1)
    assert two.interval[0] < 0.2


def test_the_interval_of_few_smears_reaches_as_far_as_a_share_of_them():
    few = np.array([[[8, 2], [2, 8]], [[5, 5], [5, 5]], [[10, 0], [0, 10]]])
    found = measured(Cohens(), few, seed=0)
    low, high = (2 * share - 1 for share in wilson(46 / 60, 3))
    assert found.interval[0] == pytest.approx(low)
    assert found.interval[1] == pytest.approx(max(high, found.interval[1]))


def test_draws_are_the_same_however_many_are_made_at_a_time(monkeypatch):
    sums = np.random.default_rng(1).integers(0, 9, (30, 3, 3))
    at_once = measured(Cohens(), sums, seed=5)
    monkeypatch.setattr("leukodesk.core.kappa._COUNTS_AT_ONCE", 100)
    assert measured(Cohens(), sums, seed=5) == at_once
