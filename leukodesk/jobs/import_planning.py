"""What bringing cells and labels of other programs into a dataset would do; changes nothing itself."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np

from leukodesk.core.cell import Cell, Label, new_cell_id
from leukodesk.core.content import Content
from leukodesk.core.errors import InputError
from leukodesk.core.imported import Imported
from leukodesk.core.mask import Mask
from leukodesk.core.plain_text import folded
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.pseudonyms import is_pseudonym
from leukodesk.core.sentence import Amount, ClassName, Sentence, sentence
from leukodesk.core.shapes import Box, Point, Shape, WholeImage
from leukodesk.core.smear import Smear
from leukodesk.imaging.reader import decode
from leukodesk.inference.registry import segmenter_ids
from leukodesk.jobs.class_mapping import LEFT_OUT, map_classes, with_classes
from leukodesk.jobs.import_images import Found, ImageFinder, UnplacedImage
from leukodesk.jobs.import_matching import Match, Placed, match_cells
from leukodesk.jobs.import_plan import NOBODY, ImportPlan, ImportRequest, empty_plan
from leukodesk.store.formats.document import (
    Document,
    Mark,
    MarkedImage,
    OnBlack,
    Polygons,
    Relative,
    absolute,
    is_in_first_pixel,
    mask_of,
    pixels_of,
)
from leukodesk.store.formats.registry import format_named, format_of, refuse_missing
from leukodesk.store.formats.written import refuse_unfinished

_BLACK = 8  # of 255: JPEG noise of a black surround stays below


def plan_import(
    request: ImportRequest,
    content: Content,
    at: datetime,
    stored: Callable[[str], bytes],
    progress: Progress = no_progress,
    *,
    is_new: bool = False,
) -> ImportPlan:
    """Read a source and decide what each of its cells becomes; changes nothing.

    Args:
        request: what is to be imported.
        content: the dataset as it is now.
        at: when the import is made, in UTC.
        stored: the encoded image of a smear of the dataset, by smear id.
        progress: told after each image.
        is_new: the dataset is still to be made.

    Raises:
        InputError: the source cannot be read at all, is of no known format, says nothing, or is a half of an
            export.
        UnknownIdError: there is no such format.
        CancelledError: the reader stopped it.
    """
    source = request.source
    chosen = format_named(request.format) if request.format else format_of(source)
    refuse_missing(source)
    refuse_unfinished(source)
    if chosen.read is None:
        raise InputError(
            sentence(
                "The format {chosen} can only be written; choose another one for {source}.",
                chosen=chosen.name,
                source=source,
            )
        )
    document = chosen.read(source)
    if not document.images and not document.skipped and not document.problems:
        raise InputError(
            sentence("{source} tells of no image and no cell; check that it is what you mean.", source=source)
        )
    plan = empty_plan(content, _name(source), chosen.name, at, is_named=_may_be_named(request))
    planner = _Planner(request, content, plan, document, stored)
    planner.map_names(document)
    for done, image in enumerate(document.images):
        progress(done, len(document.images), Path(image.name).name)
        planner.add(image)
    planner.finish(is_new=is_new)
    return plan


def _may_be_named(request: ImportRequest) -> bool:
    """Whether the history may say what the source is called."""
    return request.kept.folder or (request.kept.file_name and request.source.is_file())


def _name(source: Path) -> str:
    return source.resolve().name


class _Planner:
    """Fills a plan, image by image."""

    def __init__(
        self,
        request: ImportRequest,
        content: Content,
        plan: ImportPlan,
        document: Document,
        stored: Callable[[str], bytes],
    ) -> None:
        self.plan = plan
        self._request = request
        self._content = content
        self._stored = stored
        self._images = ImageFinder(request, content)
        self._class_ids: dict[str, str] = {}
        self._ids: set[str] = set()
        self._matched: set[str] = set()
        self._names = 0
        self._segmenters = frozenset(segmenter_ids())
        plan.images = len(document.images)
        plan.marks = sum(len(image.marks) for image in document.images) + document.skipped.total()
        plan.skipped.update(document.skipped)
        plan.problems += document.problems
        plan.notes += document.notes

    def map_names(self, document: Document) -> None:
        """Decide which classes the names of the document mean."""
        names = dict.fromkeys(mark.class_name for image in document.images for mark in image.marks)
        asked = self._request.class_map
        plan = self.plan
        self._class_ids = map_classes(
            names,
            plan.taxonomy,
            asked,
            document.suggested,
            leukocytes_only=self._request.leukocytes_only,
        )
        known = {folded(name) for name in names}
        for old in asked:
            if folded(old) not in known:
                plan.notes.append(
                    sentence(
                        "No cell of {source} is called '{name}', which --class-map names.",
                        source=plan.name,
                        name=old,
                    )
                )

    def add(self, image: MarkedImage) -> None:
        """Plan the cells of one image."""
        plan = self.plan
        if not image.marks:
            plan.empty_images.append(image.name)
            return
        found = self._images.find(image)
        if isinstance(found, UnplacedImage):
            plan.skipped[found.reason] += len(image.marks)
            plan.skipped_images[found.reason].append(found.image)
            return
        smear = found.smear
        if smear.id in self._content.smears:
            plan.known_smears.add(smear.id)
        placed = [item for mark in image.marks if (item := self._placed(mark, found))]
        present = [cell for cell in self._content.cells_of(smear.id) if cell.id not in self._matched]
        matches = match_cells(placed, present, self._content.labels, smear)
        self._matched |= {match.cell.id for match in matches.values()}
        for place, item in enumerate(placed):
            if place in matches:
                self._add_label(matches[place], item)
            else:
                self._add_cell(item, smear)

    def finish(self, *, is_new: bool) -> None:
        """Take over what was learnt about images, and the classes and smears that are needed."""
        plan = self.plan
        needed = [class_id for _, class_id in plan.classes]
        plan.taxonomy = with_classes(plan.taxonomy, needed, plan.name, is_new=is_new)
        if is_new:
            plan.old_taxonomy = plan.taxonomy
        plan.problems += self._images.problems
        if self._images.repeated:
            plan.notes.append(
                sentence(
                    "{images} the same as another one, byte by byte; their cells share a smear.",
                    images=Amount(self._images.repeated, "image"),
                )
            )
        if self._names and not self._request.annotator:
            plan.notes.append(
                sentence(
                    "Who gave {labels} is left out, unless you ask for names; "
                    "the history will say '{nobody}'.",
                    labels=Amount(self._names, "label"),
                    nobody=NOBODY,
                )
            )
        used = {cell.smear_id for cell, _ in plan.cells} | {cell.smear_id for cell, _ in plan.labelled}
        plan.smears = {key: pair for key, pair in self._images.new.items() if key in used}
        plain = sum(
            smear.patient_id is not None and not is_pseudonym(smear.patient_id)
            for smear, _ in plan.smears.values()
        )
        if plain:
            plan.notes.append(
                sentence(
                    "The source names the patients of {smears}, whose ids are taken over as they are; "
                    "with a key they become pseudonyms.",
                    smears=Amount(plain, "smear"),
                )
            )

    def _placed(self, mark: Mark, found: Found) -> Placed | None:
        """Where a cell lies and what its label is; None for one that is skipped."""
        plan, smear = self.plan, found.smear
        class_id = self._class_ids[mark.class_name]
        if class_id == LEFT_OUT:
            why = sentence("is of the class '{name}', which is left out", name=mark.class_name)
            plan.skipped[why] += 1
            plan.left_out[mark.class_name] += 1
            return None
        # What this program wrote is in pixels, whatever it says.
        if not mark.cell_id and is_in_first_pixel(mark.shape):
            why = sentence(
                "lies within the first pixel of its image, as what is given in parts of the image does; "
                "give it in pixels"
            )
            plan.skipped[why] += 1
            return None
        shape = self._resolved(mark, found)
        if shape is None:
            plan.skipped[sentence("is not to be seen in its image")] += 1
            return None
        mask = mask_of(shape, (smear.height, smear.width), self._request.point_diameter_px)
        if mask is None:
            plan.skipped[sentence("lies outside its image")] += 1
            return None
        label = None
        if class_id:
            told = mark.annotator if self._request.names else ""
            self._names += bool(mark.annotator and not told)
            annotator = self._request.annotator or told or NOBODY
            label = Label(class_id, annotator, plan.at, "import")
        return Placed(mark, shape, mask, label)

    def _resolved(self, mark: Mark, found: Found) -> Mask | Polygons | Shape | None:
        shape, smear = mark.shape, found.smear
        if isinstance(shape, Relative):
            return absolute(shape, smear.height, smear.width)
        if isinstance(shape, OnBlack):
            pixels = found.pixels
            if pixels is None:
                pixels = decode(self._stored(smear.id), smear.path, max_pixels=self._request.max_pixels)
            lit = pixels.max(axis=2) > _BLACK
            return Mask.from_pixels(lit) if lit.any() else None
        return shape

    def _add_label(self, match: Match, item: Placed) -> None:
        plan, cell, label = self.plan, match.cell, item.label
        has = self._content.labels.get(cell.id)
        if label is None or (has is not None and has.cell_class == label.cell_class):
            plan.skipped[_there(match)] += 1
        elif has is None:
            plan.labelled.append((cell, label))
            plan.classes[item.mark.class_name, label.cell_class] += 1
        else:
            plan.skipped[_there_with(match, ClassName(has.cell_class))] += 1

    def _add_cell(self, item: Placed, smear: Smear) -> None:
        plan = self.plan
        plan.cut += _is_cut(item.shape, (smear.height, smear.width))
        plan.shapes[_word(item.shape)] += 1
        plan.classes[item.mark.class_name, item.label.cell_class if item.label else ""] += 1
        plan.cells.append((self._cell(item.mark, item.mask, item.shape, smear), item.label))

    def _cell(self, mark: Mark, mask: Mask, shape: Mask | Polygons | Shape, smear: Smear) -> Cell:
        cell_id = mark.cell_id
        if not _is_id(cell_id) or cell_id in self._content.cells or cell_id in self._ids:
            cell_id = new_cell_id()
        self._ids.add(cell_id)
        less = shape if isinstance(shape, Point | Box | WholeImage) else None
        told = Imported(
            self.plan.at,
            self.plan.format,
            less,
            self._request.point_diameter_px if isinstance(less, Point) else 0,
            smear.id not in self._content.smears,
            mark.made_by if self._request.names or mark.made_by in self._segmenters else "",
        )
        nucleus = pixels_of(mark.nucleus, smear.height, smear.width) if mark.nucleus else None
        return Cell(cell_id, smear.id, mask, nucleus, mark.kind, told.text)


def _there(match: Match) -> Sentence:
    if match.same:
        return sentence("is in the dataset already")
    return sentence("lies on a cell that is in the dataset already")


def _there_with(match: Match, label: ClassName) -> Sentence:
    if match.same:
        return sentence("is in the dataset already, labelled '{label}', which stays", label=label)
    return sentence(
        "lies on a cell that is in the dataset already, labelled '{label}', which stays", label=label
    )


def _is_id(text: str) -> bool:
    return len(text) == 32 and set(text) <= set("0123456789abcdef")


def _word(shape: Mask | Polygons | Shape) -> str:
    words = {Point: "point", Box: "box", WholeImage: "image"}
    return words.get(type(shape), "outline")


def _is_cut(shape: Mask | Polygons | Shape, size: tuple[int, int]) -> bool:
    """Whether a cell reaches beyond an image of ``size`` (height, width)."""
    height, width = size
    if isinstance(shape, Box):
        return shape.y0 < 0 or shape.x0 < 0 or shape.y1 > height or shape.x1 > width
    if isinstance(shape, Mask):
        return not shape.fits(height, width)
    if isinstance(shape, Polygons):
        corners = np.concatenate([ring for part in shape.parts for ring in part])
        return bool((corners < 0).any() or (corners > (width, height)).any())
    return False
