"""``leukodesk doctor``: what works on this machine, and how to mend what does not."""

from collections.abc import Callable, Iterator

import typer

from leukodesk.cli import boundary, console


def doctor() -> None:
    """Check the environment, devices, the window's libraries, models and folders.

    The exit status is 1 if something essential does not work.
    """
    from leukodesk.cli import doctor_engine, doctor_window
    from leukodesk.cli.finding import Finding, State

    areas: tuple[Callable[[], Iterator[Finding]], ...] = (
        doctor_engine.environment,
        doctor_engine.packages,
        doctor_engine.devices,
        doctor_window.window,
        doctor_engine.models,
        doctor_engine.answers,
        doctor_engine.folders,
    )
    findings = [finding for area in areas for finding in area()]
    console.print_table(
        ["", "checked", "found"], [[finding.state.value, finding.name, finding.found] for finding in findings]
    )
    for finding in findings:
        if finding.mend:
            boundary.say(f"{finding.name}: {finding.mend}")
    if any(finding.state is State.FAILED for finding in findings):
        raise typer.Exit(boundary.FAILED)
    print("Everything essential works.")


def start_qt() -> None:
    """Start Qt, say on which platform, and end; not for people. A missing plugin ends the whole process."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication(["leukodesk"])
    typer.echo(application.platformName())
