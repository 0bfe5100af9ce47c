"""A smear too large to be held as a whole opens, shows its tiles and is analysed like any other."""

from dataclasses import replace

import numpy as np
import pytest
import tifffile

from leukodesk.config import Settings
from leukodesk.core.edits import ChangeCells, RecordAnalysis
from leukodesk.imaging import large
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.tiles import Tile
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.reviewing import act_of
from leukodesk.workspace.workspace import Workspace

SIDE = 1300


@pytest.fixture(autouse=True)
def _small_is_large(monkeypatch, tmp_path):
    monkeypatch.setattr(large, "LARGE_PIXELS", 1_000_000)
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def workspace(qtbot):
    settings = Settings(segmenter="squares", classifier="none", annotator="test reader")
    runner = JobRunner()
    workspace = Workspace(settings, ModelLibrary.default(), runner)
    runner.setParent(workspace)
    yield workspace
    workspace.close()


@pytest.fixture
def pixels():
    pixels = np.full((SIDE, SIDE, 3), 230, np.uint8)
    for row, column in ((100, 100), (700, 640), (1200, 1100)):
        pixels[row : row + 40, column : column + 40] = (90, 40, 110)
    return pixels


@pytest.fixture
def slide(tmp_path, pixels):
    path = tmp_path / "slides" / "slide.tif"
    path.parent.mkdir()
    scale = {"resolution": (100_000, 100_000), "resolutionunit": "CENTIMETER"}
    tifffile.imwrite(path, pixels, photometric="rgb", tile=(256, 256), **scale)
    return path


def _open(qtbot, workspace, path):
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.open_path(path)


def test_it_is_shown_by_tiles_and_not_as_a_whole(qtbot, workspace, slide, pixels):
    _open(qtbot, workspace, slide)
    assert workspace.is_large
    assert workspace.pixels is None
    assert (workspace.smear.width, workspace.smear.height) == (SIDE, SIDE)
    assert workspace.pixel_size == (pytest.approx(0.1), "stated")
    wanted = [Tile(0, 2, 2), Tile(0, 1, 1)]
    workspace.tiles.want(wanted)
    qtbot.waitUntil(lambda: not workspace.tiles.is_waiting, timeout=10_000)
    for tile in wanted:
        y0, x0, y1, x1 = tile.box(workspace.tiles.levels[0])
        shown = workspace.tiles.tile(tile)
        assert np.array_equal(shown[..., 2::-1], pixels[y0:y1, x0:x1])
    assert workspace.tiles.tile(Tile(0, 0, 0)) is None


def test_a_new_wish_replaces_what_was_not_begun(qtbot, workspace, slide):
    _open(qtbot, workspace, slide)
    workspace.tiles.want([Tile(0, row, column) for row in range(3) for column in range(3)])
    workspace.tiles.want([Tile(0, 2, 2)])
    qtbot.waitUntil(lambda: not workspace.tiles.is_waiting, timeout=10_000)
    assert workspace.tiles.tile(Tile(0, 2, 2)) is not None
    assert workspace.tiles.tile(Tile(0, 1, 2)) is None


def test_the_part_in_sight_is_analysed_and_the_rest_stays(qtbot, workspace, slide):
    _open(qtbot, workspace, slide)
    for view, count in (((-50, -50, 600, 600), 1), (None, 3), ((600, 600, 900, 900), 3)):
        with qtbot.waitSignal(workspace.job_finished, timeout=60_000):
            workspace.analyze(view)
        cells = workspace.content.cells.values()
        assert (
            sorted(cell.bbox[:2] for cell in cells)[:count] == [(100, 100), (700, 640), (1200, 1100)][:count]
        )
        assert len(cells) == count
    workspace.undo_stack.undo()
    workspace.undo_stack.undo()
    assert [cell.bbox for cell in workspace.content.cells.values()] == [(100, 100, 140, 140)]


def test_labelled_cells_are_missed_only_where_cells_were_looked_for(qtbot, workspace, slide):
    _open(qtbot, workspace, slide)
    with qtbot.waitSignal(workspace.labels_kept, timeout=60_000):
        workspace.analyze(None)
    assert workspace.content.revisions[-1].reason == "analysis"
    first, second, _ = workspace.content.cells.values()
    moved = [replace(cell, cell_mask=cell.cell_mask.moved(200, 0), procedure="") for cell in (first, second)]
    workspace.do(ChangeCells((first, second), tuple(moved), act_of("test reader")))
    workspace.label([first.id, second.id], "blast")
    assert workspace.unmatched.cell_ids == (first.id, second.id)  # nobody knows what they were found with
    procedure = replace(workspace.content.procedures[first.procedure], settings={"another": True})
    workspace.do(RecordAnalysis(workspace.smear.id, procedure, act_of("test reader")))
    known = [replace(cell, procedure=procedure.id) for cell in moved]
    workspace.do(ChangeCells(tuple(moved), tuple(known), act_of("test reader")))
    assert workspace.unmatched.cell_ids == ()
    with qtbot.waitSignal(workspace.labels_kept, timeout=60_000) as kept:
        workspace.analyze((-50, -50, 600, 600))
    assert workspace.content.smear_entries()[-1].reason == "analysis; rows 0 to 600, columns 0 to 600"
    assert kept.args[0] == workspace.unmatched.cell_ids == (first.id,)


def test_a_file_above_the_bound_stays_and_its_new_place_can_be_told(
    qtbot, workspace, slide, monkeypatch, tmp_path
):
    monkeypatch.setattr(large, "KEPT_BYTES", 1000)
    workspace.new_dataset(tmp_path / "reading.h5")
    qtbot.waitUntil(lambda: workspace.dataset_path is not None, timeout=10_000)
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.add_images([slide])
    smear_id = workspace.smear.id
    assert sum(file.stat().st_size for file in (tmp_path / "reading.h5-images").iterdir()) < 10_000
    with qtbot.waitSignal(workspace.dataset_opened, timeout=10_000):
        workspace.new_dataset(tmp_path / "other.h5")
    moved = slide.rename(slide.with_name("moved.tif"))
    with qtbot.waitSignal(workspace.failed, timeout=10_000) as failed:
        workspace.open_path(tmp_path / "reading.h5")
    assert "add it again" in failed.args[1]
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.add_images([moved])
    assert workspace.smear.id == smear_id
    assert list(workspace.content.smears) == [smear_id]


def test_the_scale_is_measured_where_nobody_stated_it(qtbot, workspace, tmp_path):
    phantom = render_phantom(3, 1000, 1100, white_cells=6)
    path = tmp_path / "phantom.tif"
    tifffile.imwrite(path, phantom.pixels, photometric="rgb", tile=(256, 256))
    _open(qtbot, workspace, path)
    qtbot.waitUntil(lambda: workspace.pixel_size is not None, timeout=20_000)
    assert workspace.pixel_size == (pytest.approx(phantom.pixel_size_um, rel=0.1), "estimated")
