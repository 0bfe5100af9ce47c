import json
from datetime import UTC, datetime

import pytest

from leukodesk.core.errors import ModelError
from leukodesk.inference.card_files import checked_weights, load_card, save_card, verify
from leukodesk.inference.cards import SCHEMA_VERSION, Metric


@pytest.fixture
def card(tiny_model, tmp_path):
    return tiny_model(tmp_path)


def _rewrite(path, **changes):
    document = json.loads(path.read_text())
    path.write_text(json.dumps({k: v for k, v in (document | changes).items() if v is not None}))


def test_a_card_comes_back_as_it_was_written(card, tmp_path):
    full = card.model_copy(
        update={
            "id": "cnn.full",
            "metrics": {"auc": Metric(value=0.1 + 0.2, low=0.2, high=0.4)},
            "parent": "cnn.tiny",
            "temperature": 1 / 3,
            "created": datetime(2026, 5, 4, 3, 2, 1, 999, tzinfo=UTC),
        }
    )
    assert load_card(save_card(full, tmp_path)) == full


def test_a_card_from_before_turns_reads_the_crop_as_it_is(card, tmp_path):
    path = tmp_path / "cnn.tiny.json"
    _rewrite(path, turns=None)
    assert "turns" not in json.loads(path.read_text())
    assert load_card(path).turns == 1


def test_a_card_cannot_be_changed(card):
    with pytest.raises(ValueError, match="frozen"):
        card.temperature = 2.0


def test_a_newer_card_asks_for_an_update_even_if_it_has_unknown_keys(card, tmp_path):
    path = tmp_path / "cnn.tiny.json"
    _rewrite(path, schema_version=SCHEMA_VERSION + 1, holograms=True)
    with pytest.raises(
        ModelError, match=r"cnn\.tiny\.json was written by a newer LeukoDesk .* update LeukoDesk"
    ):
        load_card(path)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"classes": None}, "classes"),
        ({"classes": ["blast"]}, "classes"),
        ({"classes": ["blast", "blast"]}, "classes repeat"),
        ({"std": [0.25, 0.0, 0.25]}, "std.1"),
        ({"temperature": 0}, "temperature"),
        ({"temperature": float("nan")}, "temperature"),
        ({"abstention_threshold": 1.5}, "abstention_threshold"),
        ({"crop": {"size_px": 0, "pixel_size_um": 0.4}}, "crop.size_px"),
        ({"stain": "macenko"}, "stain"),
        ({"turns": 2}, "turns"),
        ({"sha256": "abc"}, "sha256"),
        ({"weights_file": "../../etc/passwd.safetensors"}, "weights_file"),
        ({"weights_file": "weights.pkl"}, "weights are .safetensors files"),
        ({"id": "../evil"}, "id"),
        ({"created": "2026-01-02T00:00:00"}, "created"),
        ({"temprature": 2.0}, "temprature"),
        ({"schema_version": 0}, "schema_version"),
    ],
)
def test_a_card_that_breaks_the_schema_names_file_and_place(card, tmp_path, changes, where):
    path = tmp_path / "cnn.tiny.json"
    _rewrite(path, **changes)
    with pytest.raises(ModelError) as caught:
        load_card(path)
    message = str(caught.value)
    assert str(path) in message
    assert where in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b'"text"', b"[" * 200_000])
def test_a_damaged_card_is_said_to_be_one(tmp_path, data):
    path = tmp_path / "x.json"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"x\.json is (no model card, or is damaged|not a valid model card)"):
        load_card(path)


def test_a_card_that_is_not_there(tmp_path):
    with pytest.raises(ModelError, match=r"absent\.json cannot be read"):
        load_card(tmp_path / "absent.json")


def test_weights_are_what_the_card_says(card, tmp_path):
    verify(card, tmp_path)
    assert checked_weights(card, tmp_path) == (tmp_path / card.weights_file).read_bytes()


def test_one_changed_byte_of_the_weights_is_noticed(card, tmp_path):
    path = tmp_path / card.weights_file
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"cnn\.tiny\.safetensors .*sha256 differs.*import the model again"):
        verify(card, tmp_path)


def test_missing_weights_are_named(card, tmp_path):
    (tmp_path / card.weights_file).unlink()
    with pytest.raises(ModelError, match=r"cnn\.tiny\.safetensors of model cnn\.tiny are missing"):
        verify(card, tmp_path)
