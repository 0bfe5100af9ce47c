"""Named versions of a dataset, told from each other by a digest."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self

from leukodesk.core.content import Content, Version
from leukodesk.core.edit import Act, Changes
from leukodesk.core.errors import EditError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.records import Record, mask_record
from leukodesk.core.sentence import sentence


def content_digest(content: Content) -> str:
    """SHA-256 over smears, cells and labels in force, 64 hexadecimal digits.

    It tells the images with scale, stain, patient and whether they are frozen; the cells with their ids,
    outlines and kinds; and the class each is labelled with. Who said it and when, names of files, predictions
    and the order of things do not matter.
    """
    return hashlib.sha256("\n".join(sorted(_lines(content))).encode()).hexdigest()


def _lines(content: Content) -> Iterator[str]:
    frozen = frozen_smears(content)
    for smear in content.smears.values():
        known = [smear.pixel_size_um, smear.stain, smear.patient_id, smear.id in frozen]
        yield json.dumps(["smear", smear.sha256, *known])
    for cell in content.cells.values():
        label = content.labels.get(cell.id)
        masks = [mask_record(mask) if mask else None for mask in (cell.cell_mask, cell.nucleus_mask)]
        said = label.cell_class if label else None
        yield json.dumps(["cell", cell.id, cell.smear_id, cell.kind.value, masks, said], sort_keys=True)


def versions_of(content: Content) -> list[str]:
    """Names of the versions that are what ``content`` holds now, in the order in which they were given."""
    if not content.versions:
        return []
    digest = content_digest(content)
    return [name for name, version in content.versions.items() if version.digest == digest]


@dataclass(frozen=True)
class NameVersion:
    """Give what the dataset holds now a name.

    Attributes:
        version: the name with the digest.
    """

    kind: ClassVar[str] = "name-version"
    version: Version

    @classmethod
    def now(cls, content: Content, name: str, act: Act) -> Self:
        """Of ``content`` as it is."""
        return cls(
            Version(
                name=name,
                digest=content_digest(content),
                annotator=act.annotator,
                at=act.at,
                smears=len(content.smears),
                cells=len(content.cells),
                labels=len(content.labels),
            )
        )

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Name this version {self.version.name}"

    def check(self, content: Content) -> None:
        """Refuse a name that is taken or empty."""
        if not self.version.name.strip():
            raise EditError(sentence("A snapshot needs a name."))
        if self.version.name in content.versions:
            raise EditError(
                sentence(
                    "There is a snapshot called '{version}' already; choose another name.",
                    version=self.version.name,
                )
            )

    def apply(self, content: Content) -> Changes:
        """Keep it."""
        content.versions[self.version.name] = self.version
        return Changes()

    def inverse(self, at: datetime) -> "ForgetVersion":
        """Take the name away again."""
        return ForgetVersion(self.version)

    def to_record(self) -> Record:
        """JSON values."""
        return {**vars(self.version), "at": self.version.at.isoformat()}

    @classmethod
    def from_record(cls, record: Record) -> Self:
        """Read :meth:`to_record`."""
        values = {name: value for name, value in record.items() if name != "kind"}
        return cls(Version(**{**values, "at": datetime.fromisoformat(record["at"])}))


@dataclass(frozen=True)
class ForgetVersion(NameVersion):
    """Take the name of a version away."""

    kind: ClassVar[str] = "forget-version"

    @property
    def text(self) -> str:
        """What the reader did."""
        return f"Forget the version {self.version.name}"

    def check(self, content: Content) -> None:
        """Refuse one that is not there."""
        if content.versions.get(self.version.name) != self.version:
            raise EditError(
                sentence("There is no such snapshot called '{version}'.", version=self.version.name)
            )

    def apply(self, content: Content) -> Changes:
        """Drop it."""
        del content.versions[self.version.name]
        return Changes()

    def inverse(self, at: datetime) -> NameVersion:  # type: ignore[override]  # the pair inverts each other
        """Give it again."""
        return NameVersion(self.version)
