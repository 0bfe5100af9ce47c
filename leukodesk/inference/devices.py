"""Where networks run."""

import os
from functools import cache

import torch

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import Amount, sentence


def resolve_device(wanted: str) -> str:
    """Turn ``auto``, ``cpu`` or ``cuda`` into ``cpu`` or ``cuda``; auto takes CUDA where it works.

    Raises:
        ModelError: CUDA is wanted and not there, or the name is unknown.
    """
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    if wanted not in ("cpu", "cuda"):
        raise ModelError(
            sentence("There is no device called '{wanted}'; choose auto, cpu or cuda.", wanted=wanted)
        )
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ModelError(
            sentence("No CUDA device can be used on this machine; choose the device auto or cpu.")
        )
    return wanted


def device_title(device: str) -> str:
    """What the reader sees: the name of the graphics card, or the number of processor threads."""
    if device == "cuda":
        return f"GPU {torch.cuda.get_device_name()}"
    return sentence("CPU, {threads}", threads=Amount(torch.get_num_threads(), "thread"))


def _cores() -> int:
    """Cores this process may use, which a container can make fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@cache
def prepare_torch() -> None:
    """Leave one core to the window: torch takes the others, at least one. Works once per process."""
    torch.set_num_threads(max(1, _cores() - 1))
