"""Small cells that a small network learns in seconds: blasts are large, normal cells are small."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from leukodesk.imaging.crops import CropSpec
from leukodesk.imaging.phantom import render_phantom, write_phantom
from leukodesk.training.augmentation import context_size_px
from leukodesk.training.recipe import AugmentationChoice, CropChoice, Recipe, SplitChoice
from leukodesk.training.samples import Samples
from leukodesk.training.starting import Starter
from leukodesk.training.train import train

MILD = AugmentationChoice(shift_um=0.4, scale=0.05, brightness=0.1, contrast=0.1, saturation=0.1, hue=0.02)


def draw_cell(class_id: str, side: int, random: np.random.Generator) -> np.ndarray:
    """A purple disc on a light ground, uint8 (side, side, 3); blasts are twice as wide as other cells."""
    pixels = np.full((side, side, 3), 225, np.uint8)
    radius = side / 48 * (9.5 if class_id == "blast" else 4.5) * random.uniform(0.9, 1.1)
    centre = tuple(int(v) for v in side / 2 + random.uniform(-1, 1, 2))
    colour = tuple(int(v) for v in np.array([110, 50, 140]) + random.integers(-15, 15, 3))
    cv2.circle(pixels, centre, round(radius), colour, -1, cv2.LINE_AA)
    noise = random.normal(0, 4, pixels.shape)
    return np.clip(pixels + noise, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    """The small network, a few epochs, from random weights."""
    return Recipe(
        architecture="cnn",
        start="scratch",
        epochs=8,
        batch=8,
        learning_rate=3e-3,
        crop=CropChoice(size_px=32, pixel_size_um=0.6),
        augmentation=MILD,
    )


@pytest.fixture(scope="session")
def make_samples(recipe: Recipe) -> Callable[..., Samples]:
    """Builds samples of ``groups`` fields with ``each`` cells of both classes."""

    def make(groups: int = 12, each: int = 3, seed: int = 0) -> Samples:
        random = np.random.default_rng(seed)
        spec = CropSpec(recipe.crop.size_px, recipe.crop.pixel_size_um)
        side = context_size_px(spec, recipe.augmentation)
        rows = [
            (draw_cell(class_id, side, random), index, f"Im{group:03d}")
            for group in range(groups)
            for index, class_id in enumerate(("blast", "normal"))
            for _ in range(each)
        ]
        return Samples(
            contexts=np.stack([row[0] for row in rows]),
            spec=spec,
            labels=np.array([row[1] for row in rows], dtype=np.int64),
            classes=("blast", "normal"),
            taxonomy="blast-normal",
            groups=tuple(row[2] for row in rows),
            grouped_by="field",
            names=tuple(f"cell {number}" for number in range(len(rows))),
            masks=np.zeros((len(rows), side, side), bool),
            source="drawn cells",
            scale="given",
        )

    return make


@pytest.fixture(scope="session")
def curved(
    make_samples: Callable[..., Samples], recipe: Recipe, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Samples, Path, list[dict[str, Any]]]:
    """Samples, the card that a training with a learning curve made of them, and its events."""
    events: list[dict[str, Any]] = []
    split = SplitChoice(test=0.45)
    changes = {"controls": False, "epochs": 2, "learning_curve": (0.1, 0.5), "split": split}
    samples = make_samples(24, 1)
    starter = Starter(recipe.model_copy(update=changes))
    return samples, train(samples, starter, tmp_path_factory.mktemp("curve"), events=events.append), events


@pytest.fixture(scope="session")
def class_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with 12 images of each of two classes, 48 pixels wide."""
    root = tmp_path_factory.mktemp("cells")
    random = np.random.default_rng(3)
    for class_id in ("blast", "normal"):
        (root / class_id).mkdir()
        for number in range(12):
            cv2.imwrite(str(root / class_id / f"{class_id}{number:02d}.png"), draw_cell(class_id, 48, random))
    return root


@pytest.fixture(scope="session")
def make_fields() -> Callable[[Path], Path]:
    """Draws one field of each of two classes into a folder."""

    def make(folder: Path) -> Path:
        for seed, class_id in enumerate(("early", "late"), start=1):
            (folder / class_id).mkdir(exist_ok=True)
            phantom = render_phantom(seed=seed, height=480, width=640, pixel_size_um=0.18)
            write_phantom(phantom, folder / class_id / f"{seed}.png")
        return folder

    return make
