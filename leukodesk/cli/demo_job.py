"""The steps of the demo, each said in one line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from leukodesk import config
from leukodesk.cli import boundary
from leukodesk.cli.analysis_files import make_writable
from leukodesk.cli.analysis_outputs import Outputs, Wanted
from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Content
from leukodesk.core.counterparts import mean_the_same
from leukodesk.core.edits import Act, LabelChange, SetLabels
from leukodesk.core.errors import DatasetError
from leukodesk.imaging.phantom import Phantom, render_phantom, write_phantom
from leukodesk.imaging.reader import read_smear
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.library import ModelLibrary
from leukodesk.jobs.batch import Analysed, BatchPlan, Engine
from leukodesk.store.dataset import Dataset
from leukodesk.store.snapshot import load_content

Say = Callable[[str], None]

_STEM: Final = "synthetic_smear"


@dataclass(frozen=True)
class DemoResult:
    """What the demo left behind.

    Attributes:
        dataset: the dataset.
        corrected: id of the cell whose label was corrected.
        files: everything that was written.
    """

    dataset: Path
    corrected: str
    files: tuple[Path, ...]


def run_demo(folder: Path, say: Say) -> DemoResult:
    """Render, find, classify, explain, correct, save and reopen.

    Args:
        folder: for all files; made if missing. A dataset of an earlier demo is continued.
        say: called with one line per step.

    Raises:
        LeukoDeskError: the folder cannot be written to, or the dataset in it is open elsewhere.
    """
    make_writable(folder)
    phantom = render_phantom()
    image_path = folder / f"{_STEM}.png"
    write_phantom(phantom, image_path)
    height, width = phantom.pixels.shape[:2]
    say(
        f"1. Drawn: a synthetic smear of {width} × {height} pixels with {len(phantom.cells)} stained objects."
    )
    dataset = folder / "demo.h5"
    lines = folder / "cells.jsonl"
    result, card, pictures = _analyse(
        image_path, phantom.pixel_size_um, Wanted(str(lines), folder, folder, dataset)
    )
    _say_found(result, phantom, say)
    _say_classes(result, card, phantom, say)
    corrected = _correct(dataset, result.image.smear.id, phantom, say)
    return DemoResult(dataset, corrected, (image_path, *pictures, lines, dataset))


def _analyse(
    image_path: Path, pixel_size_um: float, wanted: Wanted
) -> tuple[Analysed, ModelCard | None, list[Path]]:
    library = ModelLibrary.default()
    settings = config.Settings()
    known = settings.classifier in [card.id for card in library.cards()]
    plan = BatchPlan(
        segmenter=settings.segmenter,
        classifier=settings.classifier if known else None,
        device=settings.device,
        explainer=settings.explainer if known else None,
        pixel_size_um=pixel_size_um,
        max_pixels=settings.max_pixels,
        model_folders=library.folders,
    )
    engine = Engine(plan)
    image = read_smear(image_path)
    result = Analysed(image_path, image, engine.analyze(image, 0.0))
    with Outputs(wanted, engine.card, {image_path: _STEM}, boundary.say) as outputs:
        record = outputs.write(result)
    return result, engine.card, [Path(name) for name in record["files"]]


def _say_found(result: Analysed, phantom: Phantom, say: Say) -> None:
    found = [cell for cell in result.analysis.segmentation.cells if cell.kind is CellKind.LEUKOCYTE]
    drawn = [cell for cell in phantom.cells if cell.kind is CellKind.LEUKOCYTE]
    met = sum(any(mean_the_same(cell, other) for other in found) for cell in drawn)
    seconds = result.analysis.elapsed_s["segment"]
    say(f"2. Found: {met} of {len(drawn)} white cells, {len(found)} in all, in {seconds:.2f} s.")


def _say_classes(result: Analysed, card: ModelCard | None, phantom: Phantom, say: Say) -> None:
    if card is None:
        say("3. Not classified: the built-in classifier is not installed; install the program again.")
        say("4. Not explained: there is no classifier whose reading could be.")
        return
    analysis = result.analysis
    cells = {cell.id: cell for cell in analysis.segmentation.cells}
    told = [item for item in analysis.predictions if not item.abstained]
    right = sum(item.top_class == _drawn_class(cells[item.cell_id], phantom) for item in told)
    left = len(analysis.predictions) - len(told)
    seconds = analysis.elapsed_s["classify"]
    say(
        f"3. Classified with {card.id}: {right} of {len(told)} as drawn, {left} left to the reader, "
        f"in {seconds:.2f} s (a drawing is not a patient: this says nothing about real smears)."
    )
    say(f"4. Explained: {len(analysis.heatmaps)} heatmaps in {analysis.elapsed_s['explain']:.2f} s.")


def _correct(dataset: Path, smear_id: str, phantom: Phantom, say: Say) -> str:
    """Label one cell as a reader would, close, reopen, and show that the label is there."""
    annotator = config.load_settings().annotator
    with Dataset.open(dataset) as opened:
        content = opened.content
        cell = _doubtful(content, smear_id, phantom)
        drawn = _drawn_class(cell, phantom)
        # Repeating the demo labels a labelled cell anew, which shows in the history.
        label = Label(drawn if drawn in content.taxonomy else "not_classed", annotator, datetime.now(UTC))
        change = LabelChange(cell.id, content.labels.get(cell.id), label)
        opened.append(SetLabels((change,), Act(annotator, label.at)))
    say(f"5. Corrected: the cell at {_place(cell)} is labelled {label.cell_class} by {annotator}.")
    kept = load_content(dataset)
    if kept.labels.get(cell.id) != label:
        raise DatasetError(f"{dataset} lost a label on the way to the disk; run `leukodesk dataset verify`.")
    say(f"6. Saved and reopened: {dataset} holds the label, {len(kept.cells)} cells and the image.")
    return cell.id


def _doubtful(content: Content, smear_id: str, phantom: Phantom) -> Cell:
    """The cell to correct: unlabelled if there is one, wrongly named before rightly, least sure first."""
    said = {cell_id: item for rows in content.predictions.values() for cell_id, item in rows.items()}

    def rank(cell: Cell) -> tuple[bool, bool, float]:
        item = said.get(cell.id)
        right = item is not None and item.top_class == _drawn_class(cell, phantom)
        return cell.id in content.labels, right, item.confidence if item else 0.0

    cells = [cell for cell in content.cells_of(smear_id) if cell.kind is CellKind.LEUKOCYTE]
    return min(cells, key=rank)


def _drawn_class(cell: Cell, phantom: Phantom) -> str:
    """What was drawn where ``cell`` was found; empty where nothing was."""
    for drawn in phantom.cells:
        if mean_the_same(cell, drawn):
            return phantom.classes[drawn.id]
    return ""


def _place(cell: Cell) -> str:
    row, column = cell.centroid
    return f"row {row:.0f}, column {column:.0f}"
