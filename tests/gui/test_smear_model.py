"""The list of smears grows row by row, however many there are already."""

import pytest
from PySide6.QtGui import QFontMetricsF

from leukodesk.gui.look.typography import font_of
from leukodesk.gui.smears.smear_list import fitted_lines
from leukodesk.gui.smears.smear_model import SMEAR_ID_ROLE, SmearModel, SmearRow
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.workspace import words


def test_added_images_are_added_to_the_list_which_is_not_read_anew(qtbot, reading, tmp_path):
    workspace = reading.workspace
    model = reading.findChild(SmearModel)
    resets, inserted = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    new = []
    for seed in (11, 12, 13):
        new.append(tmp_path / f"new {seed}.png")
        write_phantom(render_phantom(seed, 200, 240, white_cells=1), new[-1])
    before = model.rowCount()
    workspace.settings.analyze_on_open = False
    workspace.add_images(new)
    qtbot.waitUntil(lambda: model.rowCount() == before + 3 and not workspace.runner.is_busy, timeout=20_000)
    assert not resets
    assert [number for first, last in inserted for number in range(first, last + 1)] == [
        before,
        before + 1,
        before + 2,
    ]
    ids = [model.index(number).data(SMEAR_ID_ROLE) for number in range(before + 3)]
    assert ids == list(workspace.content.smears)
    assert [model.row_of(smear_id) for smear_id in ids] == list(range(before + 3))
    assert sum(model.states.values()) == before + 3


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("row", [(37, 37, False, True), (137, 137, True, True), (37, 0, True, False)])
def test_the_state_of_a_smear_is_whole_in_the_list_as_wide_as_it_is_at_first(make_window, language, row):
    make_window(language=language)
    parts = SmearRow("id", "name.png", *row).progress
    words.speak("en")
    # The list is 232 pixels wide at first.
    lines = fitted_lines(parts, QFontMetricsF(font_of("small")), (119, 137))
    assert " · ".join(lines) == " · ".join(parts)


def test_a_short_state_of_a_smear_takes_one_line(qapp):
    metrics = QFontMetricsF(font_of("small"))
    assert fitted_lines(("a", "b", "c"), metrics, (119, 137)) == ("a · b · c",)
    assert fitted_lines(("a" * 40, "b"), metrics, (119, 137))[1] == "b"
