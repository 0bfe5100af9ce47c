"""Where networks run."""

import logging
import os
from functools import cache

import torch

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import Amount, sentence

_log = logging.getLogger(__name__)


def resolve_device(wanted: str) -> str:
    """Turn ``auto``, ``cpu`` or ``cuda`` into ``cpu`` or ``cuda``; auto takes CUDA where it works.

    Raises:
        ModelError: CUDA is wanted and not there or does not work, or the name is unknown.
    """
    if wanted == "auto":
        return "cuda" if torch.cuda.is_available() and not cuda_trouble() else "cpu"
    if wanted not in ("cpu", "cuda"):
        raise ModelError(
            sentence("There is no device called '{wanted}'; choose auto, cpu or cuda.", wanted=wanted)
        )
    if wanted == "cuda" and not torch.cuda.is_available():
        raise ModelError(
            sentence("No CUDA device can be used on this machine; choose the device auto or cpu.")
        )
    if wanted == "cuda" and (reason := cuda_trouble()):
        raise ModelError(
            sentence(
                "The CUDA device of this machine cannot be used ({reason}); choose the device auto or cpu.",
                reason=reason,
            )
        )
    return wanted


def cuda_trouble() -> str:
    """Why a CUDA device that is there cannot be used; empty where it can.

    A card is also listed where this torch has no code for its generation, or where others fill its memory.
    """
    try:
        _compute_on_cuda()
    except (RuntimeError, AssertionError) as error:
        reason = str(error).partition("\n")[0]
        _log.warning("CUDA cannot be used: %s", reason)
        return reason
    return ""


@cache  # which keeps no exceptions: a card whose memory was full may be free later
def _compute_on_cuda() -> None:
    float(torch.ones(1, device="cuda") * 2)


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
