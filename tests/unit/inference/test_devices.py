import subprocess
import sys

import pytest
import torch

from leukodesk.core.errors import ModelError
from leukodesk.inference import devices
from leukodesk.inference.devices import device_title, resolve_device


@pytest.mark.parametrize("there", [True, False])
def test_auto_takes_cuda_only_where_it_works(monkeypatch, there):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: there)
    monkeypatch.setattr(devices, "_compute_on_cuda", lambda: None)
    assert resolve_device("auto") == ("cuda" if there else "cpu")
    assert resolve_device("cpu") == "cpu"


def test_cuda_that_is_not_there_names_the_way_out(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(ModelError, match="choose the device auto or cpu"):
        resolve_device("cuda")


def test_an_unknown_device():
    with pytest.raises(ModelError, match="no device called 'tpu'; choose auto, cpu or cuda"):
        resolve_device("tpu")


def test_the_title_of_the_cpu_names_its_threads():
    assert device_title("cpu").startswith(f"CPU, {torch.get_num_threads()} thread")


def test_one_core_is_left_to_the_window_once():
    program = (
        "import os, torch\n"
        "from leukodesk.inference.devices import prepare_torch\n"
        "for cores in (8, 2, 1):\n"
        "    os.sched_getaffinity = lambda pid: set(range(cores))\n"
        "    prepare_torch.cache_clear()\n"
        "    prepare_torch()\n"
        "    print(torch.get_num_threads())\n"
        "torch.set_num_threads(3)\n"
        "prepare_torch()\n"
        "print(torch.get_num_threads())\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["7", "1", "1", "3"]
