"""Everything ``analyze`` writes about an image, in one place and as soon as the image is done."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from leukodesk.cli.analysis_files import json_lines, make_writable, write_png, write_png_stripes
from leukodesk.cli.analysis_overlay import draw_overlay
from leukodesk.cli.analysis_record import analysis_record
from leukodesk.cli.analysis_stripes import instance_stripes, overlay_stripes, region_stripes
from leukodesk.cli.class_list import taxonomy_of
from leukodesk.core.errors import InputError
from leukodesk.core.kept import KeptOfImages
from leukodesk.imaging.large import LargeSmear
from leukodesk.inference.cards import ModelCard
from leukodesk.jobs.batch import Analysed
from leukodesk.store.formats.label_pixels import instance_pixels, region_pixels

if TYPE_CHECKING:
    from leukodesk.cli.analysis_dataset import AnalysisDataset


@dataclass(frozen=True)
class Wanted:
    """What is to be written, and where; None for what is not. ``json`` may be ``-`` for stdout.

    ``kept`` is what comes into the dataset with the pixels of images.
    """

    json: str | None = None
    masks: Path | None = None
    overlays: Path | None = None
    dataset: Path | None = None
    kept: KeptOfImages = field(default_factory=KeptOfImages)


class Outputs:
    """The open outputs of one batch; a context manager."""

    def __init__(
        self,
        wanted: Wanted,
        card: ModelCard | None,
        stems: Mapping[Path, str],
        say: Callable[[str], object],
    ) -> None:
        """Open everything and check that it can be written to, before any work starts.

        Args:
            wanted: what is to be written.
            card: of the classifier in use, or None.
            stems: the name of the files of each image.
            say: tells the reader one sentence.

        Raises:
            InputError: a place cannot be written to, or is one of the images.
            DatasetError: the dataset cannot be opened for writing.
        """
        self._wanted = wanted
        self._stems = stems
        self._say = say
        self._card = card
        self._model_id = card.id if card else None
        self._taxonomy = taxonomy_of(card)
        for folder in (wanted.masks, wanted.overlays):
            if folder is not None:
                make_writable(folder)
        self._refuse_images()
        with contextlib.ExitStack() as stack:
            self._dataset = self._opened_dataset()
            if self._dataset is not None:
                stack.enter_context(contextlib.closing(self._dataset))
            self._write_line = stack.enter_context(json_lines(wanted.json)) if wanted.json else None
            self._open = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def _refuse_images(self) -> None:
        """Say no where a file would take the place of an image, as masks among them do the second time."""
        images = {known for image in self._stems if (known := _identity(image))}
        for image in self._stems:
            for place in (*self._mask_places(image), *self._overlay_places(image)):
                if _identity(place) in images:
                    raise InputError(
                        f"{place} is one of the images and would be written over; choose another folder for "
                        "masks and overlays, and leave theirs out of the images."
                    )

    def _opened_dataset(self) -> "AnalysisDataset | None":
        if self._wanted.dataset is None:
            return None
        from leukodesk.cli.analysis_dataset import AnalysisDataset

        opened = AnalysisDataset(self._wanted.dataset, self._card, self._wanted.kept)
        for sentence in opened.notices:
            self._say(sentence)
        return opened

    def write(self, result: Analysed) -> Mapping[str, Any]:
        """Write everything that is wanted about one image; the JSON line last, when the rest is there.

        Returns:
            the image's JSON object, see :func:`leukodesk.cli.analysis_record.analysis_record`.

        Raises:
            InputError: a file cannot be written.
            DatasetError: the dataset cannot be written.
        """
        files = [*self._write_masks(result), *self._write_overlay(result)]
        for sentence in self._dataset.add(result) if self._dataset is not None else ():
            self._say(sentence)
        record = analysis_record(result, self._model_id, self._taxonomy, [str(path) for path in files])
        if self._write_line is not None:
            self._write_line(record)
        return record

    def _write_masks(self, result: Analysed) -> list[Path]:
        places = self._mask_places(result.path)
        if not places:
            return []
        instances, regions = places
        smear, cells = result.image.smear, result.analysis.segmentation.cells
        size = smear.height, smear.width
        if isinstance(result.image, LargeSmear):
            write_png_stripes(instances, instance_stripes(cells, *size), *size)
            write_png_stripes(regions, region_stripes(cells, *size), *size)
        else:
            write_png(instances, instance_pixels(cells, *size))
            write_png(regions, region_pixels(cells, *size))
        return places

    def _write_overlay(self, result: Analysed) -> list[Path]:
        places = self._overlay_places(result.path)
        image, analysis = result.image, result.analysis
        for path in places:
            if isinstance(image, LargeSmear):
                stripes = overlay_stripes(image.source, analysis, self._taxonomy)
                write_png_stripes(path, stripes, image.smear.height, image.smear.width)
            else:
                write_png(path, draw_overlay(image.pixels, analysis, self._taxonomy))
        return places

    def _mask_places(self, image: Path) -> list[Path]:
        """The instances and the regions of an image, if masks are wanted."""
        folder, stem = self._wanted.masks, self._stems[image]
        return [folder / f"{stem}_{kind}.png" for kind in ("cells", "regions")] if folder else []

    def _overlay_places(self, image: Path) -> list[Path]:
        folder = self._wanted.overlays
        return [folder / f"{self._stems[image]}_overlay.png"] if folder else []


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others, whatever it is called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
