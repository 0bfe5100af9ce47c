"""What the window looks like, compared with stored pictures.

Fonts are drawn a little differently from machine to machine, so both pictures are shrunk until a letter is
a grey stain: what is compared is layout, colour and presence, not the edges of glyphs.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.core.taxonomies import LEUKOCYTE8
from leukodesk.workspace.reviewing import class_edit

SNAPSHOTS = Path(__file__).parent / "snapshots"
SHRUNK = (350, 225)
CLOSE = 26
SHARE = 0.99


def shrunk(window):
    image = window.grab().toImage().convertToFormat(window.grab().toImage().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3)
    return cv2.resize(pixels, SHRUNK, interpolation=cv2.INTER_AREA)


def check(request, window, name):
    path = SNAPSHOTS / f"{name}.png"
    now = shrunk(window)
    if request.config.getoption("--update-snapshots", default=False):
        SNAPSHOTS.mkdir(exist_ok=True)
        cv2.imwrite(str(path), now[..., ::-1])
        return
    assert path.exists(), f"run pytest tests/gui --update-snapshots to store {path.name}"
    then = cv2.imread(str(path))[..., ::-1]
    difference = np.abs(now.astype(int) - then.astype(int)).max(axis=2)
    share = float((difference <= CLOSE).mean())
    assert share >= SHARE, f"{path.name}: only {share:.1%} of the picture is as it was"


@pytest.fixture
def shown(qtbot, make_window, dataset_path, open_dataset):
    def show(theme, *, opened):
        window, workspace = make_window(theme)
        window.workspace = workspace
        if opened:
            open_dataset(window, workspace, dataset_path)
            cells = [cell.id for cell in workspace.content.cells_of(workspace.smear.id)]
            workspace.select([cells[0]])
            qtbot.waitUntil(lambda: workspace.saved_state == "saved")
        # Settles what is drawn again after the zoom came to rest, and the last thumbnail.
        qtbot.wait(300)
        return window

    return show


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_empty_window(request, shown, theme):
    check(request, shown(theme, opened=False), f"empty-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_review(request, shown, theme):
    check(request, shown(theme, opened=True), f"review-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_train(request, shown, theme):
    window = shown(theme, opened=True)
    window.commands["train_tab"].trigger()
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
    then = cv2.imread(str(SNAPSHOTS / "review-light.png"))[..., ::-1]
    difference = np.abs(shrunk(window).astype(int) - then.astype(int)).max(axis=2)
    assert float((difference <= CLOSE).mean()) < SHARE
