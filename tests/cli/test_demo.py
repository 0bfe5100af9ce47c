"""`demo` and `bench` as a new user runs them: in processes of their own, without a display."""

import json

import cv2
import pytest

from leukodesk.store.snapshot import load_content
from leukodesk.store.verify import verify


@pytest.fixture
def demo(tmp_path, leukodesk_process):
    """Run the demo into one folder, as often as wanted."""

    def run(*arguments: object):
        return leukodesk_process(
            "demo", "--out", tmp_path / "demo", *arguments, DISPLAY="", WAYLAND_DISPLAY=""
        )

    return run


@pytest.mark.slow
def test_the_demo_does_the_whole_job_twice(demo, tmp_path):
    first = demo()
    assert first.status == 0, first.err
    folder = tmp_path / "demo"
    content = load_content(folder / "demo.h5")
    assert len(content.labels) == 1
    assert verify(folder / "demo.h5") == []
    assert "Saved and reopened" in first.out
    named = [line.strip() for line in first.out.split("Files written:")[1].splitlines() if line.strip()]
    assert sorted(named) == sorted(
        str(p) for p in folder.iterdir() if not p.name.startswith("demo.h5") or p.suffix == ".h5"
    )
    window = cv2.imread(str(folder / "window.png"))
    assert window.shape[0] >= 700
    assert len({tuple(pixel) for pixel in window.reshape(-1, 3)[::1009]}) > 50, "the picture is blank"
    second = demo("--headless")
    assert second.status == 0, second.err
    assert len(load_content(folder / "demo.h5").labels) == 2
    assert "Traceback" not in first.err + second.err


@pytest.mark.slow
@pytest.mark.timeout(1260)
def test_bench_gives_every_figure_with_its_reference(leukodesk_process, tmp_path):
    result = leukodesk_process("bench", "--json", tmp_path / "bench.json", at_most_s=1200)
    assert result.status == 0, result.err
    record = json.loads((tmp_path / "bench.json").read_text())
    figures = {figure["id"]: figure for figure in record["figures"]}
    expected = {"decode", "segment", "analyze", "train", "label", "checkpoint", "loop_p95", "loop_longest"}
    expected |= {
        "pan",
        "zoom",
        "stroke",
        "pan_large",
        "pan_5000",
        "zoom_5000",
        "stroke_5000",
        "gallery",
        "label_many",
        "undo_many",
        "folder",
        "loop_training",
        "loop_training_p95",
    }
    assert expected <= set(figures)
    for figure in figures.values():
        assert figure["value"] > 0
        assert figure["reference_value"] > 0
        assert figure["ratio"] == pytest.approx(figure["value"] / figure["reference_value"], rel=0.02)
