"""Picking cells of the smear in view by typing the letters shown at them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.core.cell import CellKind
from leukodesk.core.edit import Changes
from leukodesk.workspace.cell_codes import codes_of, most_codes, reading_order, signs_beside
from leukodesk.workspace.reading_desk import ReadingDesk
from leukodesk.workspace.words import tr

_NONE: Final[Mapping[str, str]] = MappingProxyType({})


class Picker(QObject):
    """Gives cells codes of one or two letters and selects those whose code is typed.

    What is picked is the selection, so everything done to selected cells is done to them. Codes stay as they
    are until :meth:`begin` is called again or picking ends, which it does once a cell that has one is
    labelled or changed.

    Attributes:
        codes: by cell id, in reading order; empty while nobody picks.
        typed: the first letter of a code of two; empty while none is begun.
        missed: what was typed last, if no cell has that code; else empty.

    Signals:
        changed: one of the attributes is another.
        notice: one sentence worth knowing.
    """

    changed = Signal()
    notice = Signal(str)

    def __init__(self, desk: ReadingDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._before: tuple[str, ...] = ()
        self.codes = _NONE
        self.typed = self.missed = ""
        desk.changed.connect(self._follow)
        desk.smear_opened.connect(self._stop)
        desk.dataset_opened.connect(self._stop)
        desk.classes_changed.connect(self._stop)

    @property
    def is_active(self) -> bool:
        """Whether cells have codes now."""
        return bool(self.codes)

    @property
    def signs(self) -> str:
        """The letters and digits of codes; none is the key of a class."""
        return signs_beside(self._desk.taxonomy)

    @property
    def picked(self) -> tuple[str, ...]:
        """Codes of the picked cells, the one picked last in front."""
        return tuple(self.codes[cell_id] for cell_id in self._desk.selection if cell_id in self.codes)

    def begin(self, in_view: Sequence[str]) -> None:
        """Give cells codes, anew if they have any; then what is picked stays so, else nothing is selected.

        All cells of the smear get one where single letters go round, so that a cell keeps its letter
        however closely it is looked at; else those in view.

        Args:
            in_view: ids of the cells in view.
        """
        smear, content, signs = self._desk.smear, self._desk.content, self.signs
        if smear is None:
            return
        all_ids = content.cell_ids_of(smear.id)
        wanted = list(all_ids) if len(all_ids) <= len(signs) else list(in_view)
        if len(wanted) > most_codes(signs):
            self.notice.emit(
                tr("{n} cells are in view, more than letters go round; zoom in first.", n=len(wanted))
            )
            return
        ordered = reading_order({cell_id: content.cells[cell_id].bbox for cell_id in wanted})
        others = [cell_id for cell_id in ordered if content.kind_of(cell_id) is not CellKind.LEUKOCYTE]
        if ordered and not self.is_active:
            self._before = self._desk.selection
            self._desk.select(())
        self.codes = MappingProxyType(codes_of(ordered, others, signs)) if ordered else _NONE
        self.typed = self.missed = ""
        self.changed.emit()

    def type(self, sign: str) -> None:
        """Take one letter or digit: picks the cell that has this code, or lets it go if it is picked."""
        typed = self.typed + sign
        self.typed = self.missed = ""
        cell_id = next((cell_id for cell_id, code in self.codes.items() if code == typed), None)
        if cell_id is not None:
            self._toggle(cell_id)
        elif any(code.startswith(typed) for code in self.codes.values()):
            self.typed = typed
        else:
            self.missed = typed
        self.changed.emit()

    def step_back(self) -> None:
        """Take the letter of a code that is begun back, else let the cell picked last go."""
        if not self.typed:
            self._desk.select(self._desk.selection[1:])
        self.typed = self.missed = ""
        self.changed.emit()

    def end(self) -> None:
        """Take the codes away; what is picked stays selected."""
        if self.is_active:
            self.codes = _NONE
            self.typed = self.missed = ""
            self._before = ()
            self.changed.emit()

    def cancel(self) -> None:
        """Take the codes away and select what was selected before."""
        if self.is_active:
            before = self._before
            self.end()
            self._desk.select(before)

    def _toggle(self, cell_id: str) -> None:
        selection = self._desk.selection
        others = [other for other in selection if other != cell_id]
        self._desk.select(others if cell_id in selection else [cell_id, *others])

    @Slot(object)
    def _follow(self, changes: Changes) -> None:
        if not (changes.cells | changes.labels).isdisjoint(self.codes):
            self.end()

    @Slot()
    def _stop(self, *_: object) -> None:
        self.end()
