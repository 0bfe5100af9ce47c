"""Where the checkpoints of a training lie; without torch, which takes seconds to import."""

from pathlib import Path
from typing import Final

_SUFFIX: Final = ".checkpoint"


def checkpoint_folder(out_dir: Path, model_id: str) -> Path:
    """Where the run that makes this model keeps its checkpoints."""
    return out_dir / (model_id + _SUFFIX)


def find_checkpoints(out_dir: Path) -> list[Path]:
    """The folders with checkpoints of runs that were cut off; empty where ``out_dir`` is missing."""
    return [folder for folder in sorted(out_dir.glob(f"*{_SUFFIX}")) if next(folder.glob("*"), None)]
