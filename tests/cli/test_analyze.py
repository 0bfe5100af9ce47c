"""`analyze` from beginning to end: JSON keys, masks, overlays, datasets, and what a kill leaves."""

import json
import os
import signal
import struct
import subprocess
import sys
import threading
import zlib
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import cv2
import h5py
import numpy as np
import pytest

from leukodesk import config
from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.edits import Act, ChangeCells, LabelChange, SetLabels
from leukodesk.core.mask import Mask
from leukodesk.core.results import Segmentation
from leukodesk.inference.registry import create_segmenter, segmenter_preset
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify
from tests.registering import registered

ROOT = Path(__file__).parent.parent.parent
KEYS = [
    "image", "width", "height", "pixel_size_um", "pixel_size_source", "pixel_size_confidence", "segmenter",
    "segmenter_parameters", "classifier", "stain_template", "elapsed_s", "cells", "field",
]  # fmt: skip
CELL_KEYS = [
    "id", "centroid", "bbox", "cell_area_px", "nucleus_area_px", "nc_ratio", "circularity", "eccentricity",
    "lobes", "diameter_um", "cell_area_um2", "at_border", "kind", "probabilities", "label", "abstained",
    "out_of_distribution", "importance",
]  # fmt: skip


def _records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def plain(smear, leukodesk) -> dict:
    (record,) = _records(leukodesk("analyze", smear, "--classifier", "none", "--json", "-").out)
    return record


def test_colours_are_adjusted_to_a_template_and_the_record_says_so(smear, leukodesk, tmp_path, plain):
    pixels = cv2.imread(str(smear))
    template = tmp_path / "other.png"
    cv2.imwrite(str(template), np.clip(pixels * np.array([0.8, 0.95, 1.0]), 0, 255).astype(np.uint8))
    dataset = tmp_path / "d.h5"
    run = ("analyze", smear, "--classifier", "none", "--json", "-", "--dataset", dataset, "--no-file-names")
    (record,) = _records(leukodesk(*run, "--stain-template", template).out)
    assert (record["stain_template"], plain["stain_template"]) == ("other.png", None)
    assert record["pixel_size_um"] == plain["pixel_size_um"]
    assert len(record["cells"]) == len(plain["cells"])
    (made,) = load_content(dataset).procedures.values()
    assert made.template_digest
    assert made.template == "", "names of files are not kept"


def test_a_scale_that_the_red_cells_contradict_is_told(smear, leukodesk, plain):
    run = ("analyze", smear, "--classifier", "none", "--pixel-size", "0.6")
    (record,) = _records(leukodesk(*run, "--json", "-").out)
    (warning,) = [said for said in record["field"]["warnings"] if "The stated scale is 0.6" in said]
    assert record["pixel_size_um"] == 0.6
    assert not any("The stated scale" in said for said in plain["field"]["warnings"])
    assert f"{smear.name}: {warning}" in leukodesk(*run).sentences


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"no image", "template"), (None, "template"), (0, "is black"), (255, "shows nothing stained")],
)
def test_what_cannot_be_a_colour_template_is_named(smear, leukodesk, tmp_path, content, why):
    template = tmp_path / "template.png"
    if isinstance(content, int):
        cv2.imwrite(str(template), np.full((100, 100, 3), content, np.uint8))
    elif content is not None:
        template.write_bytes(content)
    result = leukodesk("analyze", smear, "--classifier", "none", "--stain-template", template)
    assert result.status == 1
    (sentence,) = result.sentences
    assert "template.png" in sentence
    assert why in sentence


