"""The differential: classes with counts and percentages; a click labels the selected cells."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from leukodesk.core.differential import DifferentialRow, differential
from leukodesk.core.taxonomy import UNIDENTIFIED
from leukodesk.gui.badges import paint_badge
from leukodesk.gui.cell_delegate import paint_bar
from leukodesk.gui.field_answer_line import FieldAnswerLine
from leukodesk.gui.panel import Panel, row, text_label
from leukodesk.gui.theme import Theme
from leukodesk.gui.typography import SPACE, font_of
from leukodesk.workspace.workspace import Workspace

_HEIGHT_EM, _DENSE_EM = 1.95, 1.5
_MANY = 8


class ClassRow(QAbstractButton):
    """One class: its key, letter, title, share, count and percentage."""

    def __init__(
        self, share: DifferentialRow, theme: Theme, height_em: float, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._height_em = height_em
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_share(share)

    @property
    def class_id(self) -> str:
        """The class that a click assigns."""
        return self._share.cell_class.id

    def show_share(self, share: DifferentialRow) -> None:
        """Show other counts."""
        self._share = share
        cell_class = share.cell_class
        percent = "" if share.percent is None else f", {share.percent:.1f} percent"
        self.setAccessibleName(f"{cell_class.title}, {share.count} cells{percent}, key {cell_class.key}")
        if cell_class.id == UNIDENTIFIED:
            self.setToolTip(
                "Cells that the model was not sure about and nobody has labelled yet; outside the 100 %."
            )
        else:
            outside = "" if cell_class.counted else " Outside the 100 % of the differential."
            self.setToolTip(
                f"Label the selected cells as {cell_class.title} (key {cell_class.key}).{outside}"
            )
        self.update()

    def sizeHint(self) -> QSize:
        """One line of text with some air."""
        return QSize(220, round(self.fontMetrics().height() * self._height_em))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        assigns = self._share.cell_class.id != UNIDENTIFIED
        if (self.underMouse() and self.isEnabled() and assigns) or self.hasFocus():
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft if self.isDown() else colours.raised))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle = box.center().y()
        if assigns:
            self._paint_key(painter, QRectF(6, middle - 9, 18, 18))
        paint_badge(painter, QRectF(32, middle - 8.5, 17, 17), self._share.cell_class, filled=True)
        self._paint_figures(painter, box)
        painter.end()

    def _paint_key(self, painter: QPainter, box: QRectF) -> None:
        colours = self._theme.colours
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(colours.muted))
        painter.setFont(font_of("small"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._share.cell_class.key)

    def _paint_figures(self, painter: QPainter, box: QRectF) -> None:
        colours, share = self._theme.colours, self._share
        painter.setFont(font_of("body"))
        metrics = painter.fontMetrics()
        percent_width = metrics.horizontalAdvance("100.0 %") + SPACE
        count_width = metrics.horizontalAdvance("0000") + SPACE
        right = box.right() - 6
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text if share.count else colours.muted))
        count_box = QRectF(right - percent_width - count_width, 0, count_width, box.height())
        painter.drawText(count_box, align, str(share.count))
        percent_box = QRectF(right - percent_width, 0, percent_width, box.height())
        if share.percent is not None:
            painter.drawText(percent_box, align, f"{share.percent:.1f} %")
        else:
            painter.setPen(QColor(colours.muted))
            painter.drawText(percent_box, align, "–")
        title_box = QRectF(58, 0, count_box.left() - 58, box.height())
        painter.setPen(QColor(colours.text if share.count else colours.muted))
        title = metrics.elidedText(
            share.cell_class.title, Qt.TextElideMode.ElideRight, int(title_box.width())
        )
        painter.drawText(title_box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        if share.percent:
            track = QRectF(58, box.bottom() - 4, title_box.width(), 2.5)
            paint_bar(painter, track, share.percent / 100, colours.line, share.cell_class.colour)


class ClassList(Panel):
    """The differential of the smear in view."""

    def __init__(self, workspace: Workspace, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._theme = theme
        self._rows: dict[str, ClassRow] = {}
        self._summary = text_label("", "small", "muted")
        self.setAccessibleName("Differential")
        self.stack.setSpacing(SPACE // 2)
        self.stack.addLayout(row(text_label("Differential", "heading"), None, self._summary))
        self.stack.addWidget(FieldAnswerLine(workspace, self))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.stack.addLayout(self._list)
        self._hint = text_label("", "small", "muted", wrap=True)
        self.stack.addWidget(self._hint)
        for signal in (workspace.smear_opened, workspace.changed, workspace.choice_changed):
            signal.connect(self._count)
        workspace.classes_changed.connect(self._rebuild)
        workspace.selection_changed.connect(self._show_hint)
        theme.changed.connect(self.update)
        self._rebuild()

    def _rebuild(self) -> None:
        for old in self._rows.values():
            old.setParent(None)
            old.deleteLater()
        self._rows = {}
        shares = differential((), self._workspace.taxonomy).rows
        # Many classes move together, so that the list of cells keeps its room in a low window.
        height_em = _DENSE_EM if len(shares) > _MANY else _HEIGHT_EM
        for share in shares:
            made = ClassRow(share, self._theme, height_em, self)
            made.clicked.connect(self._assign)
            self._rows[share.cell_class.id] = made
            self._list.addWidget(made)
        self._count()

    def _count(self, *_: object) -> None:
        workspace = self._workspace
        smear = workspace.smear
        cells = workspace.content.cell_ids_of(smear.id) if smear else ()
        classes = [workspace.content.class_of(cell_id, workspace.model_id) for cell_id in cells]
        known = [name if name in workspace.taxonomy else UNIDENTIFIED for name in classes]
        counted = differential(known, workspace.taxonomy)
        for share in counted.rows:
            if share.cell_class.id in self._rows:
                self._rows[share.cell_class.id].show_share(share)
        reviewed = sum(cell_id in workspace.content.labels for cell_id in cells)
        self._summary.setText(
            f"{counted.counted} counted · {reviewed} of {len(cells)} reviewed" if cells else ""
        )
        self._show_hint()

    def _show_hint(self) -> None:
        number = len(self._workspace.selection)
        if self._workspace.smear is None:
            self._hint.setText("")
        elif number == 0:
            self._hint.setText("Select a cell, or point at it, and press its class key.")
        else:
            cells = "the selected cell" if number == 1 else f"{number} selected cells"
            self._hint.setText(f"Click a class or press its key to label {cells}.")

    def _assign(self) -> None:
        sender = self.sender()
        if isinstance(sender, ClassRow) and sender.class_id != UNIDENTIFIED and self._workspace.selection:
            self._workspace.label(self._workspace.selection, sender.class_id, self)
