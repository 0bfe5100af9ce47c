"""Many smears, one after the other on this machine; :mod:`leukodesk.jobs.cluster` shares them out."""

import itertools
import logging
import time
from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from leukodesk.core.errors import CancelledError, InputError, LeukoDeskError, UnknownIdError
from leukodesk.core.listing import is_other_picture, unread_picture
from leukodesk.core.outputs import is_dataset
from leukodesk.core.progress import Progress, no_progress
from leukodesk.imaging.large import LargeSmear, read_large
from leukodesk.imaging.reader import SmearImage, find_images, read_smear
from leukodesk.imaging.stain import StainTemplate
from leukodesk.imaging.stain_in_parts import fitted
from leukodesk.inference.cards import ModelCard
from leukodesk.inference.classifier import CellClassifier
from leukodesk.inference.devices import prepare_torch, resolve_device
from leukodesk.inference.explain import EXPLAINERS
from leukodesk.inference.library import ModelLibrary
from leukodesk.inference.pipeline import Analysis, analyze
from leukodesk.inference.reference import load_for_reading
from leukodesk.inference.registry import create_segmenter
from leukodesk.inference.segmenters.segmenter import Segmenter, run_on
from leukodesk.jobs.in_parts import Region, gather, measured_scale
from leukodesk.jobs.smears import user_pyramids
from leukodesk.jobs.whole_analysis import whole_analysis

_log = logging.getLogger(__name__)

# One image decoded ahead hides the decoding; more would only hold memory.
_DECODED_AHEAD = 1


@dataclass(frozen=True)
class BatchPlan:
    """What is to be done with every image; plain values, so that it travels to a cluster.

    Attributes:
        segmenter: id of the segmenter.
        classifier: id of the model, or None for no classification.
        device: ``auto``, ``cpu`` or ``cuda``.
        explainer: method of the heatmaps, or None for none.
        pixel_size_um: micrometres per pixel of all images, or None to read or estimate it.
        max_pixels: largest image that is opened.
        model_folders: where models are looked for.
        segmenter_parameters: name and value of what the segmenter is told, see
            :func:`leukodesk.inference.registry.segmenter_settings`; the rest stays at its default.
        stain_template: colours that every image is adjusted to, or None to leave them.
    """

    segmenter: str
    classifier: str | None
    device: str
    explainer: str | None
    pixel_size_um: float | None
    max_pixels: int
    model_folders: tuple[Path, ...]
    segmenter_parameters: tuple[tuple[str, object], ...] = ()
    stain_template: StainTemplate | None = None


@dataclass(frozen=True)
class Analysed:
    """An image that was analysed.

    Attributes:
        path: where it was read from.
        image: its pixels, or where the parts of a large one come from, and its encoded file.
        analysis: what was found; ``elapsed_s["decode"]`` holds the time of reading the file.
    """

    path: Path
    image: SmearImage | LargeSmear
    analysis: Analysis


@dataclass(frozen=True)
class Refused:
    """An image that could not be analysed, and why, as one sentence."""

    path: Path
    reason: str


Outcome = Analysed | Refused


class Engine:
    """The segmenter and the classifier of a plan, loaded once and used for every image.

    Attributes:
        card: card of the classifier, or None without classification.
    """

    def __init__(self, plan: BatchPlan) -> None:
        """Load what ``plan`` names.

        Raises:
            UnknownIdError: no such segmenter, model or explainer.
            SettingError: a parameter of the segmenter is outside its range.
            ModelError: the model cannot be used.
            LeukoDeskError: the device is not there.
        """
        self._plan = plan
        if plan.explainer is not None and plan.explainer not in EXPLAINERS:
            raise UnknownIdError("explainer", plan.explainer, EXPLAINERS)
        self._segmenter: Segmenter = create_segmenter(plan.segmenter, **dict(plan.segmenter_parameters))
        run_on(self._segmenter, plan.device)
        self._classifier: CellClassifier | None = None
        if plan.classifier is not None:
            prepare_torch()
            library = ModelLibrary(plan.model_folders)
            self._classifier = load_for_reading(library, plan.classifier, resolve_device(plan.device))

    @property
    def card(self) -> ModelCard | None:
        """Card of the classifier in use."""
        return self._classifier.card if self._classifier else None

    def analyze(
        self, image: SmearImage | LargeSmear, decode_s: float, progress: Progress = no_progress
    ) -> Analysis:
        """Analyse one image whose reading took ``decode_s`` seconds; a large one in parts.

        Raises:
            LeukoDeskError: the image cannot be analysed.
            CancelledError: ``progress`` asked to stop.
        """
        if isinstance(image, SmearImage):
            plan = self._plan
            return self._look(image, progress, plan.pixel_size_um, plan.stain_template, decode_s)
        return self._analyze_in_parts(image, decode_s, progress)

    def _look(
        self,
        image: SmearImage,
        progress: Progress,
        pixel_size_um: float | None,
        stain_template: StainTemplate | None,
        decode_s: float = 0.0,
        is_part: bool = False,
    ) -> Analysis:
        return analyze(
            image,
            self._segmenter,
            self._classifier,
            explainer=self._plan.explainer,
            pixel_size_um=pixel_size_um,
            stain_template=stain_template,
            decode_s=decode_s,
            is_part=is_part,
            progress=progress,
        )

    def _analyze_in_parts(self, image: LargeSmear, decode_s: float, progress: Progress) -> Analysis:
        """As the window analyses a large smear: the same parts, the same cells at their seams."""
        region = Region(image.smear, image.source, (0, 0, image.smear.height, image.smear.width))
        scale = measured_scale(region, self._plan.pixel_size_um)
        template = fitted(self._plan.stain_template, image.source)

        def look(part: SmearImage, step: Progress) -> Analysis:
            return self._look(part, step, None, template, is_part=True)

        return whole_analysis(gather(region, scale, look, self.card, progress), scale, self.card, decode_s)