def test_json_has_the_promised_keys(plain, smear):
    assert list(plain) == KEYS
    assert plain["image"] == str(smear)
    assert (plain["width"], plain["height"]) == (640, 480)
    assert plain["segmenter"] == "pivot-growing"
    assert plain["segmenter_parameters"] == create_segmenter("pivot-growing").parameters
    assert plain["classifier"] is None
    assert set(plain["elapsed_s"]) == {"decode", "segment", "classify", "explain"}
    assert plain["elapsed_s"]["decode"] > 0
    assert plain["elapsed_s"]["segment"] > 0
    assert plain["cells"]
    for cell in plain["cells"]:
        assert list(cell) == CELL_KEYS
        assert cell["kind"] in ("leukocyte", "smudge", "artefact")
        assert (cell["probabilities"], cell["label"], cell["abstained"]) == ({}, None, False)
        y0, x0, y1, x1 = cell["bbox"]
        row, column = cell["centroid"]
        assert 0 <= y0 <= row < y1 <= 480
        assert 0 <= x0 <= column < x1 <= 640
        assert 0 < cell["nucleus_area_px"] <= cell["cell_area_px"] or cell["nc_ratio"] == 0
        assert cell["at_border"] == (y0 == 0 or x0 == 0 or y1 == 480 or x1 == 640)
        assert 0 < cell["circularity"] <= 1
        assert 0 <= cell["eccentricity"] < 1
        assert (cell["lobes"] == 0) == (cell["nucleus_area_px"] == 0)
    assert [cell["id"] for cell in plain["cells"]] == list(range(1, len(plain["cells"]) + 1))


def test_cells_are_measured_in_micrometres_where_the_scale_is_known(smear, tmp_path, leukodesk):
    said = leukodesk("analyze", smear, "--classifier", "none", "--pixel-size", "0.2", "--json", "-")
    (record,) = _records(said.out)
    assert (record["pixel_size_source"], record["pixel_size_confidence"]) == ("given", 1)
    for cell in record["cells"]:
        assert cell["cell_area_um2"] == pytest.approx(0.04 * cell["cell_area_px"])
        assert np.pi / 4 * cell["diameter_um"] ** 2 == pytest.approx(cell["cell_area_um2"], rel=1e-3)
    close_up = tmp_path / "close-up.png"
    pixels = np.full((200, 200, 3), 220, np.uint8)
    cv2.circle(pixels, (100, 100), 4, (120, 40, 90), -1)
    cv2.imwrite(str(close_up), pixels)
    (record,) = _records(leukodesk("analyze", close_up, "--classifier", "none", "--json", "-").out)
    assert (record["pixel_size_source"], record["pixel_size_confidence"]) == ("default", 0)
    assert record["cells"] == []


