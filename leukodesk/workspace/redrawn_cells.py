"""What models said about outlines that have changed since."""

from collections.abc import Iterable


class RedrawnCells:
    """Cells whose outlines changed, with the models that were asked about them since."""

    def __init__(self) -> None:
        self._asked: dict[str, set[str]] = {}

    def note(self, cell_ids: Iterable[str]) -> None:
        """Their outlines changed: what any model said about them is about former ones."""
        self._asked |= {cell_id: set() for cell_id in cell_ids}

    def note_asked(self, cell_ids: Iterable[str], model_id: str) -> None:
        """A model is asked about the cells as they are now."""
        for cell_id in cell_ids:
            self._asked.setdefault(cell_id, set()).add(model_id)

    def is_out_of_date(self, cell_id: str, model_id: str) -> bool:
        """Whether what a model said about a cell is about an outline that it had before."""
        return cell_id in self._asked and model_id not in self._asked[cell_id]

    def clear(self) -> None:
        """Forget all: another dataset is open."""
        self._asked.clear()
