"""One imaged field of a smear."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Smear:
    """One imaged field; its pixels live in the file or the dataset, not here.

    Attributes:
        id: the first 16 hexadecimal digits of the ``sha256`` it was added with: the same image is the same
            smear, wherever its file lies and whatever it is called.
        path: where the image was read from; a hint for the reader, not an identity.
        sha256: digest of the encoded image file as it is stored, 64 hexadecimal digits.
        width, height: size in pixels after the orientation tag was applied.
        pixel_size_um: micrometres per pixel, or None while unknown.
        stain: name of the stain, empty when unknown.
        patient_id: pseudonym of the patient, or None when unknown.
    """

    id: str
    path: str
    sha256: str
    width: int
    height: int
    pixel_size_um: float | None = None
    stain: str = ""
    patient_id: str | None = None

    @property
    def file_name(self) -> str:
        """What its file is called, without the folder, on whatever system that was."""
        return self.path.replace("\\", "/").rsplit("/", 1)[-1]


def smear_id_of(sha256: str) -> str:
    """The smear id that belongs to an image digest."""
    return sha256[:16]


def smears_by_digest(smears: Mapping[str, Smear]) -> dict[str, str]:
    """The id of each smear by the heads of the digests its image has had: when it was added, and as it is."""
    return {smear_id_of(smear.sha256): smear.id for smear in smears.values()} | {i: i for i in smears}
