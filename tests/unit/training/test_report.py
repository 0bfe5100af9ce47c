"""The figures and the page beside a candidate."""

import re

import cv2
import numpy as np
import pytest

from leukodesk.inference.card_files import load_card
from leukodesk.training.loop import Epoch
from leukodesk.training.metrics import judge
from leukodesk.training.report import Trained, write_report
from leukodesk.training.report_files import FIGURES, figure_path, page_path
from tests.tiny_model import make_model

pytestmark = pytest.mark.slow


@pytest.fixture
def written(tmp_path):
    make_model(tmp_path)
    path = tmp_path / "cnn.tiny.json"
    random = np.random.default_rng(0)
    classes = ("blast", "early <b>", "normal")
    labels = random.integers(0, 3, 60)
    probabilities = random.dirichlet(np.ones(3), 60) + np.eye(3)[labels]
    probabilities = (probabilities / probabilities.sum(axis=1, keepdims=True)).astype(np.float32)
    judgement = judge(probabilities, labels, classes, [f"f{i % 6}" for i in range(60)], resamples=20)
    history = tuple(Epoch(i, 4, 1 / i, 1.1 / i, 0.5 + i / 10) for i in (1, 2, 3, 4))
    write_report(Trained((history, history[:3]), probabilities, labels, judgement), load_card(path), path)
    return path, judgement


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_there_on_light_and_dark_ground(written, name):
    path, _ = written
    light, dark = (cv2.imread(str(figure_path(path, name, dark=dark))) for dark in (False, True))
    assert light.shape == dark.shape
    assert min(light.shape[:2]) > 400
    assert light[0, 0].mean() > 250
    assert dark[0, 0].mean() < 50
    # Something is drawn on it.
    assert light.std() > 5
    assert dark.std() > 5


def test_the_page_needs_no_other_file_and_says_what_was_found(written):
    path, judgement = written
    page = page_path(path).read_text(encoding="utf-8")
    assert page.count("data:image/png;base64,") == 2 * len(FIGURES)
    assert not re.search(r"(src|href)=\"(?!data:)", page)
    assert judgement.caution in page
    assert "Sensitivity and the like are means over the classes, each against the rest." in page
    assert f"{judgement.metrics['accuracy']:.3f}" in page
    for name in ("blast", "early &lt;b&gt;", "normal"):
        assert f"{name} against the rest" in page
    assert "<b>" not in page
    assert "For Research Use Only" in page


def test_cross_validation_without_validation_parts_is_drawn_as_well(written, tmp_path):
    path, judgement = written
    history = (Epoch(1, 2, 0.5, None, None), Epoch(2, 2, 0.4, None, None))
    labels = np.repeat([0, 1, 2], 20)
    probabilities = np.full((60, 3), 1 / 3, np.float32)
    page = write_report(Trained((history,), probabilities, labels, judgement), load_card(path), path)
    assert page.is_file()


def test_an_interval_without_width_is_not_shown(tmp_path):
    make_model(tmp_path)
    path = tmp_path / "cnn.tiny.json"
    labels = np.array([0, 1, 0, 1, 1])
    probabilities = np.array([[0.9, 0.1], [0.2, 0.8], [0.3, 0.7], [0.1, 0.9], [0.6, 0.4]], np.float32)
    judgement = judge(probabilities, labels, ("blast", "normal"), ["one"] * 5, resamples=20)
    low, high = judgement.intervals["f1"]
    assert low == high
    # How sums are rounded is no evidence.
    low_debiased, high_debiased = judgement.intervals["calibration_error_debiased"]
    judgement.intervals["calibration_error_debiased"] = (low_debiased, high_debiased * (1 + 1e-15))
    write_report(Trained((), probabilities, labels, judgement), load_card(path), path)
    page = page_path(path).read_text(encoding="utf-8")
    assert f"<td>F1</td><td>{low:.3f}</td><td>–</td>" in page
    assert "Sensitivity and the like are those of blast." in page
    assert f"<td>Calibration error debiased</td><td>{low_debiased:.3f}</td><td>–</td>" in page
