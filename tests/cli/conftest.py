"""Running the real command line, on a small synthetic smear and with a tiny real model."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from leukodesk import config
from leukodesk.cli import boundary
from leukodesk.cli.app import run
from leukodesk.inference.cards import ModelCard

ROOT = Path(__file__).parent.parent.parent
TINY = "cnn.tiny"


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def sentences(self) -> list[str]:
        """What was said on stderr, one sentence a line."""
        return [line.removeprefix("leukodesk: ") for line in self.err.splitlines()]


Leukodesk = Callable[..., Result]


@pytest.fixture
def leukodesk(capfd: pytest.CaptureFixture[str]) -> Leukodesk:
    """Run one command line in this process."""

    def invoke(*arguments: object) -> Result:
        capfd.readouterr()
        status = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return Result(status, said.out, said.err)

    return invoke


def _obey_permissions() -> None:
    """Take from root the right to pass over permission bits (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    library = ctypes.CDLL(None)
    for capability in (1, 2):
        library.prctl(24, capability, 0, 0, 0)


@pytest.fixture
def leukodesk_process() -> Leukodesk:
    """Run one command line in a process of its own that permission bits bind, also for root."""

    def invoke(*arguments: object, at_most_s: float = 120, **variables: str) -> Result:
        done = subprocess.run(
            [sys.executable, "-m", "leukodesk", *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=at_most_s,
            preexec_fn=_obey_permissions if sys.platform == "linux" and os.geteuid() == 0 else None,
        )
        if done.returncode == boundary.BUG and (log := config.log_path()).exists():
            print(log.read_text(encoding="utf-8"))
        return Result(done.returncode, done.stdout, done.stderr)

    return invoke


@pytest.fixture
def labelled_images(tmp_path: Path) -> Path:
    """A folder with twelve images of each of two classes."""
    import cv2
    import numpy as np

    random = np.random.default_rng(0)
    for number in range(24):
        name = ("blast", "normal")[number % 2]
        (tmp_path / "cells" / name).mkdir(parents=True, exist_ok=True)
        pixels = random.integers(100 + 80 * (number % 2), 250, (40, 40, 3), dtype=np.uint8)
        cv2.imwrite(str(tmp_path / "cells" / name / f"cell{number:02d}.png"), pixels)
    return tmp_path / "cells"


@pytest.fixture(scope="session")
def smear_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A synthetic field of 640 × 480 pixels as PNG."""
    from leukodesk.imaging.phantom import render_phantom, write_phantom

    path = tmp_path_factory.mktemp("phantom") / "phantom.png"
    write_phantom(render_phantom(seed=3, height=480, width=640, pixel_size_um=0.18), path)
    return path.read_bytes()


@pytest.fixture
def smear(tmp_path: Path, smear_bytes: bytes) -> Path:
    path = tmp_path / "smear.png"
    path.write_bytes(smear_bytes)
    return path


@pytest.fixture
def tiny_model() -> ModelCard:
    """A model with random weights among the user's own models."""
    from tests.tiny_model import make_model

    return make_model(config.user_models_dir(), TINY)
