"""`evaluate --segmenter` judges a folder of drawn cells and says what it could not use."""

import json

import cv2
import numpy as np
import pytest

from leukodesk.imaging.phantom import render_phantom, write_phantom


@pytest.fixture
def crops(tmp_path):
    folder = tmp_path / "crops"
    folder.mkdir()
    phantom = render_phantom(seed=3, height=480, width=640, pixel_size_um=0.18)
    mask = np.zeros((480, 640), np.uint8)
    for cell in phantom.cells:
        mask[cell.cell_mask.window((0, 0, 480, 640))] = 1
        if cell.nucleus_mask is not None:
            mask[cell.nucleus_mask.window((0, 0, 480, 640))] = 2
    for number in (1, 2):
        write_phantom(phantom, folder / f"{number}.png")
        cv2.imwrite(str(folder / f"{number}_mask.png"), mask)
    return folder


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
