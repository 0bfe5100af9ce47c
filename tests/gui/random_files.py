"""Answers of a reader to dialogs that ask for a file or a folder."""

import functools
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest
from PySide6.QtWidgets import QFileDialog

_SUFFIXES: Final = (".h5", ".pdf", ".png", ".html", ".key", "")


class RandomFiles:
    """Answers with something that fits, with something that does not, or with nothing.

    Args:
        paths: what is there to be opened, also what cannot be.
        folder: where new files go; what is there already may be chosen too.
        seed: of the choices.
    """

    def __init__(self, paths: Sequence[Path], folder: Path, seed: int) -> None:
        self._paths = paths
        self._folder = folder
        self._random = Random(seed)

    def answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Answer in place of the dialogs from now on."""
        answers = {
            "getOpenFileName": lambda: (self._there(), ""),
            "getOpenFileNames": lambda: ([name for name in (self._there(), self._there()) if name], ""),
            "getExistingDirectory": self._a_folder,
            "getSaveFileName": lambda: (self._new(), ""),
        }
        for name, answer in answers.items():
            monkeypatch.setattr(QFileDialog, name, functools.partial(_answered, answer))

    def _there(self) -> str:
        return self._or_nothing(self._random.choice(self._paths))

    def _a_folder(self) -> str:
        return self._or_nothing(self._random.choice([path for path in self._paths if path.is_dir()]))

    def _new(self) -> str:
        made = self._folder / f"new {self._random.randrange(9)}{self._random.choice(_SUFFIXES)}"
        return self._or_nothing(self._random.choice([made, made, made, *self._paths]))

    def _or_nothing(self, path: Path) -> str:
        return str(path) if self._random.random() < 0.7 else ""


def _answered(answer: Any, *_asked: Any, **_more: Any) -> Any:
    return answer()
