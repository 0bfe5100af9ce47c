"""What the last analysis of each smear noticed, to be read again when its notices have gone."""

from PySide6.QtCore import QObject, Signal, Slot

from leukodesk.workspace.analyzing import Analyzer
from leukodesk.workspace.document import Document


class Remarks(QObject):
    """Keeps what analyses noticed, smear by smear.

    A new analysis says the same of the same image, so it is kept in memory, not in the dataset.

    Signals:
        changed: other things are known of a smear; arg: smear id.
        told: something is to be said again; args: the sentence, smear id.
    """

    changed = Signal(str)
    told = Signal(str, str)

    def __init__(self, analyzer: Analyzer, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, tuple[str, ...]] = {}
        analyzer.analyzed.connect(self._learn)
        document.replaced.connect(self._known.clear)

    def of(self, smear_id: str) -> tuple[str, ...]:
        """What was noticed, one sentence each; nothing where a smear was not analysed since it was opened."""
        return self._known.get(smear_id, ())

    def tell(self, smear_id: str) -> None:
        """Say it all again."""
        for sentence in self.of(smear_id):
            self.told.emit(sentence, smear_id)

    @Slot(str, bool, object)
    def _learn(self, smear_id: str, found_anew: bool, sentences: tuple[str, ...]) -> None:
        # Naming known cells takes back nothing that was noticed while they were found.
        earlier = () if found_anew else self.of(smear_id)
        self._known[smear_id] = tuple(dict.fromkeys((*earlier, *sentences)))
        self.changed.emit(smear_id)
