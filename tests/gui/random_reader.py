"""A reader who does anything at any time: clicks, drags, types and chooses at random."""

from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSlider,
    QWidget,
)

from leukodesk.gui.main_window import MainWindow
from leukodesk.workspace.workspace import Workspace

_KEYS = [Qt.Key(ord(letter)) for letter in "12345ABEFGHNZ.[+- "] + [
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Escape,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
]
_PLAIN, _SHIFT, _CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
_MODIFIERS = [_PLAIN] * 6 + [_SHIFT, _CONTROL, _CONTROL | _SHIFT]
_LEFT, _RIGHT, _MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox, QSlider)
_TYPED = ["blast", "12", "a?", "", "x/y", ":::"]
_SIZES = [(900, 600), (1100, 700), (1400, 900), (1920, 1080)]
_LOOK_MS = 100
_PATIENCE = 12


class RandomReader(QObject):
    """Works with a real window; what opens on top of it is poked at for a while and closed in the end.

    Attributes:
        done: what was done, a line each, for whoever wants to know what led to a fault.
    """

    def __init__(self, window: MainWindow, workspace: Workspace, paths: list[Path], seed: int) -> None:
        super().__init__(window)
        self.done: list[str] = []
        self._window = window
        self._workspace = workspace
        self._view = window.review.view
        self._paths = paths
        self._random = Random(seed)
        self._looks: dict[QWidget, int] = {}
        # One shot after the other: a timer does not fire while its own slot serves the events of a dialog.
        QTimer.singleShot(_LOOK_MS, self, self._look_for_dialogs)

    def work(self, steps: int) -> None:
        """Do ``steps`` things, some at once and some with a pause in which the window may answer."""
        ways = [
            (8, self._choose),
            (8, self._type),
            (6, self._drag),
            (6, self._click),
            (2, self._turn),
            (5, self._use_a_control),
            (3, self._click_an_item),
            (1, self._open),
            (1, self._resize),
        ]
        weights = [weight for weight, _ in ways]
        for _ in range(steps):
            self._random.choices([way for _, way in ways], weights)[0]()
            QTest.qWait(self._random.choice([0, 0, 10, 50, 200]))

    def _choose(self) -> None:
        actions = [action for spec, action in self._window.commands if spec.id != "quit"]
        action = self._random.choice([action for action in actions if action.isEnabled()])
        self._note("action", action.objectName())
        action.trigger()

    def _type(self) -> None:
        widget = QApplication.focusWidget() or self._window
        key, modifiers = self._random.choice(_KEYS), self._random.choice(_MODIFIERS)
        self._note("key", key, modifiers)
        QTest.keyClick(widget, key, modifiers)

    def _drag(self) -> None:
        if not self._view.isVisible():
            return
        canvas, place = self._view.viewport(), self._place()
        button = self._random.choice([_LEFT] * 5 + [_RIGHT, _MIDDLE])
        modifiers = self._random.choice(_MODIFIERS)
        self._note("drag", place, button)
        QTest.mousePress(canvas, button, modifiers, place)
        for _ in range(self._random.randrange(6)):
            place += QPoint(self._random.randint(-80, 80), self._random.randint(-80, 80))
            QTest.mouseMove(canvas, place)
            QApplication.processEvents()
            if self._random.random() < 0.05:
                self._type()
        QTest.mouseRelease(canvas, button, modifiers, place)

    def _click(self) -> None:
        if not self._view.isVisible():
            return
        smear = self._workspace.smear
        cells = list(self._workspace.content.cells_of(smear.id)) if smear else []
        place = self._place()
        if cells and self._random.random() < 0.7:
            row, column = self._random.choice(cells).centroid
            place = self._view.view_box.mapViewToDevice(QPointF(column, row)).toPoint()
        self._note("click", place)
        click = QTest.mouseDClick if self._random.random() < 0.2 else QTest.mouseClick
        click(self._view.viewport(), _LEFT, self._random.choice(_MODIFIERS), place)

    def _turn(self) -> None:
        canvas, place = self._view.viewport(), QPointF(self._place())
        turned = QPoint(0, self._random.choice([-480, -120, 120, 480]))
        self._note("wheel", turned.y())
        event = QWheelEvent(
            place,
            canvas.mapToGlobal(place),
            QPoint(),
            turned,
            Qt.MouseButton.NoButton,
            self._random.choice(_MODIFIERS),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas, event)

    def _use_a_control(self) -> None:
        self._use(self._window)

    def _click_an_item(self) -> None:
        lists = [view for view in self._window.findChildren(QAbstractItemView) if view.isVisible()]
        filled = [view for view in lists if view.model() is not None and view.model().rowCount()]
        if not filled:
            return
        view = self._random.choice(filled)
        item = view.model().index(self._random.randrange(view.model().rowCount()), 0)
        self._note("item", type(view).__name__, item.row())
        view.scrollTo(item, QAbstractItemView.ScrollHint.EnsureVisible)
        place = view.visualRect(item).center()
        QTest.mouseClick(view.viewport(), _LEFT, self._random.choice(_MODIFIERS), place)

    def _open(self) -> None:
        path = self._random.choice(self._paths)
        self._note("open", path.name)
        self._workspace.open_path(path)

    def _resize(self) -> None:
        size = self._random.choice(_SIZES)
        self._note("resize", size)
        self._window.resize(*size)

    def _use(self, parent: QWidget) -> None:
        """Use one of the controls that are to be seen in ``parent``."""
        there = [c for c in parent.findChildren(QWidget) if isinstance(c, _CONTROLS) and c.isVisible()]
        usable = [control for control in there if control.isEnabled()]
        if not usable:
            return
        control = self._random.choice(usable)
        self._note("use", type(control).__name__, control.objectName(), control.accessibleName())
        if isinstance(control, QAbstractButton):
            control.click()
        elif isinstance(control, QComboBox) and control.count():
            place = self._random.randrange(control.count())
            control.setCurrentIndex(place)
            control.activated.emit(place)
        elif isinstance(control, QLineEdit):
            QTest.keyClicks(control, self._random.choice(_TYPED))
        elif isinstance(control, QAbstractSpinBox):
            control.stepBy(self._random.choice([-3, -1, 1, 5]))
        elif isinstance(control, QSlider):
            control.setValue(self._random.randint(control.minimum(), control.maximum()))

    def _look_for_dialogs(self) -> None:
        QTimer.singleShot(_LOOK_MS, self, self._look_for_dialogs)
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if shown is None:
            return
        looks = self._looks[shown] = self._looks.get(shown, 0) + 1
        self._note("on top", type(shown).__name__, shown.windowTitle())
        # A file dialog would take it anywhere on the disk.
        if isinstance(shown, QFileDialog) or looks > _PATIENCE:
            shown.close()
        elif self._random.random() < 0.5:
            self._use(shown)
        else:
            QTest.keyClick(shown, self._random.choice([Qt.Key.Key_Escape, self._random.choice(_KEYS)]))

    def _place(self) -> QPoint:
        canvas = self._view.viewport()
        return QPoint(
            self._random.randrange(max(1, canvas.width())), self._random.randrange(max(1, canvas.height()))
        )

    def _note(self, *what: object) -> None:
        self.done.append(" ".join(map(str, what)))
