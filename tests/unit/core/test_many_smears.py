"""What is asked at each stroke about one smear costs the same however many others the dataset has."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from leukodesk.core.cell import Cell, Label
from leukodesk.core.conflicts import Conflicts
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    FreezeSmears,
    LabelChange,
    ReadBlind,
    ReadingChange,
    RecordAnalysis,
    SetLabels,
    SignSmears,
)
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import frozen_smears, is_frozen
from leukodesk.core.mask import Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.signatures import signature_of, signatures
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from tests.counting import calls_of

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACT = Act("Ada", AT)
SQUARE = Mask.from_pixels(np.ones((4, 4), dtype=bool))


def do(content, edit):
    edit.check(content)
    edit.apply(content)


def dataset(smears):
    """Each smear analysed, its cell labelled; of four one frozen, one signed, one read blind otherwise."""
    content = Content(BLAST_NORMAL)
    for number in range(smears):
        smear = Smear(f"{number:016x}", f"field {number}.jpg", f"{number:064x}", 80, 60)
        cell = Cell(f"{number:032x}", smear.id, SQUARE, None)
        do(content, AddSmears((smear,)))
        do(content, RecordAnalysis(smear.id, Procedure("0.1.0", "pivot-growing"), ACT))
        do(content, ChangeCells((), (cell,), ACT))
        do(content, SetLabels((LabelChange(cell.id, None, Label("blast", "Ada", AT)),), ACT))
        if number % 4 == 1:
            do(content, FreezeSmears((smear.id,), True, ACT))
        elif number % 4 == 2:
            do(content, SignSmears.now(content, (smear.id,), ACT))
        elif number % 4 == 3:
            do(content, ReadBlind.now((ReadingChange(cell.id, None, "normal"),), "Ben", AT))
    content.smear_entries()
    return content


@pytest.mark.parametrize(
    "question",
    [
        lambda content: relabel(content).check(content),
        lambda content: FreezeSmears((f"{0:016x}",), True, ACT).check(content),
        lambda content: signature_of(content, f"{2:016x}"),
    ],
    ids=["label", "freeze", "signature"],
)
def test_a_question_about_one_smear_looks_at_no_other(question):
    small, large = dataset(8), dataset(80)
    assert calls_of(lambda: question(large)) == calls_of(lambda: question(small))


def relabel(content):
    cell_id = f"{0:032x}"
    new = Label("normal", "Ada", AT)
    return SetLabels((LabelChange(cell_id, content.labels[cell_id], new),), ACT)


def test_what_is_told_of_one_smear_is_what_is_told_of_all():
    content = dataset(12)
    copy = content.copy()
    do(content, FreezeSmears((f"{1:016x}",), False, ACT))
    with pytest.raises(EditError, match="is not frozen"):
        do(content, FreezeSmears((f"{1:016x}",), False, ACT))
    assert is_frozen(copy, f"{1:016x}"), "a copy does not follow"
    for each in (content, copy):
        assert {i for i in each.smears if is_frozen(each, i)} == frozen_smears(each)
        assert {i: signature_of(each, i) for i in each.smears if signature_of(each, i)} == signatures(each)


def test_a_label_about_which_nobody_differs_looks_at_no_open_question():
    def following(smears):
        content = dataset(smears)
        conflicts = Conflicts()
        conflicts.follow(content.revisions)
        assert len(list(conflicts)) == smears // 4
        do(content, relabel(content))
        told = []
        calls = calls_of(lambda: told.append(conflicts.follow(content.revisions)))
        assert told == [False]
        return calls

    assert following(80) == following(8)


def test_questions_are_told_as_they_open_and_close_and_keep_their_order():
    content = dataset(12)
    conflicts = Conflicts()
    assert conflicts.follow(content.revisions)
    asked = [f"{number:032x}" for number in (3, 7, 11)]
    assert list(conflicts) == asked
    for reason, waiting in (("review", asked[1:]), ("undo", asked)):
        at = AT + timedelta(days=1)
        content.revisions.append(Revision(asked[0], f"{3:016x}", "blast", "blast", "Cara", at, reason))
        assert conflicts.follow(content.revisions)
        assert list(conflicts) == waiting
    assert not conflicts.follow(content.revisions)
