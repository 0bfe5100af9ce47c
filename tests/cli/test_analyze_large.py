"""`analyze` on images that are read in parts: what an ordinary image gives, with bounded memory."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import tifffile

from leukodesk.cli import analysis_stripes
from leukodesk.core.smear import Smear
from leukodesk.imaging import large
from leukodesk.imaging.phantom import render_phantom
from leukodesk.imaging.pyramid import ArraySource
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs import in_parts
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.choice import Choice
from leukodesk.jobs.in_parts import Region
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.large_analysis import analyze_region
from leukodesk.store.snapshot import load_content

ROOT = Path(__file__).parent.parent.parent
HEIGHT, WIDTH = 1000, 1150


@pytest.fixture(scope="module")
def phantom():
    return render_phantom(5, HEIGHT, WIDTH, white_cells=14)


@pytest.fixture
def image(tmp_path, phantom):
    path = tmp_path / "large.tif"
    tifffile.imwrite(path, phantom.pixels, photometric="rgb", tile=(256, 256))
    return path


@pytest.fixture
def _in_parts(monkeypatch):
    monkeypatch.setattr(large, "LARGE_PIXELS", 1_000_000)
    monkeypatch.setattr(in_parts, "SHARE_PX", 600)
    monkeypatch.setattr(analysis_stripes, "_ROWS", 170)


RUN = ("--classifier", "none", "--pixel-size", "0.09", "--json", "-")


def _analyze(leukodesk, *more):
    result = leukodesk("analyze", *more, *RUN)
    assert result.status == 0, result.err
    return json.loads(result.out)


@pytest.mark.usefixtures("_in_parts")
def test_the_record_is_that_of_an_ordinary_image_with_the_cells_of_the_window(
    leukodesk, image, phantom, monkeypatch
):
    record = _analyze(leukodesk, image)
    smear = Smear("a" * 16, str(image), "a" * 64, WIDTH, HEIGHT, 0.09)
    region = Region(smear, ArraySource([phantom.pixels]), (0, 0, HEIGHT, WIDTH))
    assert len(list(in_parts.shares_of(region.box))) == 4
    analyst, choice = Analyst(ModelLibrary.default()), Choice("pivot-growing", None, "cpu")
    shown = analyze_region(JobContext(), analyst, region, choice).segmentation.cells
    assert [tuple(cell["bbox"]) for cell in record["cells"]] == [cell.bbox for cell in shown]
    monkeypatch.setattr(large, "LARGE_PIXELS", 10**8)
    whole = _analyze(leukodesk, image)
    assert list(record) == list(whole)
    for key in ("segmenter_parameters", "pixel_size_um", "pixel_size_source", "width", "stain_template"):
        assert record[key] == whole[key]
    assert list(record["cells"][0]) == list(whole["cells"][0])
    assert record["field"].keys() == whole["field"].keys()


@pytest.mark.usefixtures("_in_parts")
def test_masks_and_overlays_are_drawn_in_stripes_that_join(leukodesk, image, phantom, tmp_path):
    record = _analyze(leukodesk, image, "--masks", tmp_path / "masks", "--overlays", tmp_path / "overlays")
    cells = cv2.imread(str(tmp_path / "masks" / "large_cells.png"), cv2.IMREAD_UNCHANGED)
    regions = cv2.imread(str(tmp_path / "masks" / "large_regions.png"), cv2.IMREAD_UNCHANGED)
    overlay = cv2.imread(str(tmp_path / "overlays" / "large_overlay.png"), cv2.IMREAD_UNCHANGED)
    assert cells.dtype == np.uint16
    assert cells.shape == regions.shape == (HEIGHT, WIDTH)
    for cell in record["cells"]:
        rows, columns = np.nonzero(cells == cell["id"])
        assert [rows.min(), columns.min(), rows.max() + 1, columns.max() + 1] == cell["bbox"]
        assert rows.size == cell["cell_area_px"]
        assert np.count_nonzero(regions[rows, columns] == 2) == cell["nucleus_area_px"]
    assert np.array_equal(regions > 0, cells > 0)
    assert overlay.shape == phantom.pixels.shape
    assert (overlay[..., ::-1] != phantom.pixels)[cells > 0].any()


def test_an_overlay_in_stripes_is_that_of_one_piece(leukodesk, image, tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(large, "LARGE_PIXELS", 1_000_000)
    for rows in (10**6, 130):
        monkeypatch.setattr(analysis_stripes, "_ROWS", rows)
        _analyze(leukodesk, image, "--overlays", tmp_path)
        drawn.append(cv2.imread(str(tmp_path / "large_overlay.png")))
    assert np.array_equal(*drawn)


@pytest.mark.usefixtures("_in_parts")
@pytest.mark.parametrize("kept_bytes", [10**9, 1000])
def test_a_dataset_keeps_a_large_image_or_where_it_lies(leukodesk, image, tmp_path, monkeypatch, kept_bytes):
    monkeypatch.setattr(large, "KEPT_BYTES", kept_bytes)
    record = _analyze(leukodesk, image, "--dataset", tmp_path / "found.h5")
    content = load_content(tmp_path / "found.h5")
    assert len(content.cells) == len(record["cells"])
    stored = sum(file.stat().st_size for file in (tmp_path / "found.h5-images").iterdir())
    assert (stored > 10**6) == (kept_bytes > 1000)
    assert leukodesk("dataset", "verify", tmp_path / "found.h5").status == 0


@pytest.mark.slow
def test_memory_does_not_grow_with_the_image(tmp_path, phantom):
    """Four times the pixels, a little more memory: cells and their answers, not pixels."""
    peaks = {}
    for side in (6000, 12_000):
        path = tmp_path / f"{side}.tif"
        _write_tiled(path, phantom.pixels, side)
        script = (
            "import resource, sys; from leukodesk.imaging import large; large.LARGE_PIXELS = 1;"
            "from leukodesk.cli.app import run; status = run(sys.argv[1:]);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024); sys.exit(status)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, "analyze", str(path), *RUN[:-1], str(tmp_path / f"{side}.json")],
            cwd=ROOT,
            env={**os.environ, "LEUKODESK_HOME": str(tmp_path / "home")},
            capture_output=True,
            text=True,
            check=True,
            timeout=280,
        )
        record = json.loads((tmp_path / f"{side}.json").read_text("utf-8"))
        assert len(record["cells"]) > 10 * (side // HEIGHT) ** 2
        peaks[side] = int(done.stdout.split()[-1])
    # In one piece the larger one would take at least 324 MB more, for its bare pixels alone.
    assert peaks[12_000] < peaks[6000] + 100, peaks


def _write_tiled(path, pixels, side):
    """A large tiled TIFF of the same field over and over."""

    def tiles():
        for row in range(0, side, 256):
            for column in range(0, side, 256):
                rows = np.arange(row, row + 256) % pixels.shape[0]
                yield pixels[np.ix_(rows, np.arange(column, column + 256) % pixels.shape[1])]

    tifffile.imwrite(path, tiles(), shape=(side, side, 3), dtype=np.uint8, photometric="rgb", tile=(256, 256))
