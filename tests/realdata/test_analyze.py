"""The command line on every real field: nothing fails, the blasts are found, and it is quick."""

import json
import statistics
from pathlib import Path

import cv2
import numpy as np
import pytest

from leukodesk.cli.app import run
from leukodesk.config import Settings
from leukodesk.inference.library import ModelLibrary

REACH_PX = 15
FIELD = (2592, 1944)


@pytest.fixture(scope="module")
def analysed(shared_data, tmp_path_factory) -> tuple[list[dict], Path]:
    """What `analyze` says about every field, and the folder of its masks."""
    folder = tmp_path_factory.mktemp("analysed")
    lines = folder / "fields.jsonl"
    known = [card.id for card in ModelLibrary.default().cards()]
    classifier = Settings().classifier if Settings().classifier in known else "none"
    images = shared_data / "all_idb1" / "images"
    arguments = ["analyze", images, "--classifier", classifier, "--json", lines, "--masks", folder]
    assert run([str(argument) for argument in arguments]) == 0
    return [json.loads(line) for line in lines.read_text().splitlines()], folder


def _blasts(shared: Path, stem: str) -> np.ndarray:
    """(row, column) of each marked blast."""
    text = (shared / "all_idb1" / "blast" / f"{stem}.xyc").read_text()
    return np.array([[float(y), float(x)] for x, y in map(str.split, filter(str.strip, text.splitlines()))])


def _near_a_leukocyte(record: dict, masks: Path) -> np.ndarray:
    """Distance of every pixel to the nearest found leukocyte."""
    path = masks / f"{Path(record['image']).stem}_cells.png"
    instances = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    leukocytes = [cell["id"] for cell in record["cells"] if cell["kind"] == "leukocyte"]
    outside = ~np.isin(instances, leukocytes)
    return cv2.distanceTransform(outside.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE)


@pytest.mark.realdata
def test_every_field_is_analysed(analysed, shared_data):
    records, _ = analysed
    images = sorted(path.name for path in (shared_data / "all_idb1" / "images").glob("*.jpg"))
    assert [Path(record["image"]).name for record in records] == images


@pytest.mark.realdata
def test_nearly_every_blast_is_found(analysed, shared_data):
    records, masks = analysed
    found = total = 0
    for record in records:
        blasts = _blasts(shared_data, Path(record["image"]).stem)
        if len(blasts) == 0:
            continue
        distances = _near_a_leukocyte(record, masks)
        rows, columns = np.rint(blasts).astype(int).T
        rows, columns = rows.clip(0, record["height"] - 1), columns.clip(0, record["width"] - 1)
        found += int((distances[rows, columns] <= REACH_PX).sum())
        total += len(blasts)
    assert total > 300
    print(f"{found} of {total} blasts found")
    assert found / total >= 0.97, f"{found} of {total}"


@pytest.mark.realdata
def test_a_full_field_takes_less_than_two_seconds(analysed):
    records, _ = analysed
    times = [
        sum(record["elapsed_s"].values())
        for record in records
        if (record["width"], record["height"]) == FIELD
    ]
    assert statistics.median(times) < 2.0
