"""What can be done on an ordinary smear can be done on one that is read in parts, with the same outcome."""

import numpy as np
import pytest
import tifffile

from leukodesk.config import Settings
from leukodesk.core.comparison import Side
from leukodesk.imaging import large
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.stain import template_of
from leukodesk.imaging.tiles import Tile
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs import in_parts
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow

SIDE = 1300
CORNERS = ((100, 100), (700, 640), (1200, 1100))


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch, tmp_path):
    monkeypatch.setattr(large, "LARGE_PIXELS", 1_000_000)
    monkeypatch.setattr(in_parts, "SHARE_PX", 650)
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    for model_id in ("first", "second"):
        make_model(folder, model_id)
    return folder


@pytest.fixture
def make_workspace(qtbot, models):
    made = []

    def make(classifier="none", **more):
        settings = Settings(segmenter="squares", classifier=classifier, annotator="reader", **more)
        runner = JobRunner()
        workspace = Workspace(settings, ModelLibrary((models,)), runner)
        runner.setParent(workspace)
        made.append(workspace)
        return workspace

    yield make
    for workspace in made:
        workspace.close()


def _pixels(shift=0):
    pixels = np.full((SIDE, SIDE, 3), 230 - shift, np.uint8)
    for row, column in CORNERS:
        pixels[row : row + 40, column : column + 40] = (90, 40, 110)
    return pixels


def _write(path, pixels):
    path.parent.mkdir(exist_ok=True)
    scale = {"resolution": (100_000, 100_000), "resolutionunit": "CENTIMETER"}
    tifffile.imwrite(path, pixels, photometric="rgb", tile=(256, 256), **scale)
    return path


@pytest.fixture
def slide(tmp_path):
    return _write(tmp_path / "slides" / "slide.tif", _pixels())


def _open(qtbot, workspace, path):
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.open_path(path)


def _places(workspace):
    return sorted(cell.bbox[:2] for cell in workspace.content.cells.values())


def test_settings_are_tried_on_the_part_in_view(qtbot, make_workspace, slide):
    workspace = make_workspace()
    _open(qtbot, workspace, slide)
    with qtbot.waitSignal(workspace.preview_changed, timeout=20_000) as shown:
        workspace.preview.request("squares", {}, (600, 500, 760, 800))
    (preview,) = shown.args
    assert [cell.bbox for cell in preview.cells] == [(700, 640, 740, 680)]
    assert preview.view == (600, 500, 760, 800)
    assert not workspace.content.cells


def test_settings_are_applied_to_the_part_in_view(qtbot, make_workspace, slide):
    workspace = make_workspace(image_origin="nothing")
    workspace._chooser.set_stain_template(template_of(_pixels()[560:840, 560:840], "Doe_Jane.png"))
    _open(qtbot, workspace, slide)
    with qtbot.waitSignal(workspace.job_finished, timeout=60_000):
        workspace.analyze_with("squares", {}, (600, 500, 760, 800))
    assert _places(workspace) == [(700, 640)]
    assert {
        (made.template, bool(made.template_digest)) for made in workspace.content.procedures.values()
    } == {("", True)}, "the name of a template's file is not kept either"


def test_a_model_chosen_later_and_a_second_one_name_the_cells(qtbot, make_workspace, slide):
    workspace = make_workspace()
    _open(qtbot, workspace, slide)
    with qtbot.waitSignal(workspace.job_finished, timeout=60_000):
        workspace.analyze()
    assert _places(workspace) == list(CORNERS)
    assert not workspace.content.predictions
    workspace.set_classifier("first")
    said = workspace.content.predictions
    qtbot.waitUntil(lambda: len(said.get("first", {})) == 3, timeout=60_000)
    workspace.comparing.compare(Side("model", "first"), Side("model", "second"))
    qtbot.waitUntil(lambda: len(said.get("second", {})) == 3, timeout=60_000)
    qtbot.waitUntil(lambda: not workspace.comparing.is_waiting, timeout=10_000)
    comparison = workspace.comparing.comparison
    assert len(comparison.cells) == 3
    assert not comparison.one_sided


def test_all_smears_of_a_folder_are_analysed_also_large_ones(qtbot, make_workspace, slide):
    _write(slide.with_name("tile.tif"), _pixels()[600:800, 600:800])
    workspace = make_workspace(analyze_on_open=False)
    _open(qtbot, workspace, slide.parent)
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 2, timeout=20_000)
    told = []
    workspace.notice.connect(told.append)
    with qtbot.waitSignal(workspace.job_finished, timeout=60_000):
        workspace.analyze_all()
    by_smear = {
        smear.width: sorted(cell.bbox[:2] for cell in workspace.content.cells_of(smear.id))
        for smear in workspace.content.smears.values()
    }
    assert by_smear == {SIDE: list(CORNERS), 200: [(100, 40)]}
    assert not told


def test_a_large_smear_says_why_it_is_not_analysed_by_itself(qtbot, make_workspace, slide):
    workspace = make_workspace(analyze_on_open=True)
    with qtbot.waitSignal(
        workspace.notice, timeout=20_000, check_params_cb=lambda sentence: "so large" in sentence
    ):
        workspace.open_path(slide)
    assert not workspace.content.cells


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(3, SIDE, SIDE, white_cells=12)


@pytest.fixture
def field(tmp_path, phantom):
    return _write(tmp_path / "slides" / "phantom.tif", phantom.pixels)


def test_tiles_are_shown_in_the_colours_of_the_template(qtbot, make_workspace, field, phantom):
    workspace = make_workspace()
    _open(qtbot, workspace, field)
    dim = (phantom.pixels * 0.8).astype(np.uint8)
    template = template_of(dim, "dim.png")
    workspace._chooser.set_stain_template(template)
    tile = Tile(0, 1, 1)
    y0, x0, y1, x1 = tile.box(workspace.tiles.levels[0])
    for wanted, expected in ((True, template.adjusted(phantom.pixels)), (False, phantom.pixels)):
        workspace.stain.show(wanted)
        workspace.tiles.want([tile])
        qtbot.waitUntil(lambda: workspace.tiles.tile(tile) is not None, timeout=10_000)
        shown = workspace.tiles.tile(tile)[..., 2::-1].astype(int)
        assert np.abs(shown - expected[y0:y1, x0:x1]).mean() < 2.0


def test_a_large_smear_is_a_template_and_a_file_too(qtbot, make_workspace, field, phantom):
    workspace = make_workspace()
    _open(qtbot, workspace, field)
    expected = template_of(phantom.pixels, "phantom.tif").statistics
    for choose in (workspace.stain.choose_smear, lambda: workspace.stain.choose(field)):
        workspace.stain.clear()
        choose()
        qtbot.waitUntil(lambda: workspace.stain.template is not None, timeout=20_000)
        assert workspace.stain.template.name == "phantom.tif"
        found = workspace.stain.template.statistics
        assert found.background == pytest.approx(expected.background, abs=3)
        assert found.stained == pytest.approx(expected.stained, abs=0.03)
