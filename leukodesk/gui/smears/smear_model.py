"""The smears of the dataset as rows of a list."""

import itertools
from collections import Counter, OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QPixmap

from leukodesk.core.content import SmearCount
from leukodesk.core.edit import Changes
from leukodesk.core.patients import patients_by_smear
from leukodesk.core.signatures import FieldState, state_of
from leukodesk.gui.field.smear_item import qimage_of
from leukodesk.workspace.words import counted, tr
from leukodesk.workspace.workspace import Workspace

SMEAR_ID_ROLE: Final = Qt.ItemDataRole.UserRole
ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex

_THUMBNAILS_KEPT: Final = 200
_COUNTED_AT_ONCE: Final = 24


@dataclass(frozen=True)
class SmearRow:
    """What the list shows of one smear.

    Attributes:
        smear_id: the smear.
        name: file name of its image.
        cells, reviewed: number of cells, and of those a reader labelled.
        is_frozen: it is kept for judging, and training never sees it.
        is_signed: somebody stands for its labels, and it is locked.
        patient: whose it is, or empty while nobody has said it.
    """

    smear_id: str
    name: str
    cells: int
    reviewed: int
    is_frozen: bool = False
    is_signed: bool = False
    patient: str = ""

    @property
    def state(self) -> FieldState:
        """How far its review is."""
        return state_of(self.cells, self.reviewed, signed=self.is_signed)

    @property
    def progress(self) -> tuple[str, ...]:
        """How far it is, a few words each: state, cells, whether it is frozen, and whose it is."""
        frozen = (tr("frozen"),) if self.is_frozen else ()
        whose = (tr("patient {patient}", patient=self.patient),) if self.patient else ()
        return tr(self.state.value), self._done, *frozen, *whose

    @property
    def _done(self) -> str:
        if not self.cells:
            return tr("no cells yet")
        if self.state is not FieldState.IN_REVIEW:
            return self.count
        if self.reviewed == self.cells:
            return tr("all {cells}", cells=self.cells)
        return tr("{reviewed} of {cells}", reviewed=self.reviewed, cells=self.cells)

    @property
    def count(self) -> str:
        """The number of cells in words."""
        return counted(self.cells, "cell")

    @property
    def description(self) -> str:
        """The row in words."""
        return tr(
            "{name}, {state}, {reviewed} of {count} reviewed{kept}{whose}",
            name=self.name,
            state=tr(self.state.value),
            reviewed=self.reviewed,
            count=self.count,
            kept=self.kept,
            whose=tr(", patient {patient}", patient=self.patient) if self.patient else "",
        )

    @property
    def kept(self) -> str:
        """That it is frozen, in words to be added."""
        return tr(", frozen for judging") if self.is_frozen else ""


