"""`evaluate --split frozen`: a model is judged on what training refuses."""

import json

import pytest

from tests.drawn_dataset import drawn


def test_nothing_frozen_is_one_sentence(tiny_model, tmp_path, leukodesk):
    path = drawn(tmp_path / "reader.h5", fields=1)
    result = leukodesk("evaluate", "--model", tiny_model.id, "--data", path, "--split", "frozen")
    assert (result.status, len(result.sentences)) == (1, 1)
    assert "leukodesk dataset freeze" in result.err


@pytest.mark.slow
def test_a_model_is_judged_on_frozen_smears_alone(tiny_model, tmp_path, leukodesk):
    path = drawn(tmp_path / "reader.h5", fields=4)
    judge = ("evaluate", "--model", tiny_model.id, "--data", path, "--json", "-", "--split")
    assert leukodesk("dataset", "freeze", path, "--smears", "0.png,2.png").status == 0
    records = {split: json.loads(leukodesk(*judge, split).out) for split in ("frozen", "all")}
    assert [records[split]["n"] for split in ("frozen", "all")] == [8, 8]
    assert records["frozen"]["split"] == "frozen"
    assert "8 cells left out: in a frozen smear." in records["all"]["notices"]
