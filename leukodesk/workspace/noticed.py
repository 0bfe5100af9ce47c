"""What an analysis noticed about a smear, in the words of the reader's language."""

from dataclasses import dataclass

from leukodesk.jobs.smear_result import SmearResult
from leukodesk.workspace.words import worded


@dataclass(frozen=True)
class Noticed:
    """What was noticed, apart by who noticed it: what a model did holds for that model only.

    Attributes:
        of_cells: of the scale and the cells, one sentence each.
        model_id: the model that was asked; empty where none was.
        of_model: of what that model says, one sentence each.
    """

    of_cells: tuple[str, ...] = ()
    model_id: str = ""
    of_model: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.of_cells, *self.of_model)


def noticed_in(result: SmearResult) -> Noticed:
    """What an analysis noticed."""
    return Noticed(
        tuple(map(worded, result.notices)), result.model_id, tuple(map(worded, result.model_notices))
    )
