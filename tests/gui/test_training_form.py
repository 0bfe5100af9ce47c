"""What a training starts from: the reader's choice, and the model in use until there is one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from leukodesk.gui.training.training_form import TrainingForm

pytestmark = pytest.mark.slow


def choose(box, data):
    """Choose by the keyboard, as a reader does."""
    box.setFocus()
    step = Qt.Key.Key_Down if box.findData(data) > box.currentIndex() else Qt.Key.Key_Up
    for _ in range(box.count()):
        if box.currentData() != data:
            QTest.keyClick(box, step)
    assert box.currentData() == data


def test_what_a_training_starts_from_stays_as_the_reader_chose_it(reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    form = reading.training.findChild(TrainingForm)
    parents, networks = form.findChildren(QComboBox)
    assert (parents.currentData(), networks.currentData()) == (workspace.model_id, "mobilenet_v2")
    workspace.set_classifier("mobilenet_v2.leukocyte8")
    assert parents.currentData() == "mobilenet_v2.leukocyte8", "nothing is chosen by hand yet"
    choose(parents, "")
    choose(networks, "resnet50")
    for change in (
        lambda: workspace.set_annotator("somebody else"),
        lambda: workspace.set_explainer("layercam"),
        lambda: workspace.set_classifier("mobilenet_v2.all-idb1"),
        workspace.models_changed.emit,
    ):
        change()
        assert (parents.currentData(), networks.currentData()) == ("", "resnet50")
        assert networks.isEnabled()
    choose(parents, "mobilenet_v2.leukocyte8")
    workspace.set_annotator("test reader")
    assert (parents.currentData(), networks.currentData()) == ("mobilenet_v2.leukocyte8", "mobilenet_v2")
    assert not networks.isEnabled()


def test_a_network_chosen_while_no_model_is_in_use_stays_chosen(reading):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    parents, networks = reading.training.findChild(TrainingForm).findChildren(QComboBox)
    workspace.set_classifier(None)
    assert (parents.currentData(), networks.currentData()) == ("", "mobilenet_v2")
    choose(networks, "resnet50")
    workspace.set_classifier("mobilenet_v2.all-idb1")
    assert (parents.currentData(), networks.currentData()) == ("", "resnet50")


def test_a_training_starts_from_the_model_in_use_once_the_chosen_one_is_gone(reading, monkeypatch):
    reading.commands["train_tab"].trigger()
    workspace = reading.workspace
    parents, networks = reading.training.findChild(TrainingForm).findChildren(QComboBox)
    choose(parents, "mobilenet_v2.leukocyte8")
    there = workspace.library.cards()
    kept = [card for card in there if card.id != "mobilenet_v2.leukocyte8"]
    monkeypatch.setattr(workspace.library, "cards", lambda: kept)
    workspace.models_changed.emit()
    assert (parents.currentData(), networks.currentData()) == (workspace.model_id, "mobilenet_v2")
    monkeypatch.setattr(workspace.library, "cards", lambda: there)
    workspace.models_changed.emit()
    assert parents.currentData() == workspace.model_id
