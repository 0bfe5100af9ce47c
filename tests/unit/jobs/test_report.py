"""Reports: what is counted, what the reader changed, and which tables go to other programs."""

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from leukodesk.core.cell import new_cell_id
from leukodesk.core.distributions import measures_of
from leukodesk.core.edits import Act, ChangeCells, ChangeSmear, RecordAnalysis, SignSmears
from leukodesk.core.errors import InputError
from leukodesk.core.mask import Mask
from leukodesk.core.procedures import Procedure
from leukodesk.core.results import Prediction
from leukodesk.core.signatures import FieldState
from leukodesk.jobs.job import JobContext
from leukodesk.jobs.report_content import Report, ReportRequest
from leukodesk.jobs.report_crops import CROPS, _representative, make_report
from leukodesk.jobs.report_csv import CELL_COLUMNS, NAME_COLUMNS, cell_table, class_table, write_csv
from leukodesk.store.dataset import Dataset
from leukodesk.workspace.reviewing import label_edit, removal
from tests.drawn_dataset import drawn

_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
_MODEL = "cnn.tiny"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two fields of four cells; in the first the model was wrong once, open once, and a cell is removed."""
    path = drawn(tmp_path / "reader.h5", fields=2)
    with Dataset.open(path) as dataset:
        first, second = dataset.content.smears
        cells = list(dataset.content.cells_of(first))
        unlabel = [(cell.id, None) for cell in cells]
        dataset.append(label_edit(dataset.content, unlabel, "ann", None))
        says = ({"blast": 0.9, "normal": 0.1}, {"blast": 0.8, "normal": 0.2}, {"blast": 0.55, "normal": 0.45})
        dataset.append_predictions(
            Prediction(cell.id, _MODEL, said, abstained=said["blast"] < 0.6)
            for cell, said in zip(cells, says, strict=False)
        )
        named = zip(cells, ("blast", "normal", "normal", "blast"), strict=True)
        dataset.append(label_edit(dataset.content, [(c.id, said) for c, said in named], "Ada", _MODEL))
        dataset.append(removal(dataset.content, (cells[3].id,), "Ada"))
        for smear_id in (first, second):
            smear = dataset.content.smears[smear_id]

            known = replace(smear, patient_id="P1", pixel_size_um=0.5)
            dataset.append(ChangeSmear(smear, known))
        dataset.append(SignSmears.now(dataset.content, (first,), Act("Ada", _AT, "reviewed")))
    return path


def report_of(path: Path, number: int = 1, **asked) -> Report:
    with Dataset.open(path, read_only=True) as dataset:
        content = dataset.content
        ids = tuple(content.smears)[:number]
        request = ReportRequest("a field", ids, _AT, **{"model_id": _MODEL, **asked})
        return make_report(JobContext(), dataset, content, request, {}.get)


def test_the_reader_s_changes_are_counted_as_they_were_seen(path: Path) -> None:
    review = report_of(path).review
    assert (review.kept, review.changed, review.decided, review.unsuggested) == (1, 1, 1, 0)
    assert {(before, after): number for before, after, number in review.table} == {
        ("blast", "blast"): 1,
        ("blast", "normal"): 1,
        ("unidentified", "normal"): 1,
    }
    assert review.removed == 1


def test_counts_and_intervals_of_one_field_and_of_a_patient(path: Path) -> None:
    one, both = report_of(path), report_of(path, 2)
    assert (one.differential.counted, both.differential.counted) == (3, 7)
    assert one.is_signed
    assert not both.is_signed
    assert both.differential.blasts.count == 3
    low, high = both.differential.blasts.interval
    assert low < both.differential.blasts.percent < high
    assert [part.state for part in both.fields] == [FieldState.SIGNED, FieldState.IN_REVIEW]
    assert both.patients == ("P1",)
    assert both.models[0].model_id == _MODEL
    assert both.models[0].card is None


def _with_a_cut_blast(path: Path) -> str:
    """Move the first blast of the second field to its border, a tenth as large; its id."""
    with Dataset.open(path) as dataset:
        cell = next(dataset.content.cells_of(list(dataset.content.smears)[1]))
        nucleus = Mask.from_pixels(np.ones((4, 4), bool), 20, 0)
        seen = replace(cell, cell_mask=Mask.from_pixels(np.ones((5, 8), bool), 20, 0), nucleus_mask=nucleus)
        dataset.append(ChangeCells((cell,), (seen,), Act("Ada", _AT)))
    return cell.id


def test_medians_are_those_of_the_cells_that_the_border_does_not_cut(path: Path) -> None:
    before = report_of(path, 2).sizes["blast"]
    cut = _with_a_cut_blast(path)
    report = report_of(path, 2)
    assert [cell.cell_id for cell in report.cells if cell.at_border] == [cut]
    found = report.sizes["blast"]
    assert (before.measured, found.measured) == (3, 2)
    assert found.diameter_um == before.diameter_um == pytest.approx(11.28, abs=0.01)
    assert found.nc_ratio is None
    with Dataset.open(path, read_only=True) as dataset:
        blasts = [dataset.content.cells[c.cell_id] for c in report.cells if c.cell_class == "blast"]
        plotted = [measures_of(cell, 60, 240).diameter_px for cell in blasts]
    assert found.measured == sum(value is not None for value in plotted)


def test_the_table_of_cells_says_which_ones_the_border_cuts(path: Path) -> None:
    cut = _with_a_cut_blast(path)
    rows = list(csv.DictReader(io.StringIO(cell_table(report_of(path, 2)))))
    assert {row["cell_id"] for row in rows if row["at_border"] == "1"} == {cut}
    assert {row["at_border"] for row in rows} == {"0", "1"}
    # What is seen of it is told all the same.
    (row,) = (row for row in rows if row["cell_id"] == cut)
    assert (row["nc_ratio"], row["cell_area_px"], row["diameter_um"]) == ("0.4", "40", "3.568")


def _of_unstated_scale(path: Path) -> str:
    """Take the scale of the second field back; its id."""
    with Dataset.open(path) as dataset:
        smear = list(dataset.content.smears.values())[1]
        dataset.append(ChangeSmear(smear, replace(smear, pixel_size_um=None)))
    return smear.id


def test_nothing_is_told_in_micrometres_by_a_scale_that_is_only_assumed(path: Path) -> None:
    smear_id = _of_unstated_scale(path)
    assumed = report_of(path, 2, scales={smear_id: (0.1, "default")})
    assert [cell.diameter_um is None for cell in assumed.cells] == [False] * 3 + [True] * 4
    assert [cell.is_measured for cell in assumed.cells] == [True] * 7
    rows = list(csv.DictReader(io.StringIO(cell_table(assumed))))
    assert [row["diameter_um"] for row in rows[3:]] == [""] * 4
    first = report_of(path).sizes["blast"].diameter_um
    assert assumed.sizes["blast"].diameter_um == first
    # The median is that of the one blast of the first field, not of all three.
    sizes = assumed.sizes["blast"]
    assert (sizes.measured, sizes.with_scale, sizes.with_nucleus) == (3, 1, 0)
    (row,) = (row for row in csv.DictReader(io.StringIO(class_table(assumed))) if row["class"] == "blast")
    assert (row["measured_cells"], row["diameter_cells"], row["nc_ratio_cells"]) == ("3", "1", "0")
    assert (assumed.fields[1].pixel_size_um, assumed.fields[1].known_pixel_size_um) == (0.1, None)
    measured = report_of(path, 2, scales={smear_id: (0.1, "estimated")})
    assert all(cell.diameter_um for cell in measured.cells)


def test_pictures_show_cells_of_known_scale_before_others(path: Path) -> None:
    smear_id = _of_unstated_scale(path)
    report = report_of(path, 2, scales={smear_id: (0.1, "default")})
    cells = [cell for cell in report.cells if cell.cell_class == "normal"] * 4
    chosen = _representative(replace(report, cells=tuple(cells)))["normal"]
    assert [cell.smear_id == smear_id for cell in chosen].count(False) == CROPS


def test_pictures_of_cut_cells_come_last(path: Path) -> None:
    cut = _with_a_cut_blast(path)
    cells = [cell for cell in report_of(path, 2).cells if cell.cell_class == "blast"]
    report = replace(report_of(path, 2), cells=tuple(cells * 3))
    chosen = _representative(report)["blast"]
    assert len(chosen) == CROPS
    assert sum(cell.cell_id == cut for cell in chosen) == 2


def test_representative_cells_are_cut_for_every_class_that_has_any(path: Path) -> None:
    found = {group.cell_class.id: len(group.crops) for group in report_of(path, 2).crops}
    assert found == {"blast": 3, "normal": 4}


def test_one_smear_is_shown_at_a_glance_with_an_outline_of_each_cell(path: Path) -> None:
    report = report_of(path)
    found = report.overview
    assert [mark.cell_class for mark in found.marks] == [cell.cell_class for cell in report.cells]
    for mark, cell in zip(found.marks, report.cells, strict=True):
        x, y = mark.outline.mean(axis=0)
        assert (y, x) == pytest.approx(cell.centre, abs=3)
    assert report_of(path, 2).overview is None


def test_tables_have_a_row_per_class_and_per_cell(path: Path) -> None:
    report = report_of(path)
    classes = {row["class"]: row for row in csv.DictReader(io.StringIO(class_table(report)))}
    assert (classes["blast"]["cells"], classes["blast"]["percent"]) == ("1", "33.333")
    assert classes["total"]["cells"] == "3"
    rows = list(csv.DictReader(io.StringIO(cell_table(report))))
    assert tuple(rows[0]) == (*CELL_COLUMNS, *NAME_COLUMNS)
    assert [row["changed"] for row in rows] == ["0", "1", "0"]
    assert [row["suggested"] for row in rows] == ["blast", "blast", "unidentified"]
    assert (rows[0]["annotator"], rows[0]["patient"], rows[0]["state"]) == ("Ada", "P1", "Signed")


def test_names_stay_out_unless_they_are_wanted(path: Path) -> None:
    report = report_of(path, names=False)
    assert report.annotators == {}
    assert tuple(next(csv.reader(io.StringIO(cell_table(report))))) == CELL_COLUMNS
    assert "Ada" not in cell_table(report)


def test_both_tables_are_written_beside_each_other(path: Path, tmp_path: Path) -> None:
    written = write_csv(report_of(path), tmp_path / "out.csv")
    assert [item.name for item in written] == ["out.csv", "out-cells.csv"]
    with pytest.raises(InputError, match="cannot be written"):
        write_csv(report_of(path), tmp_path / "missing" / "out.csv")


def test_a_report_on_nothing_is_refused(path: Path) -> None:
    with pytest.raises(InputError, match="no smear to report on"):
        report_of(path, 0)


def test_cells_that_a_reader_drew_are_told_apart(path: Path) -> None:
    with Dataset.open(path) as dataset:
        second = list(dataset.content.smears)[1]
        cell = next(dataset.content.cells_of(second))

        dataset.append(ChangeCells((cell,), (replace(cell, source="Ada"),), Act("Ada", _AT)))
    assert report_of(path, 2).review.drawn >= 1


def _analysed(path: Path, procedure: Procedure, at: datetime, cells: slice) -> None:
    """Record an analysis of the second field, for some of its cells."""
    with Dataset.open(path) as dataset:
        smear_id = list(dataset.content.smears)[1]
        found = tuple(dataset.content.cells_of(smear_id))[cells]
        act = Act("Ada", at, "analysis")
        dataset.append(RecordAnalysis(smear_id, procedure, act))
        made = tuple(replace(cell, source="lab-kmeans", procedure=procedure.id) for cell in found)
        dataset.append(ChangeCells(found, made, act))


def test_segmenters_are_told_as_they_were_set_then_and_what_nobody_recorded_is_told_too(path: Path) -> None:
    violet = Procedure("0.1.0", "lab-kmeans", {"reach_um": 1.0}, pixel_size_um=0.43)
    _analysed(path, violet, _AT, slice(0, 2))
    _analysed(
        path, replace(violet, pixel_size_um=0.45, model=_MODEL, model_sha256="b" * 64), _AT, slice(2, 3)
    )
    _analysed(path, replace(violet, settings={}), _AT, slice(3, 4))
    with Dataset.open(path) as dataset:
        old = tuple(dataset.content.cells_of(list(dataset.content.smears)[1]))[3:]
        old = (*old, *(replace(cell, id=new_cell_id(), procedure="") for cell in old))
        dataset.append(ChangeCells(old[:1], old, Act("Ada", _AT)))
    parts = report_of(path, 2).segmenters
    told = {
        (part.procedure.settings.get("reach_um") if part.procedure else "not recorded"): part
        for part in parts
    }
    assert told[1.0].cells == 3
    assert told[1.0].pixel_sizes_um == (0.43, 0.45)
    assert told[None].cells == 1
    assert (told["not recorded"].segmenter_id, told["not recorded"].cells) == ("lab-kmeans", 1)


def test_a_model_is_told_by_the_weights_that_suggested_not_by_those_of_now(path: Path) -> None:
    with Dataset.open(path) as dataset:
        cells = list(dataset.content.cells_of(list(dataset.content.smears)[1]))
        dataset.append_predictions(
            Prediction(cell.id, _MODEL, {"blast": 0.9, "normal": 0.1}, abstained=False) for cell in cells
        )
    first = Procedure("0.1.0", model=_MODEL, model_sha256="a" * 64)
    _analysed(path, first, _AT - timedelta(days=1), slice(0, 0))
    with Dataset.open(path) as dataset:
        dataset.append(label_edit(dataset.content, [(cells[0].id, "normal")], "Ada", _MODEL))
    _analysed(path, replace(first, model_sha256="c" * 64), datetime.now(UTC) + timedelta(days=1), slice(0, 0))
    parts = {part.sha256: part.cells for part in report_of(path, 2).models}
    # What readers saw before anybody recorded weights stays unknown; the weights of tomorrow change nothing.
    assert parts == {"": 6, "a" * 64: 1}


def test_suggestions_for_cells_unlike_the_models_own_are_counted(path):
    with Dataset.open(path) as dataset:
        second = list(dataset.content.smears)[1]
        cells = list(dataset.content.cells_of(second))
        dataset.append(label_edit(dataset.content, [(cell.id, None) for cell in cells], "ann", None))
        dataset.append_predictions(
            Prediction(cell.id, _MODEL, {"blast": 0.9, "normal": 0.1}, abstained=False, unfamiliarity=score)
            for cell, score in zip(cells, (2.0, 3.0, 0.4, 1.5), strict=True)
        )
        dataset.append(label_edit(dataset.content, [(cells[3].id, "normal")], "Ada", _MODEL))
    assert report_of(path).doubtful == (0, 0)
    assert report_of(path, 2).doubtful == (2, 3)


def test_a_field_that_was_opened_on_windows_is_called_by_its_file_alone(path: Path) -> None:
    with Dataset.open(path) as dataset:
        smear = list(dataset.content.smears.values())[1]
        dataset.append(ChangeSmear(smear, replace(smear, path=r"C:\Befunde\Ada Meier\field 2.png")))
    report = report_of(path, 2, names=False)
    rows = list(csv.DictReader(io.StringIO(cell_table(report))))
    assert {row["image"] for row in rows if row["smear_id"] == smear.id} == {"field 2.png"}
