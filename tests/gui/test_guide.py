"""The guide beside the window: searched, with the keys in force, in both languages."""

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextDocument

from leukodesk.config import resources_dir
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.help.guide import Guide
from leukodesk.gui.help.guide_pages import read_pages
from leukodesk.workspace import words


@pytest.fixture
def guide(qtbot, window):
    window.commands["guide"].trigger()
    return window.findChild(Guide)


def test_it_opens_once_and_leaves_the_window_usable(guide, window):
    assert guide.isVisible()
    assert not guide.isModal()
    window.commands["guide"].trigger()
    assert len(window.findChildren(Guide)) == 1
    assert "Drop an image" in guide._page.toPlainText()


def test_searching_shows_the_pages_that_have_the_words(qtbot, guide):
    qtbot.keyClicks(guide._search, "painted over")
    shown = [guide._list.item(row).text() for row in range(9) if not guide._list.isRowHidden(row)]
    assert shown == ["Retrain"]
    assert "controls" in guide._page.toPlainText()
    guide._search.setText("no page says this")
    assert all(guide._list.isRowHidden(row) for row in range(9))
    guide._search.clear()
    assert not any(guide._list.isRowHidden(row) for row in range(9))


def test_pages_name_the_keys_in_force(make_window):
    window, _ = make_window(keys={"fit": ["Ctrl+9"], "undo": []})
    window.commands["guide"].trigger()
    guide = window.findChild(Guide)
    assert "Ctrl+9 shows the whole smear" in guide._page.toPlainText()
    guide._list.setCurrentRow(2)
    assert "Edit ▸ Undo takes back every step" in guide._page.toPlainText()


def test_it_speaks_german(make_window):
    window, _ = make_window(language="de")
    window.commands["guide"].trigger()
    guide = window.findChild(Guide)
    assert guide.windowTitle() == "Anleitung"
    assert "Gesichtsfeld" in guide._page.toPlainText()
    words.speak("en")


def test_pages_are_the_same_in_both_languages():
    english, german = read_pages("en"), read_pages("de")
    ids = {spec.id for spec in ACTIONS}
    assert len(english) == len(german) == 9
    for page, other in zip(english, german, strict=True):
        assert sorted(page.keys) == sorted(other.keys), page.title
        assert set(page.keys) <= ids, page.title
        assert page.text.count("![") == other.text.count("![")
    assert read_pages("xx") == english


def test_every_picture_is_there(guide):
    image = QTextDocument.ResourceType.ImageResource.value
    for page in read_pages("en"):
        for part in page.text.split("](")[1:]:
            name = part.partition(")")[0]
            assert not guide._page.loadResource(image, QUrl(name)).isNull(), name
    pictures = (resources_dir() / "help" / "pictures").iterdir()
    assert sum(path.stat().st_size for path in pictures) < 200_000


def test_escape_and_the_mouse_do_not_change_a_page(qtbot, guide):
    before = guide._page.toPlainText()
    qtbot.mouseClick(guide._page.viewport(), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(guide._page, "x")
    assert guide._page.toPlainText() == before


def test_no_letter_is_heavier_than_the_typeface_goes(guide):
    block, weights = guide._page.document().begin(), set()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            weights.add(pieces.fragment().charFormat().fontWeight())
            pieces += 1
        block = block.next()
    assert QFont.Weight.DemiBold in weights
    assert max(weights) == QFont.Weight.DemiBold


@pytest.mark.parametrize("part", ["_search", "_page", "_list"])
def test_escape_closes_it_as_it_closes_every_dialog(qtbot, guide, part):
    guide.activateWindow()
    qtbot.waitUntil(guide.isActiveWindow)
    getattr(guide, part).setFocus()
    qtbot.keyClick(getattr(guide, part), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not guide.isVisible(), timeout=2000)
