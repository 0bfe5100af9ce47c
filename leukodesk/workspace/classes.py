"""The classes of the open dataset, and those that the chosen model names and it lacks."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from leukodesk.core.edits import ChangeTaxonomy
from leukodesk.core.errors import LeukoDeskError
from leukodesk.core.taxonomies import is_learnt, lacking, taxonomy_for
from leukodesk.core.taxonomy import BLAST_NORMAL, Taxonomy
from leukodesk.core.taxonomy_changes import is_signed, told, was_used
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.workspace.choosing import Chooser
from leukodesk.workspace.document import Document
from leukodesk.workspace.reviewing import act_of, class_edit

Stay = Literal["kind", "used", "suggested", "last"]
"""Why a class stays: the program gives it, readers or the chosen model name cells so, or it is alone."""


class ClassAdviser(QObject):
    """Compares the dataset's classes with the chosen model's; changes them when asked to.

    Signals:
        offered: the chosen model names classes that the open dataset lacks; once per dataset and model.
    """

    offered = Signal()

    def __init__(
        self, library: ModelLibrary, document: Document, chooser: Chooser, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._document = document
        self._chooser = chooser
        self._card: ModelCard | None = None
        self._offered: set[tuple[Path, str]] = set()
        chooser.analysis_changed.connect(self.offer)

    @property
    def card(self) -> ModelCard | None:
        """Card of the chosen model, or None without one."""
        model_id = self._chooser.model_id
        if self._card is None or self._card.id != model_id:
            try:
                self._card = self._library.card(model_id) if model_id else None
            except LeukoDeskError:
                self._card = None
        return self._card

    @property
    def missing(self) -> tuple[str, ...]:
        """Ids of the chosen model's classes that the dataset lacks; none while it cannot be changed."""
        card, document = self.card, self._document
        if card is None or document.path is None or document.read_only:
            return ()
        return lacking(document.content.taxonomy, card.classes)

    def for_new(self) -> Taxonomy:
        """What a new dataset begins with: the chosen model's classes."""
        return taxonomy_for(self.card.taxonomy, self.card.classes) if self.card else BLAST_NORMAL

    @property
    def is_exchange(self) -> bool:
        """Whether :meth:`use` puts the model's classes in the place of the dataset's."""
        return not self._document.content.labels

    def use(self) -> None:
        """Give the dataset the model's classes: added, or instead of its own while nothing is labelled."""
        if self.missing:
            content, annotator = self._document.content, self._chooser.settings.annotator
            self._document.do(class_edit(content, self.for_new(), annotator))

    def change(self, new: Taxonomy) -> bool:
        """Put a reader's classes in force, recorded and to be undone like any edit; whether that was done."""
        old = self._document.content.taxonomy
        if new == old:
            return True
        act = replace(act_of(self._chooser.settings.annotator), reason=told(old, new))
        return self._document.do(ChangeTaxonomy(old, new, act))

    def why_it_stays(self, class_id: str) -> Stay | None:
        """Why a class cannot be removed, or None if it can."""
        content = self._document.content
        if not is_learnt(class_id):
            return "kind"
        if len(content.taxonomy.classes) == 1:
            return "last"
        if was_used(content, class_id):
            return "used"
        if self.card is not None and class_id in self.card.classes:
            return "suggested"
        return None

    def keeps_its_group(self, class_id: str) -> bool:
        """Whether a class cannot be counted otherwise: the program gives it, or a signature rests on it."""
        return not is_learnt(class_id) or is_signed(self._document.content, class_id)

    def offer(self, *_: object) -> None:
        """Tell that classes are missing, unless that was told before."""
        path, model_id = self._document.path, self._chooser.model_id
        if path is not None and model_id and self.missing and (path, model_id) not in self._offered:
            self._offered.add((path, model_id))
            self.offered.emit()
