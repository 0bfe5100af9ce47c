"""Text for files and pipes that other programs read: always valid UTF-8, whatever a file is called."""

import json
import re
import unicodedata
from typing import Any, Final

# Names of files that are not UTF-8 reach Python with lone surrogates, which UTF-8 cannot carry.
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII: Final = re.compile("[^\x00-\x7f]")
_UNCARRIED: Final = re.compile('[\ud800-\udfff\x00-\x1f\x7f<>:"|?*\\\\]')
_DEVICE: Final = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def plain(text: str) -> str:
    r"""``text`` with a backslash and the code for each lone surrogate: ``F\udce4rbung``."""
    return utf8(text).decode()


def portable_name(name: str) -> str:
    """``name`` of a file with ``_`` for what not every system and format can carry.

    Those are lone surrogates, line breaks, and what means something else to Windows: there a file called
    ``12:30.png`` becomes a part of the file ``12`` that nobody sees, and ``con.png`` is the console.
    """
    return _DEVICE.sub(r"\1_", _UNCARRIED.sub("_", name))


def utf8(text: str) -> bytes:
    """The bytes of :func:`plain`."""
    return text.encode("utf-8", "backslashreplace")


def folded(text: str) -> str:
    """``text`` to compare names by: neither the case of letters nor how accents are composed matters.

    A Mac takes ``ä`` apart into two characters in the names of its files, other systems do not.
    """
    return unicodedata.normalize("NFC", text).casefold()


def json_text(value: Any, indent: int | None = None) -> str:
    """``value`` as JSON whose texts are as :func:`plain` gives them.

    The backslash is one of the text. An escape of a lone surrogate would be JSON by its grammar, but strict
    readers refuse it.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda found: f"\\\\u{ord(found[0]):04x}", text)


def ascii_json(text: str) -> str:
    """JSON that says the same in ASCII alone, which every encoding and whoever reads it anew understands."""
    return _BEYOND_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)
