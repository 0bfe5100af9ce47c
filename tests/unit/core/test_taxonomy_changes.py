"""What a reader makes of the classes: added, shown otherwise, put in another order, removed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    ChangeTaxonomy,
    LabelChange,
    ReadBlind,
    ReadingChange,
    SetLabels,
    SignSmears,
)
from leukodesk.core.errors import EditError
from leukodesk.core.mask import Mask
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomies import LEUKOCYTE8, TAXONOMIES
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.core.taxonomy_changes import (
    class_id_of,
    is_signed,
    labelled_by_class,
    told,
    was_used,
    with_class_changed,
    with_class_moved,
    with_own_class,
    without_class,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
ACT = Act("Ada", AT)
SMEAR = Smear("a" * 16, "field.jpg", "a" * 64, 80, 60)
CELL = Cell("1" * 32, SMEAR.id, Mask(0, 0, 2, 2, (0, 4)), None)


@pytest.fixture
def content():
    made = Content(BLAST_NORMAL, smears={SMEAR.id: SMEAR})
    made.put_cell(CELL)
    return made


def give(content, old, new):
    labels = [Label(name, "Ada", AT) if name else None for name in (old, new)]
    SetLabels((LabelChange(CELL.id, *labels),), ACT).apply(content)


@pytest.mark.parametrize(
    ("title", "class_id"),
    [("Hairy cell", "hairy_cell"), ("Große Zelle", "grosse_zelle"), (" –  ", ""), ("x" * 80, "x" * 60)],
)
def test_the_id_of_a_title(title, class_id):
    assert class_id_of(title) == class_id


@given(st.sampled_from(TAXONOMIES), st.lists(st.text(min_size=1, max_size=9), max_size=30))
def test_added_classes_keep_what_is_there_and_get_an_id_of_their_own(taxonomy, titles):
    now = taxonomy
    for title in titles:
        former, now = now, with_own_class(now, title)
        assert now.classes[:-1] == former.classes
        assert now.classes[-1].title == title
    assert len(set(now.ids)) == len(now.classes)
    assert now.id == (f"{taxonomy.id}+own" if titles else taxonomy.id)


def test_a_class_that_is_known_elsewhere_comes_as_it_is_known():
    added = with_own_class(BLAST_NORMAL, "Monocyte").classes[-1]
    assert (added.id, added.letter, added.counted) == ("monocyte", "M", True)
    assert not with_own_class(BLAST_NORMAL, "Platelet").classes[-1].counted
    assert with_own_class(BLAST_NORMAL, "Unidentified").classes[-1].id == "unidentified_2"


def test_a_class_moves_one_place_and_stops_at_the_ends():
    assert with_class_moved(BLAST_NORMAL, "blast", 1).ids[:2] == ("normal", "blast")
    assert with_class_moved(BLAST_NORMAL, "blast", -1) == BLAST_NORMAL
    assert with_class_moved(BLAST_NORMAL, "not_classed", 1) == BLAST_NORMAL


def test_a_key_or_letter_of_another_class_is_not_taken():
    for name in ("key", "letter"):
        taken = replace(BLAST_NORMAL["blast"], **{name: getattr(BLAST_NORMAL["normal"], name)})
        with pytest.raises(ValueError, match=f"{name} values repeat"):
            with_class_changed(BLAST_NORMAL, taken)


def test_a_class_is_used_once_a_reader_named_it_even_if_not_any_more(content):
    assert not was_used(content, "blast")
    give(content, None, "blast")
    assert labelled_by_class(content) == dict.fromkeys(BLAST_NORMAL.ids, 0) | {"blast": 1}
    give(content, "blast", None)
    assert was_used(content, "blast")
    assert not labelled_by_class(content)["blast"]
    give(content, None, "normal")
    ReadBlind.now((ReadingChange(CELL.id, None, "artefact"),), "Bea", AT).apply(content)
    assert was_used(content, "artefact")
    assert not was_used(content, "smudge")


def test_a_change_of_the_classes_is_no_use_of_one(content):
    named = replace(BLAST_NORMAL, id="smudge")
    ChangeTaxonomy(BLAST_NORMAL, named, ACT).apply(content)
    assert not was_used(content, "smudge")


def test_classes_of_signed_smears_are_known(content):
    give(content, None, "blast")
    assert not is_signed(content, "blast")
    SignSmears.now(content, (SMEAR.id,), ACT).apply(content)
    assert is_signed(content, "blast")
    assert not is_signed(content, "normal")


def test_a_class_in_use_cannot_be_removed_whoever_asks(content):
    give(content, None, "blast")
    edit = ChangeTaxonomy(BLAST_NORMAL, without_class(BLAST_NORMAL, "blast"), ACT)
    with pytest.raises(EditError, match="labelled as blast, so these classes must stay"):
        edit.check(content)
    free = ChangeTaxonomy(BLAST_NORMAL, without_class(BLAST_NORMAL, "normal"), ACT)
    free.check(content)
    free.apply(content)
    free.inverse(AT).apply(content)
    assert content.taxonomy == BLAST_NORMAL


@pytest.mark.parametrize(
    ("new", "menu", "history"),
    [
        (with_own_class(BLAST_NORMAL, "Hairy cell"), "Add classes", "add class Hairy cell"),
        (without_class(BLAST_NORMAL, "normal"), "Remove classes", "remove class Normal leukocyte"),
        (
            with_class_moved(BLAST_NORMAL, "blast", 1),
            "Reorder classes",
            "order classes normal blast smudge artefact not_classed",
        ),
        (
            with_class_changed(BLAST_NORMAL, replace(BLAST_NORMAL["blast"], title="Myeloblast", key="")),
            "Change classes",
            "change title of class blast from Blast to Myeloblast; key of class blast from 1 to none",
        ),
        (
            with_class_changed(BLAST_NORMAL, replace(BLAST_NORMAL["smudge"], counted=True)),
            "Change classes",
            "change counted of class smudge from no to yes",
        ),
    ],
)
def test_menu_and_history_tell_what_was_done(new, menu, history):
    assert ChangeTaxonomy(BLAST_NORMAL, new, ACT).text == menu
    assert told(BLAST_NORMAL, new) == history


def test_eight_groups_can_be_changed_as_well():
    shown = with_class_changed(LEUKOCYTE8, replace(LEUKOCYTE8["basophil"], colour="#112233"))
    assert shown["basophil"].colour == "#112233"
    assert shown.id == LEUKOCYTE8.id
