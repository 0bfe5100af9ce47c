"""The command line as a whole: which commands there are, and how it is entered."""

import itertools
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from leukodesk import RESEARCH_USE_ONLY, __version__
from leukodesk.cli import (
    analyze,
    bench,
    boundary,
    compare,
    dataset,
    demo,
    doctor,
    evaluate,
    models,
    report,
    reproduce,
    train,
    window,
)
from leukodesk.cli.boundary import guarded

_HELP = {"help_option_names": ["-h", "--help"]}

# What follows is for the worker, which reads it by itself.
_PASS_THROUGH = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"leukodesk {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Review, annotate and learn from stained blood smears. Without a command, the window opens."""


class _Command(TyperCommand):
    """A command that takes neither the name of an option for a value, nor nothing at all for a file."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words of one call; see click."""
        options = {
            name: option for option in self.get_params(ctx) for name in (*option.opts, *option.secondary_opts)
        }
        waiting: Any = None
        for word in itertools.takewhile(lambda word: word != "--", args):
            named = options.get(word) if word.startswith("-") else None
            if waiting is not None and named is not None:
                ctx.fail(f"{waiting.opts[0]} needs a value, and {word} is an option; give the value first.")
            if word == "" and (waiting is None or (waiting.metavar or "").startswith(("FILE", "DIR"))):
                ctx.fail("One of the names given is empty; look whether a variable of the shell is.")
            takes_value = waiting is None and named is not None and not getattr(named, "is_flag", False)
            waiting = named if takes_value else None
        return super().parse_args(ctx, args)


def _group(help_text: str, commands: dict[str, Callable[..., None]]) -> typer.Typer:
    group = typer.Typer(help=help_text, no_args_is_help=True, context_settings=_HELP)
    for name, command in commands.items():
        group.command(name, cls=_Command)(guarded(command))
    return group


def build() -> typer.Typer:
    """The typer application with every command."""
    app = typer.Typer(
        name="leukodesk",
        epilog=RESEARCH_USE_ONLY,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings=_HELP,
    )
    app.callback()(_root)
    commands: dict[str, Callable[..., None]] = {
        "gui": window.gui,
        "demo": demo.demo,
        "analyze": analyze.analyze,
        "train": train.train,
        "evaluate": evaluate.evaluate,
        "compare": compare.compare,
        "report": report.report,
        "reproduce": reproduce.reproduce,
        "doctor": doctor.doctor,
        "bench": bench.bench,
    }
    for name, command in commands.items():
        app.command(name, cls=_Command)(guarded(command))
    app.command("start-qt", hidden=True)(guarded(doctor.start_qt))
    app.command("bench-window", hidden=True)(guarded(bench.bench_window))
    app.command("train-worker", hidden=True, context_settings=_PASS_THROUGH)(guarded(train.train_worker))
    app.add_typer(_group("List, show, check, import and export models.", models.COMMANDS), name="models")
    app.add_typer(_group("Look into datasets; bring labels in and out.", dataset.COMMANDS), name="dataset")
    return app


def command_names(app: typer.Typer) -> tuple[str, ...]:
    """The names of the commands and command groups of ``app``."""
    named: list[Any] = [*app.registered_commands, *app.registered_groups]
    return tuple(str(item.name) for item in named)


def with_command(arguments: Sequence[str], names: Sequence[str]) -> list[str]:
    """The arguments with ``gui`` put first where only an image, a dataset or nothing was given.

    A lone word that names no file is left alone, so that a misspelt command is told apart from a file:
    it counts as a file if it exists, has a suffix or a folder in it.
    """
    if not arguments:
        return ["gui"]
    first = arguments[0]
    if first.startswith("-") or first in names:
        return list(arguments)
    separators = tuple(filter(None, (os.sep, os.altsep)))
    is_path = any(mark in first for mark in separators) or bool(Path(first).suffix) or os.path.lexists(first)
    return ["gui", *arguments] if is_path else list(arguments)


def with_files(arguments: Sequence[str]) -> list[str]:
    """The arguments with the names of files in the place of patterns such as ``*.jpg``.

    Shells do that themselves, except on Windows; what matches nothing stays as it is.
    """
    import glob

    found: list[str] = []
    for word in arguments:
        is_pattern = glob.has_magic(word) and not word.startswith("-") and not os.path.lexists(word)
        matches = sorted(glob.glob(word)) if is_pattern else []  # noqa: PTH207  takes whole patterns
        found += matches or [word]
    return found


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: without the program's name.

    Returns:
        the exit status: 0 all done, 1 some inputs failed, 2 wrong usage, 70 a bug, 130 interrupted.
    """
    boundary.open_missing_streams()
    boundary.replace_unprintable()
    if not _is_somewhere():
        boundary.say("The folder that this was started in is not there any more; go to another one.")
        return boundary.FAILED
    app = build()
    words = with_files(arguments) if os.name == "nt" else arguments
    try:
        app(args=with_command(words, command_names(app)), prog_name="leukodesk")
    except SystemExit as end:
        return boundary.flushed(end.code if isinstance(end.code, int) else 0)
    return boundary.flushed(0)


def _is_somewhere() -> bool:
    """Whether the working folder exists; torch ends the whole process where it does not."""
    try:
        Path.cwd()
    except OSError:
        return False
    return True
