"""Where crops lie: every one somewhere, none over another, and found again where it is drawn."""

from hypothesis import given
from hypothesis import strategies as st

from leukodesk.gui.gallery.gallery_layout import GalleryLayout

LAYOUTS = st.builds(
    GalleryLayout,
    st.lists(st.integers(0, 12), min_size=1, max_size=5),
    st.integers(10, 300),
    st.integers(8, 60),
    st.integers(0, 9),
    st.integers(1, 20),
)


def everyone(layout):
    return [layout.cell_of(number) for number in range(layout.total)]


@given(LAYOUTS)
def test_every_crop_is_found_where_it_is_drawn(layout):
    for number, (group, place) in enumerate(everyone(layout)):
        x, y = layout.corner_of(group, place)
        assert layout.at(x, y) == layout.at(x + layout.tile - 1, y + layout.tile - 1) == (group, place)
        assert layout.group_at(y) == group
        assert layout.heading_of(group)[1] <= y
        assert y + layout.tile <= layout.height
        assert layout.number_of(group, place) == number


@given(LAYOUTS, st.integers(-20, 900), st.integers(1, 400))
def test_what_is_in_sight_is_what_overlaps_the_window(layout, top, high):
    seen = {(s.group, place) for s in layout.spans(top, top + high) for place in range(s.first, s.last)}
    for group, place in everyone(layout):
        _, y = layout.corner_of(group, place)
        if y < top + high and y + layout.tile > top:
            assert (group, place) in seen
    # No more than a row at either end is painted for nothing.
    assert len(seen) <= (high // (layout.tile + layout.gap) + 3) * layout.columns * 5


@given(LAYOUTS, st.tuples(*[st.integers(-10, 400)] * 2), st.tuples(*[st.integers(0, 300)] * 2))
def test_a_rubber_band_takes_what_it_touches(layout, corner, size):
    left, top, right, bottom = *corner, corner[0] + size[0], corner[1] + size[1]
    touched = set()
    for cell in everyone(layout):
        x, y = layout.corner_of(*cell)
        if x <= right and x + layout.tile > left and y <= bottom and y + layout.tile > top:
            touched.add(cell)
    assert set(layout.within(left, top, right, bottom)) == touched


@given(LAYOUTS, st.data())
def test_arrow_keys_go_to_neighbours_and_stop_at_the_ends(layout, data):
    if not layout.total:
        return
    number = data.draw(st.integers(0, layout.total - 1))
    right = layout.beside(number, 1, 0)
    assert right == min(number + 1, layout.total - 1)
    below = layout.beside(number, 0, 1)
    assert 0 <= below < layout.total
    if below != number:
        assert layout.corner_of(*layout.cell_of(below))[1] > layout.corner_of(*layout.cell_of(number))[1]
        assert layout.corner_of(*layout.cell_of(below))[0] <= layout.corner_of(*layout.cell_of(number))[0]
    first_row = min(layout.total, layout.columns)
    assert layout.beside(number, 0, -100) < first_row


def test_a_group_without_cells_takes_no_room():
    layout = GalleryLayout((0, 3, 0), 100, 20, 4, 10)
    assert [span.group for span in layout.spans(0, 500)] == [1]
    assert layout.group_at(0) == 1
