"""Whole slides through the real OpenSlide library: read, moved over, and analysed in a region."""

import math

import numpy as np
import pytest
import tifffile

from leukodesk.config import Settings
from leukodesk.core.cell import CellKind
from leukodesk.imaging.large import read_large
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid_cache import PyramidCache
from leukodesk.imaging.tiles import Tile, wanted_tiles
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace

openslide = pytest.importorskip(
    "openslide", reason="OpenSlide is not installed: pip install 'leukodesk[slides]'"
)

HEIGHT, WIDTH, SIZE_UM = 1500, 1800, 0.125
APERIO = "Aperio Image Library v10\r\n1800x1500 [0,0 1800x1500] (256x256)|AppMag = 80|MPP = {}"


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(5, HEIGHT, WIDTH, white_cells=14, pixel_size_um=SIZE_UM)


@pytest.fixture(autouse=True)
def _own_home(monkeypatch, tmp_path):
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "home"))


def _write(path, pixels, description=None, **scale):
    """A tiled pyramidal TIFF of three levels, as scanners write it."""
    path.parent.mkdir(exist_ok=True)
    with tifffile.TiffWriter(path) as file:
        for number in range(3):
            step = 2**number
            file.write(
                np.ascontiguousarray(pixels[::step, ::step]),
                photometric="rgb",
                tile=(256, 256),
                description=description,
                subfiletype=1 if number and description is None else 0,
                metadata=None,
                **scale,
            )
    return path


@pytest.fixture(params=["generic", "aperio"])
def slide(request, tmp_path, phantom):
    path = tmp_path / "slides" / "slide.svs"
    if request.param == "aperio":
        return _write(path, phantom.pixels, APERIO.format(SIZE_UM))
    per_cm = round(10_000 / SIZE_UM)
    return _write(path, phantom.pixels, resolution=(per_cm, per_cm), resolutionunit="CENTIMETER")


def test_its_levels_pixels_and_scale_are_read(slide, phantom, tmp_path):
    read = read_large(slide, PyramidCache(tmp_path / "cache"))
    assert read.smear.pixel_size_um == pytest.approx(SIZE_UM)
    assert (read.smear.height, read.smear.width) == (HEIGHT, WIDTH)
    assert read.encoded is None
    assert [level.downsample for level in read.source.levels] == [1, 2, 4]
    for number, box in ((0, (3, 5, 300, 700)), (1, (101, 51, 400, 333)), (2, (0, 0, 375, 450))):
        step = 2**number
        y0, x0, y1, x1 = box
        assert np.array_equal(read.source.read(number, box), phantom.pixels[::step, ::step][y0:y1, x0:x1])


def test_a_slide_without_scale_has_none(phantom, tmp_path):
    path = _write(tmp_path / "slides" / "plain.svs", phantom.pixels, APERIO.format("0"))
    assert read_large(path, PyramidCache(tmp_path / "cache")).smear.pixel_size_um is None


def test_what_is_no_slide_is_one_sentence(tmp_path):
    path = tmp_path / "broken.svs"
    path.write_bytes(b"II*\0" + b"no slide" * 100)
    with pytest.raises(Exception, match=r"broken\.svs is damaged or of an unusual kind"):
        read_large(path, PyramidCache(tmp_path / "cache"))


@pytest.fixture
def workspace(qtbot):
    settings = Settings(segmenter="pivot-growing", classifier="none", annotator="reader")
    runner = JobRunner()
    workspace = Workspace(settings, ModelLibrary.default(), runner)
    runner.setParent(workspace)
    yield workspace
    workspace.close()


def test_the_window_moves_over_it_and_analyses_what_is_in_sight(qtbot, workspace, slide, phantom):
    with qtbot.waitSignal(workspace.smear_opened, timeout=20_000, check_params_cb=bool):
        workspace.open_path(slide)
    assert workspace.pixel_size == (pytest.approx(SIZE_UM), "stated")
    levels = workspace.tiles.levels
    for left in (0, 400, 900):
        tiles = wanted_tiles(levels, (200, left, 900, left + 900), 1.0)
        workspace.tiles.want(tiles)
        qtbot.waitUntil(lambda: not workspace.tiles.is_waiting, timeout=10_000)
        for tile in tiles:
            y0, x0, y1, x1 = tile.box(levels[tile.level])
            step = 2**tile.level
            shown = workspace.tiles.tile(tile)[..., 2::-1]
            assert np.array_equal(shown, phantom.pixels[::step, ::step][y0:y1, x0:x1])
    assert workspace.tiles.tile(Tile(0, 1, 1)) is not None
    view = (200, 300, 1200, 1500)
    with qtbot.waitSignal(workspace.job_finished, timeout=60_000):
        workspace.analyze(view)
    found = [cell.centroid for cell in workspace.content.cells.values()]
    leukocytes = (cell.centroid for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE)
    expected = [(row, column) for row, column in leukocytes if 230 < row < 1170 and 330 < column < 1470]
    assert expected
    assert all(200 <= row < 1200 and 300 <= column < 1500 for row, column in found)
    for place in expected:
        assert min(math.dist(place, centre) for centre in found) < 40
