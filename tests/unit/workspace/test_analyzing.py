"""Cells, predictions and heatmaps reach the workspace, and a reader's work survives them."""

import threading
import time
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import pytest

from leukodesk.config import load_settings, save_settings, user_models_dir
from leukodesk.core.analysis_edits import analyses_of
from leukodesk.core.cell import Cell, new_cell_id
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.jobs.analyst import Analyst
from leukodesk.jobs.job import Job
from leukodesk.jobs.large_analysis import analyze_shown, classify_shown
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.verify import verify
from leukodesk.workspace import analyzing
from leukodesk.workspace.frame_clock import measure_stalls
from leukodesk.workspace.workspace import Workspace
from tests.outlining import draw_cell, outline_cell
from tests.registering import registered


class SlowSegmenter:
    """Works until it is cancelled or released."""

    id = "slow"
    parameters = MappingProxyType({})
    release = threading.Event()
    begun = threading.Event()
    asked: ClassVar[list[str]] = []

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        self.asked.append(smear.id)
        self.begun.set()
        while not self.release.is_set():
            progress(1, 2, "Taking time")
            time.sleep(0.002)
        return Segmentation((), self.id)


class BrokenSegmenter:
    """Has a bug."""

    id = "broken"
    parameters = MappingProxyType({})

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        return {}["nothing"]


class LightSegmenter:
    """Finds one cell in each of three corners, and needs no torch for it."""

    id = "light"
    parameters = MappingProxyType({})
    needs_torch = False

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        masks = (
            Mask.from_pixels(np.ones((20, 20), dtype=bool), *at) for at in ((10, 10), (10, 60), (60, 10))
        )
        return Segmentation(tuple(Cell(new_cell_id(), smear.id, mask, None) for mask in masks), self.id)


@pytest.fixture(scope="module", autouse=True)
def _segmenters():
    with registered(LightSegmenter, SlowSegmenter, BrokenSegmenter):
        yield


@pytest.fixture(autouse=True)
def _slow_again():
    SlowSegmenter.release.clear()
    SlowSegmenter.begun.clear()
    SlowSegmenter.asked.clear()
    yield
    SlowSegmenter.release.set()


@pytest.fixture
def classified(make_workspace, image, settle, tiny_model):
    tiny_model(user_models_dir())
    workspace = make_workspace(classifier="cnn.tiny")
    workspace.open_path(image)
    settle(workspace)
    return workspace


def test_asked_analysis_keeps_the_readers_cells_and_can_be_undone(opened, settle):
    labelled, *others = list(opened.content.cells)
    opened.label([labelled], "blast")
    opened.analyze()
    settle(opened)
    assert labelled in opened.content.cells
    assert len(opened.content.cells) == 3
    assert not set(others) & set(opened.content.cells)
    opened.undo()
    assert set(opened.content.cells) == {labelled, *others}
    opened.undo()
    assert not opened.content.labels


def test_automatic_analysis_is_no_undo_step(opened):
    assert len(opened.content.cells) == 3
    assert opened.undo_stack.count() == 0


def test_automatic_analysis_runs_once_even_when_its_cells_were_removed(opened, folder, settle):
    opened.remove(list(opened.content.cells))
    smear_id = opened.smear.id
    opened.add_images([folder])
    settle(opened)
    opened.open_smear(smear_id)
    settle(opened)
    assert opened.smear.id == smear_id
    assert not list(opened.content.cells_of(smear_id))


def test_predictions_come_with_the_cells_and_are_found_again(classified, make_workspace, image, settle):
    said = classified.content.predictions["cnn.tiny"]
    assert said.keys() == classified.content.cells.keys()
    assert not classified.content.labels
    assert classified.close()
    again = make_workspace(classifier="cnn.tiny")
    again.open_path(image)
    settle(again)
    found = again.content.predictions["cnn.tiny"]
    assert found.keys() == said.keys()
    for cell_id, prediction in found.items():
        assert prediction.probabilities == pytest.approx(said[cell_id].probabilities, abs=1e-6)


class _AskedOneByOne(dict):
    """What a model said, of which nobody may go through all."""

    def keys(self):
        raise AssertionError("the predictions of the whole dataset are gone through")

    __iter__ = items = values = keys


def test_opening_a_smear_looks_at_what_was_said_of_its_own_cells_alone(classified, settle, folder):
    first = classified.smear.id
    classified.add_images([folder])
    settle(classified)
    said = classified.content.predictions
    said["cnn.tiny"] = _AskedOneByOne(said["cnn.tiny"])
    assert classified.smear.id != first
    classified.open_smear(first)
    settle(classified)
    assert classified.smear.id == first


