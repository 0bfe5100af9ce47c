"""`dataset import` where names are the same, though their accents are composed otherwise, as after a Mac."""

import json
import unicodedata

import cv2
import numpy as np
import pytest

from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.jobs.class_mapping import map_classes


def _image(path, seed):
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 255, (60, 80, 3), dtype=np.uint8)
    path.write_bytes(cv2.imencode(".png", pixels)[1].tobytes())


def _taken_apart(text):
    return unicodedata.normalize("NFD", text)


def _plan(leukodesk, tmp_path, source, *more):
    done = leukodesk("dataset", "import", tmp_path / "data.h5", source, "--json", "-", *more)
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_folders_of_classes_from_a_mac_are_the_same_classes(tmp_path, leukodesk):
    for number, form in enumerate((str, _taken_apart)):
        _image(tmp_path / "set" / str(number) / form("Große Zellen ä") / "a.png", number)
    plan = _plan(leukodesk, tmp_path, tmp_path / "set")
    assert {row["class"] for row in plan["classes"]} == {"grosse_zellen_ä"}


@pytest.mark.parametrize("form", [str, _taken_apart])
def test_platelets_are_known_in_either_form(form):
    names = [form("Blutplättchen"), "blast"]
    assert list(map_classes(names, BLAST_NORMAL, {}, {}, leukocytes_only=True).values()) == ["", "-", "blast"]


@pytest.mark.parametrize("in_table", [str, _taken_apart])
@pytest.mark.parametrize("on_disk", [str, _taken_apart])
def test_an_image_is_found_by_its_name_in_either_form(in_table, on_disk, tmp_path, leukodesk):
    name = "Müller 7.png"
    _image(tmp_path / "set" / on_disk(name), 1)
    (tmp_path / "set" / "cells.csv").write_text(f"image,x,y,label\n{in_table(name)},20,30,blast\n")
    assert _plan(leukodesk, tmp_path, tmp_path / "set")["added"] == 1
