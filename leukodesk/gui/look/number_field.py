"""A field for numbers that may not be whole, and a dialog that asks for one."""

from typing import Final

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QVBoxLayout, QWidget

from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.typography import SPACE

_WIDE: Final = 380


class NumberField(QDoubleSpinBox):
    """Takes the decimal sign of the reader's language and that of the other one alike.

    Qt reads a point typed into a German field as a sign between thousands: 0.25 would be 25.
    """

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge the text with every point or comma as the language's decimal sign."""
        sign = self.locale().decimalPoint()
        return super().validate(text.replace(".", sign).replace(",", sign), position)


def ask_number(
    parent: QWidget,
    title: str,
    question: str,
    value: float,
    bounds: tuple[float, float],
    decimals: int,
    explanation: str = "",
) -> float | None:
    """Ask for one number between ``bounds``; None where the reader thinks better of it.

    Args:
        parent: the window.
        title: of the dialog.
        question: stands above the field.
        value: that the field begins with.
        bounds: least and largest, both allowed.
        decimals: of the field.
        explanation: stands below the field.
    """
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    field = NumberField()
    field.setDecimals(decimals)
    field.setRange(*bounds)
    field.setSingleStep(10.0**-decimals)
    field.setValue(value)
    field.setAccessibleName(question)
    field.selectAll()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.setContentsMargins(*[SPACE * 2] * 4)
    layout.setSpacing(SPACE)
    layout.addWidget(text_label(question))
    layout.addWidget(field)
    if explanation:
        told = text_label(explanation, "small", "muted", wrap=True)
        told.ensurePolished()
        told.setFixedSize(_WIDE, told.heightForWidth(_WIDE))
        layout.addWidget(told)
    layout.addWidget(box)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return field.value() if agreed else None
