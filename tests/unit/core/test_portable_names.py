"""Names that exports give their files can be carried to any system."""

import pytest

from leukodesk.core.plain_text import portable_name


@pytest.mark.parametrize(
    ("name", "carried"),
    [
        ("Im001_1.jpg", "Im001_1.jpg"),
        ("Färbung µ 2.tif", "Färbung µ 2.tif"),
        ("12:30.png", "12_30.png"),
        ("ALL? <new> a|b*.png", "ALL_ _new_ a_b_.png"),
        ("CON.png", "CON_.png"),
        ("lpt1.ome.tiff", "lpt1_.ome.tiff"),
        ("con", "con_"),
        ("control.png", "control.png"),
        ("falcon.png", "falcon.png"),
        ("b\udce4\n.png", "b__.png"),
    ],
)
def test_what_means_something_else_elsewhere_becomes_a_line(name, carried):
    assert portable_name(name) == carried
