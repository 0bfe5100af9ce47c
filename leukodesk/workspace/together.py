"""Which cells a model that reads neighbours was asked about together: each answer rests on the others."""

from collections.abc import Iterable

from leukodesk.core.cell import Cell, CellKind
from leukodesk.core.results import Prediction
from leukodesk.jobs.smear_result import SmearResult


def leukocytes_of(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """The cells that models are asked about."""
    return tuple(cell for cell in cells if cell.kind is CellKind.LEUKOCYTE)


class AskedTogether:
    """Remembers, while the program runs, among which cells of a smear each answer was given.

    Cells that are new or were drawn anew have no answer and are asked about anyway. This tells of the rest:
    that a cell went, or that one is there which an analysis did not find, changes what is beside the others.
    """

    def __init__(self) -> None:
        """Know of no answer yet."""
        self._among: dict[tuple[str, str], frozenset[str]] = {}
        self._tried: tuple[str, str, frozenset[str]] | None = None

    def is_due(self, smear_id: str, model_id: str, leukocytes: Iterable[Cell]) -> bool:
        """Whether a model was asked among other cells than these, and not yet tried among these."""
        ids = frozenset(cell.id for cell in leukocytes)
        among = self._among.get((smear_id, model_id), ids)
        return bool(ids) and among != ids and self._tried != (smear_id, model_id, ids)

    def trying(self, smear_id: str, model_id: str, leukocytes: Iterable[Cell]) -> None:
        """A model is being asked among these; should it fail, it is not asked on and on."""
        self._tried = (smear_id, model_id, frozenset(cell.id for cell in leukocytes))

    def answered(self, result: SmearResult, said: Iterable[Prediction], judged: Iterable[Cell]) -> None:
        """Remember a result, with its answers and cells under the ids they have in the dataset."""
        if result.reads_neighbours:
            ids = frozenset(cell.id for cell in leukocytes_of(judged))
            for model_id in {item.model_id for item in said}:
                self._among[result.smear_id, model_id] = ids

    def try_again(self) -> None:
        """Forget what failed."""
        self._tried = None

    def forget(self) -> None:
        """Forget everything: the dataset is another one."""
        self._among.clear()
        self._tried = None
