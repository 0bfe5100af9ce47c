"""What a merge does to the target, and in what the copies differ."""

from dataclasses import dataclass, field
from pathlib import Path

from leukodesk.core.edits import Edit
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear


@dataclass(frozen=True)
class Difference:
    """Something in which copies differ, and what was done about it.

    Attributes:
        what: ``label``, ``outline``, ``cell``, ``smear``, ``snapshot`` or ``signature``.
        smear: what is known of the smear, or None for a snapshot.
        cell_id: the cell; empty for what concerns the smear.
        centre: ``(row, column)`` of the cell in pixels, or None.
        kept: what holds in the target.
        other: what else was said.
        copy: the copy that differs; None where several may.
    """

    what: str
    smear: Smear | None
    cell_id: str
    centre: tuple[float, float] | None
    kept: str
    other: str
    copy: Path | None = None


@dataclass
class MergePlan:
    """What a merge does to the target.

    Attributes:
        edits: in order; empty where nothing is new.
        images: smears whose images are to be stored first, by the copy that has them.
        predictions: what models said about cells of other copies, where the target's own say nothing.
        smears, cells, revisions: how many are added.
        returned: how many of the added cells had been removed in the target, as far as it remembers.
        stayed_removed: how many cells that had been removed in the target stay so.
        removed: how many cells go, since a reader removed them in a copy.
        not_added: how many cells are left out, since they lie mostly on others.
        outlines: how many cells of a segmenter take the outline that a reader drew in a copy.
        details: of how many smears scale, stain or patient become known.
        labels: of how many cells the label in force changes.
        frozen, signed: how many smears are that were not.
        snapshots: how many named versions are brought.
        decided: how many undecided cells got the preferred reader's label.
        undecided: cells whose readers differ, now and before, and that wait for a decision.
        differences: outlines, cells and smears in which copies differ.
    """

    edits: list[Edit] = field(default_factory=list)
    images: dict[Path, list[Smear]] = field(default_factory=dict)
    predictions: list[Prediction] = field(default_factory=list)
    smears: int = 0
    cells: int = 0
    returned: int = 0
    stayed_removed: int = 0
    removed: int = 0
    not_added: int = 0
    outlines: int = 0
    revisions: int = 0
    details: int = 0
    labels: int = 0
    frozen: int = 0
    signed: int = 0
    snapshots: int = 0
    decided: int = 0
    undecided: list[Difference] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
