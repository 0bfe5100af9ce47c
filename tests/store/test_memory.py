"""Memory goes with what is shown, not with how much there is."""

import pathlib
import sys

import pytest

from tests.store import session_memory
from tests.store.memory import measured
from tests.store.scale import build

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

_SIZES = (200, 800)
_PER_CELL = 16
"""Bytes; what a list of smears with 50 cells each takes."""

_CACHES = 1_500_000
"""Bytes; ids that were looked up are remembered, a few thousand of each table."""

_PARTS = 9_000_000
"""Bytes; tables are read a part of 4 MB at a time, and one is held while the next is made."""

_PAGES = 24_000_000
"""Bytes of spilled columns that are in memory at a time."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, float]]:
    """What processes say of a small and of a large dataset."""
    figures = []
    for smears in _SIZES:
        path = tmp_path_factory.mktemp("sizes") / "a.h5"
        build(path, smears)
        path.with_name("a.h5.bak-journal").unlink()  # of the building; every opening would look through it
        figures.append(measured(path))
        print(figures[-1])
    return figures


@pytest.mark.parametrize("step", ["opened", "shown"])
def test_a_cell_more_takes_a_few_bytes_more(found: list[dict[str, float]], step: str) -> None:
    small, large = found
    assert large[step] - small[step] < _PER_CELL * (large["cells"] - small["cells"])


def test_opening_never_holds_the_tables(found: list[dict[str, float]]) -> None:
    for figures in found:
        assert figures["peak"] < _PARTS + 4 * _PER_CELL * figures["cells"]


def test_after_a_walk_through_all_smears_and_a_checkpoint_memory_is_level(
    found: list[dict[str, float]],
) -> None:
    for figures in found:
        assert figures["walked"] - figures["shown"] < _CACHES
        assert figures["saved"] - figures["walked"] < _CACHES


_SESSION_PER_CELL = 100
"""Bytes; what nobody looks at any more after it was analysed or imported, but can be undone."""

_UNSETTLED = 40_000_000
"""Bytes of what may be done before a dataset settles."""


def test_what_a_session_brings_in_does_not_stay_in_memory(tmp_path: pathlib.Path) -> None:
    figures = []
    for cells in (4_000, 20_000):
        path = tmp_path / f"{cells}" / "a.h5"
        path.parent.mkdir()
        build(path, smears=20, cells=10)
        figures.append(session_memory.measured(path, cells))
        print(figures[-1])
    small, large = figures
    assert large["settled"] - small["settled"] < _SESSION_PER_CELL * (large["cells"] - small["cells"])
    for found in figures:
        assert found["worked"] - found["opened"] < _UNSETTLED


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells what memory of a process is its own")
@pytest.mark.parametrize("step", ["opened", "shown", "walked", "saved"])
def test_so_says_the_system(found: list[dict[str, float]], step: str) -> None:
    small, large = found
    # Its figures are coarse: what was given back in small pieces is still the program's.
    grown = large[f"{step} RssAnon"] - small[f"{step} RssAnon"]
    assert grown < 4 * _PER_CELL * (large["cells"] - small["cells"]) + _CACHES
    assert large[f"{step} RssFile"] < _PAGES
