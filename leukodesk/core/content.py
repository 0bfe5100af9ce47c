"""What a dataset holds, in memory and without pixels. Edits change it; nothing else does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import UNIDENTIFIED, Taxonomy


@dataclass(frozen=True)
class Revision:
    """One entry of the append-only label history.

    Attributes:
        cell_id, smear_id: what was labelled; both empty where the classes of the dataset were changed, the
            former where a smear was frozen for judging or let go, signed or unlocked.
        old, new: class ids before and after, None means no label; or ids of the taxonomies; or ``frozen``
            or ``signed``, and None.
        annotator: who did it.
        at: when, in UTC.
        reason: why, for example ``review``, ``undo`` or ``import``.
        suggestion: what a model had said at that moment, as ``model id:class``, or empty; the digest of what
            was signed, where a smear was.
        origin: origin of the new label, see :class:`leukodesk.core.cell.Label`.
    """

    cell_id: str
    smear_id: str
    old: str | None
    new: str | None
    annotator: str
    at: datetime
    reason: str
    suggestion: str = ""
    origin: str = "review"


@dataclass(frozen=True)
class Version:
    """What the dataset once held, by name.

    Attributes:
        name: unique within the dataset.
        digest: SHA-256 over what it held, see :func:`leukodesk.core.versions.content_digest`.
        annotator: who named it.
        at: when, in UTC.
        smears, cells, labels: how many it had.
    """

    name: str
    digest: str
    annotator: str
    at: datetime
    smears: int
    cells: int
    labels: int


@dataclass
class Content:
    """The tables of one dataset.

    Attributes:
        taxonomy: the classes a label may have.
        smears: by smear id, in the order in which they were added.
        cells: by cell id.
        labels: the label now in force, by cell id.
        revisions: every change of labels and classes ever made, oldest first; only ever appended to.
        predictions: by model id, then by cell id.
        versions: what was named, by name, in the order in which the names were given.
    """

    taxonomy: Taxonomy
    smears: dict[str, Smear] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    predictions: dict[str, dict[str, Prediction]] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    _by_smear: dict[str, dict[str, None]] = field(default_factory=dict, repr=False)
    _about_smears: list[Revision] = field(default_factory=list, repr=False, compare=False)
    _followed: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.cells and not self._by_smear:
            for cell in self.cells.values():
                self._by_smear.setdefault(cell.smear_id, {})[cell.id] = None

    def copy(self) -> "Content":
        """The same tables, to be changed independently; what lies in them is immutable and shared."""
        return Content(
            taxonomy=self.taxonomy,
            smears=dict(self.smears),
            cells=dict(self.cells),
            labels=dict(self.labels),
            revisions=list(self.revisions),
            predictions={model_id: dict(rows) for model_id, rows in self.predictions.items()},
            versions=dict(self.versions),
            _by_smear={smear_id: dict(ids) for smear_id, ids in self._by_smear.items()},
            _about_smears=list(self._about_smears),
            _followed=self._followed,
        )

    def smear_entries(self) -> Sequence[Revision]:
        """The entries of the history that are about whole smears, oldest first; not to be changed."""
        # Only new ones are looked at; from the beginning they come in large parts.
        fresh = self.revisions[self._followed :] if self._followed else self.revisions
        self._about_smears += [entry for entry in fresh if entry.smear_id and not entry.cell_id]
        self._followed = len(self.revisions)
        return self._about_smears

    def cells_of(self, smear_id: str) -> Iterator[Cell]:
        """The cells of one smear, in the order in which they were added."""
        return (self.cells[cell_id] for cell_id in self._by_smear.get(smear_id, ()))

    def put_cell(self, cell: Cell) -> None:
        """Add a cell, or replace the one with its id."""
        self.cells[cell.id] = cell
        self._by_smear.setdefault(cell.smear_id, {})[cell.id] = None

    def drop_cell(self, cell_id: str) -> None:
        """Remove a cell and its label; its revisions stay, and its predictions for the case of an undo."""
        cell = self.cells.pop(cell_id)
        del self._by_smear[cell.smear_id][cell_id]
        self.labels.pop(cell_id, None)

    def put_predictions(self, predictions: Iterable[Prediction]) -> None:
        """Record machine statements, replacing older ones of the same model and cell."""
        for prediction in predictions:
            self.predictions.setdefault(prediction.model_id, {})[prediction.cell_id] = prediction

    def class_of(self, cell_id: str, model_id: str | None) -> str:
        """The class a cell is shown and counted under.

        A reader's label comes first; then what the segmenter took it for, if that is not a leukocyte;
        then the model's class unless it abstained; else ``unidentified``.
        """
        label = self.labels.get(cell_id)
        if label is not None:
            return label.cell_class
        kind = self.cells[cell_id].kind
        if kind is not CellKind.LEUKOCYTE:
            return kind.value
        prediction = self.predictions.get(model_id, {}).get(cell_id) if model_id else None
        if prediction is None or prediction.abstained:
            return UNIDENTIFIED
        return prediction.top_class
