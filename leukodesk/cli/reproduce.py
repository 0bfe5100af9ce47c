"""``leukodesk reproduce``: the five papers again, on both kinds of split, with controls."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, console, options

if TYPE_CHECKING:
    from leukodesk.training.reproduction.record import PaperRecord, Record, Row


class Letter(StrEnum):
    """The papers, as the README names them."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"


PaperArgument = Annotated[
    Letter | None,
    typer.Argument(
        case_sensitive=False,
        help="Which paper; without one, what was kept of all is shown.",
        metavar="A|B|C|D|E",
    ),
]

DataOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="Folder of the public sets: all_idb1 (A), c_nmc (B, E), leukocyte4_64px (C), all_subtypes (D).",
        metavar="DIR",
    ),
]

SystemsOption = Annotated[
    str, typer.Option(help="Only these of the paper's systems, with commas between.", metavar="ID,...")
]

EpochsOption = Annotated[
    int, typer.Option(help="Passes of a deep network; light ones make four or six times as many.", min=1)
]

ImagesOption = Annotated[
    int,
    typer.Option(
        help="Training images per class of a deep network; light ones see three or four times as many.",
        min=4,
    ),
]

SideOption = Annotated[int, typer.Option(help="Side of the images in pixels.", min=32, max=512)]

SeedOption = Annotated[int, typer.Option(help="Seed of all random choices.", metavar="N", min=0)]

WeightsOption = Annotated[
    Path | None,
    typer.Option(
        readable=False,
        help="Folder of <architecture>_imagenet.safetensors; networks without one start at random.",
        metavar="DIR",
    ),
]

OutOption = Annotated[
    Path | None,
    typer.Option(
        readable=False, help="Record to keep the result in; other papers in it stay.", metavar="FILE"
    ),
]

MarkdownOption = Annotated[
    bool, typer.Option("--markdown", help="Without a paper: print the README's table.")
]


def reproduce(
    paper: PaperArgument = None,
    data: DataOption = None,
    systems: SystemsOption = "",
    epochs: EpochsOption = 2,
    images: ImagesOption = 8,
    side: SideOption = 64,
    seed: SeedOption = 1,
    weights: WeightsOption = None,
    device: options.DeviceOption = options.Device.AUTO,
    out: OutOption = None,
    json: options.JsonOption = None,
    markdown: MarkdownOption = False,
) -> None:
    """Train a paper's systems again at a small, stated budget, and judge them twice.

    Beside the paper's headline stand our figures on its kind of split and on an honest one, by patient, block
    or original, with the controls: cells blanked out, colour alone, labels shuffled. If it is interrupted,
    nothing is left.
    """
    if paper is None:
        _show(out, json, markdown=markdown)
        return
    if data is None:
        raise typer.BadParameter("name the folder of the public sets with --data.")
    from leukodesk.cli.progress_bar import ProgressBar
    from leukodesk.config import user_dir
    from leukodesk.inference.devices import resolve_device
    from leukodesk.training.reproduction.budget import Budget
    from leukodesk.training.reproduction.record import keep
    from leukodesk.training.reproduction.run import reproduce as train_again

    _refuse_unusable(data, weights, out)
    console.try_json(json)
    with boundary.stopped_saying("nothing was kept"), ProgressBar(f"Paper {paper.value}") as bar:

        def told(row: "Row") -> None:
            bar.say(f"{row.system}: {row.elapsed_s:.0f} s.")

        result = train_again(
            paper.value,
            data,
            Budget(epochs, images, side, seed),
            systems=[name.strip() for name in systems.split(",") if name.strip()],
            weights_dir=weights or user_dir() / "weights",
            device=resolve_device(device.value),
            progress=bar,
            on_row=told,
        )
    if out is not None:
        keep(result, out)
    if json is not None:
        console.write_json(result.model_dump(mode="json"), json)
    if json != "-":
        _print(result)


def _refuse_unusable(data: Path, weights: Path | None, out: Path | None) -> None:
    """Say what cannot be read or added to before the work, not after it."""
    from leukodesk.core.errors import InputError
    from leukodesk.core.outputs import refuse_unwritable
    from leukodesk.training.reproduction.record import load_record

    for path in (data, weights):
        if path is not None and not path.is_dir():
            raise InputError(f"{path} does not exist; check the name.")
    if out is not None:
        if out.is_file():
            load_record(out)
        refuse_unwritable(out)


def _show(path: Path | None, json: str | None, *, markdown: bool) -> None:
    from leukodesk.config import reproduction_path
    from leukodesk.training.reproduction.record import load_record
    from leukodesk.training.reproduction.table import markdown as as_markdown

    record: Record = load_record(path or reproduction_path())
    if json is not None:
        console.write_json(record.model_dump(mode="json"), json)
    elif markdown:
        print(as_markdown(record), end="")
    else:
        for paper in record.papers.values():
            _print(paper)


def _print(paper: "PaperRecord") -> None:
    from leukodesk.training.reproduction.table import HEADINGS, TOO_SMALL, cells

    budget = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in paper.budget.items())
    print(f"Paper {paper.letter}, {paper.citation}: {paper.task}.")
    print(
        f"The paper's headline: {paper.headline}.{' ' + paper.contradiction if paper.contradiction else ''}"
    )
    for name, split in (("Its kind of split", "paper_split"), ("Honest split", "honest_split")):
        if paper.rows:
            print(f"{name}: {getattr(paper.rows[0], split).split}.")
    print(f"Budget: {budget}; on {paper.device}, {paper.elapsed_s:.0f} s altogether.")
    print(
        "Ours are balanced accuracies in percent with 95 % intervals; "
        f"{TOO_SMALL}: the budget is too small to mean anything."
    )
    console.print_table([*HEADINGS, "meaning"], [(*cells(paper, row), row.meaning) for row in paper.rows])
    for name, reason in paper.missing.items():
        boundary.say(f"{name} is not in the table ({reason}).")
    for notice in paper.notices:
        boundary.say(notice)
