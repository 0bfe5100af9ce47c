"""The colour template: chosen, remembered, used by an analysis, shown, and refused where it is none."""

import json

import cv2
import numpy as np
import pytest

from leukodesk.config import Settings, load_settings, settings_path, stain_templates_dir
from leukodesk.imaging.reader import read_smear
from leukodesk.imaging.stain import template_of
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace


@pytest.fixture
def workspaces(qtbot, tmp_path):
    made = []

    def make():
        settings = load_settings() if settings_path().exists() else Settings(segmenter="squares")
        settings.classifier, settings.analyze_on_open = "none", False
        made.append(Workspace(settings, ModelLibrary((tmp_path / "models",)), JobRunner()))
        return made[-1]

    yield make
    for workspace in made:
        workspace.close()


@pytest.fixture
def darker(write_image, tmp_path):
    path = write_image(tmp_path / "darker.png")
    cv2.imwrite(str(path), (cv2.imread(str(path)) * 0.8).astype(np.uint8))
    return path


def open_smear(workspace, qtbot, image):
    with qtbot.waitSignal(workspace.smear_opened, check_params_cb=bool):
        workspace.open_path(image)


def choose(workspace, qtbot, path):
    workspace.stain.choose(path)
    qtbot.waitUntil(lambda: workspace.stain.template is not None)


def test_a_chosen_image_is_the_template_of_analyses_and_is_remembered(workspaces, qtbot, image, darker):
    workspace = workspaces()
    with qtbot.waitSignal(workspace.notice, check_params_cb=lambda text: "darker.png" in text):
        choose(workspace, qtbot, darker)
    expected = template_of(read_smear(darker).pixels, "darker.png")
    assert workspace.stain.template == expected
    open_smear(workspace, qtbot, image)
    workspace.analyze()
    qtbot.waitUntil(lambda: len(list(workspace.content.cells_of(workspace.smear.id))) == 3)
    workspace.close()
    again = workspaces()
    again.prepare()
    assert again.stain.template == expected


def test_the_smear_in_view_can_be_the_template_and_be_left_again(workspaces, qtbot, image):
    workspace = workspaces()
    open_smear(workspace, qtbot, image)
    workspace.stain.choose_smear()
    qtbot.waitUntil(lambda: workspace.stain.template is not None)
    assert workspace.stain.template.name == image.name
    workspace.stain.clear()
    assert workspace.stain.template is None
    qtbot.waitUntil(lambda: not workspace.runner.running())
    assert json.loads(settings_path().read_text())["stain_template"] == ""


def test_adjusted_colours_are_shown_only_when_asked_for(workspaces, qtbot, image, darker):
    workspace = workspaces()
    open_smear(workspace, qtbot, image)
    choose(workspace, qtbot, darker)
    assert workspace.stain.pixels is workspace.pixels
    with qtbot.waitSignal(workspace.stain.pixels_changed):
        workspace.stain.show(True)
    expected = workspace.stain.template.adjusted(workspace.pixels)
    assert np.array_equal(workspace.stain.pixels, expected)
    assert not np.array_equal(workspace.stain.pixels, workspace.pixels)
    with qtbot.waitSignal(workspace.stain.pixels_changed):
        workspace.stain.clear()
    assert workspace.stain.pixels is workspace.pixels


@pytest.mark.parametrize("shade", [0, 255])
def test_an_image_without_colours_is_refused_with_one_sentence(workspaces, qtbot, tmp_path, shade):
    path = tmp_path / "plain.png"
    cv2.imwrite(str(path), np.full((100, 100, 3), shade, np.uint8))
    workspace = workspaces()
    with qtbot.waitSignal(workspace.failed, check_params_cb=lambda title, text: "plain.png" in text):
        workspace.stain.choose(path)
    assert workspace.stain.template is None


def test_no_smear_cannot_be_the_template(workspaces, qtbot):
    workspace = workspaces()
    with qtbot.waitSignal(workspace.failed, check_params_cb=lambda title, text: "No smear" in text):
        workspace.stain.choose_smear()


def test_a_template_that_is_gone_is_done_without_and_said_to_be(workspaces, qtbot, darker):
    first = workspaces()
    choose(first, qtbot, darker)
    first.close()
    for path in stain_templates_dir().iterdir():
        path.unlink()
    workspace = workspaces()
    with qtbot.waitSignal(workspace.notice, check_params_cb=lambda text: "left as they are" in text):
        workspace.prepare()
    assert workspace.stain.template is None
