"""The encoded images of a dataset: one small file each, written once and never changed.

They lie in ``NAME.h5-images/SMEAR.h5`` as a uint8 array, and the main file links to them, so plain h5py
sees one whole and a checkpoint does not rewrite gigabytes. A file too large to be copied stays where it lies:
the array is then an external one (HDF5's own word for raw data in another file) and the digest tells whether
that file is still the same. When the main file alone is renamed, the folder is
found by the name the main file remembers; when both are renamed alike, by the main file's new name.
"""

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import h5py
import numpy as np

from leukodesk import atomic
from leukodesk.core.errors import DatasetError
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.store.image_references import read_referred, reference_in, reference_to, unaltered
from leukodesk.store.layout import IMAGE_DATASET, DatasetFiles
from leukodesk.store.main_file import DAMAGE

_FORMER: Final = "former_sha256"
"""Digests of files of the same pixels that an image was stored as before."""


class ImageFolder:
    """Where the images of a dataset lie.

    Args:
        files: the dataset.
        remembered: name of the folder as the main file knows it; not a path.
    """

    def __init__(self, files: DatasetFiles, remembered: str) -> None:
        self._files = files
        folders = [files.images]
        if remembered and remembered == Path(remembered).name and remembered != files.images.name:
            folders.append(files.images.with_name(remembered))
        self._folders = folders
        self._brought: list[Path] | None = None

    @property
    def folder(self) -> Path:
        """Where new images go: the folder named after the dataset, else the remembered one if it exists."""
        return next((folder for folder in self._folders if folder.is_dir()), self._folders[0])

    def find(self, smear_id: str) -> Path | None:
        """The file of a smear's image, or None when it is missing."""
        if smear_id != Path(smear_id).name:
            return None
        candidates = (folder / f"{smear_id}.h5" for folder in self._folders)
        return next((path for path in candidates if path.is_file()), None)

    def missing(self, smear_ids: Collection[str]) -> int:
        """How many of the smears have no image file; asks for the whole folder once."""
        listed = set().union(*(names for _, names in self._listed()))
        return sum(f"{smear_id}.h5" not in listed for smear_id in smear_ids)

    def links(self, smear_ids: Iterable[str]) -> dict[str, str]:
        """Paths of image files relative to the main file, with forward slashes; the folder is listed once.

        A missing image will come to lie in the folder of new ones.
        """
        listed = self._listed()
        otherwise = self.folder.name
        return {
            smear_id: next((place for place, names in listed if f"{smear_id}.h5" in names), otherwise)
            + f"/{smear_id}.h5"
            for smear_id in smear_ids
        }

    def _listed(self) -> list[tuple[str, frozenset[str]]]:
        """The names in each folder: on a share one question instead of thousands."""
        found = []
        for folder in self._folders:
            try:
                with os.scandir(folder) as entries:
                    found.append((folder.name, frozenset(entry.name for entry in entries if entry.is_file())))
            except OSError:
                continue
        return found

    def unused(self, smear_ids: Collection[str]) -> list[Smear]:
        """The images of smears that were removed, as far as their files tell: id and digest.

        Raises:
            DatasetError: one of them is damaged.
        """
        found = []
        for folder in self._folders:
            for path in sorted(folder.glob("*.h5")) if folder.is_dir() else ():
                if path.stem in smear_ids:
                    continue
                smear = Smear(path.stem, path.name, "", 0, 0)
                try:
                    with h5py.File(path, "r", locking=False) as file:
                        found.append(replace(smear, sha256=_digests_in(file)[0]))
                except DAMAGE as error:
                    raise DatasetError(_damaged(smear, path)) from error
        return found

    @contextlib.contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Take away what is stored inside the block where that fails, so that an act stays all or nothing.

        A kill leaves it behind: no smear has it, and it is used when the same image comes again.
        """
        self._brought = []
        try:
            yield
        except BaseException:
            for path in self._brought:
                with contextlib.suppress(OSError):  # the disk may be gone
                    path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # as it holds others, or none was stored
                self.folder.rmdir()
            raise
        finally:
            self._brought = None

    def path_of(self, smear: Smear) -> Path:
        """The file of a smear's image.

        Raises:
            DatasetError: it is missing.
        """
        path = self.find(smear.id)
        if path is None:
            raise DatasetError(
                sentence(
                    "The image {path} is missing from {main}; put the folder {folder} back beside it, or "
                    "open the image again.",
                    path=smear.path,
                    main=self._files.main,
                    folder=self._folders[-1].name,
                )
            )
        return path

    def read(self, smear: Smear) -> bytes:
        """The encoded image of a smear, checked against its digest.

        Raises:
            DatasetError: it is missing, damaged or altered, or larger than 2 GiB.
        """
        place = self.place(smear)
        return place if isinstance(place, bytes) else read_referred(smear, place)

    def place(self, smear: Smear) -> bytes | Path:
        """The encoded image of a smear, checked against its digest, or the file it stayed in.

        That file is known to be the same while its size and time are what they were; else it is read through.

        Raises:
            DatasetError: it is missing, damaged or altered.
        """
        path = self.path_of(smear)
        try:
            with h5py.File(path, "r", locking=False) as file:
                referred = reference_in(file)
                stored = _digests_in(file)
                encoded = b"" if referred else bytes(np.asarray(file[IMAGE_DATASET][()]))
        except DAMAGE as error:
            raise DatasetError(_damaged(smear, path)) from error
        if referred:
            return unaltered(smear, *referred)
        # One that was stored anew is its former self to a main file that does not know of that yet.
        if hashlib.sha256(encoded).hexdigest() != (stored[0] if smear.sha256 in stored[1:] else smear.sha256):
            raise DatasetError(_damaged(smear, path))
        return encoded

    def check(self, smear: Smear) -> None:
        """Read an image through, wherever it lies.

        Raises:
            DatasetError: it is missing, damaged or altered.
        """
        place = self.place(smear)
        if isinstance(place, Path):
            unaltered(smear, place, ())

    def refer(self, smear: Smear, image: Path, recorded: Smear | None = None) -> None:
        """Remember durably where the image of a smear lies, see :meth:`write`; a former place is forgotten.

        Raises:
            DatasetError: the file is not this smear's, or the folder cannot be written to.
        """
        reference = reference_to(smear, image.resolve())
        _refuse_mixed_up(smear, recorded)
        self._save(smear, reference)

    def write(self, smear: Smear, encoded: bytes, recorded: Smear | None = None) -> None:
        """Store an image durably. One that is there and sound is left alone, a damaged one is replaced.

        Args:
            smear: whose image it is.
            encoded: the image.
            recorded: what a dataset holds under the smear's id, which is not the head of the digest any more
                where the image was stored anew; None where nothing is held yet.

        Raises:
            DatasetError: the bytes are not this smear's, or the folder cannot be written to.
        """
        if hashlib.sha256(encoded).hexdigest() != smear.sha256:
            raise DatasetError(
                sentence("The image {path} changed while it was read; open it again.", path=smear.path)
            )
        try:
            self.check(smear)
        except DatasetError:
            _refuse_mixed_up(smear, recorded)
            self._write(smear, encoded)

    def replace(self, smear: Smear, new: Smear, encoded: bytes) -> None:
        """Store an image durably in the place of one of the same pixels, whose digest is remembered.

        Raises:
            DatasetError: the bytes are not those of ``new``, or the folder cannot be written to.
        """
        if hashlib.sha256(encoded).hexdigest() != new.sha256 or new.id != smear.id:
            raise DatasetError(
                sentence("The image {path} cannot be replaced by another one.", path=smear.path)
            )
        path = self.path_of(smear)
        try:
            with h5py.File(path, "r", locking=False) as file:
                known = _digests_in(file)
        except DAMAGE as error:
            raise DatasetError(_damaged(smear, path)) from error
        former = dict.fromkeys((*known, smear.sha256))
        former.pop(new.sha256, None)
        self._write(new, encoded, tuple(former))

    def _write(self, smear: Smear, encoded: bytes, former: tuple[str, ...] = ()) -> None:
        with h5py.File("image", "w", driver="core", backing_store=False) as file:
            file.create_dataset(IMAGE_DATASET, data=np.frombuffer(encoded, dtype=np.uint8))
            file.attrs["sha256"] = smear.sha256
            if former:
                file.attrs[_FORMER] = former
            file.flush()
            self._save(smear, file.id.get_file_image())

    def _save(self, smear: Smear, image: bytes) -> None:
        try:
            if not self.folder.is_dir():
                self.folder.mkdir()
                atomic.sync_folder(self.folder.parent)
            path = self.find(smear.id)
            if path is None:
                path = self.folder / f"{smear.id}.h5"
                if self._brought is not None:
                    self._brought.append(path)
            atomic.write_bytes(path, image)
        except OSError as error:
            raise DatasetError(
                sentence(
                    "The image {path} could not be saved to {folder} ({reason}); make room or allow "
                    "writing there, then try again.",
                    path=smear.path,
                    folder=self.folder,
                    reason=system_reason(error),
                )
            ) from error


def _refuse_mixed_up(smear: Smear, recorded: Smear | None) -> None:
    """Nothing is stored under the id of another image."""
    if smear.sha256 == recorded.sha256 if recorded else smear.id == smear_id_of(smear.sha256):
        return
    raise DatasetError(
        sentence(
            "{name} is not the image of smear {smear}, so it was not stored as that; open it as a new one.",
            name=smear.file_name,
            smear=smear.id,
        )
    )


def _digests_in(file: h5py.File) -> tuple[str, ...]:
    """The digest of the image in a file, then those it had before."""
    return tuple(str(digest) for digest in (file.attrs.get("sha256", ""), *file.attrs.get(_FORMER, ())))


def _damaged(smear: Smear, path: Path) -> str:
    return sentence(
        "The stored image {image} is damaged; open {path} again to store it anew.",
        image=path,
        path=smear.path,
    )
