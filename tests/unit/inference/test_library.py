import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from leukodesk import atomic
from leukodesk.core.errors import ModelError, UnknownIdError
from leukodesk.inference import card_files
from leukodesk.inference.card_files import load_card
from leukodesk.inference.cards import CONTROLS
from leukodesk.inference.library import ModelLibrary


@pytest.fixture
def builtin(tmp_path):
    folder = tmp_path / "builtin"
    folder.mkdir()
    return folder


@pytest.fixture
def user(tmp_path):
    return tmp_path / "home" / "models"


@pytest.fixture
def library(builtin, user):
    return ModelLibrary([builtin, user])


def _files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != ".lock"}


def test_a_fresh_library_is_empty(library):
    assert library.cards() == []
    assert library.verify() == []


def test_models_of_both_folders_are_listed_by_id(library, tiny_model, builtin, user):
    tiny_model(user, "cnn.b")
    tiny_model(builtin, "cnn.c")
    tiny_model(builtin, "cnn.a")
    assert [card.id for card in library.cards()] == ["cnn.a", "cnn.b", "cnn.c"]
    assert library.is_builtin("cnn.a")
    assert not library.is_builtin("cnn.b")
    assert library.weights_path("cnn.b") == user / "cnn.b.safetensors"


def test_unknown_model_lists_near_names(library, tiny_model, builtin):
    tiny_model(builtin, "cnn.all-idb1")
    with pytest.raises(UnknownIdError, match=r"no model called 'cnn.all-idb'; did you mean: cnn\.all-idb1"):
        library.card("cnn.all-idb")


def test_a_builtin_without_controls_is_not_used(library, tiny_model, builtin, user):
    tiny_model(builtin, "cnn.bare", controls={})
    tiny_model(
        builtin, "cnn.shuffled-only", controls={"labels_shuffled": {"n": 12, "balanced_accuracy": 0.5}}
    )
    tiny_model(builtin, "cnn.empty", controls={name: {} for name in CONTROLS})
    tiny_model(user, "cnn.mine", controls={})
    assert [card.id for card in library.cards()] == ["cnn.mine"]
    with pytest.raises(ModelError, match="lacks control figures"):
        library.load("cnn.bare", "cpu")


def test_one_damaged_card_hides_no_other_and_is_reported(library, tiny_model, builtin, caplog):
    tiny_model(builtin, "cnn.good")
    (builtin / "cnn.bad.json").write_text("{")
    assert [card.id for card in library.cards()] == ["cnn.good"]
    assert "cnn.bad.json is no model card" in caplog.text
    assert [problem.path.name for problem in library.verify()] == ["cnn.bad.json"]
    with pytest.raises(ModelError, match=r"cnn\.bad\.json is no model card"):
        library.card("cnn.bad")


def test_verify_finds_altered_and_missing_weights(library, tiny_model, builtin):
    for name in ("cnn.altered", "cnn.missing", "cnn.sound"):
        tiny_model(builtin, name)
    with (builtin / "cnn.altered.safetensors").open("ab") as stream:
        stream.write(b"x")
    (builtin / "cnn.missing.safetensors").unlink()
    sentences = sorted(problem.sentence for problem in library.verify())
    assert len(sentences) == 2
    assert "cnn.altered.safetensors" in sentences[0]
    assert "sha256 differs" in sentences[0]
    assert "cnn.missing.safetensors of model cnn.missing are missing" in sentences[1]


def test_a_renamed_card_and_a_second_card_with_one_id_are_reported(library, tiny_model, builtin, user):
    tiny_model(builtin, "cnn.a")
    tiny_model(user, "cnn.a", seed=1)
    tiny_model(user, "cnn.b")
    (user / "cnn.b.json").rename(user / "cnn.c.json")
    assert [card.id for card in library.cards()] == ["cnn.a"]
    assert library.is_builtin("cnn.a")
    assert len(library.verify()) == 2


