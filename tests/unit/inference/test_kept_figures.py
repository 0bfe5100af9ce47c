"""The figures of a training stay with the model, and never stand in its way."""

import zipfile

import pytest

from leukodesk.inference import model_files
from leukodesk.inference.library import ModelLibrary

ROC, PAGE = b"\x89PNG a curve", b"<html>all of them</html>"


@pytest.fixture
def user(tmp_path):
    return tmp_path / "home" / "models"


@pytest.fixture
def library(tmp_path, user):
    return ModelLibrary([tmp_path / "builtin", user])


@pytest.fixture
def candidate(tmp_path, tiny_model):
    """A candidate with figures, as a training leaves it."""
    tiny_model(tmp_path / "run", "cnn.mine")
    figures = tmp_path / "run" / "cnn.mine.figures"
    figures.mkdir()
    (figures / "roc.png").write_bytes(ROC)
    (figures / "index.html").write_bytes(PAGE)
    return tmp_path / "run" / "cnn.mine.json"


def _kept(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_figures_are_adopted_with_the_model_under_its_id(library, candidate, user):
    for model_id in ("cnn.mine", "cnn.mine-2"):
        assert library.adopt(candidate).id == model_id
        assert library.card_path(model_id) == user / f"{model_id}.json"
        assert _kept(user / f"{model_id}.figures") == {"roc.png": ROC, "index.html": PAGE}
    assert _kept(candidate.parent / "cnn.mine.figures") == {"roc.png": ROC, "index.html": PAGE}
    assert library.verify() == []


def test_a_candidate_without_figures_is_adopted_without(library, tiny_model, tmp_path, user):
    tiny_model(tmp_path / "run", "cnn.mine")
    library.adopt(tmp_path / "run" / "cnn.mine.json")
    assert not list(user.glob("*.figures"))


def test_figures_that_cannot_be_written_keep_no_model_from_being_adopted(
    library, candidate, user, monkeypatch, caplog
):
    write = model_files.atomic.write_bytes

    def full(path, data):
        if path.suffix == ".png":
            raise OSError(28, "No space left on device")
        write(path, data)

    monkeypatch.setattr(model_files.atomic, "write_bytes", full)
    assert library.adopt(candidate).id == "cnn.mine"
    assert "No space left on device" in caplog.text
    assert {path.name for path in user.iterdir()} - {".lock"} == {"cnn.mine.json", "cnn.mine.safetensors"}
    assert library.verify() == []


def test_a_crash_among_the_figures_leaves_a_whole_model_and_none_of_them(
    library, candidate, user, monkeypatch
):
    write = model_files.atomic.write_bytes

    def crash(path, data):
        if path.name == "roc.png":
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(model_files.atomic, "write_bytes", crash)
        with pytest.raises(KeyboardInterrupt):
            library.adopt(candidate)
    assert [card.id for card in library.cards()] == ["cnn.mine"]
    assert library.verify() == []
    assert not list(user.glob("*.figures"))


def test_what_a_copy_that_was_cut_off_left_is_not_mixed_in(library, candidate, user):
    unfinished = user / ".cnn.mine.figures.tmp"
    unfinished.mkdir(parents=True)
    (unfinished / "learning_curve.png").write_bytes(b"of another model")
    library.adopt(candidate)
    assert set(_kept(user / "cnn.mine.figures")) == {"roc.png", "index.html"}
    assert not unfinished.exists()


def test_figures_of_a_removed_model_are_never_shown_for_the_next_one(library, candidate, tiny_model, user):
    library.adopt(candidate)
    for suffix in ("json", "safetensors"):
        (user / f"cnn.mine.{suffix}").unlink()
    tiny_model(candidate.parent, "cnn.mine", seed=1)
    (candidate.parent / "cnn.mine.figures" / "roc.png").write_bytes(b"\x89PNG another curve")
    assert library.adopt(candidate).id == "cnn.mine-2"
    assert _kept(user / "cnn.mine-2.figures")["roc.png"] == b"\x89PNG another curve"


def test_figures_travel_with_an_exported_model_but_no_page_is_taken_from_elsewhere(
    library, candidate, tmp_path
):
    card = library.adopt(candidate)
    archive = library.export(card.id, tmp_path)
    with zipfile.ZipFile(archive) as opened:
        assert opened.read("cnn.mine.figures/index.html") == PAGE
    with zipfile.ZipFile(archive, "a") as opened:
        opened.writestr("cnn.mine.figures/../../evil.sh", b"evil")
        opened.writestr("cnn.mine.figures/script.js", b"evil")
    elsewhere = ModelLibrary([tmp_path / "none", tmp_path / "elsewhere"])
    assert elsewhere.import_file(archive) == card
    assert _kept(tmp_path / "elsewhere" / "cnn.mine.figures") == {"roc.png": ROC}
    assert not list(tmp_path.rglob("evil*"))


def test_figures_beside_a_card_that_is_imported_come_along(library, candidate, user):
    library.import_file(candidate)
    assert _kept(user / "cnn.mine.figures") == {"roc.png": ROC, "index.html": PAGE}
