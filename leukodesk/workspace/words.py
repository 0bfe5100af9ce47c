"""Visible words in the reader's language, through Qt's translations; English is what stands in the code.

``packaging/translations.py`` collects the strings given to :func:`tr`, :func:`tr_n`, :func:`counted` and
:func:`later`, those of the tables of actions and the templates of the sentences of the layers below, and
compiles what ``resources/translations`` holds.
"""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from leukodesk.config import Language, resources_dir
from leukodesk.core.sentence import Amount, ClassName, Joined, Sentence
from leukodesk.workspace.numerals import filled

CONTEXT: Final = "LeukoDesk"
LANGUAGES: Final = ("en", "de")
"""Those the window speaks."""

_COMMAND: Final = re.compile(r"`([^`]+)`")
"""A command as the layers below write it, which speak to a command line too."""

_installed: Final[list[QTranslator]] = []


def tr(text: str, /, **values: object) -> str:
    """``text`` in the reader's language, its ``{names}`` filled with ``values`` if any are given.

    Numbers among them are written as the language writes them, with the format that the text gives;
    errors and sentences of the layers below are worded.
    """
    translated = QCoreApplication.translate(CONTEXT, text)
    if not values:
        return translated
    return filled(translated, {name: _part(value, str) for name, value in values.items()})


def tr_n(one: str, many: str, number: int, **values: object) -> str:
    """What is said of ``number`` things, which stands for ``{n}`` in the text.

    Args:
        one: English for one.
        many: English for any other number; other languages have as many forms as they need.
        number: how many.
        values: fill further ``{names}``.
    """
    translated = QCoreApplication.translate(CONTEXT, many, one, number)
    if translated == many and number == 1:
        translated = one
    return filled(translated, {"n": number, **values})


def counted(number: int, noun: str) -> str:
    """``1 cell`` or ``3 cells``, for nouns whose English plural ends in s."""
    return tr_n(f"1 {noun}", f"{{n}} {noun}s", number)


def later(text: str) -> str:
    """``text`` as it is, marked for a later :func:`tr`: for tables that are made before a language is."""
    return text


def worded(said: str | Exception, title_of: Callable[[str], str] = str) -> str:
    """What a layer below says, in the reader's language; what is no sentence with a template stays as it is.

    Args:
        said: perhaps a sentence of :mod:`leukodesk.core.sentence`, or an error that says one.
        title_of: title of a class in the reader's language, by its id.
    """
    text = said if isinstance(said, str) else _message(said)
    if not isinstance(text, Sentence):
        return text
    translated = _COMMAND.sub(lambda found: tr("“{command}”", command=found[1]), tr(text.template))
    values = {name: _part(value, title_of) for name, value in text.values.items()}
    return filled(translated, values) if values else translated


def _part(value: object, title_of: Callable[[str], str]) -> object:
    if isinstance(value, Amount):
        return counted(value.number, value.noun)
    if isinstance(value, ClassName):
        return title_of(value.class_id)
    if isinstance(value, Joined):
        return worded(value.by).join(str(_part(part, title_of)) for part in value.parts)
    return worded(value, title_of) if isinstance(value, str | Exception) else value


def _message(error: Exception) -> str:
    said = error.args[0] if len(error.args) == 1 else error
    return said if isinstance(said, str) else str(error)


def spoken(language: Language) -> str:
    """The language that a choice means: the desktop's if the window speaks it, else English."""
    if language != "system":
        return language
    desktop = QLocale.system().name().partition("_")[0]
    return desktop if desktop in LANGUAGES else "en"


def speak(language: Language) -> None:
    """Say everything made from now on in this language, Qt's own buttons and number fields included."""
    while _installed:
        QCoreApplication.removeTranslator(_installed.pop())
    chosen = spoken(language)
    QLocale.setDefault(QLocale(chosen))
    folders = (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("leukodesk", str(resources_dir() / "translations")),
    )
    for name, folder in folders:
        translator = QTranslator()
        if chosen != "en" and translator.load(f"{name}_{chosen}", folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)
