"""What LAB k-means segmentation can be told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from leukodesk.inference.segmenters.settings import require, setting

PAPER_PIXEL_SIZE_UM: Final = 0.43
"""Micrometres per pixel of the fields of the paper: their red cells, 7.5 µm, are 17 to 18 pixels wide."""

PAPER: Final[Mapping[str, object]] = {
    "cytoplasm": "second cluster",
    "cytoplasm_clusters": 3,
    "white_balance": False,
    "threshold": 0.1,
    "blur_um": 1.3,
    "smallest_um2": 18.5,
    "hole_um2": 2.8,
    "clear_border": True,
    "shallow_um": 0.86,
    "working_pixel_size_um": PAPER_PIXEL_SIZE_UM,
}
"""The paper's figures: at 0.43 µm per pixel a median over 3 pixels is 1.3 µm wide, an area opening of 100
pixels keeps 18.5 µm², holes of 15 pixels are 2.8 µm², and minima shallower than 2 pixels (Eddins) 0.86 µm."""


VIOLET: Final[Mapping[str, object]] = {"nuclei": "most violet", "reach_um": 1.0, "clear_border": False}
"""For stains in which red cells are greyer, not redder, than nuclei are: their red then tells nothing, and
cytoplasm beside them cannot be told from them, so only a rim of it is taken."""


@dataclass(frozen=True)
class LabKmeansParameters:
    """Parameters of LAB k-means segmentation (Jin et al., 2023, section 5.1.2).

    Attributes:
        clusters: N of the first k-means: nucleus, cytoplasm, red cells and background.
        nuclei: which cluster of the first k-means is nuclear: that of the ``lowest red``, as in the paper, or
            the ``most violet``, of the highest a in LAB.
        cytoplasm_clusters: N of the second k-means, which parts cytoplasm from red cells and background.
        cytoplasm: which pixels the second k-means takes and which of its clusters are kept:
            ``surroundings`` all round the nuclei, and every cluster unlike background and red cells;
            ``second cluster`` as in the paper, that of the second lowest red of the first k-means, and
            the one of the lowest red in it.
        white_balance: whether colours are taken relative to the empty background.
        threshold: intensity, 0 to 1, that a pixel of the nucleus cluster must exceed.
        blur_um: width of the median filter; at least three working pixels.
        smallest_um2: area opening; smaller pieces are left out.
        hole_um2: area of the largest hole that is filled.
        clear_border: leave out cells that touch the border. Off, since a reader wants them flagged.
        shallow_um: dips of the nuclear depth less than this do not part two nuclei.
        reach_um: how far cytoplasm reaches from its nucleus at most.
        working_pixel_size_um: regions are found at about this pixel size.
        seed: of the first centres of k-means.
    """

    clusters: int = setting(
        4, "Clusters", low=2, high=8, step=1, help="Colours the smear is parted into; one of them is nuclei."
    )
    nuclei: Literal["lowest red", "most violet"] = setting(
        "lowest red",
        "Nuclei are",
        choices=("lowest red", "most violet"),
        help="Lowest red, as in the paper; most violet where red cells are stained grey or blue.",
    )
    cytoplasm_clusters: int = setting(
        6, "Clusters for cytoplasm", low=2, high=12, step=1, help="Colours the cytoplasm is looked for among."
    )
    cytoplasm: Literal["surroundings", "second cluster"] = setting(
        "surroundings",
        "Look for cytoplasm in",
        choices=("surroundings", "second cluster"),
        help="All that surrounds the nuclei, or, as in the paper, the cluster next to that of the nuclei.",
    )
    white_balance: bool = setting(
        True, "White balance", help="Take colours relative to the empty background of the smear."
    )
    threshold: float = setting(
        0.05, "Threshold", low=0, high=0.9, step=0.01, help="What is darker than this is no nucleus but dirt."
    )
    blur_um: float = setting(
        0.6, "Width of the median filter", unit="µm", low=0.1, high=5, step=0.1, help="Takes noise away."
    )
    smallest_um2: float = setting(
        14.0, "Smallest region", unit="µm²", low=0, high=200, step=1, help="Smaller regions are left out."
    )
    hole_um2: float = setting(
        3.0, "Largest hole", unit="µm²", low=0, high=100, step=0.5, help="Holes up to this area are filled."
    )
    clear_border: bool = setting(
        False,
        "Leave out cells at the border",
        help="They cannot be judged whole, but a reader may want them.",
    )
    shallow_um: float = setting(
        0.8, "Shallow minima", unit="µm", low=0, high=5, step=0.1, help="More parts fewer touching nuclei."
    )
    reach_um: float = setting(
        6.0,
        "Reach of cytoplasm",
        unit="µm",
        low=1,
        high=30,
        step=0.5,
        help="How far the cytoplasm of a cell reaches from its nucleus at most.",
    )
    working_pixel_size_um: float = setting(
        0.2,
        "Working pixel size",
        unit="µm",
        low=0.05,
        high=1,
        step=0.05,
        help="Regions are found at about this pixel size; smaller is finer and slower.",
    )
    seed: int = setting(0, "Random seed", low=0, high=9999, step=1, help="Of the first centres of k-means.")

    def __post_init__(self) -> None:
        require(self)
