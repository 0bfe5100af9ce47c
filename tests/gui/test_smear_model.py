"""The list of smears grows row by row, however many there are already."""

from leukodesk.gui.smears.smear_model import SMEAR_ID_ROLE, SmearModel
from leukodesk.imaging.phantom import render_phantom, write_phantom


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
