"""Where lines of a report may not end: Qt would end one after the dash of an interval."""

from typing import Final

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

_DASH: Final = "–\u00a0"
_NEW_LINE: Final = "\u2028"


def keep_intervals_whole(text: QTextDocument) -> None:
    """End a line before an interval where it would end within one.

    A word joiner after the dash would do as well, but takes its glyph from another typeface.

    Args:
        text: at its final width; intervals have spaces that do not break around their dash.
    """
    text.size()  # lays it out
    block = text.begin()
    while block.isValid():
        while (place := _before_broken_interval(block)) is not None:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + place)
            cursor.deleteChar()
            cursor.insertText(_NEW_LINE)
            text.size()
        block = block.next()


def _before_broken_interval(block: QTextBlock) -> int | None:
    """Where the last space of the first such line is; None where there is none."""
    said, layout = block.text(), block.layout()
    for number in range(layout.lineCount() - 1):
        line = layout.lineAt(number)
        end = line.textStart() + line.textLength()
        if said[end - 1 : end + 1] == _DASH:
            place = said.rfind(" ", line.textStart(), end)
            return place if place >= 0 else None
    return None
