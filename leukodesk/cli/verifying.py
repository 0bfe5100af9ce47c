"""``leukodesk models verify``: files first, then what models and segmenters answer here."""

import typer

from leukodesk.cli import boundary
from leukodesk.inference.devices import prepare_torch, resolve_device
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.reference import compare_answers
from leukodesk.inference.reference_finds import compare_finds
from leukodesk.inference.segmenter_library import SegmenterLibrary


def verify_models(library: ModelLibrary, device: str) -> None:
    """Check and say what was found.

    Args:
        library: of the classifiers.
        device: ``auto``, ``cpu`` or ``cuda``.

    Raises:
        typer.Exit: something is damaged, or answers otherwise than where it was measured.
        ModelError: the device cannot be used.
    """
    segmenters = SegmenterLibrary.default()
    problems = library.verify() + segmenters.verify()
    for problem in problems:
        boundary.say(problem.sentence)
    if problems:
        raise typer.Exit(boundary.FAILED)
    number = len(library.cards()) + len(segmenters.paths())
    print(f"{number} model{'' if number == 1 else 's'} checked, no problem found.")
    prepare_torch()
    compared = compare_answers(library, resolve_device(device))
    differing = (*compared.differing, *compare_finds())
    for told in differing:
        boundary.say(told)
    if compared.same:
        print(f"As where they were measured answer: {', '.join(compared.same)}.")
    if compared.unknown:
        print(
            f"Of an earlier version, and not known how they answered: {', '.join(compared.unknown)}; "
            "`leukodesk models judge` measures them again."
        )
    if differing:
        raise typer.Exit(boundary.FAILED)
    print("All segmenters find what they found.")
