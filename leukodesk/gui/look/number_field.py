"""A field for numbers that may not be whole, and a dialog that asks for one."""

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QDoubleSpinBox, QVBoxLayout, QWidget

from leukodesk.gui.look.panel import text_label
from leukodesk.gui.look.typography import SPACE


class NumberField(QDoubleSpinBox):
    """Takes the decimal sign of the reader's language and that of the other one alike.

    Qt reads a point typed into a German field as a sign between thousands: 0.25 would be 25.
    """

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Judge the text with every point or comma as the language's decimal sign."""
        sign = self.locale().decimalPoint()
        return super().validate(text.replace(".", sign).replace(",", sign), position)


def ask_number(
    parent: QWidget, title: str, question: str, value: float, bounds: tuple[float, float], decimals: int
) -> float | None:
    """Ask for one number between ``bounds``; None where the reader thinks better of it."""
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
    layout.addWidget(box)
    agreed = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return field.value() if agreed else None
