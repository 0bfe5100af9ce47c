"""Which tiles a view asks for, for any pyramid, place and zoom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leukodesk.imaging.pyramid import levels_of
from leukodesk.imaging.tiles import TILE_PX, Tile, covering, fitting_level, tiles_in, wanted_tiles

HALVED = levels_of([(20_000 >> k, 30_000 >> k) for k in range(5)])
SCANNER = levels_of([(20_000, 30_000), (5000, 7500), (1250, 1875)])


@pytest.mark.parametrize(
    ("levels", "zoom", "level"),
    [
        (HALVED, 3.0, 0),
        (HALVED, 1.0, 0),
        (HALVED, 0.51, 0),
        (HALVED, 0.5, 1),
        (HALVED, 0.26, 1),
        (HALVED, 0.001, 4),
        (SCANNER, 0.3, 0),
        (SCANNER, 0.25, 1),
        (SCANNER, 0.05, 2),
    ],
)
def test_the_fitting_level_has_a_pixel_for_each_of_the_screen_and_not_many_more(levels, zoom, level):
    assert fitting_level(levels, zoom) == level


_edges = st.integers(-3000, 33_000)


@given(
    levels=st.sampled_from((HALVED, SCANNER)),
    number=st.integers(0, 2),
    box=st.tuples(_edges, _edges, st.integers(1, 9000), st.integers(1, 9000)),
)
def test_the_tiles_in_a_box_are_those_that_touch_it(levels, number, box):
    y0, x0, height, width = box
    box = y0, x0, y0 + height, x0 + width
    level = levels[number]
    side = TILE_PX * level.downsample
    found = set(tiles_in(levels, number, box))
    for row in range(-(-level.height // TILE_PX)):
        touches_row = row * side < box[2] and (row + 1) * side > box[0]
        columns = {tile.column for tile in found if tile.row == row}
        expected = {
            column
            for column in range(-(-level.width // TILE_PX))
            if touches_row and column * side < box[3] and (column + 1) * side > box[1]
        }
        assert columns == expected


@given(
    levels=st.sampled_from((HALVED, SCANNER)),
    centre=st.tuples(st.integers(0, 20_000), st.integers(0, 30_000)),
    zoom=st.floats(0.01, 8),
)
def test_a_view_asks_for_little_coarse_before_fine_and_first_for_the_middle(levels, centre, zoom):
    height, width = 900 / zoom, 1300 / zoom
    box = tuple(round(edge) for edge in (centre[0] - height / 2, centre[1] - width / 2))
    box = (*box, round(box[0] + height), round(box[1] + width))
    wanted = wanted_tiles(levels, box, zoom)
    fitting = fitting_level(levels, zoom)
    steps = levels[min(fitting + 1, len(levels) - 1)].downsample / levels[fitting].downsample
    assert len(wanted) == len(set(wanted)) < 160 * max(1, steps / 2) ** 2
    assert [tile.level for tile in wanted] == sorted((tile.level for tile in wanted), reverse=True)
    visible = list(tiles_in(levels, fitting, box))
    assert set(visible) <= set(wanted)
    fine = [tile for tile in wanted if tile.level == fitting]
    if fitting < len(levels) - 2:
        assert set(fine[: len(visible)]) == set(visible)


@given(row=st.integers(0, 39), column=st.integers(0, 58), number=st.integers(1, 4))
def test_a_coarse_tile_stands_for_each_fine_one(row, column, number):
    coarse = covering(HALVED, Tile(0, row, column), number)
    level = HALVED[number]
    y0, x0, y1, x1 = (edge * level.downsample for edge in coarse.box(level))
    fine = Tile(0, row, column).box(HALVED[0])
    slack = 2 * level.downsample  # sizes of levels are rounded
    assert y0 <= fine[0] + slack
    assert x0 <= fine[1] + slack
    assert y1 >= fine[2] - slack
    assert x1 >= fine[3] - slack
