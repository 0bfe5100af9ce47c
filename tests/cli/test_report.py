"""`leukodesk report`: the PDF says what the tables say, names nobody unasked, and never diagnoses."""

import csv
import io
import re

import pytest

from leukodesk import RESEARCH_USE_ONLY
from tests.drawn_dataset import drawn

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("PySide6.QtGui")


@pytest.fixture
def path(tmp_path, leukodesk, qapp):
    # With qapp, for a process has one application only, and the windows of later tests need one with widgets.
    path = drawn(tmp_path / "reader.h5", fields=2)
    assert leukodesk("dataset", "patient", path, "0.png=P7", "1.png=P7").status == 0
    assert leukodesk("dataset", "sign", path, "0.png", "--annotator", "Ada").status == 0
    return path


def text_of(pdf):
    reader = pypdf.PdfReader(pdf)
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_a_signed_field_gives_a_pdf_and_tables(path, tmp_path, leukodesk):
    pdf, table = tmp_path / "out.pdf", tmp_path / "out.csv"
    result = leukodesk("report", path, "--all-signed", "--pdf", pdf, "--csv", table, "--names")
    assert (result.status, result.err) == (0, "")
    assert result.out.split() == [str(table), str(tmp_path / "out-cells.csv"), str(pdf)]
    (page,) = text_of(pdf)
    rows = {row["class"]: row for row in csv.DictReader(io.StringIO(table.read_text()))}
    for said in (
        "All signed smears",
        "Signed by Ada",
        "Blasts 50.0 %",
        "The smear with its cells",
        RESEARCH_USE_ONLY,
        "1 / 1",
        "P7",
    ):
        assert said in page
    low, high = (float(rows["blast"][name]) for name in ("percent_low", "percent_high"))
    assert f"{low:.1f} – {high:.1f}" in page
    assert "DRAFT" not in page
    assert re.search(r"Made \d+ \w+ \d{4}, \d\d:\d\d UTC", page)
    assert "240 × 60" in page
    assert "diagnos" not in page.replace(RESEARCH_USE_ONLY, "").lower()


def test_the_pdf_speaks_german_and_the_tables_stay_as_they_are(path, tmp_path, leukodesk):
    words = pytest.importorskip("leukodesk.workspace.words")
    tables = [tmp_path / "en.csv", tmp_path / "de.csv"]
    chosen = ("report", path, "--all-signed", "--names")
    try:
        assert leukodesk(*chosen, "--csv", tables[0]).status == 0
        pdf = tmp_path / "de.pdf"
        assert leukodesk(*chosen, "--csv", tables[1], "--pdf", pdf, "--language", "de").status == 0
    finally:
        words.speak("en")
    assert tables[0].read_bytes() == tables[1].read_bytes()
    (page,) = text_of(pdf)
    for said in ("Alle freigegebenen Gesichtsfelder", "Freigegeben von Ada", "Blasten 50,0 %", "Patient P7"):
        assert said in page
    assert re.search(r"Erstellt \d\d\.\d\d\.\d{4}, \d\d:\d\d UTC", page)
    without_dates = re.sub(r"\d\d\.\d\d\.\d{4}|LeukoDesk [\d.]+", "", page)
    assert re.findall(r"\d\.\d", without_dates) == []


def test_what_is_not_signed_is_a_draft_and_names_stay_out(path, tmp_path, leukodesk):
    pdf = tmp_path / "out.pdf"
    result = leukodesk("report", path, "--patient", "P7", "--pdf", pdf)
    assert result.status == 0
    assert result.sentences == ["Not every smear of this report is signed, so it is a draft."]
    page = text_of(pdf)[0]
    assert "DRAFT, NOT SIGNED" in page
    assert "Draft, not signed: 1 of 2 smears" in page
    assert "Ada" not in page
    assert "One patient" in page
    assert "P7" not in page
    assert leukodesk("report", path, "--patient", "p7", "--pdf", pdf, "--names").status == 0
    assert "Patient P7" in text_of(pdf)[0]


def test_asking_for_nothing_or_for_too_much_is_wrong_usage(path, tmp_path, leukodesk):
    assert leukodesk("report", path, "--smear", "0.png").status == 2
    assert leukodesk("report", path, "--pdf", tmp_path / "a.pdf").status == 2
    assert leukodesk("report", path, "--all-signed", "--smear", "0.png", "--pdf", "a.pdf").status == 2
    unknown = leukodesk("report", path, "--smear", "9.png", "--csv", tmp_path / "a.csv")
    assert (unknown.status, len(unknown.sentences)) == (1, 1)
    nowhere = leukodesk("report", path, "--all-signed", "--pdf", tmp_path / "no" / "a.pdf")
    assert "cannot be written" in nowhere.err
