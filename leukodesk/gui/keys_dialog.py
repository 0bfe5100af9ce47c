"""The list of all keys, made from the table of actions."""

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from leukodesk.gui.action_table import FIXED_KEYS
from leukodesk.gui.actions import Actions, key_text
from leukodesk.gui.panel import text_label
from leukodesk.gui.theme import Theme
from leukodesk.gui.typography import SPACE


class KeysDialog(QDialog):
    """What every key and the mouse do."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        text = QTextBrowser()
        text.setAccessibleName("All keys")
        text.setHtml(_table(actions, theme))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE * 2, SPACE * 2, SPACE * 2, SPACE * 2)
        layout.setSpacing(SPACE * 3 // 2)
        layout.addWidget(text_label("Keys", "heading"))
        layout.addWidget(text)
        layout.addWidget(
            text_label(
                "In the field, a thin outline with an open letter is a model's suggestion; a thick outline "
                "with a filled letter is your label.",
                "small",
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(buttons)
        self.resize(560, 680)


def _table(actions: Actions, theme: Theme) -> str:
    groups: dict[str, list[tuple[str, str]]] = {"Mouse": list(FIXED_KEYS)}
    for spec, _ in actions:
        if spec.keys:
            groups.setdefault(spec.menu, []).append((key_text(spec), spec.text.rstrip("…")))
    colours = theme.colours
    parts = []
    for title, lines in groups.items():
        parts.append(
            f"<p style='color: {colours.muted}; font-weight: 600; margin: 12px 0 4px 0'>{escape(title)}</p>"
        )
        parts.append("<table width='100%'>")
        parts += [_line(keys, text) for keys, text in lines]
        parts.append("</table>")
    return "".join(parts)


def _line(keys: str, text: str) -> str:
    return (
        f"<tr><td width='42%' style='padding: 2px 0; font-weight: 600'>{escape(keys)}</td>"
        f"<td style='padding: 2px 0'>{escape(text)}</td></tr>"
    )
