"""Signatures on the disk, after a crash, in merges, and where somebody altered a file."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, AddSmears, ChangeCells, ChangeSmear, CompositeEdit, SignSmears
from leukodesk.core.errors import EditError
from leukodesk.core.signatures import seal_of, signatures
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.store.dataset import Dataset
from leukodesk.store.info import info
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.main_file import file_image, read_main_file
from leukodesk.store.merge_outcome import MergePlan
from leukodesk.store.merge_plan import plan_merge
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.store.building import act, die, disc, encoded_image, label_edit, smear_of
from tests.store.copies import label, unread

_START = datetime(2026, 1, 1, tzinfo=UTC)
_MERGER = Act("merger", _START + timedelta(days=9), "merge")
_SMEAR = smear_of(encoded_image(0), "0.jpg")
_OTHER = Path("other.h5")
_SOME = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def do(content: Content, edit) -> None:
    edit.check(content)
    edit.apply(content)


def by(name: str, minute: int, reason: str = "review") -> Act:
    return Act(name, _START + timedelta(minutes=minute), reason)


def master(labelled: bool = True) -> Content:
    content = Content(BLAST_NORMAL)
    do(content, AddSmears((_SMEAR,)))
    cells = tuple(Cell(f"c{place}", _SMEAR.id, disc(9, 40 * place, 20), None) for place in range(3))
    do(content, ChangeCells((), cells, by("seg", 0)))
    for cell in cells if labelled else ():
        do(content, label_edit(content, cell.id, "blast", by("Ada", 1)))
    return content


def sign(content: Content, name: str, minute: int) -> None:
    do(content, SignSmears.now(content, (_SMEAR.id,), by(name, minute, "sign")))


def unlock(content: Content, name: str, minute: int) -> None:
    do(content, SignSmears.unlock(content, (_SMEAR.id,), by(name, minute, "wrong cell")))


def merged(content: Content, other: Content) -> tuple[Content, MergePlan]:
    plan = plan_merge(content, {_OTHER: other}, _MERGER, None)
    after = content.copy()
    if plan.edits:
        do(after, CompositeEdit(tuple(plan.edits), "Merge"))
    return after, plan


def told(plan: MergePlan) -> list[str]:
    return [difference.other for difference in plan.differences if difference.what == "signature"]


def test_signatures_survive_a_crash_and_a_checkpoint_and_lock_the_field(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    cells = unread(path, smears=3)
    first, second, _ = load_content(path).smears
    label(path, "Ada", dict.fromkeys(cells[:5], "blast"))
    dataset = Dataset.open(path)
    dataset.append(SignSmears.now(dataset.content, (first,), act("sign")))
    die(dataset)
    for _ in range(2):
        content = load_content(path)
        assert set(signatures(content)) == {first}
        assert info(path).review == {"pending": 1, "in_review": 1, "signed": 1}
        with Dataset.open(path) as again, pytest.raises(EditError, match="locked"):
            again.append(label_edit(again.content, cells[0], "normal"))
    assert verify(path) == []
    with Dataset.open(path) as again:
        again.append(SignSmears.unlock(again.content, (first,), act("wrong cell")))
        again.append(label_edit(again.content, cells[0], "normal"))
    assert info(path).review == {"pending": 1, "in_review": 2, "signed": 0}
    assert second in load_content(path).smears


def test_a_label_changed_behind_a_signature_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    cells = unread(path, smears=1)
    label(path, "Ada", dict.fromkeys(cells, "blast"))
    with Dataset.open(path) as dataset:
        dataset.append(SignSmears.now(dataset.content, dataset.content.smears, act("sign")))
    main = read_main_file(DatasetFiles.of(path))
    kinds = main.tables["cells"]["kind"].copy()
    kinds[0] = b"smudge"
    tables = {**main.tables, "cells": {**main.tables["cells"], "kind": kinds}}
    path.write_bytes(file_image(replace(main, tables=tables), {}))
    assert any("is not what was signed" in problem.text for problem in verify(path))


def test_what_a_copy_signed_is_signed_by_whom_it_was(tmp_path: Path) -> None:
    ours, theirs = master(), master()
    sign(theirs, "Ben", 2)
    after, plan = merged(ours, theirs)
    assert signatures(after)[_SMEAR.id].annotator == "Ben"
    assert (told(plan), plan.signed) == ([], 1)
    assert merged(after, theirs)[1].edits == []
    backwards, _ = merged(theirs, ours)
    assert signatures(backwards) == signatures(theirs)


def test_copies_that_two_signed_alike_are_at_rest_once_each_knows_both() -> None:
    ours, theirs = master(), master()
    sign(ours, "Ada", 2)
    sign(theirs, "Ben", 3)
    ours, _ = merged(ours, theirs)
    theirs, _ = merged(theirs, ours)
    assert set(signatures(ours)) == set(signatures(theirs)) == {_SMEAR.id}
    assert merged(ours, theirs)[1].edits == merged(theirs, ours)[1].edits == []


def test_a_copy_that_labelled_on_brings_its_labels_with_its_signature() -> None:
    ours, theirs = master(labelled=False), master()
    sign(theirs, "Ben", 2)
    after, plan = merged(ours, theirs)
    assert set(signatures(after)) == {_SMEAR.id}
    assert told(plan) == []


def test_other_labels_in_a_copy_end_a_signature_and_that_is_told() -> None:
    ours, theirs = master(), master()
    sign(ours, "Ada", 2)
    do(theirs, label_edit(theirs, "c0", "normal", by("Ben", 3)))
    after, plan = merged(ours, theirs)
    assert signatures(after) == {}
    assert told(plan) == ["signed by Ada with other cells or labels"]
    assert after.labels["c0"].cell_class == "normal"
    last = after.smear_entries()[-1]
    assert (last.annotator, last.reason, last.new) == ("merger", "merge", None)
    assert merged(after, theirs)[1].edits == []


def test_another_cell_in_a_copy_ends_a_signature_and_that_is_told() -> None:
    ours, theirs = master(), master()
    sign(ours, "Ada", 2)
    do(theirs, ChangeCells((), (Cell("new", _SMEAR.id, disc(9, 150, 150), None),), by("Ben", 3)))
    after, plan = merged(ours, theirs)
    assert (signatures(after), len(told(plan))) == ({}, 1)
    assert "new" in after.cells


def test_details_of_a_signed_field_stay_and_that_is_told() -> None:
    ours, theirs = master(), master()
    sign(ours, "Ada", 2)
    do(theirs, ChangeSmear(_SMEAR, replace(_SMEAR, patient_id="P1")))
    after, plan = merged(ours, theirs)
    assert (after.smears[_SMEAR.id], set(signatures(after))) == (_SMEAR, {_SMEAR.id})
    assert [difference.what for difference in plan.differences] == ["smear"]


def test_only_a_later_entry_of_its_own_history_unlocks_a_field() -> None:
    ours = master()
    sign(ours, "Ada", 2)
    theirs = ours.copy()
    unlock(theirs, "Ben", 3)
    assert signatures(merged(ours, theirs)[0]) == {}
    unlock(ours, "Ada", 4)
    sign(ours, "Ada", 5)
    after, plan = merged(ours, theirs)
    assert signatures(after) == signatures(ours)
    assert told(plan) == []


@st.composite
def _copies(draw: st.DrawFn, reader: str) -> Content:
    content = master(labelled=draw(st.booleans()))
    for minute in range(draw(st.integers(0, 6))):
        now = by(reader, minute + 2, "because")
        what = draw(st.sampled_from(["label", "label", "sign", "sign", "unlock", "add", "details"]))
        cell_id = draw(st.sampled_from(sorted(content.cells)))
        smear = content.smears[_SMEAR.id]
        try:
            if what == "label":
                said = draw(st.sampled_from(["blast", "normal", None]))
                do(content, label_edit(content, cell_id, said, now))
            elif what == "sign":
                for open_id in content.cells.keys() - content.labels.keys():
                    do(content, label_edit(content, open_id, "blast", now))
                do(content, SignSmears.now(content, (_SMEAR.id,), now))
            elif what == "unlock":
                do(content, SignSmears.unlock(content, (_SMEAR.id,), now))
            elif what == "add":
                mask = disc(9, 40 * draw(st.integers(0, 3)), 120)
                new = Cell(f"{reader}{minute}", _SMEAR.id, mask, None)
                said = ((new.id, Label("blast", reader, now.at)),)
                do(
                    content,
                    ChangeCells((), (new,), now, new_labels=((new.id, Label("blast", reader, now.at)),)),
                )
            else:
                do(content, ChangeSmear(smear, replace(smear, stain=f"MGG {reader}")))
        except EditError:
            continue
    return content


def test_what_a_copy_knows_of_a_smear_is_taken_over_when_its_signature_is_lifted() -> None:
    ours, theirs = master(), master()
    sign(ours, "Ada", 2)
    do(theirs, label_edit(theirs, "c0", "normal", by("Ben", 3)))
    do(theirs, ChangeSmear(_SMEAR, replace(_SMEAR, stain="MGG")))
    after, _ = merged(ours, theirs)
    assert not signatures(after)
    assert after.smears[_SMEAR.id].stain == "MGG"
    assert merged(after, theirs)[1].edits == []


@_SOME
@given(ours=_copies("Ada"), theirs=_copies("Ben"))
def test_after_any_merge_what_is_signed_is_what_was_signed(ours: Content, theirs: Content) -> None:
    after, plan = merged(ours, theirs)
    for smear_id, signature in signatures(after).items():
        assert signature.seal == seal_of(after, smear_id)
        assert signature.annotator in ("Ada", "Ben")
        seals = {signed.seal for copy in (ours, theirs) for signed in signatures(copy).values()}
        assert signature.seal in seals
    lost = (signatures(ours) or signatures(theirs)) and not signatures(after)
    assert bool(lost) == bool(told(plan))
    assert merged(after, theirs)[1].edits == []
