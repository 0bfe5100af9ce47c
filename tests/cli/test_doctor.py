"""`doctor`: what works, and how to mend what does not."""

import pytest

from leukodesk.cli import doctor_window
from leukodesk.cli.doctor_window import apt_line, has_display


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
