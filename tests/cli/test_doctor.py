"""`doctor`: what works, and how to mend what does not."""

import pytest
import torch

from leukodesk.cli import doctor_engine, doctor_window
from leukodesk.cli.doctor_window import apt_line, has_display
from leukodesk.cli.finding import State
from leukodesk.inference import devices


def test_a_working_environment_is_said_to_work(tiny_model, leukodesk):
    result = leukodesk("doctor")
    assert result.status == 0, result.err
    assert "Qt, offscreen" in result.out
    assert tiny_model.id in result.out
    assert "torch" in result.out


def test_damaged_weights_are_an_essential_failure(tiny_model, leukodesk):
    from leukodesk import config

    (config.user_models_dir() / tiny_model.weights_file).write_bytes(b"broken")
    result = leukodesk("doctor")
    assert result.status == 1
    assert tiny_model.weights_file in result.err


def test_missing_system_libraries_come_with_the_apt_line(leukodesk, monkeypatch):
    monkeypatch.setattr(doctor_window, "missing_libraries", lambda: ("libxcb-cursor.so.0",))
    monkeypatch.setattr(doctor_window.sys, "platform", "linux")
    result = leukodesk("doctor")
    assert result.status == 0
    assert "sudo apt install libxcb-cursor0" in result.err


def test_the_apt_line_names_packages_not_files():
    assert apt_line(("libxkbcommon-x11.so.0", "libEGL.so.1")) == "sudo apt install libegl1 libxkbcommon-x11-0"


@pytest.mark.parametrize(
    ("variables", "system", "shown"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_display_is_recognised(variables, system, shown):
    assert has_display(variables, system) is shown


def _card(monkeypatch, *, is_seen, trouble="", built_for="12.8", driver="/usr/bin/nvidia-smi"):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: is_seen)
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda: "Quadro P2000")
    monkeypatch.setattr(torch.version, "cuda", built_for)
    monkeypatch.setattr(devices, "cuda_trouble", lambda: trouble)
    monkeypatch.setattr(doctor_engine, "which", lambda _: driver)


@pytest.mark.parametrize(
    ("card", "found", "mend"),
    [
        ({"is_seen": True}, "GPU Quadro P2000", ""),
        (
            {"is_seen": True, "trouble": "no kernel image"},
            "GPU Quadro P2000 cannot be used",
            "no kernel image",
        ),
        ({"is_seen": False, "built_for": None}, "torch does not see the NVIDIA card", "built without CUDA"),
        ({"is_seen": False}, "torch does not see the NVIDIA card", "update the driver"),
        ({"is_seen": False, "driver": None}, "no CUDA device", ""),
    ],
)
def test_a_card_that_cannot_be_used_is_told_with_the_way_out(monkeypatch, card, found, mend):
    _card(monkeypatch, **card)
    told = list(doctor_engine.devices())[-1]
    assert found in told.found
    assert mend in told.mend
    assert ("pytorch.org" in told.mend) == bool(mend)
    assert (told.state is State.LIMITED) == bool(mend)
