"""Where the figures of a candidate or model lie. Nothing here is heavy to import."""

from pathlib import Path
from typing import Final

from leukodesk.inference.model_files import figures_folder

FIGURES: Final = {
    "training": "Loss and accuracy over the epochs",
    "roc": "ROC of each class",
    "confusion": "Confusion",
    "classes": "Each class against the rest",
}
"""Title by name."""

LEARNING_CURVE: Final = "learning_curve"
TITLES: Final = {**FIGURES, LEARNING_CURVE: "Learning curve"}
"""Title by name, with the figure that only trainings have which were asked for it."""

_DARK: Final = "-dark"


def figure_path(card: Path, name: str, *, dark: bool = False) -> Path:
    """A figure of :data:`TITLES` as PNG, on a light or a dark ground."""
    return figures_folder(card) / f"{name}{_DARK if dark else ''}.png"


def figures_there(card: Path) -> tuple[str, ...]:
    """Names of the figures that lie beside a card, in the order of :data:`TITLES`."""
    return tuple(name for name in TITLES if figure_path(card, name).is_file())


def page_path(card: Path) -> Path:
    """The page with all figures and numbers, one file that needs no other."""
    return figures_folder(card) / "index.html"
