"""What there is to know of each smear from its analysis, to be read again when its notices have gone."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.workspace.analyzing import Analyzer
from leukodesk.workspace.document import Document
from leukodesk.workspace.merging import kept_sentence
from leukodesk.workspace.unmatched import UnmatchedCells


class Remarks(QObject):
    """Keeps what analyses noticed, smear by smear, and knows the labelled cells that were not found again.

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
        self, analyzer: Analyzer, document: Document, unmatched: UnmatchedCells, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[str, ...]] = {}
        self._unmatched = unmatched
        analyzer.analyzed.connect(self._learn)
        document.replaced.connect(self._known.clear)
        unmatched.changed.connect(lambda: self.changed.emit(unmatched.smear_id))

    def of(self, smear_id: str) -> tuple[str, ...]:
        """What there is to know, one sentence each.

        Of notices there are none where a smear was not analysed since it was opened; cells that were not
        found again are known of the smear in view.
        """
        cells = self._unmatched.cell_ids if smear_id == self._unmatched.smear_id else ()
        kept = (kept_sentence(len(cells)),) if cells else ()
        return (*kept, *self._known.get(smear_id, ()))

    def tell(self, smear_id: str) -> None:
        """Say it all again."""
        if smear_id == self._unmatched.smear_id and self._unmatched.cell_ids:
            self.listed.emit(self._unmatched.cell_ids)
        for sentence in self._known.get(smear_id, ()):
            self.told.emit(sentence, smear_id)

    @Slot(str, bool, object)
    def _learn(self, smear_id: str, found_anew: bool, sentences: tuple[str, ...]) -> None:
        # Naming known cells takes back nothing that was noticed while they were found.
        earlier = () if found_anew else self._known.get(smear_id, ())
        self._known[smear_id] = tuple(dict.fromkeys((*earlier, *sentences)))
        self.changed.emit(smear_id)
