"""Labelled cells that look like the selected one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget

from leukodesk import config
from leukodesk.gui.cells.similar_panel import SimilarPanel
from tests.tiny_model import make_model


@pytest.fixture
def looking(reading, qtbot):
    """The window with a small model, five labelled cells in two smears, and the panel."""
    workspace = reading.workspace
    workspace.set_classifier(make_model(config.user_models_dir()).id)
    cells = list(workspace.content.cells.values())
    other = [cell.id for cell in cells if cell.smear_id != workspace.smear.id]
    workspace.label(other[:3], "normal")
    qtbot.waitUntil(lambda: not workspace.runner.running(), timeout=60_000)
    return reading, workspace


def cell_without_label(workspace):
    cells = workspace.content.cells_of(workspace.smear.id)
    return next(cell.id for cell in cells if cell.id not in workspace.content.labels)


def items(panel):
    cells = panel.findChild(QListWidget)
    return [cells.item(number) for number in range(cells.count())]


def texts(panel):
    return " ".join(label.text() for label in panel.findChildren(QLabel))


def test_the_nearest_labelled_cells_of_all_smears_are_shown(looking, qtbot):
    window, workspace = looking
    workspace.select([cell_without_label(workspace)])
    window.commands["similar"].trigger()
    panel = window.findChild(SimilarPanel)
    assert panel.isVisible()
    similar = workspace.similar
    qtbot.waitUntil(lambda: similar.total == similar.done == 5, timeout=60_000)
    shown = [item.data(Qt.ItemDataRole.UserRole) for item in items(panel)]
    assert set(shown) == set(workspace.content.labels)
    assert [likeness for _, likeness in similar.nearest] == sorted(
        (likeness for _, likeness in similar.nearest), reverse=True
    )
    assert "The 5 most similar are labelled: " in texts(panel)
    qtbot.waitUntil(lambda: all(not item.icon().isNull() for item in items(panel)), timeout=20_000)
    workspace.label(shown[:1], None)
    assert len(items(panel)) == 4
    workspace.select([])
    assert items(panel) == []
    assert "Select a cell" in texts(panel)


def test_closing_ends_the_search(looking, qtbot):
    window, workspace = looking
    workspace.select([cell_without_label(workspace)])
    window.commands["similar"].trigger()
    panel = window.findChild(SimilarPanel)
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert workspace.similar.cell_id == ""
    assert not window.commands["similar"].isChecked()
    workspace.select([cell_without_label(workspace)])
    assert workspace.similar.cell_id == ""
