"""What the Train tab says about too few labels."""

from PySide6.QtWidgets import QLabel

from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.gui.smears.label_counts import LabelCount, what_is_missing, what_is_thin
from leukodesk.gui.smears.label_table import LabelTable
from leukodesk.workspace.words import tr


def counted(**labels):
    return tuple(LabelCount(item, *labels.get(item.id, (0, 0))) for item in LEUKOCYTE8.classes)


def test_classes_are_listed_as_in_a_sentence():
    few = counted(neutrophil=(5, 1), basophil=(5, 1), platelet=(5, 2), monocyte=(50, 9))
    assert what_is_missing(few).startswith("Neutrophil, Basophil and Platelet: labels from at least 3 smears")
    few = counted(neutrophil=(5, 3), basophil=(50, 3), platelet=(5, 3))
    assert what_is_missing(few) == ""
    assert "labels for Neutrophil and Platelet:" in what_is_thin(few)


def test_labels_in_frozen_smears_alone_are_not_called_none_at_all():
    assert "nothing is labelled yet" in what_is_missing(counted())
    missing = what_is_missing(counted(), set_apart=True)
    assert "all labels are in frozen smears" in missing
    assert "release some of these (Review, Release for training)" in missing


def test_what_no_model_learns_is_not_asked_for():
    enough = {"neutrophil": (50, 5), "basophil": (50, 5)}
    counts = counted(**enough, smudge=(1, 1), artefact=(2, 1), not_classed=(1, 1))
    assert what_is_missing(counts) == ""
    assert what_is_thin(counts) == ""
    assert "only Neutrophil has labels" in what_is_missing(counted(neutrophil=(50, 5), smudge=(9, 9)))


def test_a_dataset_with_other_classes_is_counted_by_them(reading, open_dataset, other_dataset):
    """The former one has an open question, which ends before the new classes are announced."""
    workspace = reading.workspace
    reading.commands["train_tab"].trigger()
    workspace.deciding._set(tuple(workspace.content.cells)[:1])
    open_dataset(reading, workspace, other_dataset)
    shown = {label.text() for label in reading.training.findChild(LabelTable).findChildren(QLabel)}
    assert {tr(cell_class.title) for cell_class in LEUKOCYTE8.classes} <= shown
    assert "Blast" not in shown
