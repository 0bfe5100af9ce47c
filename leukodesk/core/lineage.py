"""Cells that came out of other cells: split from one, or joined into one."""

from leukodesk.core.content import Revision
from leukodesk.core.taking_back import takes_back


def relative_of(revision: Revision) -> str:
    """The cell that the one of an entry came from or went into; empty for any other entry.

    The entry is about the cell that appeared or ended; the relative is the one that was there before and
    after. Taking a split or a join back leaves an entry of the same kind.
    """
    # What a model suggested has a colon between model and class.
    is_relative = bool(revision.cell_id) and ":" not in revision.suggestion
    return revision.suggestion if is_relative else ""


def model_suggestion(revision: Revision) -> str:
    """What a model had said of a cell when an entry was made, as ``model id:class``, or empty."""
    is_said = bool(revision.cell_id) and ":" in revision.suggestion and not takes_back(revision)
    return revision.suggestion if is_said else ""