def test_a_classifier_names_leukocytes_and_the_field_counts_them(smear, tiny_model, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", tiny_model.id, "--explain", "gradcam", "--json", "-")
    assert result.status == 0, result.err
    (record,) = _records(result.out)
    assert record["classifier"] == tiny_model.id
    assert record["elapsed_s"]["classify"] > 0
    assert record["elapsed_s"]["explain"] > 0
    named = [cell for cell in record["cells"] if cell["kind"] == "leukocyte"]
    assert named
    for cell in named:
        assert list(cell["probabilities"]) == ["blast", "normal"]
        assert sum(cell["probabilities"].values()) == pytest.approx(1, abs=1e-4)
        assert cell["label"] == max(cell["probabilities"], key=cell["probabilities"].get)
    counts = record["field"]["counts"]
    assert counts["blast"] + counts["normal"] == len(named) == record["field"]["counted"]
    assert sum(record["field"]["percent"].values()) == pytest.approx(100, abs=0.1)
    assert record["field"]["pixel_size_source"] in ("estimated", "default")


def test_an_abstaining_model_suggests_nothing(smear, tiny_model, leukodesk):
    path = config.user_models_dir() / f"{tiny_model.id}.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"abstention_threshold": 1.0}))
    (record,) = _records(leukodesk("analyze", smear, "--classifier", tiny_model.id, "--json", "-").out)
    named = [cell for cell in record["cells"] if cell["probabilities"]]
    assert named
    assert all(cell["abstained"] and cell["label"] is None for cell in named)
    assert record["field"]["counts"]["unidentified"] == len(named)


def test_a_given_pixel_size_is_used(smear, leukodesk):
    arguments = ("analyze", smear, "--classifier", "none", "--pixel-size", "0.2", "--json", "-")
    (record,) = _records(leukodesk(*arguments).out)
    assert record["pixel_size_um"] == 0.2
    assert record["field"]["pixel_size_source"] == "given"


def test_masks_hold_the_cells_under_their_ids(smear, tmp_path, leukodesk):
    out = tmp_path / "masks"
    result = leukodesk("analyze", smear, "--classifier", "none", "--masks", out, "--json", "-")
    (record,) = _records(result.out)
    instances = cv2.imread(str(out / "smear_cells.png"), cv2.IMREAD_UNCHANGED)
    regions = cv2.imread(str(out / "smear_regions.png"), cv2.IMREAD_UNCHANGED)
    assert instances.dtype == np.uint16
    assert regions.dtype == np.uint8
    assert instances.shape == regions.shape == (480, 640)
    assert set(np.unique(instances)) == {0, *(cell["id"] for cell in record["cells"])}
    assert set(np.unique(regions)) == {0, 1, 2}
    np.testing.assert_array_equal(regions > 0, instances > 0)
    for cell in record["cells"]:
        here = instances == cell["id"]
        assert here.sum() == cell["cell_area_px"]
        assert (here & (regions == 2)).sum() == cell["nucleus_area_px"]
        rows, columns = np.nonzero(here)
        assert cell["centroid"] == pytest.approx([rows.mean(), columns.mean()], abs=0.01)
        assert cell["bbox"] == [rows.min(), columns.min(), rows.max() + 1, columns.max() + 1]
    assert record["files"] == [str(out / "smear_cells.png"), str(out / "smear_regions.png")]


def test_an_overlay_marks_cells_and_leaves_the_rest_alone(smear, tmp_path, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", "none", "--overlays", tmp_path / "o", "--json", "-")
    drawn = cv2.imread(str(tmp_path / "o" / "smear_overlay.png"))
    changed = (drawn != cv2.imread(str(smear))).any(axis=2)
    for cell in _records(result.out)[0]["cells"]:
        y0, x0, y1, x1 = cell["bbox"]
        assert changed[y0:y1, x0:x1].any()
    assert 0 < changed.mean() < 0.3


def test_a_heatmap_is_part_of_the_overlay(smear, tiny_model, tmp_path, leukodesk):
    common = ("analyze", smear, "--classifier", tiny_model.id, "--overlays")
    assert leukodesk(*common, tmp_path / "plain").status == 0
    assert leukodesk(*common, tmp_path / "heat", "--explain", "gradcam").status == 0
    plain, heat = (cv2.imread(str(tmp_path / name / "smear_overlay.png")) for name in ("plain", "heat"))
    assert (plain != heat).any()


def test_images_of_the_same_name_do_not_overwrite_each_other(tmp_path, smear_bytes, leukodesk):
    paths = [
        tmp_path / name for name in ("one/field.png", "two/field.png", "two/field-2.png", "two/Field.png")
    ]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(smear_bytes)
    out = tmp_path / "masks"
    result = leukodesk("analyze", *paths, "--classifier", "none", "--masks", out, "--json", "-")
    files = [name for record in _records(result.out) for name in record["files"]]
    assert len(files) == len({name.casefold() for name in files}) == 8
    assert sorted(files) == sorted(str(path) for path in out.iterdir())
    assert files[0] == str(out / "field_cells.png")


def test_an_image_named_twice_is_analysed_once(smear, leukodesk):
    result = leukodesk("analyze", smear, smear.parent, smear, "--classifier", "none", "--json", "-")
    assert len(_records(result.out)) == 1


def test_without_json_there_is_one_greppable_line_per_image(smear, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", "none")
    (line,) = result.out.splitlines()
    assert line.split("\t")[0] == str(smear)
    assert result.err == ""


def test_a_dataset_receives_smears_cells_and_predictions(smear, tiny_model, tmp_path, leukodesk):
    path = tmp_path / "new" / "reader.h5"
    result = leukodesk("analyze", smear, "--classifier", tiny_model.id, "--dataset", path, "--json", "-")
    assert result.status == 0, result.err
    (record,) = _records(result.out)
    content = load_content(path)
    assert [cell.cell_area_px for cell in content.cells.values()] == [
        c["cell_area_px"] for c in record["cells"]
    ]
    assert len(content.predictions[tiny_model.id]) == sum(bool(c["probabilities"]) for c in record["cells"])
    assert not content.labels
    assert verify(path) == []
    with h5py.File(path) as file:
        assert len(file["smears/id"]) == 1
    with Dataset.open(path, read_only=True) as dataset:
        assert dataset.image_bytes(next(iter(content.smears))) == smear.read_bytes()


def test_analysing_again_keeps_labelled_and_drawn_cells(smear, tmp_path, leukodesk):
    path = tmp_path / "reader.h5"
    command = ("analyze", smear, "--classifier", "none", "--dataset", path)
    assert leukodesk(*command).status == 0
    before = load_content(path)
    labelled = next(iter(before.cells.values()))
    at = datetime(2026, 3, 4, tzinfo=UTC)
    drawn = Cell(new_cell_id(), labelled.smear_id, Mask(0, 0, 3, 3, (0, 9)), None, source="reader")
    with Dataset.open(path) as dataset:
        change = LabelChange(labelled.id, None, Label("blast", "reader", at))
        dataset.append(SetLabels((change,), Act("reader", at)))
        dataset.append(ChangeCells((), (drawn,), Act("reader", at)))
    assert leukodesk(*command).status == 0
    after = load_content(path)
    assert after.labels == {labelled.id: Label("blast", "reader", at)}
    assert after.cells[labelled.id] == labelled
    assert after.cells[drawn.id] == drawn
    assert len(after.cells) == len(before.cells) + 1
    assert len(after.smears) == 1


def test_a_label_moves_to_the_new_outline_or_is_named(smear, tmp_path, leukodesk):
    path = tmp_path / "reader.h5"
    command = ("analyze", smear, "--classifier", "none", "--dataset", path)
    assert leukodesk(*command).status == 0
    before = load_content(path)
    found = next(iter(before.cells.values()))
    at = datetime(2026, 3, 4, tzinfo=UTC)
    gone = Cell(new_cell_id(), found.smear_id, Mask(0, 0, 3, 3, (0, 9)), None, source="pivot-growing")
    labels = tuple((cell.id, Label("blast", "reader", at)) for cell in (found, gone))
    with Dataset.open(path) as dataset:
        dataset.append(ChangeCells((), (gone,), Act("reader", at), new_labels=labels[1:]))
        dataset.append(SetLabels((LabelChange(found.id, None, labels[0][1]),), Act("reader", at)))
    result = leukodesk(*command, "--set", "reach_um=1")
    assert result.status == 0
    after = load_content(path)
    assert after.labels == dict(labels)
    assert after.cells[found.id].cell_area_px < found.cell_area_px
    assert after.cells[gone.id] == gone
    assert "1 labelled cell has no counterpart" in result.err
    assert "(row, column) (1, 1)" in result.err
    assert verify(path) == []


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.slow
def test_a_kill_loses_nothing_that_was_finished(tmp_path, smear_bytes):
    folder = tmp_path / "fields"
    folder.mkdir()
    for number in range(60):
        # A resolution makes it another picture.
        resolution = b"pHYs" + struct.pack(">LLB", number + 1, number + 1, 0)
        chunk = struct.pack(">L", 9) + resolution + struct.pack(">L", zlib.crc32(resolution))
        (folder / f"{number:03}.png").write_bytes(smear_bytes[:33] + chunk + smear_bytes[33:])
    lines, path = tmp_path / "out.jsonl", tmp_path / "reader.h5"
    command = ["analyze", folder, "--classifier", "none", "--json", lines, "--dataset", path]
    process = subprocess.Popen(
        [sys.executable, "-m", "leukodesk", *map(str, command)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    seen = [process.stdout.readline().split("\t")[0] for _ in range(3)]
    process.send_signal(signal.SIGKILL)
    process.wait()
    finished = [json.loads(line)["image"] for line in lines.read_text().splitlines()[:3]]
    assert finished == seen
    content = load_content(path)
    assert {smear.path for smear in content.smears.values()} >= {Path(name).name for name in seen}
    assert len(content.smears) < 60, "the kill came too late to show anything"
    assert len({cell.smear_id for cell in content.cells.values()}) >= 3
    assert verify(path) == []


def test_the_next_image_is_decoded_while_one_is_computed(tmp_path, smear_bytes, monkeypatch):
    """No image is done before the next one is decoded, which takes a second thread."""
    from leukodesk.jobs import batch

    paths = [tmp_path / f"{number}.png" for number in range(6)]
    for path in paths:
        path.write_bytes(smear_bytes)
    decoded = {path.name: threading.Event() for path in paths}
    following = dict(zip(decoded, list(decoded.values())[1:], strict=False))
    was_decoded, real_read = [], batch.read_smear

    def read(path, max_pixels):
        image = real_read(path, max_pixels=max_pixels)
        decoded[path.name].set()
        return image

    class WaitingEngine:
        def analyze(self, image, decode_s, progress):
            name = Path(image.smear.path).name
            if name in following and all(was_decoded):
                was_decoded.append(following[name].wait(30))
            return name

    monkeypatch.setattr(batch, "read_smear", read)
    outcomes = list(batch.analyze_batch(paths, WaitingEngine(), max_pixels=10**8))
    assert [outcome.path for outcome in outcomes] == paths
    assert [outcome.analysis for outcome in outcomes] == [path.name for path in paths]
    assert was_decoded == [True] * 5


def test_a_bug_in_one_image_costs_only_that_image(tmp_path, smear_bytes, leukodesk, monkeypatch):
    paths = [tmp_path / f"{name}.png" for name in ("a", "b", "c")]
    for path in paths:
        path.write_bytes(smear_bytes)
    kind = type(create_segmenter("pivot-growing"))
    real = kind.segment

    def segment(self, pixels, smear, **options):
        if smear.path.endswith("b.png"):
            raise ZeroDivisionError("a bug for the test")
        return real(self, pixels, smear, **options)

    monkeypatch.setattr(kind, "segment", segment)
    result = leukodesk("analyze", *paths, "--classifier", "none", "--json", "-")
    assert result.status == 1
    assert [Path(record["image"]).name for record in _records(result.out)] == ["a.png", "c.png"]
    (sentence,) = result.sentences
    assert "b.png" in sentence
    assert "ZeroDivisionError" in config.log_path().read_text()


def test_heatmaps_need_a_classifier(smear, leukodesk):
    result = leukodesk("analyze", smear, "--classifier", "none", "--explain", "gradcam")
    assert result.status == 2


def _cell_areas(result) -> list[int]:
    assert result.status == 0, result.err
    (record,) = _records(result.out)
    return [cell["cell_area_px"] for cell in record["cells"]]


def test_a_setting_of_the_segmenter_changes_what_is_found(plain, smear, leukodesk):
    command = ("analyze", smear, "--classifier", "none", "--json", "-")
    default = [cell["cell_area_px"] for cell in plain["cells"]]
    assert _cell_areas(leukodesk(*command, "--set", "reach_um=8")) == default
    (record,) = _records(leukodesk(*command, "--preset", "paper", "--set", "reach_um=6").out)
    wanted = segmenter_preset("pivot-growing", "paper") | {"reach_um": 6.0}
    assert record["segmenter_parameters"] == create_segmenter("pivot-growing", **wanted).parameters
    assert record["segmenter_parameters"] != plain["segmenter_parameters"]
    short = _cell_areas(leukodesk(*command, "--set", "reach_um=20", "--set", "reach_um=1"))
    assert sum(short) < sum(default)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--set", "reach=3"), "There is no setting of pivot-growing called 'reach'; did you mean: reach_um"),
        (
            ("--set", "reach_um=far"),
            "Reach of cytoplasm (reach_um) must be a number from 1 to 30 µm, not 'far'.",
        ),
        (("--set", "pivots=1"), "Pivots (pivots) must be a whole number from 2 to 128, not 1."),
        (("--set", "pivots"), "'pivots' sets nothing; write it as NAME=VALUE, for example pivots=48."),
        (("--preset", "no such"), "There is no preset of pivot-growing called 'no such'"),
        (("--segmenter", "pivotgrowing", "--set", "pivots=3"), "segmenter called 'pivotgrowing'"),
    ],
)
def test_a_wrong_setting_is_one_sentence_and_wrong_usage(smear, leukodesk, options, sentence):
    result = leukodesk("analyze", smear, "--classifier", "none", *options)
    assert result.status == 2
    assert sentence in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_model_of_fields_gives_one_answer_and_says_which_cells_it_rests_on(smear, leukodesk):
    from tests.tiny_model import make_model

    card = make_model(
        config.user_models_dir(),
        "hybrid_cnn_gnn.fields",
        weights_of="hybrid_cnn_gnn",
        task="field",
        classes=("early", "late"),
    )
    (record,) = _records(leukodesk("analyze", smear, "--classifier", card.id, "--json", "-").out)
    answer = record["field"]["answer"]
    assert set(answer) == {"model", "probabilities", "label", "abstained", "cells"}
    assert answer["model"] == card.id
    assert sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-5)
    assert answer["label"] == max(answer["probabilities"], key=answer["probabilities"].get)
    leukocytes = [cell for cell in record["cells"] if cell["kind"] == "leukocyte"]
    assert answer["cells"] == len(leukocytes) > 0
    margin = abs(np.log(answer["probabilities"]["early"] / answer["probabilities"]["late"]))
    assert sum(cell["importance"] for cell in leukocytes) == pytest.approx(margin, abs=1e-3)
    assert all(cell["importance"] is None for cell in record["cells"] if cell["kind"] != "leukocyte")
    assert any("trained and judged on whole smears" in warning for warning in record["field"]["warnings"])


def test_a_model_that_reads_neighbours_says_how_much_they_count_for_a_cell(smear, leukodesk):
    from tests.tiny_model import make_model

    card = make_model(config.user_models_dir(), "hybrid_cnn_gnn.cells", weights_of="hybrid_cnn_gnn")
    (record,) = _records(leukodesk("analyze", smear, "--classifier", card.id, "--json", "-").out)
    shares = [cell["importance"] for cell in record["cells"] if cell["kind"] == "leukocyte"]
    assert all(0 <= share <= 1 for share in shares)
    assert max(shares) > 0
    assert all(cell["importance"] is None for cell in record["cells"] if cell["kind"] != "leukocyte")
    assert record["field"]["answer"] is None


class OddlySet:
    """A plugin whose parameters JSON does not know."""

    id = "oddly-set"
    parameters = MappingProxyType({"weights": Path("some.bin"), "least": float("inf"), "reach_um": 2.5})

    def __init__(self, **parameters):
        pass

    def segment(self, pixels, smear, *, pixel_size_um, progress):
        return Segmentation((), self.id, self.parameters)


def test_parameters_that_json_does_not_know_are_told_as_text(smear, leukodesk):
    with registered(OddlySet):
        run = leukodesk("analyze", smear, "--segmenter", "oddly-set", "--classifier", "none", "--json", "-")
    (record,) = _records(run.out)
    assert record["segmenter_parameters"] == {"weights": "some.bin", "least": "inf", "reach_um": 2.5}