def test_choosing_a_classifier_classifies_the_known_cells(opened, settle, tiny_model):
    tiny_model(user_models_dir(), "cnn.other")
    changes, devices = [], []
    opened.changed.connect(changes.append)
    opened.device_changed.connect(lambda *device: devices.append(device))
    cells = set(opened.content.cells)
    opened.set_classifier("cnn.other")
    settle(opened)
    assert set(opened.content.cells) == cells
    assert opened.content.predictions["cnn.other"].keys() == cells
    assert [change.predictions for change in changes] == [frozenset(cells)]
    assert len(devices) == 1
    assert devices[0][1] is False


def test_suggestion_a_reader_saw_is_kept_with_the_label(classified):
    cell_id = next(iter(classified.content.cells))
    top = classified.content.predictions["cnn.tiny"][cell_id].top_class
    classified.accept([cell_id])
    assert classified.content.labels[cell_id].cell_class == top
    assert classified.content.revisions[-1].suggestion == f"cnn.tiny:{top}"


def test_cell_the_reader_drew_is_classified_too(classified, settle):
    cell_id = draw_cell(classified, Mask.from_pixels(np.ones((12, 12), dtype=bool), 60, 70))
    settle(classified)
    assert cell_id in classified.content.predictions["cnn.tiny"]
    assert len(classified.content.predictions["cnn.tiny"]) == 4


def test_scale_said_and_taken_back_is_the_measured_one_again(opened, settle):
    measured = opened.pixel_size
    assert measured[1] in {"estimated", "default"}
    opened.set_pixel_size(0.25)
    opened.analyze()
    settle(opened)
    assert opened.pixel_size == (0.25, "stated")
    opened.set_pixel_size(None)
    assert opened.pixel_size == measured


def test_failing_classifier_is_asked_once_and_again_when_the_choice_changes(opened, settle, tiny_model):
    tiny_model(user_models_dir())
    (user_models_dir() / "cnn.tiny.safetensors").write_bytes(b"damaged")
    opened.set_classifier("cnn.tiny")
    settle(opened)
    assert len(opened.told["failed"]) == 1
    tiny_model(user_models_dir())
    opened.set_device("cpu")
    settle(opened)
    assert len(opened.told["failed"]) == 1
    assert len(opened.content.predictions["cnn.tiny"]) == 3


def test_running_analysis_can_be_cancelled(opened, qtbot, settle):
    opened.set_segmenter("slow")
    settle(opened)
    cells = set(opened.content.cells)
    with qtbot.waitSignal(opened.job_progress) as progress:
        opened.analyze()
    job_id, _, _, text = progress.args
    assert text in {"Preparing", "Finding cells", "Taking time"}
    with qtbot.waitSignal(opened.job_finished):
        opened.cancel_job(job_id)
    assert set(opened.content.cells) == cells
    assert not opened.told["failed"]
    sentence = "The analysis was cancelled; cells and labels stay as they were."
    qtbot.waitUntil(lambda: (sentence,) in opened.told["notice"])


def test_leafing_on_cancels_an_automatic_analysis_only(make_workspace, folder, qtbot, settle):
    workspace = make_workspace(segmenter="slow")
    workspace.open_path(folder)
    qtbot.waitUntil(SlowSegmenter.begun.is_set, timeout=20_000)
    # Before they are all listed there may be no neighbour.
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 5, timeout=20_000)
    automatic = next(job for job in workspace.runner.running() if job.job.title == "Analyse smear")
    workspace.open_neighbour(1)
    qtbot.waitUntil(lambda: automatic.is_over, timeout=20_000)
    assert automatic.context.cancelled
    workspace.analyze()
    asked = next(job for job in workspace.runner.running() if job.job.kind.startswith("analysis"))
    workspace.open_neighbour(1)
    qtbot.wait(300)
    assert not asked.context.cancelled
    SlowSegmenter.release.set()
    settle(workspace)


def test_smear_left_before_its_analysis_is_analysed_when_the_reader_is_back(
    make_workspace, folder, qtbot, settle
):
    workspace = make_workspace(segmenter="slow")
    workspace.open_path(folder)
    qtbot.waitUntil(SlowSegmenter.begun.is_set)
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 5)
    first = workspace.smear.id
    workspace.open_neighbour(1)
    qtbot.waitUntil(lambda: workspace.smear.id != first)
    workspace.set_segmenter("squares")
    workspace.open_neighbour(-1)
    settle(workspace)
    assert workspace.smear.id == first
    assert len(list(workspace.content.cells_of(first))) == 3


