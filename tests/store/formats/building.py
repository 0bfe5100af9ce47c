"""Cells of any form, and what comes back after a format wrote and read them."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import strategies as st

from leukodesk.core.cell import Cell, CellKind, new_cell_id
from leukodesk.core.imported import Imported
from leukodesk.core.mask import Mask
from leukodesk.core.shapes import Box, Point, Shape, stand_in
from leukodesk.core.smear import Smear
from leukodesk.store.formats.document import Document, Mark, Relative, absolute, mask_of, pixels_of
from leukodesk.store.formats.export import ExportedCell, ExportedSmear, exported
from leukodesk.store.formats.format import Format
from leukodesk.store.formats.written import Written

HEIGHT, WIDTH = 48, 64
DISC_PX = 7
AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    """Any region: with holes, in several parts, of one pixel."""
    height, width = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    bits = draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width))
    pixels = np.array(bits).reshape(height, width)
    pixels[draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))] = True
    top, left = draw(st.integers(0, HEIGHT - height)), draw(st.integers(0, WIDTH - width))
    return Mask.from_pixels(pixels, top, left)


_PLACES = st.floats(0, 1, exclude_max=True)


@st.composite
def shapes(draw: st.DrawFn, *, whole: bool) -> Shape:
    """A point or a box in the smear, at whole pixels where ``whole``."""
    if draw(st.booleans()):
        row, column = draw(_PLACES) * HEIGHT, draw(_PLACES) * WIDTH
        return Point(float(int(row)), float(int(column))) if whole else Point(row, column)
    y0, x0 = draw(st.integers(0, HEIGHT - 2)), draw(st.integers(0, WIDTH - 2))
    y1, x1 = draw(st.integers(y0 + 1, HEIGHT)), draw(st.integers(x0 + 1, WIDTH))
    part = 0 if whole else draw(_PLACES) / 4
    return Box(y0 + part, x0 + part, float(y1), float(x1))


@st.composite
def cells(draw: st.DrawFn, *, whole: bool = True) -> ExportedCell:
    """A cell with an outline and perhaps a nucleus, or one that is only a point or a box."""
    smear = Smear("s" * 16, "field.png", "s" * 64, WIDTH, HEIGHT)
    label = draw(st.sampled_from(["", "blast", "normal", "ig"]))
    kind = draw(st.sampled_from(list(CellKind)))
    if draw(st.booleans()):
        mask = draw(masks())
        nucleus = Mask.from_pixels(mask.pixels, mask.top, mask.left) if draw(st.booleans()) else None
        if nucleus and nucleus.height > 1 and nucleus.pixels[1:].any():
            nucleus = Mask.from_pixels(mask.pixels[1:], mask.top + 1, mask.left)
        cell = Cell(new_cell_id(), smear.id, mask, nucleus, kind, "pivot-growing")
    else:
        shape = draw(shapes(whole=whole))
        told = Imported(AT, "voc", shape, DISC_PX if isinstance(shape, Point) else 0)
        mask = stand_in(shape, HEIGHT, WIDTH, DISC_PX)
        assert mask is not None
        cell = Cell(new_cell_id(), smear.id, mask, None, kind, told.text)
    return exported(cell, smear, label, "Ada", names=True, known=frozenset())


def smears_of(*groups: list[ExportedCell]) -> list[ExportedSmear]:
    """One smear for each group of cells."""
    found = []
    for number, group in enumerate(groups):
        smear = Smear(f"{number:016x}", f"field {number}.png", f"{number:064x}", WIDTH, HEIGHT)
        pixels = np.full((HEIGHT, WIDTH, 3), 40 * number, np.uint8)
        found.append(
            ExportedSmear(smear, f"field {number}", f"field {number}.png", tuple(group), lambda p=pixels: p)
        )
    return found


def written_to(folder: Path, chosen: Format, smears: list[ExportedSmear]) -> Written:
    """What a format wrote into a folder."""
    assert chosen.write
    with Written(folder, chosen.name) as written:
        chosen.write(written, smears)
    return written


def there_and_back(chosen: Format, smears: list[ExportedSmear]) -> Document:
    """What a format reads of what it wrote."""
    assert chosen.read
    with TemporaryDirectory() as folder:
        written = written_to(Path(folder), chosen, smears)
        assert written.cells + sum(
            n for what, n in written.lost.items() if what.startswith("whole cell")
        ) == sum(len(item.cells) for item in smears)
        document = chosen.read(Path(folder))
    assert not document.problems
    assert not document.skipped
    return document


def mask_read(mark: Mark) -> Mask | None:
    shape = absolute(mark.shape, HEIGHT, WIDTH) if isinstance(mark.shape, Relative) else mark.shape
    return mask_of(shape, (HEIGHT, WIDTH), DISC_PX)


def nucleus_read(mark: Mark) -> Mask | None:
    return pixels_of(mark.nucleus, HEIGHT, WIDTH) if mark.nucleus else None


def labelled_masks(document: Document) -> Counter:
    """Masks with their labels, as they came back."""
    return Counter((mask_read(mark), mark.class_name) for image in document.images for mark in image.marks)
