"""The shipped model where a reader meets it: through the pipeline and on the command line.

It was trained on these fields. The tests show that nothing is lost between training and use; how good it is
on new fields only its card says.
"""

import json

import numpy as np
import pytest

from leukodesk.cli.app import run
from leukodesk.core.cell import CellKind
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.pipeline import analyze
from leukodesk.inference.registry import create_segmenter

pytestmark = pytest.mark.realdata

SHIPPED = "mobilenet_v2.all-idb1"


@pytest.fixture
def reading(shared_data):
    """Analyses a field; gives it, its marked blasts (row, column) and the class named for each cell."""
    segmenter = create_segmenter("pivot-growing")
    classifier = ModelLibrary.default().load(SHIPPED, "cpu")

    def read(field):
        image = read_smear(shared_data / "all_idb1" / "images" / f"{field}.jpg")
        analysis = analyze(image, segmenter, classifier, explainer="gradcam")
        marks = shared_data / "all_idb1" / "blast" / f"{field}.xyc"
        text = marks.read_text() if marks.is_file() else ""
        points = [(float(y), float(x)) for x, y in (line.split() for line in text.splitlines() if line)]
        return analysis, points, {said.cell_id: said.top_class for said in analysis.predictions}

    return read


# Three slides, in three folds.
@pytest.mark.parametrize("field", ["Im006_1", "Im019_1", "Im053_1"])
def test_most_marked_blasts_are_called_blast(reading, field):
    analysis, points, named = reading(field)
    right = 0
    for point in points:
        cells = [cell for cell in analysis.segmentation.cells if cell.cell_mask.contains(*point)]
        right += any(named.get(cell.id) == "blast" for cell in cells)
    assert len(points) > 10
    assert right / len(points) > 0.75, f"{right} of {len(points)}"


@pytest.mark.parametrize("field", ["Im036_0", "Im043_0", "Im067_0"])
def test_most_leukocytes_of_a_healthy_field_are_called_normal(reading, field):
    _, points, named = reading(field)
    assert not points
    assert named
    assert list(named.values()).count("normal") / len(named) > 0.6, named


def test_the_heat_of_a_cell_lies_on_the_cell(reading):
    analysis, _, _ = reading("Im006_1")
    inside = []
    cells = [cell for cell in analysis.segmentation.cells if cell.kind is CellKind.LEUKOCYTE]
    assert set(analysis.heatmaps) == {cell.id for cell in cells}
    for cell in cells:
        (y0, x0, y1, x1), heat = analysis.heatmaps[cell.id]
        row, column = np.unravel_index(heat.argmax(), heat.shape)
        hottest = y0 + (row + 0.5) * (y1 - y0) / len(heat), x0 + (column + 0.5) * (x1 - x0) / len(heat)
        top, left, bottom, right = cell.cell_mask.bbox
        inside.append(top <= hottest[0] < bottom and left <= hottest[1] < right)
    assert np.mean(inside) > 0.7, inside


def test_heat_does_not_lean_to_one_side_of_the_cells(reading):
    analysis, _, _ = reading("Im006_1")
    aside = []
    for _, heat in analysis.heatmaps.values():
        middle, places = (len(heat) - 1) / 2, np.arange(len(heat))
        rows, columns = heat.sum(axis=1), heat.sum(axis=0)
        aside.append([(side @ places / heat.sum() - middle) / len(heat) for side in (rows, columns)])
    # Of the crop's side; a single pass of the network lays it 0.1 too far down and to the right.
    assert np.abs(np.mean(aside, axis=0)).max() < 0.04, np.mean(aside, axis=0)


def test_evaluating_on_its_own_fields_says_so(shared_data, capsys):
    data = shared_data / "all_idb1"
    assert run(["evaluate", "--model", SHIPPED, "--data", str(data), "--json", "-"]) == 0
    said = capsys.readouterr()
    record = json.loads(said.out)
    keys = {"model", "data", "split", "n", "metrics", "intervals", "controls", "confusion"}
    assert keys <= record.keys()
    figures = {
        "accuracy",
        "balanced_accuracy",
        "auc",
        "sensitivity",
        "specificity",
        "f1",
        "calibration_error",
    }
    assert figures <= record["metrics"].keys() == record["intervals"].keys()
    measured = {"shown_cells_blanked_out", "colour_statistics", "against_labels_shuffled"}
    assert set(record["controls"]) == measured
    assert np.sum(record["confusion"]) == record["n"]
    assert record["seen_in_training"] == record["n"]
    warning = f"{record['n']} of {record['n']} cells come from a field that model {SHIPPED} was trained on"
    assert any(warning in notice for notice in record["notices"])
    assert warning in said.err
    # As good as it must be on its own fields, and thus no measure of anything.
    assert record["metrics"]["balanced_accuracy"] > 0.95
