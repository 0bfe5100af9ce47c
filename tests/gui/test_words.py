"""Every word of the window goes through Qt's translations; English is in the sources, German beside them."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QTabWidget,
    QToolButton,
)

from leukodesk import RESEARCH_USE_ONLY, config
from leukodesk.core.sentence import sentence
from leukodesk.core.taxonomies import TAXONOMIES
from leukodesk.gui.commands.action_table import ACTIONS
from leukodesk.gui.commands.command_palette import CommandPalette
from leukodesk.gui.commands.keys_dialog import KeysDialog
from leukodesk.workspace import words
from leukodesk.workspace.words import tr, tr_n, worded
from tests.gui.visible_strings import visible_strings

ROOT = Path(__file__).parents[2]


@pytest.fixture
def german_window(make_window):
    window, workspace = make_window(language="de")
    window.workspace = workspace
    yield window
    words.speak("en")


@pytest.mark.usefixtures("german")
def test_all_actions_speak_german():
    # The same in both languages.
    alike = {"Heatmap", "English", "Deutsch", "Zoom"}
    for spec in ACTIONS:
        for text in (spec.menu, spec.group, spec.text, spec.tip, spec.short):
            assert not text or text in alike or tr(text) != text, text


@pytest.mark.usefixtures("german")
def test_classes_and_the_research_line_speak_german():
    titles = {item.id: tr(item.title) for taxonomy in TAXONOMIES for item in taxonomy.classes}
    assert titles["smudge"] == "Kernschatten"
    assert titles["ig"] == "Unreifer Granulozyt"
    assert tr(RESEARCH_USE_ONLY).startswith("Nur für Forschungszwecke")


def test_translations_are_complete_and_up_to_date():
    command = [sys.executable, ROOT / "packaging" / "translations.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
    assert done.returncode == 0


def test_commands_of_the_layers_below_are_quoted_as_the_language_does(qapp):
    told = sentence("{path} cannot be read; make one with `openssl rand -hex 32`.", path="my`key")
    assert worded(told) == "my`key cannot be read; make one with “openssl rand -hex 32”."
    assert str(told) == "my`key cannot be read; make one with `openssl rand -hex 32`."


@pytest.mark.usefixtures("german")
def test_commands_of_the_layers_below_are_quoted_in_german():
    template = (
        "{path} cannot be read ({reason}); name the file with the key, or make one with "
        "`openssl rand -hex 32`."
    )
    assert "„openssl rand -hex 32“" in worded(sentence(template, path="key.txt", reason="empty"))


def test_one_and_many_are_told_apart_in_english():
    assert tr_n("one {kind} cell", "{n} {kind} cells", 1, kind="red") == "one red cell"
    assert tr_n("one {kind} cell", "{n} {kind} cells", 0, kind="red") == "0 red cells"
    assert tr("{not} filled without values") == "{not} filled without values"


def test_a_german_window(german_window):
    window = german_window
    assert [action.text() for action in window.menuBar().actions()][:3] == ["Datei", "Bearbeiten", "Ansicht"]
    tabs = window.findChild(QTabWidget)
    assert [tabs.tabText(index) for index in range(tabs.count())][:1] == ["Durchsicht"]
    assert "Öffnen Sie ein Gesichtsfeld" in [label.text() for label in window.findChildren(QLabel)]
    palette = CommandPalette(window.commands, window)
    palette._line.setText("ansicht füll")
    assert palette._list.topLevelItem(0).text(0) == "Ansicht › Füllungen"
    dialog = KeysDialog(window.workspace, window.commands, window)
    # Qt's own words as well.
    box = dialog.findChild(QDialogButtonBox)
    assert box.button(QDialogButtonBox.StandardButton.Close).text().replace("&", "") == "Schließen"
    assert any(button.text() == "Alle Tasten zurücksetzen" for button in dialog.findChildren(QPushButton))
    palette.deleteLater()
    dialog.deleteLater()


def test_the_language_is_kept_and_spoken_from_the_next_start_on(qtbot, make_window):
    window, _ = make_window()
    window.commands["language_de"].trigger()
    assert "next start" in window.banner.text
    assert window.commands["language_de"].isChecked()
    assert not window.commands["language_en"].isChecked()
    qtbot.waitUntil(lambda: config.load_settings().language == "de")
    again, _ = make_window(language=config.load_settings().language)
    assert again.commands["undo"].text().startswith("Rückgängig")
    words.speak("en")


@pytest.mark.parametrize(("desktop", "spoken"), [("de_AT", "de"), ("en_US", "en"), ("fr_FR", "en")])
def test_the_desktops_language_is_spoken_where_it_is_known(monkeypatch, desktop, spoken):
    monkeypatch.setattr(words.QLocale, "system", lambda: words.QLocale(desktop))
    assert words.spoken("system") == spoken


def test_nothing_a_reader_sees_stays_untranslated():
    found = {}
    for folder in ("gui", "workspace"):
        for path in sorted((ROOT / "leukodesk" / folder).rglob("*.py")):
            if strings := visible_strings(path.read_text("utf-8")):
                found[path.relative_to(ROOT / "leukodesk").with_suffix("").as_posix()] = strings
    assert found == {}


@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_is_cut_off_in_a_small_window(qtbot, make_window, dataset_path, open_dataset, language):
    window, window.workspace = make_window(language=language)
    open_dataset(window, window.workspace, dataset_path)
    window.workspace.select(list(window.workspace.content.cells)[:1])
    window.resize(1120, 700)
    qtbot.wait(50)
    assert window.width() == 1120
    shown = [*window.findChildren(QPushButton), *window.findChildren(QToolButton)]
    shown += [label for label in window.findChildren(QLabel) if not label.wordWrap()]
    cut = [w.text() for w in shown if w.isVisible() and w.text() and w.width() < w.minimumSizeHint().width()]
    assert cut == []
    for combo in window.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        text = QStyle.SubControl.SC_ComboBoxEditField
        room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, text, combo).width()
        is_whole = combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room
        assert not combo.isVisible() or is_whole, combo.currentText()
    words.speak("en")