def test_window_works_on_while_an_analysis_runs(make_workspace, folder, qtbot):
    workspace = make_workspace(segmenter="slow")
    workspace.open_path(folder)
    qtbot.waitUntil(SlowSegmenter.begun.is_set)
    qtbot.waitUntil(lambda: len(workspace.content.smears) == 5)
    last = list(workspace.content.smears)[-1]
    workspace.analyze()
    workspace.open_smear(last)
    qtbot.waitUntil(lambda: workspace.smear.id == last)
    workspace.set_pixel_size(0.1)
    qtbot.waitUntil(lambda: workspace.saved_state == "saved")
    assert any(job.job.kind.startswith("analysis") for job in workspace.runner.running())


def test_bug_in_a_segmenter_is_reported_and_survived(opened, qtbot, settle):
    opened.set_segmenter("broken")
    with qtbot.waitSignal(opened.bug) as bug:
        opened.analyze()
    assert "KeyError" in bug.args[0]
    opened.told.events.clear()
    opened.set_segmenter("squares")
    opened.analyze()
    settle(opened)
    assert len(opened.content.cells) == 3
    assert not opened.told["failed"]


def test_unknown_segmenter_is_one_sentence(opened, qtbot):
    opened.set_segmenter("pivot-growin")
    with qtbot.waitSignal(opened.failed) as failed:
        opened.analyze()
    assert "pivot-growing" in failed.args[1]


def test_analysing_nothing_is_a_sentence(workspace):
    workspace.analyze()
    assert "No smear is open" in workspace.told["failed"][0][1]


def test_all_smears_are_analysed_and_the_view_stays(make_workspace, folder, settle):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    reports = []
    workspace.job_progress.connect(lambda _, done, total, text: reports.append((done, total)))
    smear = workspace.smear
    workspace.analyze_all()
    settle(workspace)
    assert {cell.smear_id for cell in workspace.content.cells.values()} == set(workspace.content.smears)
    assert workspace.smear == smear
    assert reports == [(n, 5) for n in range(5)]
    workspace.analyze_all()
    assert "already" in workspace.told["notice"][-1][0]


def test_analysis_of_all_smears_stops_when_asked(make_workspace, folder, settle, qtbot):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    workspace.set_segmenter("slow")
    started = []
    workspace.job_started.connect(lambda job_id, title: started.append(job_id))
    workspace.analyze_all()
    qtbot.waitUntil(SlowSegmenter.begun.is_set)
    workspace.cancel_job(started[0])
    settle(workspace)
    assert not workspace.content.cells
    assert not workspace.told["failed"]
    assert any("smears analysed so far keep their cells" in told for (told,) in workspace.told["notice"])


def test_analysis_of_all_smears_ends_when_something_else_is_opened(
    make_workspace, folder, image, settle, qtbot
):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    workspace.set_segmenter("slow")
    workspace.analyze_all()
    qtbot.waitUntil(SlowSegmenter.begun.is_set)
    workspace.open_path(image)
    settle(workspace)
    assert len(SlowSegmenter.asked) == 1
    assert not SlowSegmenter.release.is_set()


def test_a_smear_that_got_cells_meanwhile_is_left_out_of_the_analysis_of_all(
    make_workspace, folder, settle, qtbot
):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    workspace.set_segmenter("slow")
    *others, last = workspace.content.smears
    workspace.analyze_all()
    qtbot.waitUntil(SlowSegmenter.begun.is_set)
    workspace.open_smear(last)
    qtbot.waitUntil(lambda: workspace.smear.id == last)
    draw_cell(workspace, Mask.from_pixels(np.ones((12, 12), dtype=bool), 60, 70))
    SlowSegmenter.release.set()
    settle(workspace)
    assert SlowSegmenter.asked == others
    assert len(workspace.content.cells) == 1


def test_analysis_of_all_smears_goes_on_after_an_image_that_is_missing(make_workspace, folder, settle):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    smears = list(workspace.content.smears)
    for smear_id in smears[2:4]:
        (DatasetFiles.of(workspace.dataset_path).images / f"{smear_id}.h5").unlink()
    workspace.analyze_all()
    settle(workspace)
    analysed = {cell.smear_id for cell in workspace.content.cells.values()}
    assert analysed == {*smears} - {*smears[2:4]}
    ((_, sentence),) = workspace.told["failed"]
    assert sentence.startswith("2 images were left out: c.png, d.png. ")
    assert "is missing" in sentence


