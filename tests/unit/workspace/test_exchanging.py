"""Importing into the open dataset and exporting from it."""

import json
import signal
import subprocess
import sys
import threading
import time

import cv2
import numpy as np
import pytest

from leukodesk.core.imported import import_id
from leukodesk.jobs import exporting
from leukodesk.jobs.exporting import ExportRequest
from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.unfinished import find_imports, note_import_asked
from leukodesk.workspace import exchanging
from tests.full_disk import full_disk_at

SQUARE = [[20.0, 20.0], [40.0, 20.0], [40.0, 44.0], [20.0, 44.0]]


@pytest.fixture
def opened(make_workspace, image, settle):
    workspace = make_workspace()
    workspace.open_path(image)
    settle(workspace)
    return workspace


@pytest.fixture
def source(tmp_path):
    """Two outlined cells on a new image, as labelme writes them, and one that makes no sense."""
    folder = tmp_path / "marked"
    folder.mkdir()
    random = np.random.default_rng(3)
    cv2.imwrite(str(folder / "new.png"), random.integers(0, 255, (80, 120, 3), np.uint8))
    moved = [[x + 50, y] for x, y in SQUARE]
    shapes = [
        {"label": "blast", "points": SQUARE, "shape_type": "polygon"},
        {"label": "lymphoblast", "points": moved, "shape_type": "polygon"},
        {"label": "edge", "points": SQUARE[:2], "shape_type": "line"},
    ]
    record = {"shapes": shapes, "imagePath": "new.png", "imageHeight": 80, "imageWidth": 120}
    (folder / "new.json").write_text(json.dumps(record))
    return folder


def planned(qtbot, workspace, request):
    with qtbot.waitSignal(workspace.exchange.planned, timeout=10_000) as found:
        workspace.exchange.look(request)
    return found.args[0]


def test_looking_changes_nothing_and_undo_takes_an_import_back(opened, source, qtbot, settle):
    cells, taxonomy = dict(opened.content.cells), opened.taxonomy
    plan = planned(qtbot, opened, ImportRequest(source, class_map={"lymphoblast": "blast"}))
    assert (len(plan.cells), plan.skipped.total()) == (2, 1)
    assert opened.content.cells == cells
    opened.exchange.take_over(plan)
    settle(opened)
    added = [cell for cell in opened.content.cells.values() if cell.id not in cells]
    assert [opened.content.labels[cell.id].cell_class for cell in added] == ["blast", "blast"]
    assert opened.content.labels[added[0].id].origin == "import"
    assert "2 cells and 0 first labels imported from marked" in opened.told["notice"][-1][0]
    opened.undo()
    settle(opened)
    assert opened.content.cells == cells
    assert opened.taxonomy == taxonomy
    assert not opened.told["failed"]


@pytest.fixture
def known(image, tmp_path):
    """What somebody says of the first cell of the image that is open, and of one beside it."""
    folder = tmp_path / "known"
    folder.mkdir()
    (folder / image.name).write_bytes(image.read_bytes())
    height, width = cv2.imread(str(image)).shape[:2]
    cell = [[10.0, 10.0], [30.0, 10.0], [30.0, 30.0], [10.0, 30.0]]
    new = [[x + 50, y + 50] for x, y in cell]
    shapes = [{"label": "blast", "points": points, "shape_type": "polygon"} for points in (cell, new)]
    record = {"shapes": shapes, "imagePath": image.name, "imageHeight": height, "imageWidth": width}
    (folder / f"{image.stem}.json").write_text(json.dumps(record))
    return folder


def test_what_a_reader_labels_while_an_import_is_looked_at_does_not_keep_it_out(opened, known, qtbot, settle):
    path, before = opened.dataset_path, len(opened.content.cells)
    plan = planned(qtbot, opened, ImportRequest(known))
    ((cell, _),) = plan.labelled
    opened.label((cell.id,), "normal")
    opened.exchange.take_over(plan)
    settle(opened)
    assert opened.content.labels[cell.id].cell_class == "normal"
    assert len(opened.content.cells) == before + 1
    assert not opened.told["failed"]
    assert "1 cell and 0 first labels imported from known" in opened.told["notice"][-1][0]
    assert find_imports(JobContext(), path) == {}