def test_adopting_copies_and_never_replaces(library, tiny_model, builtin, user, tmp_path):
    first = tiny_model(builtin, "cnn.mine")
    before = _files(builtin)
    run = tmp_path / "run"
    tiny_model(run, "cnn.mine", seed=1)
    run_before = _files(run)

    second = library.adopt(run / "cnn.mine.json")
    third = library.adopt(run / "cnn.mine.json")

    assert (second.id, second.version) == ("cnn.mine-2", 2)
    assert (third.id, third.version) == ("cnn.mine-3", 3)
    assert _files(builtin) == before
    assert _files(run) == run_before
    assert library.card("cnn.mine") == first
    assert library.verify() == []
    assert set(_files(user)) == {f"cnn.mine-{n}.{s}" for n in (2, 3) for s in ("json", "safetensors")}


def test_a_grandchild_counts_on_instead_of_growing_suffixes(library, tiny_model, tmp_path):
    for folder in ("one", "two"):
        tiny_model(tmp_path / folder, "cnn.mine")
    library.adopt(tmp_path / "one" / "cnn.mine.json")
    second = library.adopt(tmp_path / "two" / "cnn.mine.json")
    tiny_model(tmp_path / "three", second.id, version=second.version)
    assert library.adopt(tmp_path / "three" / "cnn.mine-2.json").id == "cnn.mine-3"


def test_models_adopted_at_the_same_moment_get_different_names(library, tiny_model, tmp_path):
    tiny_model(tmp_path / "run", "cnn.mine")
    with ThreadPoolExecutor(6) as pool:
        adopted = list(pool.map(library.adopt, [tmp_path / "run" / "cnn.mine.json"] * 6))
    assert len({card.id for card in adopted}) == 6
    assert len(library.cards()) == 6
    assert library.verify() == []


def test_a_crash_before_the_card_is_written_leaves_no_half_model(library, tiny_model, tmp_path, monkeypatch):
    tiny_model(tmp_path / "run", "cnn.mine")
    candidate = tmp_path / "run" / "cnn.mine.json"
    write = atomic.write_bytes
    written = []

    def crash(path, data):
        if written:
            raise KeyboardInterrupt
        written.append(path)
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(atomic, "write_bytes", crash)
        with pytest.raises(KeyboardInterrupt):
            library.adopt(candidate)
    assert written
    assert library.cards() == []
    assert library.verify() == []
    assert library.load(library.adopt(candidate).id, "cpu").card.classes == ("blast", "normal")


def test_an_altered_candidate_is_not_adopted(library, tiny_model, user, tmp_path):
    tiny_model(tmp_path / "run", "cnn.mine")
    (tmp_path / "run" / "cnn.mine.safetensors").write_bytes(b"other")
    with pytest.raises(ModelError, match="sha256 differs"):
        library.adopt(tmp_path / "run" / "cnn.mine.json")
    assert not user.exists()


def test_discarding_deletes_the_candidate_and_nothing_else(library, tiny_model, builtin, tmp_path):
    tiny_model(builtin, "cnn.a")
    run = tmp_path / "run"
    tiny_model(run, "cnn.a")
    (run / "log.txt").write_text("kept")
    library.discard(run / "cnn.a.json")
    assert set(_files(run)) == {"log.txt"}
    assert [card.id for card in library.cards()] == ["cnn.a"]


def test_a_model_in_use_cannot_be_discarded(library, tiny_model, user):
    tiny_model(user, "cnn.a")
    with pytest.raises(ModelError, match="a model in use"):
        library.discard(user / "cnn.a.json")
    assert library.verify() == []
    assert len(library.cards()) == 1


