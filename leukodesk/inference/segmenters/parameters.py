"""What pivot-growing segmentation can be told."""

from dataclasses import dataclass
from typing import Final, Literal

from leukodesk.inference.segmenters.entry import Presets
from leukodesk.inference.segmenters.settings import require, setting
from leukodesk.inference.segmenters.stain_setting import usual_stain_setting


@dataclass(frozen=True)
class PivotGrowingParameters:
    """Parameters of pivot-growing segmentation (Asaad et al.).

    Attributes:
        pivots: number k of pivots (Eq. 2).
        threshold: T of Eq. 6, a squared distance in colours relative to the background, 0 to 255.
        epsilon: of Eq. 8, a distance in the same colours.
        seed: of the random choice of the first pivots.
        feature_space: ``colour``, or ``intensity`` for the green channel alone; with ``-position`` the place
            in the field counts as well, and pivots are single pixels.
        position_weight: colours that one micrometre counts for, with position.
        first_pivots: ``random`` draws them evenly from the pixels, as the paper does; ``spread`` favours
            colours far from those already drawn.
        growing: ``nearest`` takes all pixels whose nearest pivot is within T; ``connected`` takes of those
            only what is joined to a pixel like the pivot (Eq. 6 and 7 as meant).
        rarity: exponent on the count of a colour; 1 is Eq. 3 to the letter, less lets rare colours
            such as a lone nucleus among a million background pixels win a pivot.
        reach_um: how far cytoplasm reaches from its nucleus at most.
        usual_stain: look at a pale field, or one whose red cells are grey or blue, as a usual stain shows it.
        shaped_cells: give each cell the outline of its convex body, and join lobes and pieces that its shape
            shows to be one cell; else colours and connectivity alone decide.
        settled_nuclei: find each nucleus anew within its whole cell, with two pivots of its own.
        working_pixel_size_um: regions are found at about this pixel size.
    """

    pivots: int = setting(
        48,
        "Pivots",
        low=2,
        high=128,
        step=1,
        help="Number of colours that regions grow from. More tell finer.",
    )
    threshold: float = setting(
        1600.0,
        "Growing threshold",
        low=50,
        high=20_000,
        step=50,
        help="Squared colour distance up to which a region grows around its pivot.",
    )
    epsilon: float = setting(
        1.0,
        "Convergence",
        low=0,
        high=20,
        step=0.5,
        help="Pivots are final once none moves by more than this colour distance.",
    )
    seed: int = setting(
        0,
        "Random seed",
        low=0,
        high=9999,
        step=1,
        help="Decides which pixels the first pivots are drawn from.",
    )
    feature_space: Literal["colour", "intensity", "colour-position", "intensity-position"] = setting(
        "colour",
        "Compare by",
        choices=("colour", "intensity", "colour-position", "intensity-position"),
        help="Colour takes all channels; intensity the green one alone, in which nuclei are darkest. "
        "With position, pixels far apart in the smear differ as well.",
    )
    position_weight: float = setting(
        2.0,
        "Weight of position",
        unit="colours per µm",
        low=0,
        high=50,
        step=0.5,
        help="How much a micrometre of distance counts; only where position is compared.",
    )
    first_pivots: Literal["spread", "random"] = setting(
        "spread",
        "First pivots",
        choices=("spread", "random"),
        help="Random draws them evenly from the pixels; spread favours colours unlike those already drawn.",
    )
    growing: Literal["nearest", "connected"] = setting(
        "nearest",
        "Growing",
        choices=("nearest", "connected"),
        help="Nearest takes every pixel like a pivot; connected only those joined to a pivot's own pixels.",
    )
    rarity: float = setting(
        0.5,
        "Weight of common colours",
        low=0,
        high=1,
        step=0.05,
        help="At 1 every pixel counts the same; less lets rare colours, such as a lone nucleus, win a pivot.",
    )
    reach_um: float = setting(
        8.0,
        "Reach of cytoplasm",
        unit="µm",
        low=1,
        high=30,
        step=0.5,
        help="How far the cytoplasm of a cell reaches from its nucleus at most.",
    )
    usual_stain: bool = usual_stain_setting()
    shaped_cells: bool = setting(
        True,
        "Cells by shape",
        help="Outlines each cell as one convex body and joins what its shape shows to be one cell; else "
        "colours alone decide, and cytoplasm of the colour of red cells is lost.",
    )
    settled_nuclei: bool = setting(
        True,
        "Settle nuclei",
        help="Finds each nucleus anew within its whole cell; else dark cytoplasm may count as nucleus.",
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

    def __post_init__(self) -> None:
        require(self)

    @property
    def by_intensity(self) -> bool:
        """Whether the green channel alone is compared."""
        return self.feature_space.startswith("intensity")

    @property
    def with_position(self) -> bool:
        """Whether the place in the field is compared as well."""
        return self.feature_space.endswith("-position")


PRESETS: Final[Presets] = {
    "paper": {
        "feature_space": "intensity",
        "first_pivots": "random",
        "growing": "connected",
        "rarity": 1.0,
        "pivots": 32,
        "usual_stain": False,
        "shaped_cells": False,
        "settled_nuclei": False,
    },
    "paper-position": {
        "feature_space": "intensity-position",
        "first_pivots": "random",
        "growing": "connected",
        "rarity": 1.0,
        "pivots": 128,
        "threshold": 3600.0,
        "position_weight": 1.0,
        "usual_stain": False,
        "shaped_cells": False,
        "settled_nuclei": False,
    },
}
"""Asaad et al. to the letter, where the letter can be followed; position makes pivots single pixels.

Of cells the paper says nothing: nuclei that touch are parted, and each gets the cytoplasm near it.
"""
