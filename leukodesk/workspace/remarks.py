"""What there is to know of each smear from its analysis, to be read again when its notices have gone."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.workspace.analyzing import Analyzer
from leukodesk.workspace.choosing import Chooser
from leukodesk.workspace.comparing import Comparer
from leukodesk.workspace.document import Document
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.noticed import Noticed
from leukodesk.workspace.unmatched import UnmatchedCells


class Remarks(QObject):
    """Keeps what analyses noticed, smear by smear, and knows the labelled cells that were not found again.

    What a model noticed is told while that model is chosen, and again once it is chosen again.
    A new analysis says the same of the same image, so what was noticed is kept in memory, not in the dataset;
    which cells were not found again follows from the dataset.

    Signals:
        changed: other things are known of a smear; arg: smear id.
        told: something is to be said again; args: the sentence, smear id.
        listed: labelled cells that were not found again are to be named again; arg: their ids.
    """

    changed = Signal(str)
    told = Signal(str, str)
    listed = Signal(object)

    def __init__(
        self,
        analyzer: Analyzer,
        comparer: Comparer,
        document: Document,
        unmatched: UnmatchedCells,
        chooser: Chooser,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._of_cells: dict[str, tuple[str, ...]] = {}
        self._of_models: dict[str, dict[str, tuple[str, ...]]] = {}
        self._unmatched = unmatched
        self._chooser = chooser
        analyzer.analyzed.connect(self._learn)
        comparer.answered.connect(self._learn_of_model)
        document.replaced.connect(self._of_cells.clear)
        document.replaced.connect(self._of_models.clear)
        for changed in (unmatched.changed, chooser.changed):
            changed.connect(lambda: self.changed.emit(unmatched.smear_id))

    def of(self, smear_id: str) -> tuple[str, ...]:
        """What there is to know, one sentence each.

        Of notices there are none where a smear was not analysed since it was opened; cells that were not
        found again are known of the smear in view.
        """
        cells = self._unmatched.cell_ids if smear_id == self._unmatched.smear_id else ()
        kept = (kept_sentence(len(cells)),) if cells else ()
        return (*kept, *self._noticed(smear_id))

    def tell(self, smear_id: str) -> None:
        """Say it all again."""
        if smear_id == self._unmatched.smear_id and self._unmatched.cell_ids:
            self.listed.emit(self._unmatched.cell_ids)
        for sentence in self._noticed(smear_id):
            self.told.emit(sentence, smear_id)

    def _noticed(self, smear_id: str) -> tuple[str, ...]:
        of_models = self._of_models.get(smear_id, {})
        of_model = of_models.get(self._chooser.model_id or "", ())
        return (*self._of_cells.get(smear_id, ()), *of_model)

    @Slot(str, bool, object)
    def _learn(self, smear_id: str, found_anew: bool, noticed: Noticed) -> None:
        # Naming known cells takes back nothing that was noticed while they were found.
        if found_anew:
            self._of_cells.pop(smear_id, None)
            self._of_models.pop(smear_id, None)
        earlier = self._of_cells.get(smear_id, ())
        self._of_cells[smear_id] = tuple(dict.fromkeys((*earlier, *noticed.of_cells)))
        self._learn_of_model(smear_id, noticed)

    @Slot(str, object)
    def _learn_of_model(self, smear_id: str, noticed: Noticed) -> None:
        of_models = self._of_models.setdefault(smear_id, {})
        earlier = of_models.get(noticed.model_id, ())
        of_models[noticed.model_id] = tuple(dict.fromkeys((*earlier, *noticed.of_model)))
        self.changed.emit(smear_id)
