"""The window's actions for a colour template."""

import cv2
import numpy as np

from leukodesk.gui import dialogs
from leukodesk.gui.segmentation.stain_actions import StainState

UNTIL_AT_REST_MS = 150
"""A field that moved, here below the line about the template, is painted exactly once it rests."""


def test_the_template_is_chosen_shown_and_left(reading, qtbot, tmp_path, monkeypatch):
    window, workspace = reading, reading.workspace
    commands, state = window.commands, window.findChild(StainState)
    assert not state.isVisibleTo(window)
    assert not commands["adjusted"].isEnabled()
    template = tmp_path / "other smear.png"
    cv2.imwrite(str(template), (workspace.pixels[..., ::-1] * 0.8).astype(np.uint8))
    monkeypatch.setattr(dialogs, "ask_template", lambda parent, folder: template)
    commands["stain_choose"].trigger()
    qtbot.waitUntil(lambda: workspace.stain.template is not None)
    assert state.isVisibleTo(window)
    assert "other smear.png" in state.text()
    qtbot.wait(UNTIL_AT_REST_MS)
    before = window.review.view.grab().toImage()
    with qtbot.waitSignal(workspace.stain.pixels_changed):
        commands["adjusted"].trigger()
    assert commands["adjusted"].isChecked()
    assert window.review.view.grab().toImage() != before
    commands["stain_none"].trigger()
    assert not state.isVisibleTo(window)
    assert not commands["adjusted"].isEnabled()
    qtbot.wait(UNTIL_AT_REST_MS)
    assert window.review.view.grab().toImage() == before
