"""Controls are printed with their intervals, as the figures beside them are."""

import json

import pytest

from leukodesk.cli.control_rows import control_rows


def test_each_figure_of_a_control_has_its_interval():
    controls = {
        "labels_shuffled": {"n": 40, "auc": 0.5, "auc_interval": [0.41, 0.6]},
        "colour_statistics": {"n": 40, "balanced_accuracy": 0.7},
    }
    assert [row for row in control_rows(controls) if isinstance(row[1], float)] == [
        ("control labels_shuffled: auc", 0.5, "0.41 to 0.6"),
        ("control colour_statistics: balanced_accuracy", 0.7, None),
    ]


@pytest.mark.slow
def test_a_finished_model_shown_blanked_cells_is_not_taken_for_one_trained_on_them(
    tiny_model, labelled_images, leukodesk
):
    asked = ("evaluate", "--model", tiny_model.id, "--data", labelled_images)
    told = dict(line.split("\t")[:2] for line in leukodesk(*asked).out.splitlines()[1:])
    assert told["control shown_cells_blanked_out"].startswith("the finished model itself")
    assert told["control against_labels_shuffled"].startswith("the finished model's own answers")
    card = dict(line.split("\t") for line in leukodesk("models", "show", tiny_model.id).out.splitlines())
    assert "trained anew on cells painted over" in card["control cells_blanked_out"]
    document = json.loads(leukodesk(*asked, "--json", "-").out)
    assert not document["controls"].keys() & {"cells_blanked_out", "labels_shuffled"}
    assert document["controls"].keys() == document["controls_explained"].keys()
