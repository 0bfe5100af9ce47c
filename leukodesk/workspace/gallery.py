"""The cells a reader looks at side by side: of the smear in view, its patient, or the whole dataset."""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Set
from typing import Final, Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from leukodesk.core.edit import Changes
from leukodesk.core.gallery import GalleryOrder, gallery_cell, gallery_cells, groups_of
from leukodesk.core.patients import smears_of_patient
from leukodesk.core.taxonomy import CellClass
from leukodesk.workspace.cell_crops import CropCutter
from leukodesk.workspace.reading_desk import ReadingDesk

Scope = Literal["smear", "patient", "dataset"]

_SLICE_S: Final = 0.012
_FIRST_SLICE_S: Final = 0.03
_TELL_EVERY_S: Final = 0.3
_TAKEN_AT_ONCE: Final = 128
"""Cells of one change that are followed at once; the rest is, like a large dataset, in slices."""


class Gallery(QObject):
    """Keeps cells in groups by class and knows which of them are chosen, in whatever smear they lie.

    A large dataset is gone through in slices, so that the window stays alive meanwhile.

    Attributes:
        crops: cuts the pictures.
        order: the cells in their groups; read it, never change it.
        scope: whose cells these are.
        is_filling: more cells are on their way.

    Signals:
        reset: these are other cells.
        changed: some came, went, moved to another group or are said to be something else.
        chosen_changed: ``chosen`` is another one.
    """

    reset = Signal()
    changed = Signal()
    chosen_changed = Signal()

    def __init__(
        self,
        desk: ReadingDesk,
        crops: CropCutter,
        open_smear: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        """Show nothing yet.

        Args:
            desk: what is open, and what its reader does.
            crops: cuts the pictures.
            open_smear: shows the smear with an id.
            parent: owns the gallery.
        """
        super().__init__(parent)
        self.crops = crops
        self.order = GalleryOrder()
        self.scope: Scope = "smear"
        self._desk = desk
        self._open_smear = open_smear
        self._chosen: tuple[str, ...] = ()
        self._awaited = ""
        self._is_telling = False
        self._resume: dict[int, str | None] = {}
        self._model_id = desk.model_id
        self._smears: tuple[str, ...] = ()
        self._members: frozenset[str] = frozenset()
        self._orders: dict[str, int] = {}
        self._told = 0.0
        self._coming: Iterator[None] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._fill)
        desk.dataset_opened.connect(self._start_over)
        desk.smear_opened.connect(self._follow_smear)
        # After every view shows the smear, so that it can show its cells too.
        desk.smear_opened.connect(self._choose_awaited, Qt.ConnectionType.QueuedConnection)
        desk.changed.connect(self._follow)
        desk.choice_changed.connect(self._follow_model)
        desk.selection_changed.connect(self._follow_selection)
        desk.failed.connect(self._give_up_waiting)
        desk.second.switched.connect(self._gather)

    @property
    def groups(self) -> tuple[CellClass, ...]:
        """The groups in the order in which they are shown."""
        return groups_of(self._desk.taxonomy)

    @property
    def is_filling(self) -> bool:
        """Whether more cells are on their way."""
        return self._timer.isActive()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen cells, the leading one first; those of the smear in view are its selection."""
        return self._chosen

    @property
    def patient_id(self) -> str | None:
        """The patient of the smear in view, None while unknown."""
        return self._desk.smear.patient_id if self._desk.smear else None

    def show(self, scope: Scope) -> None:
        """Gather the cells of the smear in view, of all smears of its patient, or of the dataset."""
        if scope != self.scope:
            self.scope = scope
            self._gather()

    def settle(self) -> None:
        """Put cells that were labelled since where they belong now."""
        self.order.settle()
        self.changed.emit()

    def choose(self, cell_ids: Iterable[str], *, open_smear: bool = False) -> None:
        """Choose cells.

        Args:
            cell_ids: the cells, the leading one first; those not in the gallery are ignored.
            open_smear: if the leading one lies in another smear, open that.
        """
        chosen = tuple(cell_id for cell_id in dict.fromkeys(cell_ids) if cell_id in self.order)
        self._resume.clear()
        self._set_chosen(chosen)
        smear_id = self._desk.content.smear_id_of(chosen[0]) if chosen else ""
        if open_smear and smear_id and (self._desk.smear is None or self._desk.smear.id != smear_id):
            self._awaited = smear_id
            self._open_smear(smear_id)
        else:
            self._select_own()

    def choose_next_unreviewed(self, step: int = 1) -> None:
        """Choose the next (1) or previous (-1) cell without a label, in the order of the gallery."""
        if step in self._resume:
            found = self._resume[step]
        else:
            after = self._chosen[0] if self._chosen else None
            found = self.order.next_unreviewed([group.id for group in self.groups], after, step)
        if found is not None:
            self.choose((found,), open_smear=True)

    # What the desk says

    @Slot()
    def _start_over(self) -> None:
        self.scope = "smear"
        self._awaited = ""
        self._set_chosen(())
        self._gather()

    @Slot(str)
    def _follow_smear(self, smear_id: str) -> None:
        if smear_id != self._awaited:
            self._awaited = ""
            self._set_chosen(self._desk.selection)
        if self._wanted_smears() != self._smears:
            self._gather()

    @Slot(str)
    def _choose_awaited(self, smear_id: str) -> None:
        if smear_id and smear_id == self._awaited:
            self._awaited = ""
            self._select_own()

    @Slot(str, str)
    def _give_up_waiting(self, _title: str, _sentence: str) -> None:
        self._awaited = ""

    @Slot()
    def _follow_model(self) -> None:
        if self._desk.model_id != self._model_id:
            self._gather()

    @Slot()
    def _follow_selection(self) -> None:
        if not self._is_telling and not self._awaited:
            self._resume.clear()
            self._set_chosen(self._desk.selection)

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if changes.classes or (changes.smears and self._wanted_smears() != self._smears):
            self._gather()
            return
        touched = changes.cells | changes.labels | changes.predictions
        if not touched:
            return
        self._remember_way(changes.labels)
        anew = changes.cells | changes.predictions
        gone = [cell_id for cell_id in changes.cells if cell_id not in self._desk.content.cells]
        for cell_id in gone:
            self.order.drop(cell_id)
        self._follow_cells(touched.difference(gone), anew)
        if any(cell_id not in self.order for cell_id in self._chosen):
            self._set_chosen(tuple(cell_id for cell_id in self._chosen if cell_id in self.order))
        self.changed.emit()

    def _follow_cells(self, touched: Set[str], anew: Set[str]) -> None:
        coming = iter(touched)
        for cell_id in itertools.islice(coming, _TAKEN_AT_ONCE):
            self._take(cell_id, keep_place=cell_id not in anew)
        if len(touched) > _TAKEN_AT_ONCE:
            self._coming = itertools.chain(self._taken(coming, anew), self._coming)
            self._timer.start()

    def _taken(self, cell_ids: Iterable[str], anew: Set[str]) -> Iterator[None]:
        for cell_id in cell_ids:
            self._take(cell_id, keep_place=cell_id not in anew)
            yield

    def _take(self, cell_id: str, *, keep_place: bool) -> None:
        content = self._desk.content
        if cell_id not in content.cells:
            self.order.drop(cell_id)
        elif content.smear_id_of(cell_id) in self._members:
            place = self._orders.setdefault(cell_id, len(self._orders))
            self.order.put(gallery_cell(content, cell_id, self._model_id, place), keep_place=keep_place)

    def _remember_way(self, labelled: frozenset[str]) -> None:
        """Keep what came after the leading cell, which is about to move to another group."""
        leading = self._chosen[0] if self._chosen else None
        if leading is None or leading not in labelled or leading not in self.order or self._resume:
            return
        groups = [group.id for group in self.groups]
        for step in (1, -1):
            self._resume[step] = self.order.next_unreviewed(groups, leading, step, labelled)

    # Gathering

    def _wanted_smears(self) -> tuple[str, ...]:
        smears, smear = self._desk.content.smears, self._desk.smear
        if self.scope == "dataset":
            return tuple(smears)
        if smear is None:
            return ()
        if self.scope == "patient" and smear.patient_id is not None:
            return smears_of_patient(self._desk.content, smear.patient_id)
        return (smear.id,)

    @Slot()
    def _gather(self) -> None:
        self._timer.stop()
        self._resume.clear()
        self._model_id = self._desk.model_id
        self._smears = self._wanted_smears()
        self._members = frozenset(self._smears)
        self._orders = {}
        self.order = GalleryOrder()
        self._coming = self._gathered()
        self._fill_for(_FIRST_SLICE_S)
        self._set_chosen(tuple(cell_id for cell_id in self._chosen if cell_id in self.order))
        self.reset.emit()

    def _gathered(self) -> Iterator[None]:
        for smear_id in self._smears:
            if smear_id not in self._desk.content.smears:
                continue
            cells = gallery_cells(self._desk.content, smear_id, self._model_id, len(self._orders))
            fresh = [cell for cell in cells if cell.cell_id not in self.order]
            self._orders.update((cell.cell_id, cell.order) for cell in fresh)
            for cell in fresh:
                self.order.put(cell)
            yield

    @Slot()
    def _fill(self) -> None:
        self._fill_for(_SLICE_S)
        now = time.perf_counter()
        if now > self._told + _TELL_EVERY_S or not self.is_filling:
            self._told = now
            self.changed.emit()

    def _fill_for(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        for _ in self._coming:
            if time.perf_counter() > end:
                self._timer.start()
                return
        self._timer.stop()

    # Choosing

    def _set_chosen(self, chosen: tuple[str, ...]) -> None:
        if chosen != self._chosen:
            self._chosen = chosen
            self.chosen_changed.emit()

    def _select_own(self) -> None:
        self._is_telling = True
        self._desk.select(self._chosen)
        self._is_telling = False
