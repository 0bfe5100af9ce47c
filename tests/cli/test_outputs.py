"""No result that is written takes the place of a dataset, whatever name it is given by mistake."""

import pytest

from leukodesk.core.errors import InputError
from leukodesk.core.outputs import write_output
from leukodesk.store.verify import verify
from tests.drawn_dataset import drawn

COMMANDS = {
    "tables of a report": ("report", "{dataset}", "--smear", "0.png", "--csv", "{target}"),
    "what a dataset holds": ("dataset", "info", "{dataset}", "--json", "{target}"),
    "cells of an analysis": ("analyze", "{image}", "--json", "{target}"),
}


@pytest.fixture
def dataset(tmp_path):
    return drawn(tmp_path / "reader.h5", fields=2)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
@pytest.mark.parametrize("suffix", ["", ".bak"])
def test_a_command_refuses_to_write_over_a_dataset(command, suffix, dataset, smear, leukodesk):
    target = dataset.with_name(dataset.name + suffix)
    before = target.read_bytes()
    places = {"dataset": dataset, "image": smear, "target": target}
    result = leukodesk(*(word.format(**places) for word in command))
    assert result.status == 1
    (sentence,) = result.sentences
    assert str(target) in sentence
    assert "choose another name" in sentence
    assert target.read_bytes() == before
    assert verify(dataset) == []


@pytest.mark.parametrize("beside", ["-journal", "-witness", "-lock"])
def test_nothing_is_written_over_what_lies_beside_a_dataset(beside, tmp_path):
    path = tmp_path / f"reader.h5{beside}"
    path.write_bytes(b"kept")
    with pytest.raises(InputError, match="belongs to a dataset"):
        write_output(path, b"figure")
    assert path.read_bytes() == b"kept"


def test_any_other_file_is_replaced(tmp_path):
    path = tmp_path / "figure.png"
    for data in (b"old", b"new"):
        write_output(path, data)
    assert path.read_bytes() == b"new"
    assert [found.name for found in tmp_path.iterdir()] == ["figure.png"]