def test_an_unwritable_home_is_one_sentence(tiny_model, builtin, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    tiny_model(tmp_path / "run", "cnn.a")
    with pytest.raises(ModelError, match=r"cnn\.a cannot be written to .*file"):
        ModelLibrary([builtin, tmp_path / "file" / "models"]).adopt(tmp_path / "run" / "cnn.a.json")


def test_an_exported_model_is_the_same_model_elsewhere(library, tiny_model, builtin, tmp_path):
    card = tiny_model(builtin, "cnn.a")
    archive = library.export("cnn.a", tmp_path)
    assert archive.name == "cnn.a.zip"
    elsewhere = ModelLibrary([tmp_path / "none", tmp_path / "elsewhere"])
    assert elsewhere.import_file(archive) == card
    crops = np.random.default_rng(0).integers(0, 255, (3, 48, 48, 3), dtype=np.uint8)
    ours, theirs = (lib.load("cnn.a", "cpu").predict(crops) for lib in (library, elsewhere))
    np.testing.assert_array_equal(ours, theirs)


def test_importing_twice_adds_once_but_another_model_with_that_id_is_kept_apart(
    library, tiny_model, tmp_path
):
    one = tiny_model(tmp_path / "one", "cnn.a")
    tiny_model(tmp_path / "two", "cnn.a", seed=1)
    assert library.import_file(tmp_path / "one" / "cnn.a.json") == one
    assert library.import_file(tmp_path / "one" / "cnn.a.json") == one
    assert library.import_file(tmp_path / "two" / "cnn.a.json").id == "cnn.a-2"
    assert len(library.cards()) == 2


def _truncated(archive):
    archive.write_bytes(archive.read_bytes()[:-200])


def _flipped(archive):
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)


def _packed_and_flipped(archive, compression):
    """As another program packs it, with a fault in the card."""
    with zipfile.ZipFile(archive) as source:
        members = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(archive, "w", compression) as target:
        for name, content in members.items():
            target.writestr(name, content)
    data = bytearray(archive.read_bytes())
    data[80:180] = b"\xff" * 100
    archive.write_bytes(data)


def _emptied(archive):
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("readme.txt", "nothing")


def _without_weights(archive):
    with zipfile.ZipFile(archive) as source:
        card = source.read("cnn.a.json")
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("cnn.a.json", card)


def _with_other_weights(archive):
    with zipfile.ZipFile(archive) as source:
        card = source.read("cnn.a.json")
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("cnn.a.json", card)
        target.writestr("cnn.a.safetensors", b"other")


def _climbing(archive):
    with zipfile.ZipFile(archive) as source:
        card = json.loads(source.read("cnn.a.json"))
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("cnn.a.json", json.dumps(card | {"id": "../../evil"}))


@pytest.mark.parametrize(
    "spoil",
    [
        _truncated,
        _flipped,
        partial(_packed_and_flipped, compression=zipfile.ZIP_DEFLATED),
        partial(_packed_and_flipped, compression=zipfile.ZIP_LZMA),
        _emptied,
        _without_weights,
        _with_other_weights,
        _climbing,
    ],
)
def test_a_spoilt_archive_is_refused_and_leaves_nothing(library, tiny_model, builtin, user, tmp_path, spoil):
    tiny_model(builtin, "cnn.a")
    archive = library.export("cnn.a", tmp_path)
    spoil(archive)
    with pytest.raises(ModelError) as caught:
        library.import_file(archive)
    assert str(archive) in str(caught.value)
    assert not user.exists()


def test_an_archive_that_is_not_there(library, tmp_path):
    with pytest.raises(ModelError, match=r"absent\.zip cannot be read"):
        library.import_file(tmp_path / "absent.zip")


def test_adopted_cards_stay_readable_json(library, tiny_model, user, tmp_path):
    tiny_model(tmp_path / "run", "cnn.a")
    card = library.adopt(tmp_path / "run" / "cnn.a.json")
    assert load_card(user / "cnn.a.json") == card
    assert not [path for path in user.iterdir() if path.name.endswith(".tmp")]


def test_a_card_is_read_again_only_when_its_file_is_another_one(
    library, tiny_model, builtin, user, monkeypatch
):
    tiny_model(builtin, "cnn.a")
    tiny_model(user, "cnn.b")
    read = []
    plain = card_files.read_card
    monkeypatch.setattr(card_files, "read_card", lambda *given: read.append(given[1]) or plain(*given))
    for _ in range(3):
        assert [card.id for card in library.cards()] == ["cnn.a", "cnn.b"]
    assert len(read) == 2
    path = user / "cnn.b.json"
    document = json.loads(path.read_text())
    atomic.write_bytes(path, json.dumps(document | {"licence": "of another file"}).encode())
    assert library.card("cnn.b").licence == "of another file"
    assert len(read) == 3
    atomic.write_bytes(path, b"{")
    assert [card.id for card in library.cards()] == ["cnn.a"]
    path.unlink()
    with pytest.raises(UnknownIdError):
        library.card("cnn.b")
