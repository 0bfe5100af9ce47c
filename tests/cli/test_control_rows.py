"""Controls are printed with their intervals, as the figures beside them are."""

from leukodesk.cli.control_rows import control_rows


def test_each_figure_of_a_control_has_its_interval():
    controls = {
        "labels_shuffled": {"n": 40, "auc": 0.5, "auc_interval": [0.41, 0.6]},
        "colour_statistics": {"n": 40, "balanced_accuracy": 0.7},
    }
    assert list(control_rows(controls)) == [
        ("control labels_shuffled: auc", 0.5, "0.41 to 0.6"),
        ("control colour_statistics: balanced_accuracy", 0.7, None),
    ]
