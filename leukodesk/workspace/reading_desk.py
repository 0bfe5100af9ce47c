"""The open smear under a reader's hands: selecting, labelling, drawing, undoing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoStack

from leukodesk.config import Device, Settings
from leukodesk.core.content import Content
from leukodesk.core.edits import Changes, ChangeSmear, Edit
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.jobs.smears import ImageArray
from leukodesk.workspace import reviewing
from leukodesk.workspace.choosing import Chooser
from leukodesk.workspace.chosen_smears import ChosenSmears
from leukodesk.workspace.deciding import Decider
from leukodesk.workspace.document import Document
from leukodesk.workspace.freezing import Freezer
from leukodesk.workspace.measuring import ScaleMeasurer
from leukodesk.workspace.patients import PatientNamer
from leukodesk.workspace.saving import SavedState
from leukodesk.workspace.second_reading import SecondReading
from leukodesk.workspace.signals import WorkspaceSignals
from leukodesk.workspace.signing import Signer
from leukodesk.workspace.viewing import Viewer
from leukodesk.workspace.words import tr


class ReadingDesk(WorkspaceSignals):
    """The part of the workspace that is about the smear in view and what its reader says.

    Attributes:
        second: the blind second reading; while somebody reads blind, :attr:`content` tells nothing else.
        deciding: the cells whose readers differ.
        signing: which smears are signed; signs and unlocks the one in view.
        chosen_smears: those a command of the list of smears is meant for.
        freezing: which smears are kept for judging; keeps and releases the chosen ones.
        patients: whose smears are whose; says it of the chosen ones.
    """

    def __init__(
        self,
        document: Document,
        viewer: Viewer,
        chooser: Chooser,
        measurer: ScaleMeasurer,
        second: SecondReading,
        deciding: Decider,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.second = second
        self.deciding = deciding
        self._document = document
        self._viewer = viewer
        self._chooser = chooser
        self._selection: tuple[str, ...] = ()
        self._measurer = measurer
        self.signing = Signer(document, viewer, lambda: self.annotator, lambda: self.model_id, self)
        self.signing.failed.connect(self.failed)
        self.chosen_smears = ChosenSmears(document, viewer, self)
        self.freezing = Freezer(document, self.chosen_smears, lambda: self.annotator, self)
        self.patients = PatientNamer(document, self.chosen_smears, lambda: self.freezing.frozen, self)
        document.replaced.connect(self._begin_anew)
        document.changed.connect(self._pass_on_change)
        document.refused.connect(self._refuse)
        document.saver.state_changed.connect(self.saved_state_changed)
        viewer.opened.connect(self._show_smear)
        measurer.measured.connect(self._pass_on_scale)
        second.switched.connect(self._show_anew)

    # What is open

    @property
    def content(self) -> Content:
        """The dataset in memory; read it, change it only through edits. Empty before anything is open.

        During a blind reading it is what the reader may see.
        """
        return self.second.content or self._document.content

    @property
    def taxonomy(self) -> Taxonomy:
        """The classes a cell may have."""
        return self._document.content.taxonomy

    @property
    def dataset_path(self) -> Path | None:
        """The dataset's file, or None while nothing is open."""
        return self._document.path

    @property
    def read_only(self) -> bool:
        """Whether the dataset can only be looked at."""
        return self._document.read_only

    @property
    def smear(self) -> Smear | None:
        """The smear in view."""
        return self._viewer.smear

    @property
    def pixels(self) -> ImageArray | None:
        """The smear in view, uint8 (h, w, 3) RGB, read-only; or None."""
        return self._viewer.pixels

    @property
    def is_large(self) -> bool:
        """Whether the smear in view is read in parts, so that :attr:`pixels` is None."""
        return self._viewer.source is not None

    @property
    def pixel_size(self) -> tuple[float, str] | None:
        """Micrometres per pixel of the smear in view and how they are known; None while unknown.

        The source is ``stated`` (the file or the reader said so), ``estimated`` from red cells, or
        ``default``.
        """
        smear = self._viewer.smear
        return self._measurer.scale_of(smear.id) if smear else None

    def scale_of(self, smear_id: str) -> tuple[float, str] | None:
        """As :attr:`pixel_size`, of any smear that was looked at."""
        return self._measurer.scale_of(smear_id)

    @property
    def pixel_size_confidence(self) -> float:
        """How well :attr:`pixel_size` is known, 0 (not at all, or assumed) to 1 (stated)."""
        smear = self._viewer.smear
        return self._measurer.confidence_of(smear.id) if smear else 0.0

    @property
    def selection(self) -> tuple[str, ...]:
        """Ids of the selected cells, the leading one first."""
        return self._selection

    @property
    def saved_state(self) -> SavedState:
        """``saved`` only when everything done is durable; else ``saving`` or ``failed``."""
        return self._document.saver.state

    @property
    def saved_problem(self) -> str:
        """Why saving fails, one sentence; empty unless ``saved_state`` is ``failed``."""
        return self._document.saver.problem

    @property
    def unsaved_edits(self) -> int:
        """Number of changes that are not durable yet."""
        return self._document.saver.unsaved_edits

    @property
    def undo_stack(self) -> QUndoStack:
        """For the undo and redo actions and their texts."""
        return self._document.undo_stack

    @property
    def annotator(self) -> str:
        """Name written beside every label."""
        return self._chooser.settings.annotator

    @property
    def model_id(self) -> str | None:
        """The chosen classifier, or None for no classification and during a blind reading."""
        return None if self.second.is_blind else self._chooser.model_id

    # Choices

    @property
    def choices(self) -> Chooser:
        """What the reader chose, and the segmenter that the chosen model brings."""
        return self._chooser

    @property
    def settings(self) -> Settings:
        """The settings; for fields without a method here, assign and call :meth:`save_settings`."""
        return self._chooser.settings

    @property
    def segmenter_id(self) -> str:
        """The segmenter in force: the chosen one, or the one that the chosen model brings."""
        return self._chooser.finder.segmenter_id

    def set_annotator(self, name: str) -> None:
        """Choose the name written beside labels."""
        self._chooser.set_annotator(name)

    def set_segmenter(self, segmenter_id: str) -> None:
        """Choose who finds cells; takes effect at the next analysis."""
        self._chooser.set_segmenter(segmenter_id)

    @property
    def segmenter_parameters(self) -> Mapping[str, Mapping[str, Any]]:
        """What each segmenter is told where that is not its default, by its id and the setting's name."""
        return self._chooser.segmenter_settings

    def keep_segmenter(self, segmenter_id: str, parameters: Mapping[str, Any]) -> None:
        """Choose who finds cells from now on and what it is told; also after the next start."""
        self._chooser.keep_segmenter(segmenter_id, parameters)

    def set_classifier(self, model_id: str | None) -> None:
        """Choose who classifies; cells of the smear in view that it has not seen are classified now."""
        self._chooser.set_classifier(model_id)

    def set_device(self, device: Device) -> None:
        """Choose ``auto``, ``cpu`` or ``cuda``."""
        self._chooser.set_device(device)

    @property
    def explainer(self) -> str:
        """The method of the heatmap: the chosen one, or another where the chosen model does not have it."""
        return self._chooser.explainer

    def set_explainer(self, method: str) -> None:
        """Choose the method of the heatmap."""
        self._chooser.set_explainer(method)

    def save_settings(self) -> None:
        """Write the settings in the background."""
        self._chooser.save()

    # Reviewing

    def select(self, cell_ids: Iterable[str]) -> None:
        """Select cells of the smear in view, the leading one first."""
        smear, content = self.smear, self.content
        there = (i for i in dict.fromkeys(cell_ids) if smear is not None and i in content.cells)
        selection = tuple(i for i in there if smear is not None and content.smear_id_of(i) == smear.id)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit()

    def select_next_unlabelled(self, step: int = 1) -> None:
        """Select the next (1) or previous (-1) cell of this smear without a label, if there is one."""
        if self.smear is not None:
            after = self._selection[0] if self._selection else None
            wanted = self.second.is_to_read if self.second.is_blind else None
            smear_id, model_id = self.smear.id, self.model_id
            found = reviewing.next_unlabelled(self.content, smear_id, model_id, after, step, wanted)
            if found is not None:
                self.select((found,))

    def label(self, cell_ids: Iterable[str], class_id: str | None) -> None:
        """Label cells, or take their labels away; cells that already have it are left alone."""
        classes = [(cell_id, class_id) for cell_id in cell_ids]
        if self.second.is_blind:
            self._do_if(self.second.edit(classes))
            return
        self._do_if(reviewing.label_edit(self.content, classes, self.annotator, self.model_id))

    def accept(self, cell_ids: Iterable[str]) -> None:
        """Make the class each cell is shown under this reader's own label; undecided cells are left."""
        if self.second.is_blind:
            return  # there is nothing to be seen that could be accepted
        classes = reviewing.acceptable(self.content, cell_ids, self.model_id)
        self._do_if(reviewing.label_edit(self.content, classes, self.annotator, self.model_id))

    def remove(self, cell_ids: Iterable[str]) -> None:
        """Remove cells."""
        self._do_if(reviewing.removal(self.content, cell_ids, self.annotator))

    def set_pixel_size(self, pixel_size_um: float | None, smear_id: str | None = None) -> None:
        """Say what the scale of a smear is.

        Args:
            pixel_size_um: micrometres per pixel; None for unknown.
            smear_id: the smear; None for the one in view.
        """
        smear = self.smear if smear_id is None else self.content.smears.get(smear_id)
        if smear is not None and smear.pixel_size_um != pixel_size_um:
            self.do(ChangeSmear(smear, replace(smear, pixel_size_um=pixel_size_um)))

    def do(self, edit: Edit) -> bool:
        """Check, apply, make undoable and journal ``edit``; whether it was done, else ``failed`` says why."""
        return self._document.do(edit)

    def undo(self) -> None:
        """Take the last edit back."""
        self._document.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._document.redo()

    def retry_save(self) -> None:
        """Try now to write what could not be written."""
        self._document.saver.retry()

    def _do_if(self, edit: Edit | None) -> None:
        if edit is not None:
            self.do(edit)

    @Slot()
    def _begin_anew(self) -> None:
        self._selection = ()
        self.dataset_opened.emit()
        self.classes_changed.emit()

    @Slot()
    def _show_anew(self) -> None:
        """Everything that is said of cells is told otherwise now; the cells themselves have not changed."""
        self.select(())
        self.smears_changed.emit()
        self.choice_changed.emit()
        shown = frozenset(self.content.cell_ids_of(self.smear.id)) if self.smear else frozenset()
        self.changed.emit(Changes(labels=shown, predictions=shown))
        self.deciding.changed.emit()

    @Slot(object)
    def _pass_on_change(self, changes: Changes) -> None:
        if changes.classes:
            self.classes_changed.emit()
        if changes.smears:
            self.smears_changed.emit()
        if self.smear is not None and self.smear.id in changes.smears:
            self.scale_changed.emit()
        self.changed.emit(changes)
        self.select(self._selection)  # drops cells that are gone

    @Slot(str)
    def _refuse(self, sentence: str) -> None:
        self.failed.emit(tr("Edit"), sentence)
        self.refused.emit(sentence)

    @Slot(str)
    def _show_smear(self, smear_id: str) -> None:
        self.select(())
        self.smear_opened.emit(smear_id)

    @Slot(str)
    def _pass_on_scale(self, smear_id: str) -> None:
        if self.smear is not None and self.smear.id == smear_id:
            self.scale_changed.emit()
