"""The ordered classes a reader chooses from."""

from dataclasses import dataclass
from typing import Final

UNIDENTIFIED: Final = "unidentified"
"""Group of cells that no reader has labelled and whose model abstained; never a label."""


@dataclass(frozen=True)
class CellClass:
    """One choice for a cell.

    Attributes:
        id: stable lower-case name, used in files.
        title: what the reader sees.
        key: the key that assigns it; one character, or empty where none was left.
        colour: default ``#rrggbb``; never the only carrier of meaning, see ``letter``.
        letter: short mark drawn beside the colour, or empty where none was left.
        counted: whether it is part of the 100 % of the differential.
    """

    id: str
    title: str
    key: str
    colour: str
    letter: str
    counted: bool = True


@dataclass(frozen=True)
class Taxonomy:
    """The ordered classes of a dataset; ids, keys and letters are unique, as far as there are any.

    Attributes:
        id: name of the whole list, kept in the dataset and in model cards.
        classes: the choices in the order in which they are shown.
    """

    id: str
    classes: tuple[CellClass, ...]

    def __post_init__(self) -> None:
        for attribute in ("id", "key", "letter"):
            values = [value for item in self.classes if (value := getattr(item, attribute))]
            if len(set(values)) != len(values):
                raise ValueError(f"taxonomy {self.id}: {attribute} values repeat: {values}")

    def __contains__(self, class_id: object) -> bool:
        return any(cell_class.id == class_id for cell_class in self.classes)

    def __getitem__(self, class_id: str) -> CellClass:
        for cell_class in self.classes:
            if cell_class.id == class_id:
                return cell_class
        raise KeyError(class_id)

    @property
    def ids(self) -> tuple[str, ...]:
        """Class ids in order."""
        return tuple(cell_class.id for cell_class in self.classes)


# Okabe-Ito colours: told apart with the common colour-vision deficiencies.
BLAST_NORMAL: Final = Taxonomy(
    "blast-normal",
    (
        CellClass("blast", "Blast", "1", "#D55E00", "B"),
        CellClass("normal", "Normal leukocyte", "2", "#0072B2", "N"),
        CellClass("smudge", "Smudge cell", "3", "#CC79A7", "S", counted=False),
        CellClass("artefact", "Artefact", "4", "#F0E442", "A", counted=False),
        CellClass("not_classed", "Not classed", "5", "#009E73", "X", counted=False),
    ),
)

UNIDENTIFIED_CLASS: Final = CellClass(UNIDENTIFIED, "Unidentified", "0", "#5B6170", "?", counted=False)
"""How the group of undecided cells is shown; not part of any taxonomy."""
