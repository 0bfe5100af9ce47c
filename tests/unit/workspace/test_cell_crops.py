"""Pictures of cells come for everyone who shows some."""

from leukodesk.core.errors import InputError
from leukodesk.workspace import cell_crops

SIZE_PX = 32


def test_two_views_that_show_cells_of_other_smears_both_get_them(workspace, folder, settle, qtbot):
    workspace.open_path(folder)
    settle(workspace)
    workspace.analyze_all()
    settle(workspace)
    others = [smear_id for smear_id in workspace.content.smears if smear_id != workspace.smear.id]
    wanted = {
        workspace.gallery.crops: list(workspace.content.cell_ids_of(others[-1])),
        workspace.similar.crops: list(workspace.content.cell_ids_of(others[-2])),
    }
    for crops, cell_ids in wanted.items():
        crops.want(cell_ids, SIZE_PX)

    def is_there():
        return all(
            crops.crop(cell_id, SIZE_PX) is not None for crops, ids in wanted.items() for cell_id in ids
        )

    qtbot.waitUntil(is_there, timeout=10_000)


def test_a_smear_in_view_that_cannot_be_read_any_more_is_given_up(opened, qtbot, monkeypatch):
    tries = []

    def fail(*_arguments):
        tries.append(1)
        raise InputError("the disk is unplugged")

    monkeypatch.setattr(cell_crops, "cut_from_pixels", fail)
    opened.gallery.crops.want(list(opened.content.cells), SIZE_PX)
    qtbot.wait(300)
    assert len(tries) == 1
