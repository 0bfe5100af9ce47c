"""One line above the field: how far its review is, and the way to its signature."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from leukodesk.core.signatures import FieldState
from leukodesk.gui.commands.actions import Actions
from leukodesk.gui.field.tools.toolbox import Toolbox
from leukodesk.gui.look.panel import ElidedLabel, Panel, Tone, button, row, set_tone, text_label
from leukodesk.gui.look.theme import Theme
from leukodesk.gui.look.typography import SPACE, font_of
from leukodesk.gui.report.report_words import time_text
from leukodesk.gui.smears.smear_list import STATE_ICONS
from leukodesk.workspace.words import tr, tr_n
from leukodesk.workspace.workspace import Workspace

_ICON_PX = 16


class SigningLine(Panel):
    """State of the smear in view; hidden without one, and while somebody reads blind, picks or draws."""

    def __init__(
        self,
        workspace: Workspace,
        actions: Actions,
        theme: Theme,
        toolbox: Toolbox,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, margin=SPACE // 2)
        self._workspace = workspace
        self._theme = theme
        self._toolbox = toolbox
        self._mark = QLabel()
        self._state = text_label("", "strong")
        self._text = ElidedLabel()
        self._text.setFont(font_of("body"))
        set_tone(self._text, "muted")
        self._sign = button(tr("Sign this smear…"), actions["sign"].toolTip(), flat=True)
        self._sign.clicked.connect(actions["sign"].trigger)
        self._report = button(tr("Report"), actions["report_tab"].toolTip(), flat=True)
        self._report.clicked.connect(actions["report_tab"].trigger)
        self._unlock = button(tr("Unlock…"), actions["unlock"].toolTip(), flat=True)
        self._unlock.clicked.connect(actions["unlock"].trigger)
        line = row(self._mark, self._state, self._text, None, self._sign, self._unlock, self._report)
        line.setContentsMargins(SPACE, 0, SPACE // 2, 0)
        self.stack.addLayout(line)
        for signal in (
            workspace.dataset_opened,
            workspace.smear_opened,
            workspace.smears_changed,
            workspace.changed,
            workspace.second.switched,
            workspace.picking.changed,
            toolbox.changed,
            theme.changed,
        ):
            signal.connect(self._show)
        self._show()

    def _show(self, *_: object) -> None:
        signing = self._workspace.signing
        state = signing.state
        is_hidden = (
            self._workspace.second.is_blind or self._workspace.picking.is_active or self._toolbox.has_tool
        )
        self.setVisible(state is not None and not is_hidden)
        if state is None:
            return
        done, cells = signing.reviewed
        signature = signing.signature
        is_ready = state is not FieldState.SIGNED and 0 < cells == done
        tone: Tone = "success" if signature else ""
        colours = self._theme.colours
        colour = colours.success if signature else colours.muted
        self._mark.setPixmap(self._theme.icon(STATE_ICONS[state], colour=colour).pixmap(_ICON_PX, _ICON_PX))
        self._state.setText(tr(state.value))
        set_tone(self._state, tone)
        if signature is not None:
            text = tr(
                "by {annotator}, {at}. Labels and outlines are locked.",
                annotator=signature.annotator,
                at=time_text(signature.at),
            )
        elif not cells:
            text = tr("no cells yet")
        else:
            text = tr_n("{done} of 1 cell reviewed", "{done} of {n} cells reviewed", cells, done=done) + (
                tr(", ready to sign") if is_ready else ""
            )
        self._text.setText(text)
        self._text.setToolTip(text)
        self.setAccessibleName(f"{tr(state.value)}, {text}")
        writable = not self._workspace.read_only
        self._sign.setVisible(writable and signature is None and bool(cells))
        if self._sign.property("primary") != is_ready:
            self._sign.setProperty("primary", is_ready)
            self._sign.setProperty("flat", not is_ready)
            self._sign.style().unpolish(self._sign)
            self._sign.style().polish(self._sign)
        self._unlock.setVisible(writable and signature is not None)
        self._report.setVisible(bool(cells))


class _OneOfThem(QWidget):
    """Lines in one place, as high as one of them however many are shown; away while none is."""

    def __init__(self, lines: Iterable[Panel]) -> None:
        super().__init__()
        self._lines = tuple(lines)
        place = QGridLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        for line in self._lines:
            place.addWidget(line, 0, 0)
            line.installEventFilter(self)
        self.setFixedHeight(button("", "", primary=True).sizeHint().height() + SPACE)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the lines, which come and go by themselves."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._show()
        return super().eventFilter(watched, event)

    def _show(self) -> None:
        self.setVisible(not all(line.isHidden() for line in self._lines))


def under(lines: Iterable[Panel], field: QWidget) -> Panel:
    """The field with lines above it, of which one at most is shown; it stays where it is when they change."""
    panel = Panel(margin=0)
    panel.stack.setSpacing(0)
    panel.stack.addWidget(_OneOfThem(lines))
    panel.stack.addWidget(field, 1)
    return panel
