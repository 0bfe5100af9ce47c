"""``leukodesk report``: what was read, counted and changed, as a PDF and as tables."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.jobs.report_content import Report

_ALL_SIGNED: Final = "All signed smears"
_ONE_PATIENT: Final = "One patient"


def report(
    file: options.FileArgument,
    smear: Annotated[
        list[str] | None, typer.Option(help="Id or file name of a smear; more than once.", metavar="SMEAR")
    ] = None,
    patient: Annotated[str | None, typer.Option(help="All smears of this patient.", metavar="ID")] = None,
    all_signed: Annotated[bool, typer.Option("--all-signed", help="All signed smears.")] = False,
    pdf: Annotated[
        Path | None, typer.Option(readable=False, help="Write the report here.", metavar="FILE.pdf")
    ] = None,
    csv: Annotated[
        Path | None,
        typer.Option(
            readable=False,
            help="Write a row per class here, and a row per cell beside it.",
            metavar="FILE.csv",
        ),
    ] = None,
    names: Annotated[bool, typer.Option("--names", help="Also name annotators and patients.")] = False,
    language: Annotated[
        Literal["en", "de"], typer.Option(help="Language of the PDF; tables are English.")
    ] = "en",
) -> None:
    """Report on smears: counts with intervals, cells, model, and what the readers changed. No diagnosis.

    What is not signed is marked as a draft.
    """
    if sum((bool(smear), patient is not None, all_signed)) != 1:
        raise typer.BadParameter("give either --smear, --patient or --all-signed.")
    if pdf is None and csv is None:
        raise typer.BadParameter("say where to write with --pdf, --csv or both.")
    made = _made(file, smear or [], patient, names=names)
    if csv is not None:
        from leukodesk.jobs.report_csv import write_csv

        for path in write_csv(made, csv):
            print(path)
    if pdf is not None:
        _print(made, pdf, language)
        print(pdf)
    if not made.is_signed:
        boundary.say("Not every smear of this report is signed, so it is a draft.")


def _made(file: Path, smears: list[str], patient: str | None, *, names: bool) -> "Report":
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.jobs.job import JobContext
    from leukodesk.jobs.report_content import ReportRequest
    from leukodesk.jobs.report_crops import make_report

    settings = config.load_settings()
    library = ModelLibrary.default()
    cards = {card.id: card for card in library.cards()}
    with opened(file, read_only=True) as dataset:
        content = dataset.content
        heading, chosen = _chosen(content, smears, patient, names=names)
        request = ReportRequest(
            heading=heading,
            smear_ids=chosen,
            at=datetime.now(UTC),
            names=names,
            model_id=None if settings.classifier == "none" else settings.classifier,
        )
        return make_report(JobContext(), dataset, content, request, cards.get)


def _chosen(
    content: "Content", smears: list[str], patient: str | None, *, names: bool
) -> tuple[str, tuple[str, ...]]:
    """What the report is about in words, which name the patient only where asked, and the smears' ids."""
    from leukodesk.core.errors import InputError
    from leukodesk.core.patients import patients_by_smear
    from leukodesk.core.sentence import count
    from leukodesk.core.signatures import signatures
    from leukodesk.store.smear_choice import find_smear, smears_of_patients

    if patient is not None:
        chosen = smears_of_patients(content, [patient])
        return f"Patient {patients_by_smear(content)[chosen[0]]}" if names else _ONE_PATIENT, chosen
    if smears:
        found = [find_smear(content, name) for name in smears]
        heading = found[0].file_name if len(found) == 1 else count(len(found), "smear")
        return heading, tuple(item.id for item in found)
    signed = signatures(content)
    if not signed:
        raise InputError("No smear of this dataset is signed; sign some, or name one with --smear.")
    return _ALL_SIGNED, tuple(smear_id for smear_id in content.smears if smear_id in signed)


def _print(made: "Report", path: Path, language: Literal["en", "de"]) -> None:
    from PySide6.QtGui import QGuiApplication

    from leukodesk.gui.report.report_pages import ReportPages
    from leukodesk.workspace.words import speak

    # Without a display there is nothing to connect to, and a page needs none.
    application = QGuiApplication.instance() or QGuiApplication(["leukodesk", "-platform", "offscreen"])
    speak(language)
    request = replace(made.request, heading=_spoken_heading(made))
    ReportPages(replace(made, request=request)).write_pdf(path)
    del application


def _spoken_heading(made: "Report") -> str:
    """The heading in the language of the PDF."""
    from leukodesk.workspace.words import counted, tr

    heading = made.request.heading
    if made.patients and heading == f"Patient {made.patients[0]}":
        return tr("Patient {patient_id}", patient_id=made.patients[0])
    if heading in (_ALL_SIGNED, _ONE_PATIENT):
        return tr(heading)
    return made.request.heading if len(made.fields) == 1 else counted(len(made.fields), "smear")
