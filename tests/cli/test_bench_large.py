"""The large image that `bench` moves: a small file of any number of pixels."""

import numpy as np

from leukodesk.cli.bench_large import write_repeated
from leukodesk.imaging.large import read_large
from leukodesk.imaging.pyramid_cache import PyramidCache


def test_one_tile_is_stored_and_seen_everywhere(tmp_path):
    tile = np.random.default_rng(1).integers(0, 256, (512, 512, 3), np.uint8)
    path = tmp_path / "large.tif"
    write_repeated(path, tile, 10_240)
    assert path.stat().st_size < 2 * tile.nbytes
    read = read_large(path, PyramidCache(tmp_path / "cache"))
    assert (read.smear.width, read.smear.height) == (10_240, 10_240)
    for top, left in ((0, 0), (512, 9728), (9728, 4096)):
        assert np.array_equal(read.source.read(0, (top, left, top + 512, left + 512)), tile)
