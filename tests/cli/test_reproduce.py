"""``leukodesk reproduce`` on drawn sets, and what it keeps."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk import config
from leukodesk.cli.progress_bar import ProgressBar
from leukodesk.training.reproduction.papers import PAPERS
from leukodesk.training.reproduction.record import PaperRecord, load_record
from leukodesk.training.reproduction.table import markdown

README = Path(__file__).parent.parent.parent / "README.md"
CONTROLS = {"cells_blanked_out", "colour_statistics", "labels_shuffled"}


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    """Cells on black as C-NMC names them: four patients of each class; blasts are large."""
    root = tmp_path_factory.mktemp("sets")
    (root / "c_nmc").mkdir()
    random = np.random.default_rng(5)
    for patient in range(1, 5):
        for number in range(6):
            for name, radius in (
                (f"UID_{patient}_{number}_1_all", 13),
                (f"UID_H{patient}_{number}_1_hem", 7),
            ):
                pixels = np.zeros((48, 48, 3), np.uint8)
                colour = tuple(int(v) for v in np.array([140, 50, 110]) + random.integers(-15, 15, 3))
                cv2.circle(pixels, (24, 24), radius + int(random.integers(-1, 2)), colour, -1, cv2.LINE_AA)
                cv2.imwrite(str(root / "c_nmc" / f"{name}.png"), pixels)
    return root


@pytest.mark.slow
def test_a_system_is_judged_on_both_splits_beside_its_controls(sets, tmp_path, leukodesk):
    out = tmp_path / "reproduction.json"
    asked = ["--data", sets, "--systems", "SVC", "--side", 32, "--images", 4, "--out", out]
    result = leukodesk("reproduce", "e", *asked, "--json", "-")
    assert result.status == 0, result.err
    record = PaperRecord.model_validate_json(result.out)
    assert load_record(out).papers == {"E": record}
    assert record.budget == {"epochs": 2, "images_per_class": 4, "side_px": 32, "seed": 1}
    (row,) = record.rows
    assert row.published["accuracy"] == 0.89
    assert "by patient" in row.honest_split.split
    assert "at random" in row.paper_split.split
    assert row.honest_split.units == 8
    assert set(row.controls) == CONTROLS
    for figures in (row.paper_split, row.honest_split, *row.controls.values()):
        reached = figures.metrics["balanced_accuracy"]
        assert reached.low <= reached.value <= reached.high
    assert row.spent.side == 32
    assert row.meaning


@pytest.mark.slow
def test_a_network_is_trained_on_both_splits_and_states_its_budget(sets, leukodesk):
    asked = ["--data", sets, "--systems", "cnn", "--side", 32, "--images", 4]
    result = leukodesk("reproduce", "E", *asked)
    assert result.status == 0, result.err
    assert "U-Net PLR: accuracy 95.22 %" in result.out
    assert "epochs 2, images per class 4, side px 32, seed 1" in result.out
    (line,) = [line for line in result.out.splitlines() if line.startswith("E\tcnn")]
    assert "16 images of 32 px" not in line
    assert "12 epochs, random start" in line


def test_a_set_that_is_not_there_is_one_sentence(sets, tmp_path, leukodesk):
    for letter, folder in zip(
        "ABCDE", ("all_idb1", "c_nmc", "leukocyte4_64px", "all_subtypes", "c_nmc"), strict=True
    ):
        result = leukodesk("reproduce", letter, "--data", tmp_path)
        assert result.status == 1
        (sentence,) = result.sentences
        assert f"has no folder {folder}" in sentence
        assert f"paper {letter}" in sentence
    result = leukodesk("reproduce", "A", "--data", tmp_path / "gone")
    assert (result.status, "gone does not exist" in result.sentences[0]) == (1, True)


def test_wrong_usage_names_what_can_be_chosen(sets, leukodesk):
    result = leukodesk("reproduce", "F", "--data", sets)
    assert result.status == 2
    assert "A|B|C|D|E" in result.err
    assert "'F' is not one of" in result.err
    result = leukodesk("reproduce", "A")
    assert result.status == 2
    assert "--data" in result.err
    result = leukodesk("reproduce", "E", "--data", sets, "--systems", "unet-prl")
    assert result.status == 1
    assert "unet-plr" in result.sentences[-1]


def test_a_file_that_is_no_record_is_refused_before_the_work(sets, tmp_path, leukodesk):
    out = tmp_path / "notes.json"
    out.write_text("[]")
    result = leukodesk("reproduce", "E", "--data", sets, "--systems", "SVC", "--out", out)
    assert result.status == 1
    assert "notes.json is not a record" in result.sentences[0]
    assert out.read_text() == "[]"


def test_an_interrupted_run_leaves_nothing(sets, tmp_path, leukodesk, monkeypatch):
    calls = iter(range(60))

    def interrupted(bar, done, total, text=""):
        if next(calls) == 50:
            raise KeyboardInterrupt

    monkeypatch.setattr(ProgressBar, "__call__", interrupted)
    out = tmp_path / "out" / "reproduction.json"
    out.parent.mkdir()
    result = leukodesk("reproduce", "E", "--data", sets, "--systems", "SVC", "--side", 32, "--out", out)
    assert result.status == 130
    assert not list(out.parent.iterdir())


def test_the_record_is_no_model(tiny_model, leukodesk):
    (config.user_models_dir() / config.REPRODUCTION).write_text("{}")
    result = leukodesk("models", "verify")
    assert (result.status, result.err) == (0, "")


def test_what_was_kept_is_shown_without_a_paper(leukodesk):
    shown = leukodesk("reproduce")
    assert shown.status == 0
    for paper in PAPERS.values():
        assert paper.headline in shown.out
    assert json.loads(leukodesk("reproduce", "--json", "-").out)["papers"].keys() == set(PAPERS)


def test_the_shipped_record_has_every_paper_with_controls_and_budget():
    record = load_record(config.reproduction_path())
    assert set(record.papers) == set(PAPERS)
    for letter, paper in record.papers.items():
        trained = {row.system for row in paper.rows} | set(paper.missing)
        assert trained == {system.id for system in PAPERS[letter].systems} | set(PAPERS[letter].left_out)
        for row in paper.rows:
            assert row.published == PAPERS[letter].system(row.system).published
            assert set(row.controls) == CONTROLS
            assert row.means_something or "too small to mean anything" in row.meaning


def test_the_readme_shows_what_was_kept(leukodesk):
    table = markdown(load_record(config.reproduction_path()))
    assert table in README.read_text(encoding="utf-8")
    assert leukodesk("reproduce", "--markdown").out == table


@pytest.mark.realdata
@pytest.mark.slow
def test_the_shipped_figures_come_again(shared_data, leukodesk):
    result = leukodesk("reproduce", "E", "--data", shared_data, "--systems", "SVC", "--json", "-")
    assert result.status == 0, result.err
    (row,) = PaperRecord.model_validate_json(result.out).rows
    kept = next(
        each for each in load_record(config.reproduction_path()).papers["E"].rows if each.system == row.system
    )
    for name in ("paper_split", "honest_split"):
        mine, theirs = (getattr(each, name).metrics["balanced_accuracy"].value for each in (row, kept))
        assert mine == pytest.approx(theirs, abs=0.03)
