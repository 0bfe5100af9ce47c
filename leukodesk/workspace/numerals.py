"""Numbers, percents and dates as the reader's language writes them: one place for the window and the report.

What is stored, exported or read by a program never comes from here. The language is Qt's default locale,
which :func:`leukodesk.workspace.words.speak` sets, so number fields read what these functions write.
"""

from datetime import datetime
from string import Formatter
from typing import Any, Final

from PySide6.QtCore import QLocale

NO_BREAK: Final = "\u00a0"
MINUS: Final = "\u2212"


def written(value: float, spec: str = "") -> str:
    """``value`` with the signs of the language.

    Args:
        value: whole or not.
        spec: as in Python's ``format``; a whole number without any is grouped by thousands. A percent sign
            stands apart by a space that does not break.
    """
    if not spec and isinstance(value, int):
        spec = ","
    return with_signs(format(value, spec))


def with_signs(text: str) -> str:
    """A number that Python wrote, with the signs of the language."""
    locale = QLocale()
    signs = {
        ord("."): locale.decimalPoint(),
        ord(","): locale.groupSeparator(),
        ord("%"): f"{NO_BREAK}%",
        ord("-"): MINUS,
    }
    return text.translate(signs)


def percent(share: float | None, digits: int = 1) -> str:
    """A share that is given in percent, such as ``12.5 %``; a dash for None."""
    return "–" if share is None else written(share / 100, f".{digits}%")


def day(at: datetime) -> str:
    """``21 November 2026``, or ``21.11.2026`` in German."""
    locale = QLocale()
    if locale.language() == QLocale.Language.German:
        return f"{at:%d.%m.%Y}"
    return f"{at.day} {locale.monthName(at.month)} {at.year}"


def moment(at: datetime) -> str:
    """Day and time of day, such as ``21 November 2026, 19:40``, in the zone that ``at`` is given in."""
    return f"{day(at)}, {at:%H:%M}"


def local_moment(at: datetime) -> str:
    """:func:`moment` where the reader is."""
    return moment(at.astimezone())


class _Filler(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return written(value, format_spec)
        return format(value, format_spec)


_filler: Final = _Filler()


def filled(text: str, values: dict[str, object]) -> str:
    """``text`` with ``values`` for its ``{names}``, numbers among them as the language writes them."""
    return _filler.vformat(text, (), values)
