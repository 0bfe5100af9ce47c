"""The state of a running training on disk after every epoch, so that one that was killed goes on from there.

One safetensors file per fit holds all tensors, and in its header everything else as JSON. A file is replaced
whole or not at all.
"""

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor
from torch.optim import Optimizer

from leukodesk import atomic
from leukodesk.training.checkpoint_files import checkpoint_folder
from leukodesk.training.gate import Gate
from leukodesk.training.processes import this_process

_KEY: Final = "key"
_REST: Final = "state"


@dataclass(frozen=True)
class Kept:
    """A state of a fit.

    Attributes:
        tensors: by name.
        rest: JSON values.
    """

    tensors: dict[str, Tensor]
    rest: dict[str, Any]

    def under(self, prefix: str) -> dict[str, Tensor]:
        """The tensors whose names begin so, without that."""
        return {
            name.removeprefix(prefix): value
            for name, value in self.tensors.items()
            if name.startswith(prefix)
        }


class Checkpoints:
    """The checkpoints of one run.

    Attributes:
        folder: holds a file per fit; there only while the run is.

    Args:
        out_dir: folder of the model to be.
        model_id: its id.
        gate: what is written passes through it.
        **settings: all that the run depends on; a checkpoint of other settings is never used.
    """

    def __init__(self, out_dir: Path, model_id: str, gate: Gate, **settings: object) -> None:
        self._gate = gate
        self.folder = checkpoint_folder(out_dir, model_id)
        self._key = hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode()).hexdigest()

    def of(self, stage: str) -> "Checkpoint":
        """The checkpoint of the fit that is called so."""
        name = re.sub(r"[^a-z0-9]+", "-", stage.lower()).strip("-")
        return Checkpoint(self.folder / f"{name}.safetensors", self._key, self._gate)

    def remove(self) -> None:
        """The run is over."""
        if this_process().is_first:
            shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True)
class Checkpoint:
    """One fit's state on disk.

    Attributes:
        path: of the file.
        key: digest of the run's settings.
        gate: what is written passes through it.
    """

    path: Path
    key: str
    gate: Gate

    def save(self, tensors: Mapping[str, Tensor], rest: Mapping[str, Any]) -> None:
        """Replace the state.

        Raises:
            OSError: it cannot be written; the last one is still there.
            ShutError: the training is being ended.
        """
        if not this_process().is_first:
            return
        plain = {name: value.detach().cpu().contiguous() for name, value in tensors.items()}
        data = save(plain, {_KEY: self.key, _REST: json.dumps(rest)})
        with self.gate.writing():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_bytes(self.path, data)

    def load(self) -> Kept | None:
        """The last state of the same run; None where there is none, or not a readable one."""
        try:
            with safe_open(self.path, framework="pt") as file:
                header = file.metadata() or {}
                if header.get(_KEY) != self.key:
                    return None
                # What it gives lies in the file itself, which Windows lets nobody replace while it is in use.
                tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118
                return Kept(tensors, json.loads(header[_REST]))
        except (OSError, SafetensorError, ValueError, KeyError):
            return None


def optimiser_state(optimiser: Optimizer) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """The optimiser's tensors, named ``<parameter>.<name>``, and the rest of its state as JSON values."""
    whole = optimiser.state_dict()
    tensors: dict[str, Tensor] = {}
    rest: dict[str, dict[str, Any]] = {}
    for parameter, values in whole["state"].items():
        tensors |= {
            f"{parameter}.{name}": value for name, value in values.items() if isinstance(value, Tensor)
        }
        rest[str(parameter)] = {
            name: value for name, value in values.items() if not isinstance(value, Tensor)
        }
    return tensors, {"state": rest, "groups": whole["param_groups"]}


def restore_optimiser(optimiser: Optimizer, tensors: Mapping[str, Tensor], rest: Mapping[str, Any]) -> None:
    """Put back what :func:`optimiser_state` took."""
    state: dict[int, dict[str, Any]] = {int(number): dict(values) for number, values in rest["state"].items()}
    parameters = [parameter for group in optimiser.param_groups for parameter in group["params"]]
    for name, value in tensors.items():
        number, _, own = name.partition(".")
        parameter = parameters[int(number)]
        # In the memory layout of the weights, so that sums are added up in the same order as before.
        same = value.shape == parameter.shape
        state[int(number)][own] = parameter.detach().clone().copy_(value) if same else value
    groups = [
        {name: tuple(value) if name == "betas" else value for name, value in group.items()}
        for group in rest["groups"]
    ]
    optimiser.load_state_dict({"state": state, "param_groups": groups})