class SmearModel(QAbstractListModel):
    """One row per smear, in the dataset's order."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows: list[SmearRow] = []
        self._places: dict[str, int] = {}
        self._frozen: frozenset[str] = frozenset()
        self._signed: Collection[str] = ()
        self._patients: Mapping[str, str] = {}
        self._states: Counter[FieldState] = Counter()
        self._thumbnails: OrderedDict[str, QPixmap] = OrderedDict()
        self._asked: set[str] = set()
        self._uncounted: dict[str, None] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._count_some)
        workspace.dataset_opened.connect(self._start_over)
        workspace.smears_changed.connect(self._follow_smears)
        workspace.changed.connect(self._follow)
        workspace.thumbnail_ready.connect(self._take_thumbnail)
        self.reload()

    def reload(self) -> None:
        """Read the list of smears anew."""
        self.beginResetModel()
        self._uncounted.clear()
        counts = self._workspace.content.counts()
        self._frozen = self._workspace.freezing.frozen
        self._signed = self._workspace.signing.signatures.keys()
        self._patients = patients_by_smear(self._workspace.content)
        self._rows = [self._row(smear_id, count) for smear_id, count in counts.items()]
        self._places = {row.smear_id: number for number, row in enumerate(self._rows)}
        self._states = Counter(row.state for row in self._rows)
        self.endResetModel()

    def row_of(self, smear_id: str) -> int:
        """Row of a smear, or -1."""
        return self._places.get(smear_id, -1)

    @property
    def frozen(self) -> int:
        """How many smears are kept for judging."""
        return len(self._frozen)

    @property
    def states(self) -> Mapping[FieldState, int]:
        """How many smears are in each state; states of none may be missing."""
        return self._states

    def thumbnail(self, smear_id: str) -> QPixmap | None:
        """The smear's thumbnail, or None until it comes."""
        if smear_id not in self._asked:
            self._asked.add(smear_id)
            self._workspace.request_thumbnail(smear_id)
        if smear_id in self._thumbnails:
            self._thumbnails.move_to_end(smear_id)
        return self._thumbnails.get(smear_id)

    def _start_over(self) -> None:
        self._thumbnails.clear()
        self._asked.clear()
        self.reload()

    def _row(self, smear_id: str, count: SmearCount) -> SmearRow:
        name = self._workspace.name_of(self._workspace.content.smears[smear_id])
        kept, signed = smear_id in self._frozen, smear_id in self._signed
        whose = self._patients.get(smear_id, "")
        return SmearRow(smear_id, name, count.cells, count.labelled, kept, signed, whose)

    def _follow(self, changes: Changes) -> None:
        content = self._workspace.content
        if content.smears.keys() != self._places.keys():
            self._follow_smears()
            return
        if any(cell_id not in content.cells for cell_id in changes.cells):
            self._show_counts(content.counts())  # a cell that is gone does not say where it was
            return
        touched = (content.smear_id_of(i) for i in changes.cells | changes.labels if i in content.cells)
        self._uncounted |= dict.fromkeys(touched)
        self._count_some()

    def _count_some(self) -> None:
        """Count the cells of as many changed smears as take no time, of the rest in the loop's next turn."""
        content = self._workspace.content
        some = list(itertools.islice(self._uncounted, _COUNTED_AT_ONCE))
        for smear_id in some:
            del self._uncounted[smear_id]
        self._show_counts(
            {smear_id: content.count_of(smear_id) for smear_id in some if smear_id in self._places}
        )
        if self._uncounted:
            self._soon.start()

    def _follow_smears(self) -> None:
        if len(self._workspace.content.smears) <= len(self._rows) or not self._append():
            self.reload()

    def _append(self) -> bool:
        """Show smears that were added behind those that are there; whether that is all that happened."""
        content = self._workspace.content
        order = list(content.smears)
        known = len(self._rows)
        if [row.smear_id for row in self._rows] != order[:known]:
            return False
        self._patients = patients_by_smear(content)
        rows = [self._row(smear_id, content.count_of(smear_id)) for smear_id in order[known:]]
        self.beginInsertRows(QModelIndex(), known, known + len(rows) - 1)
        self._rows += rows
        self._places |= {row.smear_id: known + number for number, row in enumerate(rows)}
        self._states.update(row.state for row in rows)
        self.endInsertRows()
        return True

    def _show_counts(self, counts: Mapping[str, SmearCount]) -> None:
        for smear_id, count in counts.items():
            number = self._places[smear_id]
            old, new = self._rows[number], self._row(smear_id, count)
            if new != old:
                self._rows[number] = new
                self._states[old.state] -= 1
                self._states[new.state] += 1
                self.dataChanged.emit(self.index(number), self.index(number))

    def _take_thumbnail(self, smear_id: str, pixels: Any) -> None:
        self._thumbnails[smear_id] = QPixmap.fromImage(qimage_of(pixels))
        if len(self._thumbnails) > _THUMBNAILS_KEPT:
            forgotten, _ = self._thumbnails.popitem(last=False)
            self._asked.discard(forgotten)
        number = self.row_of(smear_id)
        if number >= 0:
            self.dataChanged.emit(self.index(number), self.index(number))

    # Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        """Number of smears."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What one row shows."""
        row = self._rows[index.row()]
        if role == SMEAR_ID_ROLE:
            return row.smear_id
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.description
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self._workspace.content.smears[row.smear_id].path}\n{row.description}"
        return None
