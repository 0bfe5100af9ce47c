"""No result that is written takes the place of a dataset, whatever name it is given by mistake."""

import pytest
from PIL import Image

from leukodesk.cli.progress_bar import ProgressBar
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


IMAGES = {".jpg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".bmp": "BMP"}


@pytest.mark.parametrize("suffix", IMAGES)
def test_the_cells_of_an_analysis_never_take_the_place_of_its_image(suffix, smear, tmp_path, leukodesk):
    image = tmp_path / f"mine{suffix}"
    Image.open(smear).save(image, IMAGES[suffix])
    before = image.read_bytes()
    result = leukodesk("analyze", image, "--json", image)
    assert result.status == 1
    assert result.sentences == [f"{image} is an image, which nothing else may replace; choose another name."]
    assert image.read_bytes() == before


def test_a_table_never_takes_the_place_of_an_image(dataset, smear, leukodesk):
    before = smear.read_bytes()
    result = leukodesk("report", dataset, "--smear", "0.png", "--csv", smear)
    assert result.status == 1
    assert "is an image" in result.err
    assert smear.read_bytes() == before


def test_a_picture_may_replace_a_picture_and_a_text_that_begins_like_one_is_none(tmp_path, smear):
    figure, text = tmp_path / "figure.png", tmp_path / "sizes.csv"
    for path, old, new in (
        (figure, smear.read_bytes(), smear.read_bytes() + b"newer"),
        (text, b"BMI,height\n1,2\n", b"new"),
    ):
        path.write_bytes(old)
        write_output(path, new)
        assert path.read_bytes() == new


@pytest.mark.parametrize(
    ("option", "ending"), [("--masks", "cells"), ("--masks", "regions"), ("--overlays", "overlay")]
)
def test_neither_masks_nor_overlays_take_the_place_of_an_image(option, ending, tmp_path, smear, leukodesk):
    folder = tmp_path / "fields"
    folder.mkdir()
    (folder / "a.png").write_bytes(smear.read_bytes())
    (folder / f"a_{ending}.png").write_bytes(smear.read_bytes())
    result = leukodesk("analyze", folder, option, folder, "--json", tmp_path / "cells.jsonl")
    assert result.status == 1
    (sentence,) = result.sentences
    assert f"{folder / f'a_{ending}.png'} is one of the images" in sentence
    assert "choose another folder" in sentence
    assert {path.name for path in folder.iterdir()} == {"a.png", f"a_{ending}.png"}
    assert (folder / f"a_{ending}.png").read_bytes() == smear.read_bytes()
    assert not (tmp_path / "cells.jsonl").exists()


LONG = {
    "evaluate": ("evaluate", "--model", "{model}", "--data", "{images}", "--json"),
    "evaluate a segmenter": ("evaluate", "--segmenter", "pivot-growing", "--data", "{images}", "--json"),
    "compare": ("compare", "--models", "{model}", "--data", "{images}", "--json"),
    "reproduce": ("reproduce", "E", "--data", "{images}", "--json"),
    "keep a reproduction": ("reproduce", "E", "--data", "{images}", "--out"),
    "bench": ("bench", "--json"),
    "merge": ("dataset", "merge", "{dataset}", "{copy}", "--conflicts"),
}


@pytest.mark.parametrize("command", LONG.values(), ids=list(LONG))
@pytest.mark.parametrize("target", ["nowhere/result", "folder", "reader.h5"])
def test_work_of_hours_does_not_begin_where_its_result_cannot_be_written(
    command, target, dataset, tiny_model, labelled_images, tmp_path, leukodesk, monkeypatch
):
    def begun(bar):
        raise AssertionError("the work has begun")

    monkeypatch.setattr(ProgressBar, "__enter__", begun)
    (tmp_path / "folder").mkdir()
    copy = drawn(tmp_path / "copy.h5", fields=1)
    places = {"dataset": dataset, "copy": copy, "images": labelled_images, "model": tiny_model.id}
    result = leukodesk(*(word.format(**places) for word in command), tmp_path / target)
    assert (result.status, result.out) == (1, "")
    assert result.sentences[-1].startswith(str(tmp_path / target))
    assert "choose another" in result.sentences[-1] or "name another file" in result.sentences[-1]
