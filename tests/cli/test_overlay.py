"""What an overlay shows of heatmaps."""

import numpy as np
import pytest

from leukodesk.cli.analysis_overlay import lay_heat


def test_where_crops_of_neighbours_overlap_the_hottest_counts():
    """Heat of one upon the other made a clump darker than any of its heatmaps, and hid its cells."""
    flat = np.full((60, 80, 3), 200, np.uint8)
    hot, warm = np.ones((8, 8), np.float32), np.full((8, 8), 0.5, np.float32)
    first, second = (10.0, 10.0, 40.0, 40.0), (20.0, 25.0, 50.0, 55.0)
    alone = {}
    for name, heatmap in (("hot", (first, hot)), ("warm", (second, warm))):
        alone[name] = flat.copy()
        lay_heat(alone[name], [heatmap])
    for heatmaps in ([(first, hot), (second, warm)], [(second, warm), (first, hot)]):
        both = flat.copy()
        lay_heat(both, heatmaps)
        assert np.array_equal(both[10:40, 10:40], alone["hot"][10:40, 10:40])
        assert np.array_equal(both[40:50, 25:55], alone["warm"][40:50, 25:55])
        assert np.array_equal(both[:10], flat[:10])


@pytest.mark.parametrize(
    "box", [(-20.0, -20.0, 10.0, 10.0), (50.0, 70.0, 90.0, 110.0), (-5.0, -5.0, 65.0, 85.0)]
)
def test_heat_beyond_the_border_is_cut_there_and_the_rest_stays_in_its_place(box):
    heat = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)
    wide = np.full((260, 280, 3), 200, np.uint8)
    lay_heat(wide, [((box[0] + 100, box[1] + 100, box[2] + 100, box[3] + 100), heat)])
    canvas = np.full((60, 80, 3), 200, np.uint8)
    lay_heat(canvas, [(box, heat)])
    assert np.array_equal(canvas, wide[100:160, 100:180])
    piece = np.full((30, 80, 3), 200, np.uint8)
    lay_heat(piece, [(box, heat)], top=30)
    assert np.array_equal(piece, canvas[30:])


def test_heat_outside_the_picture_changes_nothing():
    canvas = np.full((60, 80, 3), 200, np.uint8)
    lay_heat(canvas, [((-50.0, 5.0, -10.0, 45.0), np.ones((8, 8), np.float32))])
    lay_heat(canvas, [((70.0, 5.0, 110.0, 45.0), np.ones((8, 8), np.float32))])
    assert (canvas == 200).all()
