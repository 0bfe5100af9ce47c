"""Checks of everything that works without a window."""

import os
import platform
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from shutil import which
from typing import Final

from leukodesk import __version__, config
from leukodesk.cli.analysis_files import make_writable
from leukodesk.cli.finding import Finding, State
from leukodesk.core.errors import InputError, LeukoDeskError

_PACKAGES: Final = (
    "numpy", "scipy", "scikit-image", "opencv-python-headless", "torch", "torchvision", "grad-cam",
    "safetensors", "h5py", "PySide6-Essentials", "pyqtgraph",
)  # fmt: skip

# Each ships its own `cv2`; whichever was unpacked last wins, and the full ones redirect Qt's plugins.
_OTHER_OPENCV: Final = ("opencv-python", "opencv-contrib-python", "opencv-contrib-python-headless")

_WHERE_TORCH_IS: Final = "https://pytorch.org/get-started/locally"

_BAD_QT: Final = {
    "6.11.0": "lays docks out wrongly",
    "6.11.1": "lays docks out wrongly",
    "6.12.0": "aborts in the middle of the work on Python 3.11",
}


def environment() -> Iterator[Finding]:
    """The program, Python and the system."""
    yield Finding("LeukoDesk", __version__)
    yield Finding("Python", f"{platform.python_version()} at {sys.executable}")
    yield Finding("system", f"{platform.platform()}, {os.cpu_count()} cores")


def packages() -> Iterator[Finding]:
    """Versions of the packages the program stands on, and known bad ones."""
    for name in _PACKAGES:
        version = _version(name)
        if version is None:
            yield Finding(name, "missing", State.FAILED, "install it with: pip install leukodesk")
        elif name == "PySide6-Essentials" and version in _BAD_QT:
            mend = f"this version {_BAD_QT[version]}; run: pip install --upgrade leukodesk"
            yield Finding(name, version, State.LIMITED, mend)
        else:
            yield Finding(name, version)
    for name in _OTHER_OPENCV:
        version = _version(name)
        if version is not None:
            mend = f"it overwrites the headless OpenCV; run: pip uninstall {name}"
            yield Finding(name, version, State.LIMITED, mend)


def devices() -> Iterator[Finding]:
    """Where networks can run."""
    try:
        import torch

        from leukodesk.inference.devices import cuda_trouble, device_title, prepare_torch
    except (ImportError, OSError) as error:
        mend = f"torch cannot be loaded ({error}); install it again with: pip install --force-reinstall torch"
        yield Finding("device", "none", State.FAILED, mend)
        return
    prepare_torch()
    yield Finding("device", device_title("cpu"))
    if torch.cuda.is_available():
        trouble = cuda_trouble()
        title = device_title("cuda")
        if trouble:
            yield Finding("device", f"{title} cannot be used; everything runs on the CPU", *_limited(trouble))
        else:
            yield Finding("device", title)
    elif which("nvidia-smi"):
        why = (
            "the driver of the card may be too old for it; update the driver"
            if torch.version.cuda
            else "it was built without CUDA, as the registry has it for Windows"
        )
        found = "torch does not see the NVIDIA card; everything runs on the CPU"
        yield Finding("device", found, *_limited(why))
    else:
        yield Finding("device", "no CUDA device; everything runs on the CPU")


def _limited(reason: str) -> tuple[State, str]:
    mend = f"{reason}; install torch and torchvision with CUDA by the command that {_WHERE_TORCH_IS} gives"
    return State.LIMITED, mend


def models() -> Iterator[Finding]:
    """Cards and weights."""
    from leukodesk.inference.library import ModelLibrary

    library = ModelLibrary.default()
    try:
        problems = library.verify()
        cards = library.cards()
    except LeukoDeskError as error:
        yield Finding("models", "unreadable", State.FAILED, str(error))
        return
    for problem in problems:
        yield Finding("models", "damaged", State.FAILED, problem.sentence)
    if cards:
        yield Finding("models", ", ".join(card.id for card in cards))
    else:
        mend = "cells are found but not classified; install the program again, or import a model"
        yield Finding("models", "none", State.LIMITED, mend)


def answers() -> Iterator[Finding]:
    """Whether models and segmenters say here what they said where they were measured."""
    try:
        from leukodesk.inference.devices import prepare_torch, resolve_device
        from leukodesk.inference.library import ModelLibrary
        from leukodesk.inference.reference import compare_answers
        from leukodesk.inference.reference_finds import compare_finds
    except (ImportError, OSError):
        return  # told by the devices
    prepare_torch()
    try:
        compared = compare_answers(ModelLibrary.default(), resolve_device("auto"))
        differing = (*compared.differing, *compare_finds())
    except LeukoDeskError as error:
        yield Finding("answers", "not known", State.FAILED, str(error))
        return
    for told in differing:
        yield Finding("answers", "other than where they were measured", State.LIMITED, told)
    if not differing:
        yield Finding("answers", "of models and segmenters are as where they were measured")


def folders() -> Iterator[Finding]:
    """Folders the program writes to, and those it ships."""
    for name, folder in (("user folder", config.user_dir()), ("your models", config.user_models_dir())):
        try:
            make_writable(folder)
            yield Finding(name, str(folder))
        except InputError as error:
            mend = f"{error} The environment variable LEUKODESK_HOME names another one."
            yield Finding(name, str(folder), State.FAILED, mend)
    resources: Path = config.resources_dir()
    if resources.is_dir():
        yield Finding("resources", str(resources))
    else:
        yield Finding("resources", f"{resources} is missing", State.FAILED, "install the program again")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
