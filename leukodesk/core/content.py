"""What a dataset holds, in memory and without pixels. Edits change it; nothing else does."""

from collections import Counter
from collections.abc import (
    Collection,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    MutableSequence,
    Sequence,
    Sized,
)
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Protocol

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction
from leukodesk.core.rows import Log, Rows, copied, field_of, number_built
from leukodesk.core.smear import Smear
from leukodesk.core.taking_back import still_said, takes_back
from leukodesk.core.taxonomy import UNIDENTIFIED, Taxonomy


@dataclass(frozen=True)
class Revision:
    """One entry of the append-only label history.

    Attributes:
        cell_id, smear_id: what was labelled; both empty where the classes of the dataset were changed, the
            former where a smear was frozen for judging or let go, signed or unlocked, or analysed.
        old, new: class ids before and after, None means no label; or ids of the taxonomies; or ``frozen``,
            ``signed`` or ``analysed``, and None.
        annotator: who did it.
        at: when, in UTC.
        reason: why, for example ``review``, ``undo`` or ``import``.
        suggestion: what a model had said at that moment, as ``model id:class``, or empty; the digest of what
            was signed, where a smear was; the id of the procedure, where one was analysed; and where cells
            were split or joined, the cell that this one came from or went into, see
            :mod:`leukodesk.core.lineage`.
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


@dataclass(frozen=True)
class SmearCount:
    """What there is of one smear.

    Attributes:
        cells: number of its cells.
        labels: number of its labelled cells by class id.
    """

    cells: int
    labels: Mapping[str, int]

    @property
    def labelled(self) -> int:
        """Number of its labelled cells."""
        return sum(self.labels.values())


class CellIndex(Protocol):
    """What a file knows of the cells of its smears, without building any."""

    def ids_of(self, smear_id: str) -> list[str]:
        """The cells of one smear, in their order."""

    def counts(self) -> Mapping[str, SmearCount]:
        """What there is of each smear that has cells."""


class _NoIndex:
    def ids_of(self, _smear_id: str) -> list[str]:
        return []

    def counts(self) -> Mapping[str, SmearCount]:
        return {}


@dataclass
class Content:
    """The tables of one dataset.

    What was read from a file stays arrays until somebody looks at it, see :mod:`leukodesk.core.rows`; what
    ``cells``, ``labels``, ``predictions`` and ``revisions`` give is then built anew each time.

    Attributes:
        taxonomy: the classes a label may have.
        smears: by smear id, in the order in which they were added.
        cells: by cell id.
        labels: the label now in force, by cell id.
        revisions: every change of labels and classes ever made, oldest first; only ever appended to.
        predictions: by model id, then by cell id.
        versions: what was named, by name, in the order in which the names were given.
        procedures: with what smears were analysed, by id.
        index: which cells of ``cells``, as it was read, belong to which smear.
    """

    taxonomy: Taxonomy
    smears: dict[str, Smear] = field(default_factory=dict)
    cells: MutableMapping[str, Cell] = field(default_factory=dict)
    labels: MutableMapping[str, Label] = field(default_factory=dict)
    revisions: MutableSequence[Revision] = field(default_factory=list)
    predictions: dict[str, MutableMapping[str, Prediction]] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    procedures: dict[str, Procedure] = field(default_factory=dict)
    index: CellIndex = field(default_factory=_NoIndex, repr=False, compare=False)
    _by_smear: dict[str, dict[str, None]] = field(default_factory=dict, repr=False, compare=False)
    _about_smears: list[Revision] = field(default_factory=list, repr=False, compare=False)
    _about_smear: dict[str, list[Revision]] = field(default_factory=dict, repr=False, compare=False)
    _followed: int = field(default=0, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.cells and not self._by_smear and isinstance(self.cells, dict):
            for cell in self.cells.values():
                self._by_smear.setdefault(cell.smear_id, {})[cell.id] = None

    def copy(self) -> "Content":
        """The same tables, to be changed independently; what lies in them is immutable and shared."""
        return Content(
            taxonomy=self.taxonomy,
            smears=dict(self.smears),
            cells=copied(self.cells),
            labels=copied(self.labels),
            revisions=self.revisions.copy() if isinstance(self.revisions, Log) else list(self.revisions),
            predictions={model_id: copied(rows) for model_id, rows in self.predictions.items()},
            versions=dict(self.versions),
            procedures=dict(self.procedures),
            index=self.index,
            _by_smear={smear_id: dict(ids) for smear_id, ids in self._by_smear.items()},
            _about_smears=list(self._about_smears),
            _about_smear={smear_id: list(entries) for smear_id, entries in self._about_smear.items()},
            _followed=self._followed,
        )

    def with_history(self, revisions: Iterable[Revision]) -> "Content":
        """As :meth:`copy`, with these entries of the history."""
        found = self.copy()
        found.revisions = list(revisions)
        found._about_smears, found._about_smear, found._followed = [], {}, 0
        return found

    def take_over(self, other: "Content") -> None:
        """Hold the tables of ``other`` from now on; nobody may use that any more."""
        for item in fields(self):
            setattr(self, item.name, getattr(other, item.name))

    @property
    def number_built(self) -> int:
        """How many cells, labels, predictions and entries of the history are kept as objects."""
        tables: tuple[Sized, ...] = (self.cells, self.labels, self.revisions, *self.predictions.values())
        return sum(map(number_built, tables))

    def smear_entries(self) -> Sequence[Revision]:
        """The entries of the history that are about whole smears, oldest first; not to be changed.

        Without those that an undone merge had brought.
        """
        # Only new ones are looked at.
        fresh = self.revisions[self._followed :] if self._followed else self.entries_of(("",))
        told = [entry for entry in fresh if entry.smear_id and not entry.cell_id]
        self._about_smears += told
        if any(map(takes_back, told)):
            self._about_smears = list(still_said(self._about_smears))
            self._about_smear.clear()
            told = self._about_smears
        for entry in told:
            self._about_smear.setdefault(entry.smear_id, []).append(entry)
        self._followed = len(self.revisions)
        return self._about_smears

    def entries_about(self, smear_id: str) -> Sequence[Revision]:
        """Those of :meth:`smear_entries` that are about one smear."""
        self.smear_entries()
        return self._about_smear.get(smear_id, ())

    def cell_ids_of(self, smear_id: str) -> Collection[str]:
        """The ids of the cells of one smear, in the order in which they were added."""
        members = self._by_smear.get(smear_id)
        return self.index.ids_of(smear_id) if members is None else members.keys()

    def cells_of(self, smear_id: str) -> Iterator[Cell]:
        """The cells of one smear, in the order in which they were added."""
        ids = self.cell_ids_of(smear_id)
        if isinstance(self.cells, Rows):
            return self.cells.many(ids)
        return (self.cells[cell_id] for cell_id in ids)

    def smear_id_of(self, cell_id: str) -> str:
        """The smear a cell lies in.

        Raises:
            KeyError: there is no such cell.
        """
        smear_id: str = field_of(self.cells, cell_id, "smear_id")
        return smear_id

    def entries_of(self, cell_ids: Collection[str]) -> list[Revision]:
        """What the history says of some cells, oldest first."""
        if isinstance(self.revisions, Log):
            return self.revisions.matching("cell_id", cell_ids)
        return [revision for revision in self.revisions if revision.cell_id in cell_ids]

    def entries_in(self, smear_ids: Collection[str]) -> list[Revision]:
        """What the history says of some smears and their cells, also of those that are gone, oldest first."""
        if isinstance(self.revisions, Log):
            return self.revisions.matching("smear_id", smear_ids)
        return [revision for revision in self.revisions if revision.smear_id in smear_ids]

    def entries_naming(self, class_id: str) -> list[Revision]:
        """What the history says of one class: the entries in which it is the old or the new one."""
        if isinstance(self.revisions, Log):
            given, taken = (self.revisions.matching(name, (class_id,)) for name in ("new", "old"))
            return [*given, *taken]
        return [revision for revision in self.revisions if class_id in (revision.old, revision.new)]

    def count_of(self, smear_id: str) -> SmearCount:
        """How many cells one smear has, and how they are labelled."""
        ids = self.cell_ids_of(smear_id)
        labels = self.labels
        labelled = labels.among(ids) if isinstance(labels, Rows) else filter(labels.__contains__, ids)
        return SmearCount(len(ids), Counter(field_of(labels, i, "cell_class") for i in labelled))

    def counts(self) -> dict[str, SmearCount]:
        """How many cells each smear has, and how they are labelled; changed ones are counted anew."""
        counts = {smear_id: SmearCount(0, {}) for smear_id in self.smears} | dict(self.index.counts())
        changed = set(self._by_smear)
        if isinstance(self.labels, Rows):
            changed |= {
                self.smear_id_of(cell_id) for cell_id in self.labels.touched() if cell_id in self.cells
            }
        counts |= {smear_id: self.count_of(smear_id) for smear_id in changed}
        return {smear_id: counts[smear_id] for smear_id in self.smears}

    def put_cell(self, cell: Cell) -> None:
        """Add a cell, or replace the one with its id."""
        members = self._members(cell.smear_id)
        self.cells[cell.id] = cell
        members[cell.id] = None

    def drop_cell(self, cell_id: str) -> None:
        """Remove a cell and its label; its revisions stay, and its predictions for the case of an undo."""
        del self._members(self.smear_id_of(cell_id))[cell_id]
        del self.cells[cell_id]
        self.labels.pop(cell_id, None)

    def put_predictions(self, predictions: Iterable[Prediction]) -> None:
        """Record machine statements, replacing older ones of the same model and cell."""
        for prediction in predictions:
            self.predictions.setdefault(prediction.model_id, {})[prediction.cell_id] = prediction

    def drop_predictions(self, cell_ids: Collection[str]) -> frozenset[str]:
        """Forget what all models said about some cells; those of them that any model had spoken about."""
        dropped = set()
        for model_id, rows in tuple(self.predictions.items()):
            said = [cell_id for cell_id in cell_ids if cell_id in rows]
            for cell_id in said:
                del rows[cell_id]
            if said and not rows:
                del self.predictions[model_id]  # a table has at least one row, which tells its classes
            dropped.update(said)
        return frozenset(dropped)

    def kind_of(self, cell_id: str) -> CellKind:
        """What the segmenter took a cell for.

        Raises:
            KeyError: there is no such cell.
        """
        kind: CellKind = field_of(self.cells, cell_id, "kind")
        return kind

    def most_probable(self, cell_id: str, model_id: str | None) -> str | None:
        """The most probable class by a model, also where it abstained; None if it said nothing."""
        said = self.predictions.get(model_id, {}).get(cell_id) if model_id else None
        return said.top_class if said else None

    def class_of(self, cell_id: str, model_id: str | None) -> str:
        """The class a cell is shown and counted under.

        A reader's label comes first; then what the segmenter took it for, if that is not a leukocyte;
        then the model's class unless it abstained; else ``unidentified``.
        """
        if cell_id in self.labels:
            return self.labels[cell_id].cell_class
        kind = self.kind_of(cell_id)
        if kind is not CellKind.LEUKOCYTE:
            return kind.value
        prediction = self.predictions.get(model_id, {}).get(cell_id) if model_id else None
        if prediction is None or prediction.abstained:
            return UNIDENTIFIED
        return prediction.top_class

    def _members(self, smear_id: str) -> dict[str, None]:
        """The cells of one smear, to be changed; from then on the index is not asked for it any more."""
        if smear_id not in self._by_smear:
            self._by_smear[smear_id] = dict.fromkeys(self.index.ids_of(smear_id))
        return self._by_smear[smear_id]