def test_smears_that_could_not_be_analysed_are_told_of_together_at_the_end(
    make_workspace, folder, settle, monkeypatch
):
    workspace = make_workspace(analyze_on_open=False)
    workspace.open_path(folder)
    settle(workspace)
    names = {smear.id: workspace.name_of(smear) for smear in workspace.content.smears.values()}

    def refuse(context, analyst, shown, choice):
        if names[shown.smear.id] in ("b.png", "d.png"):
            raise InputError(f"{names[shown.smear.id]} shows no background.")
        return analyze_shown(context, analyst, shown, choice)

    monkeypatch.setattr(analyzing, "analyze_shown", refuse)
    workspace.analyze_all()
    settle(workspace)
    analysed = {names[cell.smear_id] for cell in workspace.content.cells.values()}
    assert analysed == {*names.values()} - {"b.png", "d.png"}
    ((_, sentence),) = workspace.told["failed"]
    assert sentence.startswith("2 images were left out: b.png, d.png. ")
    assert "d.png shows no background." in sentence


def test_what_a_model_says_about_an_outline_that_was_drawn_anew_meanwhile_is_not_kept(
    opened, settle, qtbot, tiny_model, monkeypatch
):
    said, redrawn = threading.Event(), threading.Event()

    def slow(*arguments):
        result = classify_shown(*arguments)
        said.set()
        redrawn.wait(30)
        return result

    monkeypatch.setattr(analyzing, "classify_shown", slow)
    tiny_model(user_models_dir())
    answers = []
    opened.changed.connect(lambda change: answers.append(change.predictions))
    cell_id, *others = opened.content.cells
    opened.set_classifier("cnn.tiny")
    qtbot.waitUntil(said.is_set, timeout=20_000)
    outline_cell(opened, cell_id, Mask.from_pixels(np.ones((30, 30), dtype=bool), 5, 5), None)
    redrawn.set()
    settle(opened)
    assert [answer for answer in answers if answer] == [{*others}, {cell_id}]


def test_heatmap_of_a_cell_that_was_drawn_anew_is_made_anew(classified, qtbot):
    cell_id = next(iter(classified.content.cells))
    with qtbot.waitSignal(classified.heatmap_ready, timeout=20_000) as former:
        classified.explain(cell_id)
    outline_cell(classified, cell_id, Mask.from_pixels(np.ones((30, 30), dtype=bool), 14, 14), None)
    with qtbot.waitSignal(classified.heatmap_ready, timeout=20_000) as ready:
        classified.explain(cell_id)
    assert ready.args[1] != former.args[1]


def test_heatmap_of_a_cell_lies_over_it(classified, qtbot):
    cell = next(iter(classified.content.cells.values()))
    with qtbot.waitSignal(classified.heatmap_ready, timeout=20_000) as ready:
        classified.explain(cell.id)
    cell_id, (y0, x0, y1, x1), heat = ready.args
    assert cell_id == cell.id
    assert y0 < cell.centroid[0] < y1
    assert x0 < cell.centroid[1] < x1
    assert heat.shape == (48, 48)
    assert 0 <= heat.min() <= heat.max() <= 1
    again = []
    classified.heatmap_ready.connect(lambda *args: again.append(args))
    classified.explain(cell.id)
    assert again[0][2] is heat  # known already, no need to wait


def test_quick_clicking_explains_the_last_cell_only(classified, settle):
    explained = []
    classified.heatmap_ready.connect(lambda cell_id, *_: explained.append(cell_id))
    cells = list(classified.content.cells)
    for _ in range(3):
        for cell_id in cells:
            classified.explain(cell_id)
    settle(classified)
    assert explained == [cells[-1]]


def test_heatmap_without_a_classifier_says_so(opened):
    opened.explain(next(iter(opened.content.cells)))
    assert "classifier" in opened.told["heatmap_failed"][0][1]


def test_model_that_is_gone_is_given_up_and_never_replaced(make_workspace, tiny_model, settle):
    tiny_model(user_models_dir(), "cnn.other")
    workspace = make_workspace(classifier="cnn.gone")
    workspace.prepare()
    settle(workspace)
    assert workspace.model_id is None
    assert "cnn.other" in workspace.told["notice"][0][0]
    assert not workspace.told["failed"]


