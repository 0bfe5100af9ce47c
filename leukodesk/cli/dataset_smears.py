"""``leukodesk dataset freeze`` and ``unfreeze``: which smears are for judging."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leukodesk.cli import boundary, options
from leukodesk.cli.opening import opened

if TYPE_CHECKING:
    from leukodesk.core.content import Content
    from leukodesk.core.edits import Act
    from leukodesk.store.dataset import Dataset

SmearsOption = Annotated[
    list[str] | None,
    typer.Option(help="Ids or file names of smears; more than once, or with commas.", metavar="SMEAR,..."),
]
PatientsOption = Annotated[
    list[str] | None,
    typer.Option(help="All smears of these patients; more than once, or with commas.", metavar="ID,..."),
]
ReasonOption = Annotated[str | None, typer.Option(help="Why, for the history.", metavar="TEXT")]


def freeze(
    file: options.FileArgument,
    smears: SmearsOption = None,
    patients: PatientsOption = None,
    share: Annotated[
        float | None, typer.Option(help="Draw about this share of all smears, whole patients at a time.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the drawing.")] = 0,
    reason: ReasonOption = None,
) -> None:
    """Keep smears for judging: training refuses them, and `evaluate --split frozen` judges on them alone."""
    from leukodesk.core.freezing import FREEZE
    from leukodesk.store.smear_choice import drawn_share

    if (share is not None) == bool(smears or patients):
        raise typer.BadParameter("give either --share, or --smears and --patients.")
    if share is not None and not 0 < share < 1:
        raise typer.BadParameter("--share must lie above 0 and below 1, such as 0.2.")
    with opened(file) as dataset:
        content = dataset.content
        chosen = _named(content, smears, patients) if share is None else drawn_share(content, share, seed)
        drawn = f", {share:g} drawn with seed {seed}" if share is not None else ""
        changed = _set(dataset, chosen, _act(reason or f"{FREEZE}{drawn}"), frozen=True)
        content = dataset.content
    _tell(file, content, changed, "frozen")
    warn_torn(content)


def unfreeze(
    file: options.FileArgument,
    smears: SmearsOption = None,
    patients: PatientsOption = None,
    everything: Annotated[bool, typer.Option("--all", help="All frozen smears.")] = False,
    reason: ReasonOption = None,
) -> None:
    """Let frozen smears be trained on again; the history records who did so, when and why."""
    from leukodesk.core.freezing import UNFREEZE, frozen_smears

    if everything == bool(smears or patients):
        raise typer.BadParameter("give either --all, or --smears and --patients.")
    with opened(file) as dataset:
        content = dataset.content
        chosen = tuple(frozen_smears(content)) if everything else _named(content, smears, patients)
        changed = _set(dataset, chosen, _act(reason or UNFREEZE), frozen=False)
        content = dataset.content
    _tell(file, content, changed, "let go")
    warn_torn(content)


def _named(content: "Content", smears: list[str] | None, patients: list[str] | None) -> tuple[str, ...]:
    from leukodesk.store.smear_choice import find_smear, smears_of_patients

    found = [find_smear(content, name).id for name in split(smears)]
    return tuple(dict.fromkeys([*found, *smears_of_patients(content, split(patients))]))


def split(values: list[str] | None) -> list[str]:
    """What was given more than once, or with commas."""
    return [part.strip() for value in values or () for part in value.split(",") if part.strip()]


def _act(reason: str) -> "Act":
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.core.edits import Act

    return Act(config.load_settings().annotator, datetime.now(UTC), reason)


def _set(dataset: "Dataset", chosen: tuple[str, ...], act: "Act", *, frozen: bool) -> int:
    """Freeze those that are not, or let go those that are; how many were."""
    from leukodesk.core.edits import FreezeSmears
    from leukodesk.core.freezing import frozen_smears

    before = frozen_smears(dataset.content)
    changing = tuple(sorted(smear_id for smear_id in chosen if (smear_id in before) != frozen))
    if changing:
        dataset.append(FreezeSmears(changing, frozen, act))
    return len(changing)


def _tell(file: Path, content: "Content", changed: int, what: str) -> None:
    from leukodesk.core.freezing import frozen_smears
    from leukodesk.core.sentence import count

    frozen = frozen_smears(content)
    said = count(changed, "smear")
    print(f"{file}: {said} {what}; {len(frozen)} of {len(content.smears)} are frozen now.")
    for smear_id in content.smears:
        if smear_id in frozen:
            print(
                smear_id, content.smears[smear_id].patient_id or "-", content.smears[smear_id].path, sep="\t"
            )


def warn_torn(content: "Content") -> None:
    """Say of which patients only some smears are frozen."""
    from leukodesk.core.freezing import frozen_smears
    from leukodesk.core.patients import torn_patients

    torn = torn_patients(content, frozen_smears(content))
    if torn:
        boundary.say(
            f"Of {', '.join(torn)} some smears are frozen and others are not, so a model could be judged on "
            "patients that it was trained on; freeze or let go all of theirs with --patients."
        )
