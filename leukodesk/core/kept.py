"""What of an image file's origin gets into a dataset: nothing a reader did not ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from leukodesk.core.procedures import Procedure
from leukodesk.core.smear import Smear


@dataclass(frozen=True)
class KeptOfImages:
    """What comes along with the pixels of a new image.

    Attributes:
        file_name: what its file is called, and that of a template of colours; else it is called after its
            smear.
        folder: where its file lies, with its name.
        metadata: what cameras and programs put beside the pixels.
    """

    file_name: bool = True
    folder: bool = False
    metadata: bool = False

    def name_of(self, smear: Smear) -> str:
        """What a new smear is called in the dataset; the suffix stays, for it tells how a file is read."""
        name = smear.file_name
        if self.folder:
            return smear.path
        return name if self.file_name else f"{_nameless(smear)}{PurePath(name).suffix.lower()}"

    def described(self, smear: Smear) -> Smear:
        """A new smear under the name it is to have."""
        return replace(smear, path=self.name_of(smear))

    def recorded(self, procedure: Procedure) -> Procedure:
        """What is kept of an analysis: a template of colours is called after the file that it was made of."""
        return procedure if self.file_name or self.folder else replace(procedure, template="")


KEPT: Final[Mapping[str, KeptOfImages]] = {
    "nothing": KeptOfImages(file_name=False),
    "name": KeptOfImages(),
    "all": KeptOfImages(folder=True, metadata=True),
}
"""What the words of the setting ``image_origin`` mean."""


def shown_name(smear: Smear, opened: PurePath | None) -> str:
    """What a smear is called on the screen: a file without name in the dataset as it was opened, if it was.

    Args:
        smear: the smear.
        opened: the file it was opened from just now, or None.
    """
    name = smear.file_name
    return opened.name if opened and name.startswith(_nameless(smear)) else name


def _nameless(smear: Smear) -> str:
    return f"image {smear.id[:8]}"
