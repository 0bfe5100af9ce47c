"""A model that names other classes than the dataset has: asking, extending, exchanging, taking back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from leukodesk import config
from leukodesk.core.taxonomies import LEUKOCYTE8, extended
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.gui.cells.cell_class import shown_class
from leukodesk.gui.cells.cell_row import Column
from leukodesk.gui.cells.class_list import ClassRow
from leukodesk.gui.cells.probability_bars import ProbabilityBars
from leukodesk.gui.training.model_titles import model_title
from leukodesk.store.snapshot import load_content
from leukodesk.workspace.opening import automatic_path
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow

FOLDERS = ("basophil", "eosinophil", "erythroblast", "ig", "lymphocyte", "monocyte", "neutrophil", "platelet")


@pytest.fixture
def model():
    return make_model(
        config.user_models_dir(), "cnn.leukocyte8", seed=3, classes=FOLDERS, taxonomy="-".join(FOLDERS)
    )


def choose(qtbot, window, model):
    window.workspace.set_classifier(model.id)
    settle(qtbot, window)


def settle(qtbot, window):
    workspace = window.workspace
    qtbot.waitUntil(lambda: not workspace.runner.is_busy and workspace.saved_state == "saved", timeout=60_000)


def buttons(window):
    return {b.text(): b for b in window.banner.findChildren(QPushButton) if b.isVisible()}


def rows(window):
    shown = window.review.findChildren(ClassRow)
    return {row.class_id: row for row in sorted(shown, key=lambda row: row.y()) if row.parent()}


def count(row):
    return int(row.accessibleName().split(",")[1].split()[0])


def test_a_labelled_dataset_gets_the_classes_added_and_back(qtbot, reading, cells, model):
    workspace = reading.workspace
    labels = dict(workspace.content.labels)
    assert labels
    choose(qtbot, reading, model)
    assert reading.banner.text == f"{model_title(model)} names 8 kinds this dataset does not have."
    assert list(buttons(reading)) == ["Use its classes", "Not now"]
    assert "every label stays" in buttons(reading)["Use its classes"].toolTip()
    unlabelled = [i for i in cells if i in workspace.content.predictions[model.id] and i not in labels]
    assert {shown_class(workspace, i)[0].id for i in unlabelled} == {"unidentified"}
    qtbot.mouseClick(buttons(reading)["Use its classes"], Qt.MouseButton.LeftButton)

    both = extended(BLAST_NORMAL, LEUKOCYTE8)
    assert workspace.taxonomy == both
    assert not reading.banner.text
    assert list(rows(reading)) == [*both.ids, "unidentified"]
    assert workspace.content.labels == labels
    said = {i: workspace.content.predictions[model.id][i].top_class for i in unlabelled}
    assert {i: shown_class(workspace, i)[0].id for i in unlabelled} == said
    for class_id in set(said.values()):
        assert count(rows(reading)[class_id]) >= list(said.values()).count(class_id)
    table = reading.review.table
    titles = {both[class_id].title for class_id in said.values()}
    shown = {
        table.model().index(n, Column.CLASS).data(Qt.ItemDataRole.AccessibleTextRole).split(",")[0]
        for n in range(table.model().rowCount())
    }
    assert titles <= shown

    workspace.select(unlabelled[:1])
    qtbot.keyClick(reading.review.view, both["platelet"].key)
    assert workspace.content.labels[unlabelled[0]].cell_class == "platelet"
    reading.commands["train_tab"].trigger()
    assert "Platelet" in [label.text() for label in reading.training.findChildren(QLabel)]
    reading.commands["review_tab"].trigger()
    settle(qtbot, reading)
    assert load_content(workspace.dataset_path).taxonomy == both

    reading.commands["undo"].trigger()
    assert reading.commands["undo"].text() == "Undo Add classes"
    reading.commands["undo"].trigger()
    assert workspace.taxonomy == BLAST_NORMAL
    assert list(rows(reading)) == [*BLAST_NORMAL.ids, "unidentified"]
    assert workspace.content.labels == labels
    qtbot.keyClick(reading.review.view, "6")
    assert workspace.content.labels == labels
    reading.commands["redo"].trigger()
    assert workspace.taxonomy == both
    settle(qtbot, reading)
    last = load_content(workspace.dataset_path).revisions[-1]
    assert (last.new, last.annotator, last.reason) == (both.id, "test reader", "redo")


def test_without_labels_the_classes_are_exchanged(qtbot, reading, cells, model):
    workspace = reading.workspace
    workspace.label(list(workspace.content.labels), None)
    choose(qtbot, reading, model)
    assert "nothing is labelled yet" in buttons(reading)["Use its classes"].toolTip()
    qtbot.mouseClick(buttons(reading)["Use its classes"], Qt.MouseButton.LeftButton)
    assert workspace.taxonomy == LEUKOCYTE8
    assert list(rows(reading)) == [*LEUKOCYTE8.ids, "unidentified"]
    workspace.select(cells[:1])
    qtbot.keyClick(reading.review.view, LEUKOCYTE8["neutrophil"].key)
    assert workspace.content.labels[cells[0]].cell_class == "neutrophil"


def test_who_does_not_want_them_is_asked_once_and_finds_them_in_the_menu(qtbot, reading, model):
    workspace = reading.workspace
    choose(qtbot, reading, model)
    qtbot.mouseClick(buttons(reading)["Not now"], Qt.MouseButton.LeftButton)
    assert not reading.banner.text
    assert workspace.taxonomy == BLAST_NORMAL
    choose(qtbot, reading, model)
    assert not reading.banner.text
    assert reading.commands["use_classes"].isEnabled()
    workspace.select([next(iter(workspace.content.predictions[model.id]))])
    bars = reading.review.findChild(ProbabilityBars).accessibleName()
    assert "Neutrophil" in bars
    assert "Unidentified" not in bars
    reading.commands["use_classes"].trigger()
    assert workspace.taxonomy == extended(BLAST_NORMAL, LEUKOCYTE8)
    assert not reading.commands["use_classes"].isEnabled()


def test_a_dataset_that_can_only_be_looked_at_is_left_alone(qtbot, window, dataset_path, model):
    with qtbot.waitSignal(window.workspace.smear_opened, timeout=20_000):
        window.workspace.open_to_look(dataset_path)
    choose(qtbot, window, model)
    assert not window.banner.text
    assert not window.commands["use_classes"].isEnabled()


def test_a_new_dataset_begins_with_the_classes_of_the_chosen_model(
    qtbot, window, dataset_path, model, open_dataset
):
    image = next(dataset_path.parent.glob("*.png"))
    window.workspace.settings.analyze_on_open = False
    choose(qtbot, window, model)
    open_dataset(window, window.workspace, image)
    assert window.workspace.dataset_path == automatic_path(image.parent)
    assert window.workspace.taxonomy == LEUKOCYTE8
    assert not window.banner.text


def test_a_question_outlives_a_notice_and_goes_with_the_model_it_is_about(qtbot, reading, model):
    workspace = reading.workspace
    choose(qtbot, reading, model)
    workspace.notice.emit("A rough guess.")
    assert "names 8 kinds" in reading.banner.text
    workspace.set_classifier(None)
    assert reading.banner.text == "A rough guess."
    assert not buttons(reading)
    workspace.set_classifier(model.id)
    assert reading.banner.text == "A rough guess."
