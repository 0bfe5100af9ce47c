"""What the Train tab says about too few labels."""

from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.gui.smears.label_counts import LabelCount, what_is_missing, what_is_thin


def counted(**labels):
    return tuple(LabelCount(item, *labels.get(item.id, (0, 0))) for item in LEUKOCYTE8.classes)


def test_classes_are_listed_as_in_a_sentence():
    few = counted(neutrophil=(5, 1), basophil=(5, 1), platelet=(5, 2), monocyte=(50, 9))
    assert what_is_missing(few).startswith("Neutrophil, Basophil and Platelet: labels from at least 3 smears")
    few = counted(neutrophil=(5, 3), basophil=(50, 3), platelet=(5, 3))
    assert what_is_missing(few) == ""
    assert "labels for Neutrophil and Platelet:" in what_is_thin(few)


def test_what_no_model_learns_is_not_asked_for():
    enough = {"neutrophil": (50, 5), "basophil": (50, 5)}
    counts = counted(**enough, smudge=(1, 1), artefact=(2, 1), not_classed=(1, 1))
    assert what_is_missing(counts) == ""
    assert what_is_thin(counts) == ""
    assert "only Neutrophil has labels" in what_is_missing(counted(neutrophil=(50, 5), smudge=(9, 9)))
