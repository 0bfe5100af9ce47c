"""Two sides on the same cells."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from leukodesk.core.cell import Cell, Label
from leukodesk.core.comparison import Side, compare
from leukodesk.core.content import Content, Revision
from leukodesk.core.mask import Mask
from leukodesk.core.readings import Readings
from leukodesk.core.results import Prediction
from leukodesk.core.taxonomy import BLAST_NORMAL

AT = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("blast", "normal")
LABELS, MODEL, READER = Side("labels"), Side("model", "cnn.one"), Side("reader", "anna")

said = st.sampled_from((None, *NAMES))


def content_of(labels, predicted, abstained=()):
    content = Content(BLAST_NORMAL)
    mask = Mask.from_pixels(np.ones((4, 4), bool), 0, 0)
    for number, (label, prediction) in enumerate(zip(labels, predicted, strict=True)):
        cell_id = f"{number:08d}"
        content.put_cell(Cell(cell_id, "smear", mask, None))
        if label:
            content.labels[cell_id] = Label(label, "anna", AT)
            content.revisions.append(Revision(cell_id, "smear", None, label, "anna", AT, "review"))
        if prediction:
            odds = {name: 0.9 if name == prediction else 0.1 for name in NAMES}
            content.put_predictions([Prediction(cell_id, MODEL.id, odds, abstained=number in abstained)])
    return content


@given(st.lists(st.tuples(said, said), max_size=12))
def test_every_cell_that_is_spoken_about_is_in_exactly_one_count(rows):
    content = content_of([row[0] for row in rows], [row[1] for row in rows])
    found = compare(content, LABELS, MODEL, content.cells, Readings())
    spoken = [row for row in rows if row != (None, None)]
    assert found.agreed + len(found.differing) + len(found.one_sided) == len(found.cells) == len(spoken)
    back = compare(content, MODEL, LABELS, content.cells, Readings())
    assert [(cell.right, cell.left) for cell in back.cells] == [
        (cell.left, cell.right) for cell in found.cells
    ]
    assert back.kappa == pytest.approx(found.kappa)


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=2, max_size=20))
def test_kappa_is_that_of_scikit_learn(rows):
    left, right = zip(*rows, strict=True)
    content = content_of(left, right)
    found = compare(content, LABELS, MODEL, content.cells, Readings())
    if len(set(left) | set(right)) < 2:
        assert found.kappa is None
    else:
        assert found.kappa == pytest.approx(cohen_kappa_score(left, right))


def test_a_model_that_abstains_says_nothing():
    content = content_of(["blast", "blast"], ["normal", "normal"], abstained=(0,))
    found = compare(content, LABELS, MODEL, content.cells, Readings())
    assert [cell.cell_id for cell in found.differing] == ["00000001"]
    assert [cell.cell_id for cell in found.one_sided] == ["00000000"]


def test_a_reader_is_compared_by_what_she_said_last():
    content = content_of(["blast"], ["normal"])
    content.revisions.append(Revision("00000000", "smear", "blast", "normal", "anna", AT, "review"))
    readings = Readings()
    readings.follow(content.revisions)
    found = compare(content, READER, MODEL, content.cells, readings)
    assert (found.agreed, found.differing) == (1, ())


def test_sides_that_never_use_the_same_class_are_told_apart():
    content = content_of(["blast", "blast"], ["normal", "normal"])
    assert not compare(content, LABELS, MODEL, content.cells, Readings()).shares_classes
    assert compare(content, LABELS, LABELS, content.cells, Readings()).shares_classes
