"""How the program is entered, how little it loads, and how it ends when something goes wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leukodesk import __version__, config
from leukodesk.cli import app, models

ROOT = Path(__file__).parent.parent.parent


HEAVY = ("torch", "torchvision", "PySide6", "cv2", "h5py", "scipy", "pydantic", "numpy")


def _loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint('loaded', *(n for n in {HEAVY} if n in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_answering_a_question_loads_nothing_heavy(argument):
    assert _loaded_after(f"from leukodesk.cli.app import run; assert run(['{argument}']) == 0") == set()


LIGHT = {"leukodesk", "typer", "click", "shellingham", "annotated_doc", "typing_extensions", "colorama"}
# rich looks whether attrs is installed.
LAYOUT_OF_HELP = {"rich", "markdown_it", "mdurl", "pygments", "attr"}
LIGHT_PARTS = {"leukodesk", "leukodesk.__main__"}


def _modules_of(*arguments: str) -> set[str]:
    """Every module that ``python -m leukodesk`` with these arguments loads before it has ended."""
    script = (
        "import atexit, runpy, sys\n"
        "before = set(sys.modules)\n"
        "atexit.register(lambda: print('loaded', *sorted(set(sys.modules) - before)))\n"
        f"sys.argv[1:] = {arguments!r}\n"
        "runpy.run_module('leukodesk', run_name='__main__', alter_sys=True)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split()[1:])


@pytest.mark.parametrize(
    ("argument", "more", "most_modules"), [("--version", set(), 150), ("--help", LAYOUT_OF_HELP, 300)]
)
def test_a_question_is_answered_by_little_code(argument, more, most_modules):
    loaded = _modules_of(argument)
    assert "leukodesk.cli.app" in loaded
    roots = {name.partition(".")[0] for name in loaded}
    assert roots - set(sys.stdlib_module_names) <= LIGHT | more
    own = {name for name in loaded if name.startswith("leukodesk")}
    assert {name for name in own if not name.startswith("leukodesk.cli")} <= LIGHT_PARTS
    assert len(loaded) < most_modules


def test_the_version_is_the_packages(leukodesk):
    assert leukodesk("--version").out.strip() == f"leukodesk {__version__}"


NAMES = app.command_names(app.build())


def test_every_promised_command_is_there():
    promised = {"gui", "demo", "analyze", "models", "train", "evaluate", "dataset", "doctor", "bench"}
    assert promised <= set(NAMES)


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ([], ["gui"]),
        (["gui"], ["gui"]),
        (["field.jpg"], ["gui", "field.jpg"]),
        (["gone/field"], ["gui", "gone/field"]),
        (["doctor"], ["doctor"]),
        (["--help"], ["--help"]),
        (["analyse", "x.jpg"], ["analyse", "x.jpg"]),
    ],
)
def test_an_image_or_nothing_opens_the_window(arguments, command):
    assert app.with_command(arguments, NAMES) == command


def test_a_folder_opens_the_window(tmp_path):
    assert app.with_command([str(tmp_path)], NAMES)[0] == "gui"


def test_a_misspelt_command_is_wrong_usage_and_not_a_file(leukodesk):
    result = leukodesk("analyse")
    assert result.status == 2
    assert "analyze" in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze",),
        ("analyze", "x.png", "--device", "tpu"),
        ("analyze", "x.png", "--pixel-size", "-1"),
        ("--nonsense",),
    ],
)
def test_wrong_usage_exits_with_2(arguments, leukodesk):
    assert leukodesk(*arguments).status == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x.png", "--json", "--classifier", "none"), "--json needs a value"),
        (("x.png", "--masks", "--overlays", "pictures"), "--masks needs a value"),
        (("x.png", "--dataset", "-h"), "--dataset needs a value"),
        (("x.png", "--json", "--no-file-names"), "--json needs a value"),
        (("", "--classifier", "none"), "is empty"),
        (("x.png", "--masks", ""), "is empty"),
    ],
)
def test_no_option_and_nothing_at_all_is_taken_for_a_value(
    words, told, smear, tmp_path, monkeypatch, leukodesk
):
    monkeypatch.chdir(tmp_path)
    smear.rename(tmp_path / "x.png")
    result = leukodesk("analyze", *words)
    assert result.status == 2
    assert told in " ".join(result.err.replace("│", "").split())
    assert [left.name for left in tmp_path.iterdir()] == ["x.png"]


def test_values_may_look_like_options_of_other_commands_or_follow_an_equals_sign(smear, tmp_path, leukodesk):
    dataset = tmp_path / "a.h5"
    assert leukodesk("analyze", smear, "--classifier=none", "--dataset", dataset, "--json", "-").status == 0
    frozen = leukodesk("dataset", "freeze", dataset, "--smears", smear.name, "--reason", "")
    assert frozen.status == 0, frozen.err
    assert leukodesk("analyze", "--classifier", "none", "--", smear).status == 0


def test_patterns_stand_for_files_where_the_shell_leaves_that_to_programs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.jpg", "a.jpg", "c [1].jpg", "d.png"):
        (tmp_path / name).touch()
    words = ["analyze", "*.jpg", "c [1].jpg", "*.bmp", "--set", "x=*"]
    assert app.with_files(words) == [
        "analyze", "a.jpg", "b.jpg", "c [1].jpg", "c [1].jpg", "*.bmp", "--set", "x=*",
    ]  # fmt: skip


def test_a_missing_file_does_not_open_the_window(leukodesk, tmp_path):
    result = leukodesk(tmp_path / "gone.jpg")
    assert result.status == 1
    assert "gone.jpg" in result.err
    assert "Traceback" not in result.err


def test_a_bug_is_one_sentence_and_its_traceback_is_in_the_log(leukodesk, monkeypatch):
    def broken() -> None:
        raise ZeroDivisionError("a bug for the test")

    monkeypatch.setattr(models, "_library", broken)
    result = leukodesk("models", "list")
    assert result.status == 70
    (sentence,) = result.sentences
    assert str(config.log_path()) in sentence
    assert "ZeroDivisionError: a bug for the test" in config.log_path().read_text()


def test_ctrl_c_ends_with_a_clean_line(leukodesk, monkeypatch):
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models, "_library", interrupted)
    result = leukodesk("models", "list")
    assert result.status == 130
    assert len(result.sentences) == 1
    # Most commands write nothing before they have ended.
    assert "what was written until now is kept" in result.err
    assert "Traceback" not in result.err


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe reads differently there")
def test_a_closed_pipe_is_quiet(tmp_path):
    script = f"{sys.executable} -m leukodesk models list --architectures --json | true"
    done = subprocess.run(
        ["sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
