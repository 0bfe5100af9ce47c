"""Random small datasets and random edits that fit them, for property tests."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, CellKind, Label
from leukodesk.core.content import Content
from leukodesk.core.edits import (
    Act,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    ChangeTaxonomy,
    CompositeEdit,
    Edit,
    LabelChange,
    ReadBlind,
    ReadingChange,
    RemoveSmears,
    SetLabels,
)
from leukodesk.core.mask import Mask
from leukodesk.core.results import Prediction
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.core.taxonomies import LEUKOCYTE8, extended, lacking, taxonomy_for
from leukodesk.core.taxonomy import BLAST_NORMAL, Taxonomy

HEIGHT, WIDTH = 60, 80

hexadecimal = st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}")
moments = st.integers(0, 2**40).map(lambda us: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=us))
names = st.sampled_from(["Ada", "Bérénice", "李", 'a "b"\\c', " "])


@st.composite
def bool_pixels(draw: st.DrawFn, largest: int = 7) -> np.ndarray:
    """A picture with at least one set pixel; one number is one picture, which draws and shrinks fast."""
    height, width = draw(st.integers(1, largest)), draw(st.integers(1, largest))
    bits = draw(st.integers(1, 2 ** (height * width) - 1))
    digits = np.frombuffer(f"{bits:0{height * width}b}".encode(), np.uint8)
    return (digits == ord("1")).reshape(height, width)


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    """A mask inside a smear of 60 × 80 pixels."""
    pixels = draw(bool_pixels())
    top = draw(st.integers(0, HEIGHT - pixels.shape[0]))
    left = draw(st.integers(0, WIDTH - pixels.shape[1]))
    return Mask.from_pixels(pixels, top, left)


@st.composite
def smears(draw: st.DrawFn) -> Smear:
    """A smear of 60 × 80 pixels."""
    sha256 = draw(hexadecimal) * 2
    return Smear(
        id=smear_id_of(sha256),
        path=draw(names),
        sha256=sha256,
        width=WIDTH,
        height=HEIGHT,
        pixel_size_um=draw(st.none() | st.floats(0.01, 2)),
        stain=draw(st.sampled_from(["", "MGG"])),
        patient_id=draw(st.none() | names),
    )


def cells(smear_ids: list[str]) -> st.SearchStrategy[Cell]:
    """A cell of one of the smears."""
    return st.builds(
        Cell,
        id=hexadecimal,
        smear_id=st.sampled_from(smear_ids),
        cell_mask=masks(),
        nucleus_mask=st.none() | masks(),
        kind=st.sampled_from(CellKind),
        source=st.sampled_from(["phantom", "pivot-growing", "Ada"]),
        cut=st.booleans(),
    )


def labels(taxonomy: Taxonomy = BLAST_NORMAL) -> st.SearchStrategy[Label]:
    """A label with one of the classes."""
    return st.builds(
        Label,
        cell_class=st.sampled_from(taxonomy.ids),
        annotator=names,
        at=moments,
        origin=st.sampled_from(["review", "import"]),
    )


acts = st.builds(Act, annotator=names, at=moments, reason=st.sampled_from(["review", "import"]))


@st.composite
def predictions(draw: st.DrawFn, cell_id: str) -> Prediction:
    """What a model says about a cell."""
    share = draw(st.floats(0, 1))
    return Prediction(cell_id, "model.a", {"blast": share, "normal": 1 - share}, draw(st.booleans()))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """One to three smears, up to six cells, some labelled, some predicted; built by edits."""
    content = Content(BLAST_NORMAL)
    chosen = draw(st.lists(smears(), min_size=1, max_size=3, unique_by=lambda smear: smear.id))
    AddSmears(tuple(chosen)).apply(content)
    found = draw(st.lists(cells([s.id for s in chosen]), max_size=4, unique_by=lambda cell: cell.id))
    said = tuple((cell.id, draw(labels())) for cell in found if draw(st.booleans()))
    ChangeCells((), tuple(found), draw(acts), (), said).apply(content)
    for cell in found:
        if draw(st.booleans()):
            content.put_predictions([draw(predictions(cell.id))])
    return content


def _free(taken: Iterable[str], digits: int) -> str:
    """A hexadecimal id above all that are taken; the largest wraps around to a free one."""
    ids = {int(one, 16) for one in taken}
    number = next(n for n in itertools.count((max(ids, default=0) + 1) % 16**digits) if n not in ids)
    return f"{number:0{digits}x}"


@st.composite
def label_edits(draw: st.DrawFn, content: Content) -> SetLabels:
    """Label, relabel or unlabel some of the cells."""
    chosen = draw(st.lists(st.sampled_from(sorted(content.cells)), min_size=1, unique=True))
    changes = tuple(
        LabelChange(
            cell_id,
            content.labels.get(cell_id),
            draw(st.none() | labels(content.taxonomy)),
            draw(st.sampled_from(["", "m:blast"])),
        )
        for cell_id in chosen
    )
    return SetLabels(changes, draw(acts))


@st.composite
def blind_readings(draw: st.DrawFn, content: Content) -> ReadBlind:
    """Read some of the cells blind, or take that back."""
    chosen = draw(st.lists(st.sampled_from(sorted(content.cells)), min_size=1, unique=True))
    classes = st.none() | st.sampled_from(content.taxonomy.ids)
    changes = tuple(ReadingChange(cell_id, draw(classes), draw(classes)) for cell_id in chosen)
    read = ReadBlind.now(changes, draw(names), draw(moments))
    return read if draw(st.booleans()) else read.inverse(draw(moments))


@st.composite
def cell_edits(draw: st.DrawFn, content: Content) -> ChangeCells:
    """Remove some cells, reshape some, add some."""
    ids = sorted(content.cells)
    touched = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    kept = [cell_id for cell_id in touched if draw(st.booleans())]
    fresh = replace(draw(cells(sorted(content.smears))), id=_free(content.cells, 32))
    new = [
        Cell(i, content.cells[i].smear_id, draw(masks()), None, content.cells[i].kind, "Ada") for i in kept
    ]
    if draw(st.booleans()):
        new.append(fresh)
    gone = [i for i in touched if i not in kept and i in content.labels]
    appeared = ((fresh.id, draw(labels(content.taxonomy))),) if fresh in new and draw(st.booleans()) else ()
    return ChangeCells(
        old=tuple(content.cells[i] for i in touched),
        new=tuple(new),
        act=draw(acts),
        old_labels=tuple((i, content.labels[i]) for i in gone),
        new_labels=appeared,
    )


@st.composite
def smear_edits(draw: st.DrawFn, content: Content) -> Edit:
    """Add, change or remove a smear."""
    empty = [s for s in content.smears.values() if next(content.cells_of(s.id), None) is None]
    choices = ["add"] + ["change"] * bool(content.smears) + ["remove"] * bool(empty)
    choice = draw(st.sampled_from(choices))
    if choice == "add":
        sha256 = _free(content.smears, 16) * 4
        return AddSmears((replace(draw(smears()), id=smear_id_of(sha256), sha256=sha256),))
    if choice == "remove":
        return RemoveSmears((draw(st.sampled_from(empty)),))
    old = draw(st.sampled_from(list(content.smears.values())))
    new = Smear(old.id, old.path, old.sha256, old.width, old.height, draw(st.floats(0.05, 1)), "MGG", "P1")
    return ChangeSmear(old, new)


taxonomies = st.sampled_from(
    [LEUKOCYTE8, BLAST_NORMAL, taxonomy_for("cells", ("bar", "blast", "baz", "lymphocyte"))]
)


@st.composite
def taxonomy_edits(draw: st.DrawFn, content: Content) -> Edit:
    """Add the classes of another taxonomy, or exchange them where no label is in the way."""
    other = draw(taxonomies)
    used = {label.cell_class for label in content.labels.values()}
    if lacking(other, used) or draw(st.booleans()):
        other = extended(content.taxonomy, other)
    return ChangeTaxonomy(content.taxonomy, other, draw(acts))


@st.composite
def single_edits(draw: st.DrawFn, content: Content) -> Edit:
    """Any edit that fits the content."""
    kinds = (
        [smear_edits, taxonomy_edits]
        + [cell_edits] * bool(content.smears)
        + [label_edits, blind_readings] * bool(content.cells)
    )
    return draw(draw(st.sampled_from(kinds))(content))


def copy_of(content: Content) -> Content:
    """An independent copy with every row built; values are frozen, so containers are all there is to copy."""
    return Content(
        content.taxonomy,
        dict(content.smears),
        dict(content.cells),
        dict(content.labels),
        list(content.revisions),
        {model: dict(said) for model, said in content.predictions.items()},
        dict(content.versions),
        dict(content.procedures),
    )


@st.composite
def edits(draw: st.DrawFn, content: Content) -> Edit:
    """Any edit that fits the content, groups included."""
    if draw(st.booleans()):
        return draw(single_edits(content))
    ahead = copy_of(content)
    group = []
    for _ in range(draw(st.integers(1, 3))):
        edit = draw(single_edits(ahead))
        edit.apply(ahead)
        group.append(edit)
    return CompositeEdit(tuple(group), "Do several things")


def later(moment: datetime) -> datetime:
    """A minute after ``moment``."""
    return moment + timedelta(minutes=1)


def state(content: Content) -> tuple[object, ...]:
    """Everything that undo must bring back.

    The history is left out because it only grows, and what models said because it ends with an outline.
    """
    by_smear = {smear_id: {c.id for c in content.cells_of(smear_id)} for smear_id in content.smears}
    return content.taxonomy, content.smears, content.cells, content.labels, by_smear


def everything(content: Content) -> tuple[object, ...]:
    """The state, what models said and the history."""
    return *state(content), content.predictions, content.revisions
