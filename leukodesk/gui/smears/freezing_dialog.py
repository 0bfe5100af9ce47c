"""What keeping smears for judging, or releasing them for training, means, and why it is done."""

from typing import Final

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from leukodesk.gui.look.agree_buttons import AgreeButtons
from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.typography import SPACE
from leukodesk.workspace.words import later, tr, tr_n

_KEEP: Final = later(
    "No training that starts from now on gets these cells, so that models can be judged on them. A model "
    "that learnt from them before knows them already."
)
_RELEASE: Final = later(
    "Trainings that start from now on learn from these cells; what comes of such a training cannot be judged "
    "on them any more."
)
_TORN: Final = later(
    "Smears of one patient look alike: a model that learnt from some of them is not new to the rest."
)


class FreezingDialog(QDialog):
    """Says what becomes of smears, and asks why; agreeing does it.

    Attributes:
        reason: where it is written; may be left empty.
        whole_patients: whether the rest of the patients' smears comes along; hidden where there is none.

    Args:
        heading: the smear, or how many smears.
        rest: how many other smears of the same patients would stay behind.
        parent: the window.
        frozen: whether the smears are to be frozen, else they are let go.
    """

    def __init__(self, heading: str, rest: int, parent: QWidget | None = None, *, frozen: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keep for judging") if frozen else tr("Release for training"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Reason"))
        self.reason.setPlaceholderText(tr("for the history; may be left empty"))
        self.whole_patients = QCheckBox(
            tr_n(
                "The other smear of the same patient as well", "The patients' {n} other smears as well", rest
            )
        )
        self.whole_patients.setChecked(rest > 0)
        torn = text_label(tr(_TORN), "small", "muted", wrap=True)
        for widget in (self.whole_patients, torn):
            widget.setVisible(rest > 0)
        form = QFormLayout()
        form.addRow(tr("Reason"), self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[SPACE * 3] * 4)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label(heading, "heading"))
        layout.addWidget(text_label(tr(_KEEP) if frozen else tr(_RELEASE), wrap=True))
        layout.addWidget(self.whole_patients)
        layout.addWidget(torn)
        layout.addLayout(form)
        layout.addWidget(AgreeButtons(self.windowTitle(), self))
        self.setMinimumWidth(460)
        self.reason.setFocus()
