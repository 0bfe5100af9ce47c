"""What the window looks like, compared with stored pictures."""

import pytest

from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.workspace.reviewing import class_edit
from tests.gui.picture_check import SHARE, check, same_share, shrunk

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_empty_window(request, shown, theme):
    check(request, shown(theme, opened=False), f"empty-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_review(request, shown, theme):
    check(request, shown(theme, opened=True), f"review-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_train(qtbot, request, shown, theme):
    window = shown(theme, opened=True)
    window.commands["train_tab"].trigger()
    qtbot.wait(300)
    check(request, window, f"train-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_segmentation(qtbot, request, shown, theme, dark_segmenter):
    window = shown(theme, opened=True)
    window.workspace.settings.segmenter = dark_segmenter
    with qtbot.waitSignal(window.workspace.preview_changed, timeout=20_000):
        window.commands["segmentation"].trigger()
    window.review.segmentation.setFocus()
    qtbot.wait(300)
    check(request, window, f"segmentation-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_eleven_classes_in_a_small_window(qtbot, request, shown, theme):
    """The eight kinds of leukocyte with what stands outside them, in 1120 by 700 pixels."""
    window = shown(theme, opened=True)
    workspace = window.workspace
    workspace.label(list(workspace.content.labels), None)
    cells = [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]
    workspace.do(class_edit(workspace.content, LEUKOCYTE8, "test reader"))
    for cell_id, class_id in zip(cells, LEUKOCYTE8.ids, strict=False):
        workspace.label([cell_id], class_id)
    window.resize(1120, 700)
    qtbot.wait(300)
    check(request, window, f"eleven-classes-{theme}")


def test_a_changed_window_is_noticed(request, shown):
    window = shown("light", opened=True)
    window.commands["hidden"].trigger()
    assert same_share(shrunk(window), "review-light") < SHARE
