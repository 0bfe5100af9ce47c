"""What an import would do to a dataset: decided in full before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from leukodesk.core.cell import Cell, Label
from leukodesk.core.content import Content
from leukodesk.core.edit import Act, Edit
from leukodesk.core.edits import AddSmears, ChangeCells, ChangeTaxonomy, CompositeEdit, LabelChange, SetLabels
from leukodesk.core.imported import adding_classes
from leukodesk.core.kept import KeptOfImages
from leukodesk.core.pseudonyms import PatientKey
from leukodesk.core.sentence import count, sentence
from leukodesk.core.smear import Smear
from leukodesk.core.taxonomy import Taxonomy
from leukodesk.imaging.reader import MAX_PIXELS

UNREADABLE: Final = sentence("its image cannot be read")
"""Why the cells of an image are left out whose file is damaged, or of no known kind."""

NOBODY: Final = "import"
"""The annotator of labels of which nobody said who gave them."""


@dataclass(frozen=True)
class ImportRequest:
    """What is to be imported, and how.

    Attributes:
        source: file or folder.
        format: name of its format, or None to recognise it.
        images: folder of the images, or None where they lie with the source.
        class_map: class names of the source to class ids of the dataset; to ``""`` for cells that shall have
            no label, to ``-`` for cells that shall be left out.
        annotator: who gave the labels, or None to believe the source.
        point_diameter_px: of the discs that stand for points.
        max_pixels: larger images are refused.
        names: also take over who labelled and drew each cell.
        kept: what comes along with the pixels of new images.
        leukocytes_only: red cells and platelets are left out, except by ``class_map``.
        patient_key: makes pseudonyms of the ids of patients; None takes these over as they are.
    """

    source: Path
    format: str | None = None
    images: Path | None = None
    class_map: Mapping[str, str] = field(default_factory=dict)
    annotator: str | None = None
    point_diameter_px: int = 15
    max_pixels: int = MAX_PIXELS
    names: bool = False
    kept: KeptOfImages = field(default_factory=KeptOfImages)
    patient_key: PatientKey | None = None
    leukocytes_only: bool = False


@dataclass
class ImportPlan:
    """What an import does, and why not more. Every cell of the source is in exactly one of the counts.

    Attributes:
        name: of the source.
        is_named: that name may be written down, for it may be that of a folder.
        format: name of its format.
        at: when the import is made, in UTC.
        old_taxonomy, taxonomy: the classes before and after.
        images: number of images of the source.
        marks: number of cells the source tells of.
        smears: new smears and their image files.
        known_smears: ids of smears that are there already, whether they get cells and labels or not.
        cells: new cells, each with its label or None.
        labelled: cells that are there already without label, each with its new one.
        shapes: new cells by what is known of them: outline, box, point or image.
        classes: number of cells by class name in the source and class id; the id is empty for no label.
        left_out: number of cells by class name in the source, of the classes that are left out.
        cut: number of cells that reach beyond their image and are cut at its border.
        skipped: number of cells by why they are left out.
        skipped_images: the images that are left out as a whole, by why.
        empty_images: those of the source that it tells of no cell in, which are not added.
        problems: files that cannot be read, one sentence each.
        notes: what else a reader should know, one sentence each.
    """

    name: str
    format: str
    at: datetime
    old_taxonomy: Taxonomy
    taxonomy: Taxonomy
    is_named: bool = False
    images: int = 0
    marks: int = 0
    smears: dict[str, tuple[Smear, Path]] = field(default_factory=dict)
    known_smears: set[str] = field(default_factory=set)
    cells: list[tuple[Cell, Label | None]] = field(default_factory=list)
    labelled: list[tuple[Cell, Label]] = field(default_factory=list)
    shapes: Counter[str] = field(default_factory=Counter)
    classes: Counter[tuple[str, str]] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    cut: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    skipped_images: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    empty_images: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def new_classes(self) -> tuple[str, ...]:
        """Ids of the classes that the dataset does not have yet."""
        return tuple(class_id for class_id in self.taxonomy.ids if class_id not in self.old_taxonomy)

    @property
    def reason(self) -> str:
        """What the label history says of it."""
        return f"imported from {self.name if self.is_named else self.format}"

    @property
    def does_something(self) -> bool:
        """Whether the dataset changes."""
        return bool(self.cells or self.labelled)

    @property
    def failed(self) -> list[str]:
        """What of the source could not be used: one sentence for each file and image, with the reason."""
        left_out = (
            sentence("{image} is left out: {reason}.", image=image, reason=reason)
            for reason, images in self.skipped_images.items()
            if reason != UNREADABLE  # the problem with its file says more
            for image in dict.fromkeys(images)
        )
        return [*self.problems, *left_out]

    def edit(self) -> CompositeEdit | None:
        """All of it as one act, or None where nothing changes."""
        if not self.does_something:
            return None
        source = self.name if self.is_named else self.format
        edits: list[Edit] = []
        if self.smears:
            edits.append(AddSmears(tuple(smear for smear, _ in self.smears.values())))
        if self.taxonomy != self.old_taxonomy:
            act = Act(NOBODY, self.at, adding_classes(self.reason, self.new_classes))
            edits.append(ChangeTaxonomy(self.old_taxonomy, self.taxonomy, act))
        added: dict[str, list[tuple[Cell, Label | None]]] = defaultdict(list)
        for cell, label in self.cells:
            added[label.annotator if label else NOBODY].append((cell, label))
        for annotator, pairs in added.items():
            labels = tuple((cell.id, label) for cell, label in pairs if label)
            cells = tuple(cell for cell, _ in pairs)
            edits.append(ChangeCells((), cells, self._act(annotator), new_labels=labels))
        changes: dict[str, list[LabelChange]] = defaultdict(list)
        for cell, label in self.labelled:
            changes[label.annotator].append(LabelChange(cell.id, None, label))
        edits += [SetLabels(tuple(found), self._act(annotator)) for annotator, found in changes.items()]
        return CompositeEdit(tuple(edits), f"Import {count(len(self.cells), 'cell')} from {source}")

    def _act(self, annotator: str) -> Act:
        return Act(annotator, self.at, self.reason)


def empty_plan(content: Content, name: str, format_name: str, at: datetime, *, is_named: bool) -> ImportPlan:
    """A plan that does nothing yet."""
    return ImportPlan(name, format_name, at, content.taxonomy, content.taxonomy, is_named)
