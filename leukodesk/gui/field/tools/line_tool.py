"""What the tools share that are told by a line: splitting and merging."""

from abc import ABC, abstractmethod
from typing import Final

from leukodesk.core.mask_edits import Point
from leukodesk.gui.field.tools.easel import Easel
from leukodesk.gui.field.tools.tool import Tool

_THIN: Final = 0.5


class LineTool(Tool, ABC):
    """A line is drawn from pressing to releasing; the cells it crosses are marked meanwhile."""

    def __init__(self, easel: Easel) -> None:
        super().__init__(easel)
        self.line: list[Point] = []
        self.crossed: tuple[str, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Whether a line is being drawn."""
        return bool(self.line)

    def press(self, at: Point) -> None:
        """Begin the line."""
        self.line = [at]
        self.crossed = ()
        self._follow([at])

    def move(self, at: Point) -> None:
        """Draw on."""
        if self.line and at != self.line[-1]:
            self.line.append(at)
            self._follow(self.line[-2:])

    def release(self, _at: Point) -> None:
        """Do what the line says."""
        if self.line:
            line, crossed = tuple(self.line), self.crossed
            self.cancel()
            self.do(line, crossed)

    def cancel(self) -> None:
        """Forget the line."""
        self.line, self.crossed = [], ()
        self.easel.draft.clear()

    @abstractmethod
    def do(self, line: tuple[Point, ...], crossed: tuple[str, ...]) -> None:
        """Do it; ``crossed`` are the cells along ``line``, in its order."""

    @abstractmethod
    def marked(self) -> tuple[str, ...]:
        """Which of the crossed cells would be changed."""

    def _follow(self, part: list[Point]) -> None:
        spot = self.easel.disc(part, _THIN)
        new = [i for i in self.easel.touched(spot) if i not in self.crossed] if spot else []
        self.crossed = (*self.crossed, *new)
        self.easel.draft.show_line(self.line, marked=self.marked())