def test_an_import_that_the_reader_always_outruns_is_told_by_its_name(
    opened, known, qtbot, settle, monkeypatch
):
    plan = planned(qtbot, opened, ImportRequest(known))
    monkeypatch.setattr(exchanging, "bring_anew", lambda *_: plan)
    opened.label((plan.labelled[0][0].id,), "normal")
    opened.exchange.take_over(plan)
    settle(opened)
    assert [sentence for _, sentence in opened.told["failed"]] == [
        "known was not imported, because cells or labels changed while it was looked at; import it again."
    ]
    assert opened.content.labels[plan.labelled[0][0].id].cell_class == "normal"


def test_an_import_that_is_on_its_way_when_the_window_closes_is_done(opened, source, qtbot, make_workspace):
    path, before = opened.dataset_path, len(opened.content.cells)
    opened.exchange.take_over(planned(qtbot, opened, ImportRequest(source)))
    assert opened.close()
    assert not opened.told["failed"]
    again = make_workspace()
    with qtbot.waitSignal(again.smear_opened, timeout=10_000, check_params_cb=bool):
        again.open_path(path)
    assert len(again.content.cells) == before + 2


_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from leukodesk.config import Settings
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs import exchange
from leukodesk.jobs.import_plan import ImportRequest
from leukodesk.workspace.job_runner import JobRunner
from leukodesk.workspace.workspace import Workspace

