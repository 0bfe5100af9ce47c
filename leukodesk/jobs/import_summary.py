"""An import in sentences, for whoever has to agree to it."""

from collections.abc import Sequence
from typing import Final

from leukodesk.core.sentence import Amount, Joined, Sentence, class_names, other_words, sentence
from leukodesk.jobs.import_plan import ImportPlan
from leukodesk.store.formats.registry import format_named

_NAMED: Final = 5
"""So many images that are left out are named, and the others counted."""


def what_happens(plan: ImportPlan) -> list[str]:
    """How much of the source is added, in what form, and what is there already."""
    lines: list[str] = [
        sentence(
            "{name} ({format}): {images}, {cells}.",
            name=plan.name,
            format=other_words(plan.format, format_named(plan.format).title),
            images=Amount(plan.images, "image"),
            cells=Amount(plan.marks, "cell"),
        ),
        sentence(
            "{added} to be added, {labelled} to get a first label, {skipped} skipped; "
            "{new} new, {known} there already.",
            added=Amount(len(plan.cells), "cell"),
            labelled=len(plan.labelled),
            skipped=plan.skipped.total(),
            new=Amount(len(plan.smears), "smear"),
            known=len(plan.known_smears),
        ),
    ]
    lines += [_of_shape(shape, number) for shape, number in plan.shapes.items()]
    if plan.cut:
        lines.append(sentence("{cells} cut at the border of the image", cells=Amount(plan.cut, "cell")))
    return lines


def what_does_not(plan: ImportPlan) -> list[str]:
    """New classes, what is skipped and why, and what else a reader should know."""
    lines: list[str] = []
    if plan.new_classes:
        added = class_names(plan.new_classes)
        lines.append(sentence("Classes to be added to the dataset: {classes}.", classes=added))
    lines += [
        _skipped(reason, number, plan.skipped_images.get(reason, ()))
        for reason, number in plan.skipped.items()
    ]
    if plan.empty_images:
        lines.append(
            sentence(
                "{images} of the source without cells, not added: {names}.",
                images=Amount(len(plan.empty_images), "image"),
                names=_some(plan.empty_images),
            )
        )
    return lines + plan.notes


def _skipped(reason: str, number: int, images: Sequence[str]) -> Sentence:
    if not images:
        return sentence("Skipped {number}: {reason}.", number=number, reason=reason)
    return sentence(
        "Skipped {number}: {reason}: {images}.", number=number, reason=reason, images=_some(images)
    )


def _some(images: Sequence[str]) -> Joined | Sentence:
    shown, more = Joined(tuple(images[:_NAMED])), len(images) - _NAMED
    return shown if more <= 0 else sentence("{names} and {more} more", names=shown, more=more)


def _of_shape(shape: str, number: int) -> Sentence:
    if shape == "box":
        return sentence("{number} as boxes", number=number)
    if shape == "point":
        return sentence("{number} as points", number=number)
    if shape == "image":
        return sentence("{number} as whole images", number=number)
    return sentence("{number} with an outline", number=number)
