"""``leukodesk dataset sign`` and ``unsign``: who stands for the labels of a smear."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import options
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.core.edits import Act

SmearsArgument = Annotated[list[str], typer.Argument(help="Ids or file names of smears.", metavar="SMEAR...")]
AnnotatorOption = Annotated[
    str | None, typer.Option(help="In whose name; the one of the settings if left out.", metavar="NAME")
]


def sign(
    file: options.FileArgument,
    smears: SmearsArgument,
    annotator: AnnotatorOption = None,
    reason: Annotated[str, typer.Option(help="Why, for the history.", metavar="TEXT")] = "reviewed",
) -> None:
    """Sign smears whose cells all have a label; labels and outlines are locked until they are unlocked."""
    from leukodesk.core.edits import SignSmears
    from leukodesk.core.sentence import count

    with opened(file) as dataset:
        content = dataset.content
        chosen = _chosen(content, smears)
        dataset.append(SignSmears.now(content, chosen, _act(annotator, reason)))
        content = dataset.content
    _tell(file, content, f"{count(len(chosen), 'smear')} signed")


def unsign(
    file: options.FileArgument,
    smears: SmearsArgument,
    reason: Annotated[str, typer.Option(help="Why; the history keeps it.", metavar="TEXT")],
    annotator: AnnotatorOption = None,
) -> None:
    """Unlock signed smears, so that they can be changed again; who did so, when and why is kept."""
    from leukodesk.core.edits import SignSmears
    from leukodesk.core.sentence import count

    with opened(file) as dataset:
        content = dataset.content
        chosen = _chosen(content, smears)
        dataset.append(SignSmears.unlock(content, chosen, _act(annotator, reason)))
        content = dataset.content
    _tell(file, content, f"{count(len(chosen), 'smear')} unlocked")


def _chosen(content: "Content", names: list[str]) -> tuple[str, ...]:
    from leukodesk.store.smear_choice import find_smear

    return tuple(dict.fromkeys(find_smear(content, name).id for name in names))


def _act(annotator: str | None, reason: str) -> "Act":
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.core.edits import Act

    return Act(annotator or config.load_settings().annotator, datetime.now(UTC), reason)


def _tell(file: Path, content: "Content", done: str) -> None:
    from leukodesk.core.signatures import signatures

    signed = signatures(content)
    print(f"{file}: {done}; {len(signed)} of {len(content.smears)} are signed now.")
    for smear_id, signature in signed.items():
        at = signature.at.isoformat(timespec="seconds")
        print(smear_id, signature.annotator, at, content.smears[smear_id].path, sep="\t")
