"""``leukodesk evaluate --segmenter``: found cells against drawn masks and marked points."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from leukodesk.cli import boundary, console

if TYPE_CHECKING:
    from leukodesk.training.segmentation.evaluation import SegmenterEvaluation


def evaluate_segmenter(
    segmenter: str, parameters: Mapping[str, Any], data: Path, split: str, json: str | None
) -> None:
    """Judge a segmenter on every set in a folder, and print or write the figures.

    Images that cannot be judged are named on stderr and left out; the exit status is then 1.

    Raises:
        LeukoDeskError: nothing can be judged at all.
    """
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.inference.devices import prepare_torch
    from leukodesk.inference.registry import create_segmenter
    from leukodesk.inference.segmenters.segmenter import needs_torch
    from leukodesk.training.segmentation.evaluation import judge_segmenter
    from leukodesk.training.segmentation.sets import SPLITS, find_sets

    wanted = next((known for known in SPLITS if known == split), None)
    if wanted is None:
        raise typer.BadParameter(f"the split of a segmenter is {', '.join(SPLITS)}, not '{split}'.")
    finder = create_segmenter(segmenter, **parameters)
    sets = find_sets(data)
    if needs_torch(finder):
        prepare_torch()
    with ProgressBar("Evaluating") as bar:
        evaluation = judge_segmenter(finder, sets, data, wanted, bar)
    for sentence in evaluation.refused:
        boundary.say(sentence)
    if json is not None:
        console.write_json(evaluation.to_json(), json)
    if json != "-":
        _print(evaluation)
    if evaluation.refused:
        raise typer.Exit(boundary.FAILED)


def _print(evaluation: "SegmenterEvaluation") -> None:
    from leukodesk.core.sentence import count

    record = evaluation.to_json()
    print(f"{evaluation.segmenter} on {evaluation.data}, {evaluation.split}")
    rows: list[tuple[object, ...]] = []
    for name, judged in record["sets"].items():
        scale = ", ".join(f"{source} {count}" for source, count in judged["scale"]["sources"].items())
        fields = count(judged["groups"], "field")
        rows.append((name, "images", judged["n"], f"of {fields}, scale {scale}"))
        for figure, value in judged["figures"].items():
            rows.append((name, figure, value, console.interval_text(judged["intervals"].get(figure))))
    times = record["elapsed_s"]
    if times:
        rows.append(("all", "seconds per image", times["median"], f"at most {times['max']:.3g}"))
    console.print_table(["set", "figure", "value", "95 % interval"], rows)
    for rule in record["rules"]:
        print(rule)
    for name, judged in record["sets"].items():
        if judged["caution"]:
            print(f"{name}: {judged['caution']}")
