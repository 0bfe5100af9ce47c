"""`evaluate --segmenter` judges a folder of drawn cells and says what it could not use."""

import json

import pytest

from tests.drawn_crops import write_drawn_crops


@pytest.fixture
def crops(tmp_path):
    write_drawn_crops(tmp_path / "crops", 1, 2)
    return tmp_path / "crops"


def test_figures_come_with_intervals(leukodesk, crops):
    result = leukodesk("evaluate", "--segmenter", "pivot-growing", "--data", crops, "--json", "-")
    assert result.status == 0, result.err
    record = json.loads(result.out)
    assert {"segmenter", "parameters", "data", "split", "sets", "elapsed_s"} <= set(record)
    judged = record["sets"]["crops"]
    assert judged["n"] == 2
    assert judged["figures"]["dice_cell"] > 0.5
    low, high = judged["intervals"]["dice_cell"]
    assert low <= judged["figures"]["dice_cell"] <= high


def test_one_field_is_called_one_field(leukodesk, crops):
    for path in crops.glob("2*"):
        path.unlink()
    told = leukodesk("evaluate", "--segmenter", "pivot-growing", "--data", crops).out
    assert "\tof 1 field, scale " in told
    assert "crops: Only 1 image of 1 field were judged, too few" in told


def test_settings_reach_the_segmenter_and_the_record(leukodesk, crops, tmp_path):
    out = tmp_path / "figures.json"
    arguments = ("--segmenter", "pivot-growing", "--data", crops, "--set", "pivots=20", "--json", out)
    result = leukodesk("evaluate", *arguments)
    assert result.status == 0, result.err
    assert "dice_nucleus" in result.out
    assert json.loads(out.read_text())["parameters"]["pivots"] == 20


def test_a_damaged_image_is_named_and_the_rest_judged(leukodesk, crops):
    (crops / "2.png").write_bytes((crops / "2.png").read_bytes()[:500])
    result = leukodesk("evaluate", "--segmenter", "pivot-growing", "--data", crops, "--json", "-")
    assert result.status == 1
    (sentence,) = result.sentences
    assert "2.png" in sentence
    record = json.loads(result.out)
    assert record["sets"]["crops"]["n"] == 1
    assert record["refused"] == [sentence]


def test_points_that_cannot_be_read_are_named_and_the_rest_judged(leukodesk, crops):
    (crops / "2_mask.png").unlink()
    (crops / "2.xyc").write_text("60 40\nnan 20\n")
    result = leukodesk("evaluate", "--segmenter", "pivot-growing", "--data", crops, "--json", "-")
    assert result.status == 1
    (sentence,) = result.sentences
    assert "Line 2 of" in sentence
    assert "2.xyc" in sentence
    record = json.loads(result.out)
    assert record["sets"]["crops"]["n"] == 1
    assert record["refused"] == [sentence]


@pytest.mark.parametrize(
    "wrong",
    [
        (),
        ("--model", "a", "--segmenter", "b"),
        ("--segmenter", "pivot-growing", "--split", "odd"),
        ("--segmenter", "pivot-growing", "--preset", "no such"),
        ("--segmenter", "pivot-growing", "--set", "pivots=0"),
        ("--model", "a", "--set", "pivots=20"),
    ],
)
def test_wrong_combinations_are_wrong_usage(leukodesk, crops, wrong):
    assert leukodesk("evaluate", "--data", crops, *wrong).status == 2


def test_a_folder_without_truth_is_refused(leukodesk, tmp_path):
    result = leukodesk("evaluate", "--segmenter", "pivot-growing", "--data", tmp_path)
    assert result.status == 1
    assert "holds no image with a" in result.sentences[0]
