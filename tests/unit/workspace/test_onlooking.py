"""A window that only looks at a dataset is told when others change it, and reads it anew when asked to."""

import pytest

from leukodesk.store.dataset import Dataset
from leukodesk.workspace import onlooking
from leukodesk.workspace.reviewing import label_edit


@pytest.fixture
def written(make_workspace, folder, settle, monkeypatch):
    """The path of a dataset of five analysed smears that nobody has open."""
    monkeypatch.setattr(onlooking, "_EVERY_MS", 20)
    former = make_workspace()
    former.open_path(folder)
    settle(former)
    former.analyze_all()
    settle(former)
    path = former.dataset_path
    assert former.close()
    return path


def _label(dataset):
    content = dataset.content
    dataset.append(label_edit(content, [(next(iter(content.cells)), "blast")], "Grace", None))


def _look_at(workspace, path, qtbot):
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.open_to_look(path)


def test_changes_of_the_writer_are_told_once_and_read_when_asked_for(written, make_workspace, qtbot):
    workspace = make_workspace()
    told = []
    workspace.onlooking.changed.connect(lambda: told.append(workspace.onlooking.is_outdated))
    with Dataset.open(written) as writer:
        _look_at(workspace, written, qtbot)
        qtbot.wait(200)
        assert not workspace.onlooking.is_outdated
        third = list(workspace.content.smears)[2]
        workspace.open_smear(third)
        qtbot.waitUntil(lambda: workspace.smear.id == third)
        _label(writer)
        qtbot.waitUntil(lambda: workspace.onlooking.is_outdated)
        assert not workspace.content.labels
        writer.checkpoint()
        qtbot.wait(200)
        assert told == [True]
        workspace.look_anew()
        qtbot.waitUntil(lambda: bool(workspace.content.labels))
        assert not workspace.onlooking.is_outdated
        qtbot.waitUntil(lambda: workspace.smear is not None)
        qtbot.wait(200)
        assert workspace.smear.id == third
        assert workspace.read_only
        assert told == [True, False]


def test_who_writes_is_not_told_of_own_changes(written, make_workspace, settle, qtbot):
    workspace = make_workspace()
    workspace.open_path(written)
    settle(workspace)
    workspace.label(list(workspace.content.cells)[:1], "blast")
    settle(workspace)
    qtbot.wait(200)
    assert not workspace.onlooking.is_outdated