application = QCoreApplication([])
settings = Settings(annotator="anna", classifier="none", device="cpu", analyze_on_open=False)
workspace = Workspace(settings, ModelLibrary.default(), JobRunner())
exchange.store_images = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
workspace.exchange.planned.connect(workspace.exchange.take_over)
workspace.dataset_opened.connect(lambda: workspace.exchange.look(ImportRequest(Path(sys.argv[2]))))
workspace.open_path(Path(sys.argv[1]))
application.exec()
"""


@pytest.fixture
def told_of_imports(workspace):
    found = []
    workspace.unfinished_imports.found.connect(found.append)
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_an_import_that_a_kill_cut_off_is_told_at_each_opening_until_the_reader_knows(
    opened, source, workspace, told_of_imports, settle, tmp_path
):
    path, before = opened.dataset_path, len(opened.content.cells)
    assert opened.close()
    killed = subprocess.run([sys.executable, "-c", _KILLED, path, source], timeout=120, check=False)
    assert killed.returncode == -signal.SIGKILL
    for number in range(3):
        workspace.open_path(path)
        settle(workspace)
        assert len(workspace.content.cells) == before
        assert told_of_imports == [("marked",)] * min(number + 1, 2)
        if number == 1:
            workspace.unfinished_imports.forget()
        workspace.new_dataset(tmp_path / f"{number}.h5")
        settle(workspace)


def test_an_import_that_was_done_failed_or_is_there_all_the_same_is_not_told_of(
    opened, source, qtbot, workspace, told_of_imports, settle
):
    path = opened.dataset_path
    image = source / "new.png"
    plan = planned(qtbot, opened, ImportRequest(source))
    pixels = image.read_bytes()
    image.unlink()
    opened.exchange.take_over(plan)
    settle(opened)
    assert opened.told["failed"]
    image.write_bytes(pixels)
    plan = planned(qtbot, opened, ImportRequest(source))
    opened.exchange.take_over(plan)
    settle(opened)
    assert opened.close()
    assert find_imports(JobContext(), path) == {}
    note_import_asked(JobContext(), path, import_id(plan.at), plan.name)
    workspace.open_path(path)
    settle(workspace)
    assert not told_of_imports
    assert find_imports(JobContext(), path) == {}


def test_an_import_that_could_not_be_saved_is_not_over_until_it_is(opened, image, tmp_path, qtbot, settle):
    folder = tmp_path / "known"
    folder.mkdir()
    (folder / image.name).write_bytes(image.read_bytes())
    height, width = cv2.imread(str(image)).shape[:2]
    shapes = [{"label": "blast", "points": SQUARE, "shape_type": "polygon"}]
    record = {"shapes": shapes, "imagePath": image.name, "imageHeight": height, "imageWidth": width}
    (folder / f"{image.stem}.json").write_text(json.dumps(record))
    plan = planned(qtbot, opened, ImportRequest(folder))
    assert plan.does_something
    journal = opened.dataset_path.with_name(f"{opened.dataset_path.name}-journal")
    with full_disk_at((journal.stat().st_size if journal.exists() else 0) + 200):
        opened.exchange.take_over(plan)
        qtbot.waitUntil(lambda: opened.saved_state == "failed", timeout=10_000)
        qtbot.waitUntil(lambda: not opened.runner.is_busy, timeout=10_000)
        assert list(find_imports(JobContext(), opened.dataset_path).values()) == ["known"]
    opened.retry_save()
    qtbot.waitUntil(lambda: opened.saved_state == "saved", timeout=10_000)
    settle(opened)
    assert find_imports(JobContext(), opened.dataset_path) == {}


def test_a_newer_question_takes_the_place_of_an_older_one(opened, source, qtbot, settle):
    plans = []
    opened.exchange.planned.connect(plans.append)
    opened.exchange.look(ImportRequest(source))
    opened.exchange.look(ImportRequest(source, annotator="Ada"))
    settle(opened)
    assert {label.annotator for _, label in plans[-1].cells} == {"Ada"}
    assert len(plans) == 1


def test_a_source_that_is_none_is_refused_in_one_sentence(opened, tmp_path, qtbot):
    (tmp_path / "notes.txt").write_text("nothing")
    with qtbot.waitSignal(opened.exchange.refused, timeout=10_000) as refused:
        opened.exchange.look(ImportRequest(tmp_path / "notes.txt"))
    assert "notes.txt" in refused.args[0]
    assert not opened.told["failed"]


def test_without_a_dataset_there_is_nothing_to_import_into(workspace, source, qtbot):
    with qtbot.waitSignal(workspace.exchange.refused) as refused:
        workspace.exchange.look(ImportRequest(source))
    assert "No dataset is open" in refused.args[0]


def test_what_is_exported_comes_back_as_known(opened, tmp_path, qtbot, settle):
    out = tmp_path / "out"
    opened.exchange.export(ExportRequest(out, "coco", images=True))
    settle(opened)
    assert opened.content.cells
    assert f"{len(opened.content.cells)} cells written to" in opened.told["notice"][-1][0]
    plan = planned(qtbot, opened, ImportRequest(out))
    assert plan.edit() is None
    assert plan.skipped.total() == len(opened.content.cells)


@pytest.fixture
def of_three(workspace, folder, settle):
    """A workspace with smears whose images are stored in three files."""
    workspace.open_path(folder)
    settle(workspace)
    workspace.analyze_all()
    settle(workspace)
    return workspace


def _break_image(workspace, number):
    """Damage the stored image of a smear."""
    images = workspace.dataset_path.with_name(f"{workspace.dataset_path.name}-images")
    (images / f"{list(workspace.content.smears)[number]}.h5").write_bytes(b"damaged")


@pytest.mark.parametrize(("format_name", "images"), [("coco", True), ("class-folders", False)])
def test_of_an_export_that_cannot_be_completed_nothing_is_left(
    of_three, tmp_path, settle, format_name, images
):
    _break_image(of_three, 2)
    out = tmp_path / "new" / "out"
    of_three.exchange.export(ExportRequest(out, format_name, images=images))
    settle(of_three)
    assert len(of_three.told["failed"]) == 1
    assert not out.parent.exists()


def test_a_full_disk_leaves_the_folder_empty_for_the_next_export(of_three, tmp_path, settle):
    out = tmp_path / "out"
    out.mkdir()
    with full_disk_at(1000):
        of_three.exchange.export(ExportRequest(out, "coco", images=True))
        settle(of_three)
    assert "cannot be written" in of_three.told["failed"][0][1]
    assert list(out.iterdir()) == []
    of_three.exchange.export(ExportRequest(out, "coco", images=True))
    settle(of_three)
    assert len(of_three.told["failed"]) == 1
    assert len(list((out / "images").iterdir())) == len(of_three.content.smears)


def test_a_filled_folder_is_never_written_to(opened, tmp_path, settle):
    (tmp_path / "mine.txt").write_text("mine")
    opened.exchange.export(ExportRequest(tmp_path, "coco"))
    settle(opened)
    ((_, sentence),) = opened.told["failed"]
    assert "holds something already" in sentence


def test_of_two_exports_at_once_each_is_told_with_its_own_place(opened, tmp_path, settle):
    outs = [tmp_path / name for name in ("first", "second")]
    for out in outs:
        opened.exchange.export(ExportRequest(out, "coco"))
    settle(opened)
    notices = [sentence for (sentence,) in opened.told["notice"] if "written to" in sentence]
    assert [str(out) in notice for out, notice in zip(outs, notices, strict=True)] == [True] * 2


def _held_at_the_first_cell(monkeypatch, may_go_on, note):
    """Let an export wait at its first cell, and have ``note`` called at each of its smears but the first.

    What is returned is set once it waits.
    """
    real, seen, is_waiting = exporting.exported, [], threading.Event()

    def holding(cell, *args, **kwargs):
        if not seen:
            is_waiting.set()
            assert may_go_on.wait(20)
        elif cell.smear_id not in seen:
            note()
        seen.append(cell.smear_id)
        return real(cell, *args, **kwargs)

    monkeypatch.setattr(exporting, "exported", holding)
    return is_waiting


def test_what_is_labelled_and_looked_at_during_an_export_does_not_wait_for_its_end(
    of_three, tmp_path, settle, monkeypatch, qtbot
):
    saved, shown, may_go_on = [], [], threading.Event()
    _held_at_the_first_cell(
        monkeypatch, may_go_on, lambda: (saved.append(of_three.unsaved_edits), time.sleep(0.3))
    )
    smears = list(of_three.content.smears)
    of_three.smear_opened.connect(lambda smear_id: shown.append((smear_id, of_three.runner.is_busy)))
    cells = list(of_three.content.cell_ids_of(smears[0]))
    of_three.exchange.export(ExportRequest(tmp_path / "out", "geojson"))
    of_three.label(cells[:1], "blast")
    assert of_three.unsaved_edits == 1
    of_three.open_smear(smears[3])
    may_go_on.set()
    with qtbot.waitSignal(of_three.exchange.notice, timeout=20_000):
        pass
    assert saved == [0] * (len(smears) - 1)
    assert shown == [(smears[3], True)], "it is shown while the export is on its way"
    settle(of_three)
    assert of_three.saved_state == "saved"


def test_an_export_that_is_stopped_ends_at_the_next_smear_and_leaves_nothing(
    of_three, tmp_path, settle, monkeypatch
):
    looked_at, may_go_on = [], threading.Event()
    is_waiting = _held_at_the_first_cell(monkeypatch, may_go_on, lambda: looked_at.append(1))
    of_three.exchange.export(ExportRequest(tmp_path / "out", "geojson"))
    assert is_waiting.wait(20)
    (running,) = of_three.runner.running()
    of_three.runner.stop(running.id)
    may_go_on.set()
    settle(of_three)
    assert not looked_at
    assert not (tmp_path / "out").exists()
