"""The choices of the tool bar: who finds cells, who names them, and on what device."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from leukodesk.core.errors import LeukoDeskError
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.training.model_titles import DEVICES, model_tip, model_title, segmenter_title
from leukodesk.inference.registry import segmenter_ids
from leukodesk.workspace.words import later, tr, worded
from leukodesk.workspace.workspace import Workspace

_NO_CLASSIFIER = later("No classifier")
_LONGEST_CHARACTERS = 32
_SHORT_CHARACTERS = 22
_SHORTEST_CHARACTERS = 8


class Choosers(QWidget):
    """Three lists with the workspace's choices; each entry's tool tip says what it is."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._segmenter = _combo(tr("Segmenter"), tr("Finds the cells"))
        self._classifier = _combo(tr("Classifier"), tr("Suggests a class for each cell"))
        self._device = _combo(tr("Device"), tr("What models run on"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        self._labels = []
        for combo in (self._segmenter, self._classifier, self._device):
            label = QLabel(combo.accessibleName())
            label.setProperty("tone", "muted")
            label.setBuddy(combo)
            self._labels.append(label)
            layout.addWidget(label)
            layout.addWidget(combo)
            layout.addSpacing(SPACE // 2)
        self._segmenter.activated.connect(self._choose_segmenter)
        self._classifier.activated.connect(self._choose_classifier)
        self._device.activated.connect(self._choose_device)
        workspace.choice_changed.connect(self._show)
        workspace.second.switched.connect(lambda: self.setEnabled(not workspace.second.is_blind))
        workspace.models_changed.connect(self._fill)
        self._fill()

    def show_labels(self, shown: bool) -> None:
        """Name the lists beside them, where there is room for it; their tool tips always do."""
        for label in self._labels:
            label.setVisible(shown)

    def _fill(self) -> None:
        blockers = [QSignalBlocker(combo) for combo in (self._segmenter, self._classifier, self._device)]
        for combo in (self._segmenter, self._classifier, self._device):
            combo.clear()
        for segmenter in segmenter_ids():
            title, tip = segmenter_title(segmenter)
            _add(self._segmenter, title, segmenter, tip)
        _add(self._classifier, tr(_NO_CLASSIFIER), "none", tr("Cells are found but not classified."))
        for card in self._workspace.library.cards():
            _add(self._classifier, model_title(card), card.id, model_tip(card))
        for device, (title, tip) in DEVICES.items():
            _add(self._device, tr(title), device, tr(tip))
        for combo in (self._segmenter, self._classifier, self._device):
            combo.updateGeometry()
        del blockers
        self._show()

    def _show(self) -> None:
        workspace = self._workspace
        for combo, value in (
            (self._segmenter, workspace.segmenter_id),
            (self._classifier, workspace.model_id or "none"),
            (self._device, workspace.settings.device),
        ):
            combo.setCurrentIndex(combo.findData(value))
            combo.setPlaceholderText(tr("{value} is missing", value=value))
            tip = combo.currentData(Qt.ItemDataRole.ToolTipRole)
            combo.setToolTip(tip or combo.accessibleDescription())
            combo.updateGeometry()

    def _choose_segmenter(self) -> None:
        self._workspace.set_segmenter(self._segmenter.currentData())

    def _choose_classifier(self) -> None:
        chosen = self._classifier.currentData()
        self._workspace.set_classifier(None if chosen == "none" else chosen)

    def _choose_device(self) -> None:
        try:
            self._workspace.set_device(self._device.currentData())
        except LeukoDeskError as error:
            self._workspace.failed.emit(tr("Device"), worded(error))


class _Choice(QComboBox):
    """As wide as its longest entry, and narrower where the tool bar has no room for that.

    Qt's own reckoning adds a hand's breadth to a styled list.
    """

    def sizeHint(self) -> QSize:
        """Room for the longest entry."""
        longest = max((self._advance(self.itemText(index)) for index in range(self.count())), default=0)
        return self._size(min(longest, self._characters(_LONGEST_CHARACTERS)))

    def minimumSizeHint(self) -> QSize:
        """Room for what is chosen, or for the beginning of a long name; its tool tip says the rest."""
        chosen = max(self._advance(self.currentText()), self._characters(_SHORTEST_CHARACTERS))
        return self._size(min(chosen, self._characters(_SHORT_CHARACTERS))).boundedTo(self.sizeHint())

    def _size(self, text_px: int) -> QSize:
        return QSize(text_px + 5 * SPACE, super().sizeHint().height())

    def _advance(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text)

    def _characters(self, count: int) -> int:
        return count * self.fontMetrics().averageCharWidth()


def _combo(name: str, description: str) -> QComboBox:
    combo = _Choice()
    combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    combo.setAccessibleName(name)
    combo.setAccessibleDescription(description)
    combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return combo


def _add(combo: QComboBox, title: str, value: str, tip: str) -> None:
    combo.addItem(title, value)
    combo.setItemData(combo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
