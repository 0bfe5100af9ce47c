"""The buttons under a dialog that does one thing, or nothing."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton


class AgreeButtons(QDialogButtonBox):
    """One button that does it, and one that does not.

    Attributes:
        go: the one that does it.

    Args:
        text: of the button that does it.
        dialog: is accepted or rejected by them; None where somebody else connects them.
        otherwise: of the other button; the platform's word for cancelling if empty.
    """

    def __init__(self, text: str, dialog: QDialog | None = None, *, otherwise: str = "") -> None:
        super().__init__()
        self.go = QPushButton(text)
        self.go.setProperty("primary", True)
        if otherwise:
            self.addButton(otherwise, QDialogButtonBox.ButtonRole.RejectRole)
        else:
            self.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        if dialog is not None:
            self.go.setDefault(True)
            self.accepted.connect(dialog.accept)
            self.rejected.connect(dialog.reject)
