"""What every tool can be told."""

from typing import ClassVar

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.easel import Easel


class Tool:
    """One way of drawing with the left button; told of what it does not care for, it does nothing.

    Points are ``(row, column)`` in smear pixels and may lie beside the smear.

    Attributes:
        id: of the action that chooses it.
        has_circle: the brush is shown at the pointer.
        easel: what the tools share.
    """

    id: ClassVar[str]
    has_circle: ClassVar[bool] = False

    def __init__(self, easel: Easel) -> None:
        self.easel = easel

    @property
    def is_busy(self) -> bool:
        """Whether something is begun and not done."""
        return False

    def press(self, at: Point) -> None:
        """The button went down."""

    def move(self, at: Point) -> None:
        """The pointer moved while the button is down."""

    def release(self, at: Point) -> None:
        """The button is up again."""

    def hover(self, at: Point) -> None:
        """The pointer moved while no button is down."""

    def finish(self) -> None:
        """Return or a double click: what is begun is meant to be done."""

    def step_back(self) -> None:
        """Take the last part of what is begun back."""
        self.cancel()

    def cancel(self) -> None:
        """Forget what is begun; nothing was changed."""
