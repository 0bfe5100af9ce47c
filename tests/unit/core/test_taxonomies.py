"""Known taxonomies, those of models, and what an extension keeps and gives."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.color import deltaE_ciede2000, rgb2lab

from leukodesk.core.content import Content
from leukodesk.core.edits import Act, ChangeTaxonomy
from leukodesk.core.taxonomies import LEUKOCYTE8, PALETTE, TAXONOMIES, extended, lacking, taxonomy_for
from leukodesk.core.taxonomy import BLAST_NORMAL, UNIDENTIFIED_CLASS, Taxonomy

FOLDERS = ("basophil", "eosinophil", "erythroblast", "ig", "lymphocyte", "monocyte", "neutrophil", "platelet")

names = st.text("abcdefgh_", min_size=1, max_size=6).filter(lambda name: name.strip("_"))
models = st.lists(st.sampled_from(FOLDERS) | names, min_size=1, max_size=40, unique=True).map(
    lambda ids: taxonomy_for("model", ids)
)
taxonomies = st.sampled_from(TAXONOMIES) | models


def in_lab(colour):
    return rgb2lab([[[int(pair, 16) / 255 for pair in re.findall("..", colour[1:])]]])[0, 0]


def test_leukocytes_are_the_hundred_percent_and_the_rest_stands_outside():
    assert not lacking(LEUKOCYTE8, FOLDERS)
    assert [item.id for item in LEUKOCYTE8.classes if not item.counted] == [
        "erythroblast",
        "platelet",
        "smudge",
        "artefact",
        "not_classed",
    ]
    assert LEUKOCYTE8["ig"].title == "Immature granulocyte"
    assert len(LEUKOCYTE8.classes) == 11


def test_a_model_of_known_classes_gets_the_known_taxonomy_whatever_its_card_calls_it():
    assert taxonomy_for("leukocyte8", FOLDERS) is LEUKOCYTE8
    assert taxonomy_for("-".join(FOLDERS), FOLDERS) is LEUKOCYTE8
    assert taxonomy_for("blast-normal", ("blast", "normal")) is BLAST_NORMAL


def test_a_model_of_other_classes_knows_the_titles_of_those_that_are_known():
    made = taxonomy_for("own", ("blast", "neutrophil", "hairy_cell"))
    assert made.id == "own"
    assert made.ids == ("blast", "neutrophil", "hairy_cell", "smudge", "artefact", "not_classed")
    assert [item.title for item in made.classes[:3]] == ["Blast", "Neutrophil", "Hairy cell"]
    assert made["neutrophil"].colour == LEUKOCYTE8["neutrophil"].colour
    assert "".join(item.key for item in made.classes) == "123456"


@pytest.mark.parametrize("taxonomy", [*TAXONOMIES, extended(*TAXONOMIES), extended(*TAXONOMIES[::-1])])
def test_colours_are_told_apart_and_letters_are_there(taxonomy):
    shown = [in_lab(item.colour) for item in (*taxonomy.classes, UNIDENTIFIED_CLASS)]
    for number, colour in enumerate(shown):
        for other in shown[:number]:
            assert deltaE_ciede2000(colour, other) > 15
    assert all(item.letter and item.key for item in taxonomy.classes)
    assert {item.colour for item in taxonomy.classes} <= set(PALETTE)


@given(taxonomies, taxonomies)
def test_an_extension_keeps_what_is_there_and_has_every_class_once(old, other):
    new = extended(old, other)
    assert new.classes[: len(old.classes)] == old.classes
    assert set(new.ids) == {*old.ids, *other.ids}
    assert len(new.ids) == len(set(new.ids))
    assert extended(new, other) is new
    assert new == extended(old, other)
    titles = {item.id: (item.title, item.counted) for item in other.classes}
    assert all((item.title, item.counted) == titles[item.id] for item in new.classes[len(old.classes) :])
    for item in new.classes:
        assert item.key or len(new.classes) > 24
        assert item.letter or len(new.classes) > 24


@given(st.lists(names, min_size=25, max_size=90, unique=True))
def test_more_classes_than_keys_are_still_classes(ids):
    made = taxonomy_for("many", ids)
    assert set(ids) <= set(made.ids)
    assert all(item.colour for item in made.classes)


def test_history_tells_who_changed_the_classes():
    content = Content(BLAST_NORMAL)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    edit = ChangeTaxonomy(BLAST_NORMAL, LEUKOCYTE8, Act("Ada", at))
    edit.apply(content)
    edit.inverse(at).apply(content)
    said = [(r.old, r.new, r.annotator, r.reason) for r in content.revisions]
    assert said == [
        ("blast-normal", "leukocyte8", "Ada", "review"),
        ("leukocyte8", "blast-normal", "Ada", "undo"),
    ]


def test_a_taxonomy_does_not_take_a_letter_twice():
    with pytest.raises(ValueError, match="letter values repeat"):
        Taxonomy("wrong", (LEUKOCYTE8["neutrophil"], BLAST_NORMAL["normal"]))
