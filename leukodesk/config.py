"""Settings of this user, and where the program's own files live."""

import getpass
import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

from platformdirs import PlatformDirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from leukodesk import atomic

_PACKAGE: Final = Path(__file__).parent
_DIRS: Final = PlatformDirs("leukodesk", appauthor=False)
_RECENT: Final = 12

REPRODUCTION: Final = "reproduction.json"
"""Lies among the shipped model cards and is none."""

Device = Literal["auto", "cpu", "cuda"]
Theme = Literal["system", "light", "dark"]
CropSize = Literal["small", "medium", "large"]
Language = Literal["system", "en", "de"]
Origin = Literal["nothing", "name", "all"]

_log = logging.getLogger("leukodesk.config")


def _shipped(name: str) -> Path:
    """A folder that the wheel carries inside the package and a checkout has beside it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources_dir() -> Path:
    """Icons, texts and other files that travel with the program."""
    return _shipped("resources")


def builtin_models_dir() -> Path:
    """Model cards and weights that travel with the program; never written to."""
    return _shipped("models")


def reproduction_path() -> Path:
    """What the methods of the papers reached, as it travels with the program."""
    return builtin_models_dir() / REPRODUCTION


def user_dir() -> Path:
    """The user's own folder for settings, models and logs; ``LEUKODESK_HOME`` moves it."""
    moved = os.environ.get("LEUKODESK_HOME")
    return Path(moved) if moved else Path(_DIRS.user_data_dir)


def user_models_dir() -> Path:
    """Models the user trained and adopted, or imported."""
    return user_dir() / "models"


def stain_templates_dir() -> Path:
    """Colour templates that the user chose."""
    return user_dir() / "stain-templates"


def pyramids_dir() -> Path:
    """Smaller copies of large images, which can be made again; ``LEUKODESK_HOME`` moves it too."""
    moved = os.environ.get("LEUKODESK_HOME")
    return (Path(moved) / "cache" if moved else Path(_DIRS.user_cache_dir)) / "pyramids"


def log_path() -> Path:
    """Where the program writes its log."""
    return user_dir() / "leukodesk.log"


def _default_annotator() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return "reader"


class Settings(BaseModel):
    """What the program remembers between two starts.

    Attributes:
        annotator: name written beside every label this user gives.
        theme: light, dark, or what the desktop uses.
        language: of the window, read at its start; ``system`` is the desktop's, where there is a translation.
        keys: shortcuts that differ from the program's own, by the id of the action; none for no key.
        segmenter, classifier: chosen ids; classifier "none" for no classification.
        segmenter_settings: what each segmenter is told where that is not its default, by its id and the
            setting's name.
        own_segmenter: models that learnt from cells of another segmenter than the chosen one, with which the
            chosen one is used all the same.
        device: where models run; auto takes CUDA if it is there.
        go_on_after_labels: a label given to one cell by a key leads to the next cell without one.
        analyze_on_open: find and classify the cells of a smear when it is first opened.
        stain_template: file of the colour template, or empty to leave colours as they are.
        explainer: method of the heatmap.
        heatmap_opacity: 0 to 1.
        heatmap_colours: name of the heatmap's colour map.
        image_origin: what comes into a dataset with the pixels of a new image: nothing, the file's name, or
            all, which is also its folder and what cameras put into it.
        max_pixels: largest image that is opened, in pixels.
        gallery_size: how large crops are shown.
        cell_details: everything known about the selected cell is shown below the cells.
        count_target: leukocytes to review; 0 for all there are.
        recent: paths opened lately, newest first.
        layout: the window's geometry and docks, as Qt encodes them, in base 64.
    """

    model_config = ConfigDict(extra="ignore", validate_assignment=True)

    annotator: str = Field(default_factory=_default_annotator, min_length=1)
    theme: Theme = "system"
    language: Language = "system"
    keys: dict[str, Any] = Field(default_factory=dict)
    segmenter: str = "pivot-growing"
    segmenter_settings: dict[str, dict[str, bool | int | float | str]] = Field(default_factory=dict)
    classifier: str = "mobilenet_v2.all-idb1"
    own_segmenter: list[str] = Field(default_factory=list)
    device: Device = "auto"
    analyze_on_open: bool = True
    go_on_after_labels: bool = True
    stain_template: str = ""
    explainer: str = "gradcam"
    heatmap_opacity: float = Field(default=0.5, ge=0, le=1)
    heatmap_colours: str = "inferno"
    image_origin: Origin = "name"
    max_pixels: int = Field(default=400_000_000, gt=0)
    gallery_size: CropSize = "medium"
    cell_details: bool = True
    count_target: int = Field(default=0, ge=0)
    recent: list[str] = Field(default_factory=list)
    layout: str = ""

    def remember(self, path: Path) -> None:
        """Put ``path`` at the head of the recent files."""
        name = str(path.resolve())
        self.recent = [name, *(other for other in self.recent if other != name)][:_RECENT]


def settings_path() -> Path:
    """Where the settings are kept."""
    return user_dir() / "settings.json"


def load_settings() -> Settings:
    """Read the settings; what is missing or makes no sense gives the default, since nothing in it is work."""
    settings, ignored = _read()
    if ignored:
        _log.warning("settings ignored: %s", ", ".join(ignored))
    return settings


def ignored_settings() -> tuple[str, ...]:
    """Names in the settings file whose values make no sense, or the file's if nothing in it does."""
    return _read()[1]


def _read() -> tuple[Settings, tuple[str, ...]]:
    path = settings_path()
    try:
        values = json.loads(path.read_bytes())
    except OSError:
        return Settings(), ()
    except (ValueError, RecursionError):
        return Settings(), (path.name,)
    if not isinstance(values, dict):
        return Settings(), (path.name,)
    try:
        return Settings.model_validate(values), ()
    except ValidationError as error:
        bad = {str(problem["loc"][0]) for problem in error.errors()}
    sound = {name: value for name, value in values.items() if name not in bad}
    return Settings.model_validate(sound), tuple(sorted(bad))


def save_settings(settings: Settings) -> None:
    """Write the settings.

    Raises:
        OSError: the user's folder cannot be written to.
    """
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.write_text(path, settings.model_dump_json(indent=2))


def change_settings(changed: Mapping[str, Any]) -> None:
    """Write some settings, by their names, and leave the others as they are by now.

    Raises:
        OSError: the user's folder cannot be written to.
    """
    save_settings(load_settings().model_copy(update=dict(changed)))