def find_inputs(paths: Sequence[Path]) -> tuple[list[Path], list[Refused]]:
    """The images that ``paths`` name, each once, and the paths that name none.

    A path that cannot be used is refused by itself and does not stop the others; so is each picture in a
    folder that is of a kind which is not read.
    """
    images: dict[Path, Path] = {}
    refused = []
    for path in paths:
        if is_dataset(path):
            refused.append(Refused(path, _no_image(path)))
            continue
        try:
            others = [other for other in sorted(path.iterdir()) if is_other_picture(other)]
        except OSError:  # it is an image, or looking for images in it says why
            others = []
        refused += [Refused(other, str(unread_picture(other))) for other in others]
        try:
            for image in find_images([path]):
                images.setdefault(image.resolve(), image)
        except InputError as error:
            if not others:
                refused.append(Refused(path, str(error)))
    return list(images.values()), refused


def _no_image(path: Path) -> str:
    return (
        f"{path} is a dataset, not an image; `leukodesk {path}` opens it and analyses its smears anew, "
        f"`leukodesk dataset info {path}` says what is in it."
    )


def analyze_batch(
    paths: Sequence[Path], engine: Engine, max_pixels: int, progress: Progress = no_progress
) -> Generator[Outcome, None, None]:
    """Analyse images in order, decoding the next one on a thread while one is computed.

    Args:
        paths: image files.
        engine: what to do with each.
        max_pixels: largest image that is opened.
        progress: told how many images are done, and what is done to the present one.

    Yields:
        One outcome per path, in order; an image that fails is refused and the rest goes on.

    Raises:
        CancelledError: ``progress`` asked to stop.
    """
    waiting = iter(paths)
    with ThreadPoolExecutor(1, thread_name_prefix="decode") as reader:
        ahead: deque[tuple[Path, Future[tuple[SmearImage | LargeSmear, float]]]] = deque()

        def read_ahead() -> None:
            for path in itertools.islice(waiting, _DECODED_AHEAD + 1 - len(ahead)):
                ahead.append((path, reader.submit(timed_read, path, max_pixels)))

        try:
            read_ahead()
            for done in range(len(paths)):
                path, reading = ahead.popleft()
                read_ahead()
                yield _outcome(path, reading, engine, _step_of(path, done, len(paths), progress))
        finally:
            for _, reading in ahead:
                reading.cancel()


def timed_read(path: Path, max_pixels: int) -> tuple[SmearImage | LargeSmear, float]:
    """Read one image, or get ready to read a large one in parts, and the seconds that took.

    Raises:
        InputError: see :func:`leukodesk.imaging.reader.read_smear` and
            :func:`leukodesk.imaging.large.read_large`.
    """
    start = time.perf_counter()
    image = read_large(path, user_pyramids(), max_pixels=max_pixels) or read_smear(
        path, max_pixels=max_pixels
    )
    return image, time.perf_counter() - start


def _step_of(path: Path, place: int, count: int, progress: Progress) -> Progress:
    """Progress within one image, told as progress of the batch."""

    def step(done: int, total: int, text: str = "") -> None:
        progress(place, count, f"{path.name}: {text}" if text else path.name)

    return step


def _outcome(
    path: Path, reading: "Future[tuple[SmearImage | LargeSmear, float]]", engine: Engine, step: Progress
) -> Outcome:
    try:
        step(0, 0, "Reading")
        image, decode_s = reading.result()
        return Analysed(path, image, engine.analyze(image, decode_s, step))
    except LeukoDeskError as error:
        return Refused(path, str(error))
    except MemoryError:
        return Refused(path, f"{path} does not fit into memory; close other programs or use a smaller image.")
    except CancelledError:
        raise
    except Exception:  # one image that meets a bug must not cost the others their results
        _log.exception("bug while analysing %s", path)
        return Refused(path, f"{path} could not be analysed because of a bug in LeukoDesk; see its log.")
