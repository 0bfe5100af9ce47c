"""White cells of ALL-IDB1 that nobody marked, judged by eye on outlined finds at high magnification.

Most are cut by the border; a few are whole cells, or a part of one that lies away from its mark. A rule that
tells cells from smudges is not fitted to them. They have a round outline and bluish cytoplasm; the other
finds without a mark are smudge cells, pieces of such, and debris.
"""

from collections.abc import Mapping
from typing import Final

from leukodesk.training.tables import Point

UNMARKED_CELLS: Final[Mapping[str, tuple[Point, ...]]] = {
    "Im042_0": ((1164, 1920),),
    "Im049_1": ((1748, 2552),),
    "Im050_1": ((786, 2182), (1456, 20)),
    "Im051_1": ((38, 1562), (1890, 742)),
    "Im052_1": ((26, 2402),),
    "Im053_1": ((1924, 2244),),
    "Im055_1": ((1490, 1360),),
    "Im056_1": ((814, 1124), (1924, 714)),
    "Im057_1": ((704, 2522),),
}
"""``(row, column)`` inside the nucleus of each, by field."""
