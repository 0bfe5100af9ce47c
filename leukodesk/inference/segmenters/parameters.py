"""What pivot-growing segmentation can be told."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class PivotGrowingParameters:
    """Parameters of pivot-growing segmentation (Asaad et al.).

    Attributes:
        pivots: number k of pivots (Eq. 2).
        threshold: T of Eq. 6, a squared distance in colours relative to the background, 0 to 255.
        epsilon: of Eq. 8, a distance in the same colours.
        seed: of the random choice of the first pivots.
        feature_space: ``colour``, or ``intensity`` for the green channel alone.
        rarity: exponent on the count of a colour; 1 is Eq. 3 to the letter, less lets rare colours
            such as a lone nucleus among a million background pixels win a pivot.
        reach_um: how far cytoplasm reaches from its nucleus at most.
        working_pixel_size_um: regions are found at about this pixel size.
    """

    pivots: int = 32
    threshold: float = 1600.0
    epsilon: float = 1.0
    seed: int = 0
    feature_space: Literal["colour", "intensity"] = "colour"
    rarity: float = 0.5
    reach_um: float = 8.0
    working_pixel_size_um: float = 0.2

    def __post_init__(self) -> None:
        if self.pivots < 2 or self.threshold <= 0 or self.epsilon < 0 or not 0 <= self.rarity <= 1:
            raise ValueError(f"pivot-growing needs 2 or more pivots and a positive threshold, not {self}")
        if self.feature_space not in ("colour", "intensity"):
            raise ValueError(f"the feature space is colour or intensity, not {self.feature_space}")
        if self.reach_um <= 0 or self.working_pixel_size_um <= 0:
            raise ValueError(f"lengths are positive, not {self}")
