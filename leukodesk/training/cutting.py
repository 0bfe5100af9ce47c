"""Cells on their way into samples: cut out at one scale, counted where they are left out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import cv2
import numpy as np

from leukodesk.core.cell import Cell
from leukodesk.core.errors import InputError
from leukodesk.core.sentence import Amount, ClassName, class_names, sentence
from leukodesk.imaging.crops import (
    CropSpec,
    background_colour,
    crop_at,
    cut_out,
    mask_crop,
    spec_colours,
)
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.inference.neighbours import Places
from leukodesk.training.augmentation import context_size_px
from leukodesk.training.pile import Pile
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import FITTED, BoolArray, ByteArray, Samples

IN_FROZEN: Final = sentence("in a frozen smear")
"""Why a labelled cell is left out of what a model learns from."""


@dataclass
class SampleCutter:
    """Cuts and collects labelled cells.

    Attributes:
        recipe: says how crops are cut and which cells are left out.
        judging: whether a model is judged on the cells: classes of the recipe that no cell has are then kept.
    """

    recipe: Recipe
    judging: bool = False
    _contexts: Pile[np.uint8] = field(default_factory=Pile)
    _masks: Pile[np.bool_] = field(default_factory=Pile)
    _rows: list[tuple[str, str, str]] = field(default_factory=list)
    _places: list[tuple[float, float, str | None]] = field(default_factory=list)
    _left_out: Counter[str] = field(default_factory=Counter)
    _met: set[str] = field(default_factory=set)
    _sought: dict[str, str] = field(default_factory=dict)
    _scales: Counter[str] = field(default_factory=Counter)
    _field: tuple[ByteArray, ByteArray, tuple[int, int, int]] | None = None

    @property
    def spec(self) -> CropSpec:
        """Size and scale of the crops."""
        return self.recipe.crop.spec

    @property
    def context(self) -> CropSpec:
        """Size and scale of what is kept of each cell, margin included."""
        side = context_size_px(self.spec, self.recipe.augmentation)
        return replace(self.spec, size_px=side)

    @property
    def surround_um(self) -> float:
        """How much of a field around a cell has to be seen to cut it out and to know the field's border."""
        return self.context.size_px * self.context.pixel_size_um + self.recipe.split.border_um

    def add_from_field(
        self,
        pixels: ByteArray,
        cell: Cell | tuple[float, float],
        pixel_size_um: float,
        scale: str,
        row: tuple[str, str, str],
        field_id: str,
        centre: tuple[float, float] | None = None,
    ) -> None:
        """Cut one cell out of a field, uint8 (h, w, 3).

        Args:
            pixels: RGB field.
            cell: the cell, or the ``(row, column)`` where one is marked.
            pixel_size_um: micrometres per field pixel.
            scale: how that was found.
            row: class id, group and name of the cell.
            field_id: tells the field from all others.
            centre: where the cell lies in the field, if ``pixels`` are only its surroundings.
        """
        in_field = centre
        centre = cell.centroid if isinstance(cell, Cell) else cell
        height, width = pixels.shape[:2]
        distance = min(centre[0], centre[1], height - 1 - centre[0], width - 1 - centre[1]) * pixel_size_um
        if not self._wanted(row[0]):
            return
        at_edge = self.recipe.split.border_um > 0 and isinstance(cell, Cell) and cell.cut
        if at_edge or distance < self.recipe.split.border_um:
            self._left_out["cut by the field's border"] += 1
            return
        mask = np.zeros((self.context.size_px,) * 2, dtype=bool)
        if isinstance(cell, Cell):
            mask = mask_crop(cell.cell_mask, centre, pixel_size_um, self.context)
        colours, fill = self._colours(pixels)
        self._keep(crop_at(colours, centre, pixel_size_um, self.context, fill=fill), mask, row)
        row_px, column_px = in_field or centre
        self._places[-1] = (row_px * pixel_size_um, column_px * pixel_size_um, field_id)
        self._scales[scale] += 1

    def add_image(
        self,
        pixels: ByteArray,
        row: tuple[str, str, str],
        mask: BoolArray | None = None,
        file_pixel_size_um: float | None = None,
    ) -> None:
        """Take a whole single-cell image, uint8 (h, w, 3); what lies beyond it is its mirror image.

        Args:
            pixels: RGB.
            row: class id, group and name of the cell.
            mask: bool (h, w) of the cell, if known.
            file_pixel_size_um: its scale by its file, if that says so.
        """
        if not self._wanted(row[0]):
            return
        size_um, told_by = self._scale_of_image(pixels, file_pixel_size_um)
        scale = size_um / self.spec.pixel_size_um
        seen = np.zeros(pixels.shape[:2], bool) if mask is None else mask
        colours = spec_colours(pixels, self.spec)
        self._keep(
            _centred(_resized(colours, scale), self.context.size_px),
            _centred(_resized(seen.astype(np.uint8) * 255, scale), self.context.size_px) >= 128,
            row,
        )
        self._scales[told_by] += 1

    def leave_out(self, reason: str) -> None:
        """Count a cell that is not used."""
        self._left_out[reason] += 1

    def seek(self, class_id: str, where: str) -> None:
        """Note that the data show a class, whose cells a segmenter has to find.

        Args:
            class_id: the class.
            where: it is shown, such as ``in the images of the class 'blast'``.
        """
        self._sought[class_id] = where

    def samples(self, classes: Sequence[str], taxonomy: str, grouped_by: str, source: str) -> Samples:
        """All cells cut so far, which the cutter does not keep.

        Args:
            classes: possible class ids in order, where the recipe names none; those without a cell are
                dropped.
            taxonomy: id of the taxonomy they belong to.
            grouped_by: what a group is.
            source: where the cells came from, one line.

        Raises:
            InputError: there are no cells, or of one class only; or one is missing that the recipe names, and
                nothing is judged.
        """
        kept = self._classes(classes, source)
        fields = self._fields()
        return Samples(
            contexts=self._contexts.taken(),
            spec=self.spec,
            labels=np.array([kept.index(row[0]) for row in self._rows], dtype=np.int64),
            classes=kept,
            taxonomy=taxonomy,
            groups=tuple(row[1] for row in self._rows),
            grouped_by=grouped_by,
            names=tuple(row[2] for row in self._rows),
            masks=self._masks.taken(),
            source=source,
            scale=", ".join(f"{name} ({count} cells)" for name, count in self._scales.most_common()),
            notices=tuple(
                sentence("{cells} left out: {reason}.", cells=Amount(count, "cell"), reason=reason)
                for reason, count in sorted(self._left_out.items())
            ),
            places=self._where(fields) if fields else None,
            fields=fields,
        )

    def _classes(self, classes: Sequence[str], source: str) -> tuple[str, ...]:
        found = {row[0] for row in self._rows}
        wanted = self.recipe.classes
        there = tuple(name for name in wanted or classes if name in found)
        missing = [name for name in wanted or classes if name not in found]
        if len(there) < 2 or (wanted and missing and not self.judging):
            raise InputError(self._refusal(there, missing, source))
        return wanted or there

    def _refusal(self, there: Sequence[str], missing: Sequence[str], source: str) -> str:
        """Why the classes that have cells do not do."""
        for name in missing:
            # What was lost on the way here is labelled all right: nobody should label more of it.
            if name in self._met:
                return sentence(
                    "Every cell of the class '{name}' in {source} is cut by the field's border; give cells "
                    "that lie farther inside.",
                    name=ClassName(name),
                    source=source,
                )
            if name in self._sought:
                return sentence(
                    "{finder} found no cell {where} of {source}; choose other settings for it, or another "
                    "segmenter.",
                    finder=self.recipe.cells_found_by,
                    where=self._sought[name],
                    source=source,
                )
        only = sentence("only the class '{name}'", name=ClassName(there[0])) if there else ""
        if self.recipe.classes and self.judging:
            return sentence(
                "Judging needs labelled cells of at least two of the classes {names}, and {source} has "
                "{have}; label cells of another one.",
                names=class_names(self.recipe.classes),
                source=source,
                have=only or sentence("none of them"),
            )
        if self.recipe.classes and missing:
            return sentence(
                "{source} has no labelled cell of the class '{name}' that the recipe names; label some, "
                "or change the recipe.",
                source=source,
                name=ClassName(missing[0]),
            )
        have = only or sentence("no cells labelled with a class to learn")
        if IN_FROZEN in self._left_out:
            return sentence(
                "{source} has {have} outside its frozen smears, and a classifier needs two classes; label "
                "cells of another class in smears that are not frozen, or release some of these (Review, "
                "Release for training; `leukodesk dataset unfreeze`).",
                source=source,
                have=have,
            )
        return sentence(
            "{source} has {have}, and a classifier needs two classes; label cells of another class.",
            source=source,
            have=have,
        )

    def _scale_of_image(self, pixels: ByteArray, file_pixel_size_um: float | None) -> tuple[float, str]:
        """Micrometres per pixel of a single-cell image, and how that is known."""
        choice = self.recipe.crop
        if choice.image_pixel_size_um is not None:
            return choice.image_pixel_size_um, "given in the recipe"
        if choice.image_scale == "measured":
            if file_pixel_size_um is not None:
                return file_pixel_size_um, "given"
            estimate = estimate_pixel_size(pixels)
            if estimate.source == "red cells":
                return estimate.pixel_size_um, "estimated from red cells"
        return self.spec.pixel_size_um * self.spec.size_px / max(pixels.shape[:2]), FITTED

    def _colours(self, pixels: ByteArray) -> tuple[ByteArray, tuple[int, int, int]]:
        """What crops of a field are cut from, and its background; a field's cells come one after another."""
        if self._field is None or self._field[0] is not pixels:
            colours = spec_colours(pixels, self.spec)
            self._field = pixels, colours, background_colour(colours)
        return self._field[1:]

    def _fields(self) -> tuple[str, ...]:
        """What tells the field of each cell from all others; empty where no cell lies in one."""
        if all(field_id is None for *_, field_id in self._places):
            return ()
        # A cell that is an image of its own has no neighbours.
        return tuple(place[2] or f"image {index}" for index, place in enumerate(self._places))

    def _where(self, fields: Sequence[str]) -> Places:
        numbers = {field_id: number for number, field_id in enumerate(dict.fromkeys(fields))}
        return Places(
            np.array([place[:2] for place in self._places], dtype=np.float64),
            np.array([numbers[field_id] for field_id in fields], dtype=np.int64),
        )

    def _wanted(self, class_id: str) -> bool:
        if self.recipe.classes is not None and class_id not in self.recipe.classes:
            self.leave_out(f"the class '{class_id}' is not in the recipe")
            return False
        self._met.add(class_id)
        return True

    def _keep(self, context: ByteArray, mask: BoolArray, row: tuple[str, str, str]) -> None:
        if self.spec.cut_out and not mask.any():
            raise InputError(
                f'{row[2]} has no outline, so it cannot be cut out of its surround; set surround = "kept" in '
                "the recipe, or cells_found_by for whole fields."
            )
        self._contexts.append(cut_out(context, mask) if self.spec.cut_out else context)
        self._masks.append(mask)
        self._places.append((0.0, 0.0, None))
        self._rows.append(row)


def _resized(pixels: ByteArray, scale: float) -> ByteArray:
    height, width = (max(1, round(length * scale)) for length in pixels.shape[:2])
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=method), dtype=np.uint8)


def _centred(pixels: ByteArray, side: int) -> ByteArray:
    """The middle (side, side) of an image; where that is too small, it is mirrored outwards."""
    missing = [max(0, side - length) for length in pixels.shape[:2]]
    around = [(length // 2, length - length // 2) for length in missing]
    mirrored = np.pad(pixels, [*around, *[(0, 0)] * (pixels.ndim - 2)], mode="symmetric")
    top, left = ((length - side) // 2 for length in mirrored.shape[:2])
    return np.ascontiguousarray(mirrored[top : top + side, left : left + side])
