"""Which smear an annotated image is: recognised by its digest, else read from the file it is in."""

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leukodesk.core.content import Content
from leukodesk.core.errors import InputError
from leukodesk.core.patients import known_patients, same_for_all, tidied
from leukodesk.core.plain_text import folded
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear, smear_id_of, smears_by_digest
from leukodesk.imaging.reader import MAX_PIXELS, SmearImage, decode, read_smear
from leukodesk.imaging.without_metadata import without_metadata
from leukodesk.jobs.import_plan import UNREADABLE, ImportRequest
from leukodesk.store.formats.document import MarkedImage
from leukodesk.store.formats.folders import ImageIndex
from leukodesk.store.formats.manifest import KnownImage, read_manifest


@dataclass(frozen=True)
class Found:
    """The smear of an annotated image.

    Attributes:
        smear: of the dataset, or new.
        pixels: RGB, uint8 (h, w, 3), where it was read just now.
    """

    smear: Smear
    pixels: npt.NDArray[np.uint8] | None = None


@dataclass(frozen=True)
class UnplacedImage:
    """Why the cells of an annotated image have to be left out.

    Attributes:
        reason: the same for all images of which it is so.
        image: names this one.
    """

    reason: str
    image: str


class ImageFinder:
    """Finds the smears of annotated images.

    Attributes:
        new: smears that the dataset does not have, with their files, by id.
        problems: files that cannot be read, one sentence each.
    """

    def __init__(self, request: ImportRequest, content: Content) -> None:
        """Look where the images lie.

        Raises:
            InputError: a folder cannot be listed.
        """
        if request.images is not None and not request.images.exists():
            raise InputError(
                sentence("{images} does not exist; name the folder of the images.", images=request.images)
            )
        self._index = ImageIndex(request.source, request.images)
        self._known = read_manifest(request.source)
        self._smears = content.smears
        self._by_digest = smears_by_digest(content.smears)
        self._patients = known_patients(content.smears.values())
        self._request = request
        self._max_pixels = request.max_pixels
        self._taken: Counter[str] = Counter()
        self.new: dict[str, tuple[Smear, Path]] = {}
        self.problems: list[str] = []

    def find(self, image: MarkedImage) -> Found | UnplacedImage:
        """The smear, or why its cells have to be left out."""
        named = Path(image.name.replace("\\", "/"))
        known = self._known.get(folded(named.name)) or self._known.get(folded(named.stem))
        sha256 = image.sha256 or (known.sha256 if known and image.path is None else "")
        smear = self._known_smear(smear_id_of(sha256)) if sha256 else None
        found = Found(smear) if smear else self._read(image, known)
        if isinstance(found, str):
            return UnplacedImage(found, image.name)
        if image.size is not None and image.size != (found.smear.height, found.smear.width):
            return UnplacedImage(
                sentence("belongs to an image of another size than the one that was found"),
                sentence(
                    "{name} ({width} × {height}, found {found_width} × {found_height})",
                    name=image.name,
                    width=image.size[1],
                    height=image.size[0],
                    found_width=found.smear.width,
                    found_height=found.smear.height,
                ),
            )
        self._taken[found.smear.id] += 1
        return found

    @property
    def repeated(self) -> int:
        """How many annotated images show what another one shows, byte by byte."""
        return sum(number - 1 for number in self._taken.values())

    def _read(self, image: MarkedImage, known: KnownImage | None) -> Found | str:
        paths = [image.path] if image.path else self._index.find(image.name)
        if not paths:
            return sentence("its image was not found (--images names a folder)")
        try:
            if len(paths) > 1 and len({_digest(path) for path in paths}) > 1:
                return sentence("its image may be any of several of that name (--images names a folder)")
            read = read_smear(paths[0], max_pixels=self._max_pixels)
        except InputError as error:
            self.problems.append(str(error))
            return UNREADABLE
        smear = self._known_smear(read.smear.id)
        if smear is None:
            described = self._described(read, image, known)
            smear = self._known_smear(described.id)
            if smear is None:
                smear = described
                self.new.setdefault(smear.id, (smear, paths[0]))
        return Found(smear, read.pixels)

    def _known_smear(self, digest_head: str) -> Smear | None:
        return self._smears.get(self._by_digest.get(digest_head, ""))

    def _described(self, read: SmearImage, image: MarkedImage, known: KnownImage | None) -> Smear:
        """A new smear with what the source says of it; the scale in the image file itself comes first."""
        request, smear, patient_id = self._request, read.smear, image.patient_id
        if known is not None:
            size_um = smear.pixel_size_um or known.pixel_size_um
            smear = replace(smear, pixel_size_um=size_um, stain=known.stain)
            patient_id = patient_id or known.patient_id
        if not request.kept.metadata:
            sha256 = hashlib.sha256(without_metadata(read.encoded, lambda: read.pixels)).hexdigest()
            smear = replace(smear, id=smear_id_of(sha256), sha256=sha256)
        smear = request.kept.described(smear)
        written, patient_id = patient_id, tidied(patient_id or "")
        if patient_id:
            patient_id = self._patients.setdefault(same_for_all(patient_id), patient_id)
        if written and patient_id and request.patient_key:
            patient_id = request.patient_key.pseudonym(patient_id)
            # Names of files may hold the very id.
            smear = replace(smear, path=smear.path.replace(written, patient_id))
        return replace(smear, patient_id=patient_id)


def encoded_for(smear: Smear, encoded: bytes, max_pixels: int = MAX_PIXELS) -> bytes:
    """The bytes that are stored for a smear whose file holds ``encoded``: these, or without metadata."""
    if hashlib.sha256(encoded).hexdigest() == smear.sha256:
        return encoded
    return without_metadata(encoded, lambda: decode(encoded, smear.path, max_pixels=max_pixels))


def _digest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        raise InputError(
            sentence(
                "{path} cannot be read ({reason}); check that it exists and may be read.",
                path=path,
                reason=system_reason(error),
            )
        ) from error
