"""What a training starts from: labels, architecture and parent."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from leukodesk.gui.look.panel import Panel, button, rule, set_tone, text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.gui.smears.label_counts import counts_patients, label_counts, what_is_missing, what_is_thin
from leukodesk.gui.smears.label_table import LabelTable
from leukodesk.gui.training.architecture_chooser import ArchitectureChooser
from leukodesk.gui.training.model_titles import model_title
from leukodesk.workspace.words import tr
from leukodesk.workspace.workspace import Workspace

_FRESH = ""
_USUAL = "mobilenet_v2"


class TrainingForm(Panel):
    """Shows the labels there are and starts a training.

    What a training starts from follows the model in use until the reader chooses it by hand.

    Signals:
        started: the reader started a training.
    """

    started = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=SPACE * 2)
        self._workspace = workspace
        self._chosen_parent: str | None = None
        self._new_network = _USUAL
        self.stack.setSpacing(SPACE * 3 // 2)
        self.stack.addWidget(text_label(tr("Retrain from your labels"), "heading"))
        self.stack.addWidget(
            text_label(
                tr(
                    "A new model is trained on the labels counted here and judged on smears it has not "
                    "seen. It becomes a candidate; nothing changes until you adopt it."
                ),
                tone="muted",
                wrap=True,
            )
        )
        self._counts = LabelTable(workspace)
        self.stack.addWidget(self._counts)
        self.stack.addWidget(rule())
        self._parent_model = QComboBox()
        self._architecture = ArchitectureChooser()
        self._add_choice(
            tr("Start from"),
            self._parent_model,
            tr(
                "The weights the training begins with. A new network has learnt everyday images "
                "(ImageNet) before where such weights exist, else nothing."
            ),
        )
        self._add_choice(
            tr("Architecture"),
            self._architecture,
            tr("The kind of network; fixed by the model it starts from."),
        )
        self._advice = text_label("", wrap=True)
        self.stack.addWidget(self._advice)
        self._start = button(tr("Retrain"), tr("Start the training"), primary=True)
        self._start.clicked.connect(self.start)
        self.stack.addWidget(self._start)
        self.stack.addStretch(1)
        for box in (self._parent_model, self._architecture):
            box.activated.connect(self._keep_choice)
        for signal in (workspace.dataset_opened, workspace.changed, workspace.training_changed):
            signal.connect(self._show)
        workspace.models_changed.connect(self._fill)
        workspace.choice_changed.connect(self._fill)
        self._fill()

    def start(self) -> None:
        """Start the training if there is enough to learn from; the form must be in sight."""
        if not self._start.isEnabled():
            return
        parent = self._parent_model.currentData() or None
        self.started.emit()
        self._workspace.training.start(
            self._architecture.currentData(), parent=parent, device=self._workspace.settings.device
        )

    def _add_choice(self, title: str, combo: QComboBox, tip: str) -> None:
        label = QLabel(title)
        label.setBuddy(combo)
        combo.setAccessibleName(title)
        combo.setToolTip(tip)
        self.stack.addWidget(label)
        self.stack.addWidget(combo)

    def _fill(self) -> None:
        self._keep_network()
        self._parent_model.clear()
        for card in self._workspace.library.cards():
            self._parent_model.addItem(model_title(card), card.id)
        self._parent_model.addItem(tr("No model: a new network"), _FRESH)
        self._architecture.fill()
        if self._parent_model.findData(self._chosen_parent) < 0:
            self._chosen_parent = None
        wanted = (self._workspace.model_id or _FRESH) if self._chosen_parent is None else self._chosen_parent
        self._parent_model.setCurrentIndex(max(self._parent_model.findData(wanted), 0))
        self._follow_parent()
        self._show()

    def _keep_choice(self) -> None:
        # Whoever chooses a network has chosen to start from no model, too.
        self._chosen_parent = self._parent_model.currentData()
        self._keep_network()
        self._follow_parent()

    def _keep_network(self) -> None:
        # A box that cannot be chosen from shows what the model to start from is.
        if self._architecture.isEnabled():
            self._new_network = self._architecture.currentData() or self._new_network

    def _follow_parent(self) -> None:
        cards = {card.id: card for card in self._workspace.library.cards()}
        parent = cards.get(self._parent_model.currentData())
        self._architecture.choose(parent.architecture if parent else self._new_network)
        self._architecture.setEnabled(parent is None)

    def showEvent(self, event: QShowEvent) -> None:
        """Count the labels now: while the tab is hidden nobody asks."""
        super().showEvent(event)
        self._show()

    def _show(self, *_: object) -> None:
        if not self.isVisible():
            return
        workspace = self._workspace
        content, frozen = workspace.content, workspace.freezing.frozen
        counts = label_counts(content, frozen)
        set_apart = any(content.count_of(smear_id).labelled for smear_id in frozen)
        of_patients = counts_patients(content, frozen)
        missing = what_is_missing(counts, set_apart=set_apart, of_patients=of_patients)
        if workspace.dataset_path is None:
            missing = tr(
                "Open a smear or a dataset and label cells first; models are trained on your labels."
            )
        thin = what_is_thin(counts)
        self._advice.setText(missing or thin)
        set_tone(self._advice, "warning" if missing or thin else "")
        self._advice.setVisible(bool(missing or thin))
        self._start.setEnabled(not missing and not workspace.training.is_running)
        self._start.setText(tr("Training…") if workspace.training.is_running else tr("Retrain"))
