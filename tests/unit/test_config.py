"""Settings come back as they were, and nothing in them can keep the program from starting."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from leukodesk import config
from leukodesk.config import Settings, load_settings, save_settings


def test_settings_come_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path / "not there yet"))
    settings = Settings(annotator="Ada Löwe", theme="dark", heatmap_opacity=0.25)
    settings.remember(tmp_path / "field.jpg")
    save_settings(settings)
    assert load_settings() == settings


def test_without_a_file_there_are_defaults() -> None:
    settings = load_settings()
    assert settings.annotator
    assert settings.device == "auto"
    assert settings.recent == []


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b'{"theme": "pink"}', b"[1]", b'{"annotator": ""}']
)
def test_a_damaged_file_gives_the_defaults(damage: bytes) -> None:
    save_settings(Settings(theme="dark"))
    config.settings_path().write_bytes(damage)
    assert load_settings() == Settings()


def test_a_setting_of_another_version_is_ignored() -> None:
    config.user_dir().mkdir(parents=True, exist_ok=True)
    config.settings_path().write_text('{"theme": "light", "from_the_future": 1}')
    assert load_settings().theme == "light"


@pytest.mark.parametrize(("name", "value"), [("heatmap_opacity", 1.5), ("device", "tpu"), ("max_pixels", 0)])
def test_a_value_outside_its_range_is_refused(name: str, value: object) -> None:
    settings = Settings()
    with pytest.raises(ValidationError):
        setattr(settings, name, value)


def test_recent_files_are_few_unique_and_newest_first(tmp_path: Path) -> None:
    settings = Settings()
    paths = [tmp_path / f"{number}.jpg" for number in range(15)]
    for path in (*paths, paths[10]):
        settings.remember(path)
    assert settings.recent[:3] == [str(paths[number]) for number in (10, 14, 13)]
    assert len(settings.recent) == len(set(settings.recent)) == 12


def test_the_users_folder_can_be_moved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LEUKODESK_HOME", str(tmp_path))
    assert config.user_dir() == tmp_path
    assert config.user_models_dir() == tmp_path / "models"
    assert config.settings_path().parent == config.log_path().parent == tmp_path
    monkeypatch.delenv("LEUKODESK_HOME")
    assert config.user_dir() != tmp_path


def test_shipped_folders_are_there() -> None:
    assert config.builtin_models_dir().is_dir()
    assert config.resources_dir().is_dir()


def test_a_user_without_a_name_is_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(config.getpass, "getuser", nameless)
    assert Settings().annotator == "reader"
