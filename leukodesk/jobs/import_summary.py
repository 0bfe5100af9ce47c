"""An import in sentences, for whoever has to agree to it."""

from typing import Final

from leukodesk.core.edit import count
from leukodesk.jobs.import_plan import ImportPlan

_SHAPES: Final = {
    "outline": "with an outline",
    "box": "as boxes",
    "point": "as points",
    "image": "as whole images",
}


def what_happens(plan: ImportPlan) -> list[str]:
    """How much of the source is added, in what form, and what is there already."""
    new, known = count(len(plan.smears), "smear"), len(plan.known_smears)
    added, labelled = count(len(plan.cells), "cell"), len(plan.labelled)
    total = f"{plan.name} ({plan.format}): {count(plan.images, 'image')}, {count(plan.marks, 'cell')}."
    cells = f"{added} to be added, {labelled} to get a first label, {plan.skipped.total()} skipped"
    lines = [total, f"{cells}; {new} new, {known} there already."]
    lines += [f"  {number} {_SHAPES[shape]}" for shape, number in plan.shapes.items()]
    if plan.cut:
        lines.append(f"  {count(plan.cut, 'cell')} cut at the border of the image")
    return lines


def what_does_not(plan: ImportPlan) -> list[str]:
    """New classes, what is skipped and why, and what else a reader should know."""
    lines = []
    if plan.new_classes:
        lines.append(f"Classes to be added to the dataset: {', '.join(plan.new_classes)}.")
    lines += [f"Skipped {number}: {reason}." for reason, number in plan.skipped.items()]
    return lines + plan.notes