def test_model_that_is_back_is_used_again(make_workspace, tiny_model, image, settle):
    without = make_workspace(classifier="cnn.mine")
    save_settings(without.settings)
    without.prepare()
    settle(without)
    assert without.model_id is None
    without.set_annotator("Grace")  # saves the settings
    settle(without)
    kept = load_settings()
    assert (kept.annotator, kept.classifier) == ("Grace", "cnn.mine")
    tiny_model(user_models_dir(), "cnn.mine")
    workspace = make_workspace(**kept.model_dump())
    workspace.prepare()
    workspace.open_path(image)
    settle(workspace)
    assert workspace.model_id == "cnn.mine"
    assert workspace.content.predictions["cnn.mine"].keys() == workspace.content.cells.keys()


def test_choice_made_without_the_model_is_kept(make_workspace, tiny_model, settle):
    tiny_model(user_models_dir(), "cnn.other")
    workspace = make_workspace(classifier="cnn.gone")
    workspace.prepare()
    workspace.set_classifier("cnn.other")
    settle(workspace)
    assert workspace.model_id == "cnn.other"
    workspace.set_classifier(None)
    settle(workspace)
    assert workspace.model_id is None
    assert load_settings().classifier == "none"


def test_event_loop_keeps_turning_during_an_analysis(opened, settle):
    settle(opened)
    report = measure_stalls(opened, Workspace.analyze)
    assert report.turns > 20
    assert 4 < report.p95_ms <= report.longest_ms < 1000 * report.elapsed_s


def test_cells_show_while_the_gpu_thread_is_not_ready(make_workspace, image, settle, qtbot, tiny_model):
    tiny_model(user_models_dir())
    workspace = make_workspace(segmenter="light", classifier="cnn.tiny")
    ready = threading.Event()
    workspace.runner.start(Job("Import torch", lambda context: ready.wait(30)), "gpu")
    workspace.open_path(image)
    qtbot.waitUntil(lambda: len(workspace.content.cells) == 3, timeout=10_000)
    assert not ready.is_set()
    assert not workspace.content.predictions
    ready.set()
    settle(workspace)
    assert workspace.content.predictions["cnn.tiny"].keys() == workspace.content.cells.keys()


def test_each_step_of_the_automatic_analysis_is_recorded_once(opened, settle, tiny_model):
    opened.set_segmenter("light")
    content, smear_id = opened.content, opened.smear.id

    def recorded():
        return [content.procedures[entry.suggestion] for entry in analyses_of(content, smear_id)]

    before = recorded()
    assert {content.cells[cell_id].procedure for cell_id in content.cells} == {before[0].id}
    tiny_model(user_models_dir(), "cnn.other")
    opened.set_classifier("cnn.other")
    settle(opened)
    (named,) = recorded()[len(before) :]
    assert (named.segmenter, named.model) == ("", "cnn.other")
    assert named.model_sha256 == opened.library.card("cnn.other").sha256
    opened.set_classifier(None)
    opened.set_classifier("cnn.other")
    settle(opened)
    assert len(recorded()) == len(before) + 1


def test_an_analysis_that_was_asked_for_is_recorded_with_its_settings_and_undone_with_them(opened, settle):
    content, smear_id = opened.content, opened.smear.id
    before = [entry.suggestion for entry in analyses_of(content, smear_id)]
    opened.analyze_with("pivot-growing", {"pivots": 12})
    settle(opened)
    last = analyses_of(content, smear_id)[-1]
    procedure = content.procedures[last.suggestion]
    assert (procedure.segmenter, procedure.settings["pivots"]) == ("pivot-growing", 12)
    assert procedure.settings["threshold"] == 1600.0
    assert procedure.pixel_size_um > 0
    assert (last.annotator, last.reason) == (opened.annotator, "analysis")
    opened.undo()
    assert [entry.suggestion for entry in analyses_of(content, smear_id)] == before
    assert content.revisions[-1].reason == "undo"
    path = opened.dataset_path
    assert opened.close()
    assert verify(path) == []


@pytest.mark.parametrize("is_there", [True, False])
def test_models_are_loaded_once_what_is_being_opened_is_open_or_has_failed(
    make_workspace, monkeypatch, image, tmp_path, settle, is_there
):
    happened = []
    monkeypatch.setattr(Analyst, "prepare", lambda *_: (happened.append("models"), ("", False))[1])
    workspace = make_workspace()
    workspace.dataset_opened.connect(lambda: happened.append("opened"))
    workspace.failed.connect(lambda *_: happened.append("failed"))
    workspace.open_path(image if is_there else tmp_path / "not there.png")
    workspace.prepare()
    settle(workspace)
    assert happened == ["opened" if is_there else "failed", "models"]
