"""Numbers and dates are written and read as in the reader's language, everywhere in the window."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QDoubleSpinBox

from leukodesk.gui.look.number_field import NumberField
from leukodesk.gui.look.plot_axis import NumberAxis
from leukodesk.workspace import words
from leukodesk.workspace.numerals import day, moment, percent, written
from leukodesk.workspace.words import counted, tr

AT = datetime(2026, 11, 5, 9, 3, tzinfo=UTC)


@pytest.fixture(params=["en", "de"])
def language(qapp, request):
    words.speak(request.param)
    yield request.param
    words.speak("en")


def test_numbers_and_dates_follow_the_language(language):
    told = [written(1234), written(0.123, ".2f"), written(-1234.5, ",.1f"), percent(12.54), percent(None)]
    dates = [day(AT), moment(AT)]
    if language == "de":
        assert told == ["1.234", "0,12", "−1.234,5", "12,5\u00a0%", "–"]
        assert dates == ["05.11.2026", "05.11.2026, 09:03"]
    else:
        assert told == ["1,234", "0.12", "−1,234.5", "12.5\u00a0%", "–"]
        assert dates == ["5 November 2026", "5 November 2026, 09:03"]


def test_numbers_within_sentences_follow_the_language(language):
    size = tr("Scale: {size_um:.3g} µm per pixel", size_um=0.125)
    assert size == {"en": "Scale: 0.125 µm per pixel", "de": "Maßstab: 0,125 µm je Pixel"}[language]
    assert counted(12_345, "cell") == {"en": "12,345 cells", "de": "12.345 Zellen"}[language]


def test_axes_follow_the_language(language):
    axis = NumberAxis("bottom")
    assert axis.tickStrings([0.5], 1, 0.1)[0] == {"en": "0.5", "de": "0,5"}[language]


@pytest.mark.parametrize("typed", ["0.25", "0,25"])
def test_a_number_field_takes_both_decimal_signs(qtbot, language, typed):
    """Qt's own takes a point typed in German for a sign between thousands."""
    field = NumberField()
    assert isinstance(field, QDoubleSpinBox)
    field.setDecimals(3)
    qtbot.addWidget(field)
    field.show()
    field.selectAll()
    qtbot.keyClicks(field, typed)
    field.interpretText()
    assert field.value() == 0.25
    assert field.text() == {"en": "0.250", "de": "0,250"}[language]
