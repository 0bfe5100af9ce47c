"""Lists of points are read however they were written, and a line that is none is named."""

import warnings

import pytest

from leukodesk.core.errors import InputError
from leukodesk.training.tables import read_points


@pytest.mark.parametrize(
    "text", ["\ufeff68 13\n", "68,13", "68, 13\r\n", "68\t13\t1\n\n", "68 13 # a cell", "# cells\n68 13 a"]
)
def test_points_are_read_however_they_were_written(tmp_path, text):
    (tmp_path / "1.xyc").write_bytes(text.encode())
    assert read_points(tmp_path / "1.xyc") == [(13, 68)]


@pytest.mark.parametrize("text", [b"", b"# comment only\n", b"# Gr\xfc\xdfe\n"])
def test_a_list_of_points_may_be_empty_without_a_word(tmp_path, text):
    (tmp_path / "1.xyc").write_bytes(text)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_points(tmp_path / "1.xyc") == []


@pytest.mark.parametrize("text", ["68 13\nnan nan\n", "68 13\n-inf 5\n", "68 13\nx y\n", "# x y\n68\n"])
def test_a_line_that_is_no_pair_of_numbers_is_named(tmp_path, text):
    (tmp_path / "1.xyc").write_text(text)
    with pytest.raises(InputError, match=r"Line 2 of .*1\.xyc .* separated by blanks"):
        read_points(tmp_path / "1.xyc")
