"""Digests of named versions: the same for the same smears, cells and labels, whatever their order."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import Act, FreezeSmears, NameVersion, edit_from, record_of
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.core.versions import content_digest, versions_of

AT = datetime(2026, 1, 1, tzinfo=UTC)
ACT = Act("ann", AT)


@pytest.fixture
def content() -> Content:
    smears = [Smear(f"{number}" * 16, f"{number}.png", f"{number}" * 64, 50, 50, 0.2) for number in (1, 2)]
    whole, nucleus = Mask(1, 2, 2, 3, (0, 6)), Mask(1, 2, 1, 1, (0, 1))
    cells = [Cell(f"c{n}", smears[n % 2].id, whole, nucleus if n else None) for n in range(3)]
    return Content(
        BLAST_NORMAL,
        {smear.id: smear for smear in smears},
        {cell.id: cell for cell in cells},
        {"c1": Label("blast", "ann", AT)},
    )


def test_the_digest_is_the_same_in_every_version_of_the_program(content):
    assert content_digest(content) == "e7643a679a11ebd97caf26f8ca0dfdcdd3ce1cd0b878a7c677f44cce604b1253"


def test_the_digest_overlooks_order_names_of_files_and_who_said_it_when(content):
    other = Content(
        BLAST_NORMAL,
        {key: replace(value, path="elsewhere") for key, value in reversed(content.smears.items())},
        dict(reversed(content.cells.items())),
        {"c1": Label("blast", "bob", datetime(2027, 1, 1, tzinfo=UTC), "import")},
    )
    assert content_digest(other) == content_digest(content)


def test_the_digest_tells_every_change_of_smears_cells_and_labels(content):
    digests = {content_digest(content)}
    smear, cell = next(iter(content.smears.values())), content.cells["c1"]
    changes = [
        lambda other: other.labels.update(c2=Label("normal", "ann", AT)),
        lambda other: other.labels.update(c1=Label("normal", "ann", AT)),
        lambda other: other.put_cell(replace(cell, nucleus_mask=None)),
        lambda other: other.put_cell(replace(cell, kind=CellKind.SMUDGE)),
        lambda other: other.drop_cell("c0"),
        lambda other: other.smears.update({smear.id: replace(smear, patient_id="P1")}),
        lambda other: other.smears.update({smear.id: replace(smear, pixel_size_um=None)}),
        FreezeSmears((smear.id,), frozen=True, act=ACT).apply,
    ]
    for change in changes:
        other = content.copy()
        change(other)
        digests.add(content_digest(other))
    assert len(digests) == len(changes) + 1


def test_a_version_is_known_by_its_name_while_nothing_changes(content):
    edit = NameVersion.now(content, "v1", ACT)
    assert edit_from(record_of(edit)) == edit
    edit.check(content)
    edit.apply(content)
    assert versions_of(content) == ["v1"]
    assert vars(content.versions["v1"]).items() >= {"smears": 2, "cells": 3, "labels": 1}.items()
    with pytest.raises(EditError, match="'v1' already"):
        edit.check(content)
    with pytest.raises(EditError, match="needs a name"):
        NameVersion.now(content, " ", ACT).check(content)
    content.labels.pop("c1")
    assert versions_of(content) == []
    undo = edit_from(record_of(edit.inverse(AT)))
    undo.check(content)
    undo.apply(content)
    assert content.versions == {}
    with pytest.raises(EditError, match="no such snapshot"):
        undo.check(content)
    assert undo.inverse(AT) == edit


def test_freezing_and_letting_go_are_on_record(content):
    first, second = content.smears
    freeze = edit_from(record_of(FreezeSmears((first,), frozen=True, act=ACT)))
    freeze.check(content)
    freeze.apply(content)
    assert frozen_smears(content) == {first}
    with pytest.raises(EditError, match=r"1\.png is frozen already"):
        freeze.check(content)
    with pytest.raises(EditError, match="not frozen"):
        FreezeSmears((second,), frozen=False, act=ACT).check(content)
    with pytest.raises(EditError, match="no smear 'x'"):
        FreezeSmears(("x",), frozen=True, act=ACT).check(content)
    undo = freeze.inverse(AT)
    undo.check(content)
    undo.apply(content)
    assert frozen_smears(content) == set()
    entries = [(entry.smear_id, entry.new, entry.reason) for entry in content.revisions]
    assert entries == [(first, "frozen", "review"), (first, None, "undo")]
