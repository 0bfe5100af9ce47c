"""What is known of a model besides its figures: are its heatmaps to be believed, does it answer as it did."""

from typing import Annotated, Final

from pydantic import Field

from leukodesk.core.sentence import sentence
from leukodesk.inference.card_values import Frozen, Unit

# Above it, Adebayo et al. would call a map insensitive to the model.
_FORGOTTEN: Final = 0.4


class Explanations(Frozen):
    """Whether heatmaps of a model can be believed.

    Attributes:
        method: of the heatmaps.
        data, n: on which cells, and how many.
        heat_in_cell: mean share of the heat that lies inside the cell's outline.
        cell_area: mean share of the crop that the cell takes: what evenly spread heat would reach.
        outlines: where the outlines come from.
        rank_correlation: by part of the network, from the last on, the mean rank correlation of a heatmap
            with the one after all parts up to this one got random weights (Adebayo et al., NeurIPS 2018);
            near 0 at the end where heatmaps show what was learnt.
    """

    method: str
    data: str
    n: int = Field(ge=1)
    heat_in_cell: Unit | None
    cell_area: Unit | None
    outlines: str
    rank_correlation: dict[str, float]

    @property
    def sentence(self) -> str:
        """The figures in words, and what they mean."""
        last = list(self.rank_correlation.values())[-1]
        follows = abs(last) < _FORGOTTEN
        verdict = (
            sentence("follows what the model learnt")
            if follows
            else sentence("shows outlines more than what it learnt")
        )
        measured = {"last": last, "verdict": verdict, "n": self.n, "data": self.data, "method": self.method}
        if self.heat_in_cell is None or self.cell_area is None:
            return sentence(
                "With random weights a heatmap keeps a rank correlation of {last:.2f} with the true one, so "
                "it {verdict} ({n} cells of {data}, {method}).",
                **measured,
            )
        return sentence(
            "{heat:.0%} of the heat lies inside the cell, which takes {area:.0%} of the crop; with random "
            "weights a heatmap keeps a rank correlation of {last:.2f} with the true one, so it {verdict} "
            "({n} cells of {data}, {method}).",
            heat=self.heat_in_cell,
            area=self.cell_area,
            **measured,
        )


class ReferenceAnswers(Frozen):
    """What a model said of the white cells of the reference smear when it was trained or measured.

    Attributes:
        smear: sha256 of the reference smear and its outlines, see :mod:`leukodesk.inference.reference`.
        probabilities: calibrated, by cell and class of the card.
    """

    smear: str = Field(pattern=r"^[0-9a-f]{64}$")
    probabilities: Annotated[tuple[tuple[Unit, ...], ...], Field(min_length=1)]
