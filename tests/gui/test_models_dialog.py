"""The dialog of models says what each was trained on, where it was judged and how it can be doubted."""

import pytest
from PySide6.QtWidgets import QListWidget, QTextBrowser

from leukodesk.gui.models_dialog import ModelsDialog


@pytest.fixture
def shown(qtbot, window):
    dialog = ModelsDialog(window.workspace, window.theme, window)
    qtbot.addWidget(dialog)
    names, text = dialog.findChild(QListWidget), dialog.findChild(QTextBrowser)

    def show(title):
        (row,) = [i for i in range(names.count()) if names.item(i).text() == title]
        names.setCurrentRow(row)
        return text.toPlainText()

    return show


def test_a_model_says_its_turns_and_how_it_can_be_doubted(shown):
    text = shown("MobileNetV2 · all-idb1")
    assert "4: the mean answer to its quarter turns" in text
    assert "It marks cells unlike the 462 it was fitted to; of cells like its own it marks 5%" in text
    assert "of the heat lies inside the cell" in text
    assert "with random weights a heatmap keeps a rank correlation of" in text


def test_weights_that_find_cells_are_there_with_what_they_learnt_from(shown):
    text = shown("U-Net PLR, finds cells")
    assert "102 of all_idb2" in text
    assert "never trained on" in text
    assert "all_idb2: overlap of nuclei (Dice)" in text
    assert "names no classes" in text
