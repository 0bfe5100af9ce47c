"""The taxonomies LeukoDesk knows, and how one is extended by classes of another."""

import string
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from leukodesk.core.taxonomy import BLAST_NORMAL, CellClass, Taxonomy

PALETTE: Final = (
    "#D55E00",
    "#0072B2",
    "#009E73",
    "#56B4E9",
    "#E69F00",
    "#CC79A7",
    "#F0E442",
    "#CC0033",
    "#8C564B",
    "#99CC99",
    "#B40078",
    "#3A2EA8",
    "#7FE0D8",
)
"""Okabe-Ito without black, which stained nuclei would swallow, and six more.

The six were chosen so that no two colours, nor any and the grey of undecided cells, come closer than 15
(CIEDE2000) to normal sight, and hardly any closer with simulated protanopia, deuteranopia or tritanopia
(Machado et al. 2009) than Okabe and Ito's own do: 13 colours cannot all be told apart then. Letters can.
"""

CLASS_KEYS: Final = string.digits[1:] + "QWRTYUIPSJKVXNM"
"""Kept for classes: they do nothing else in the window; 0 takes a label away."""

_BLAST: Final = "blast"

_LETTERS: Final = string.ascii_uppercase + string.digits[1:] + string.ascii_lowercase

_ALWAYS: Final = tuple(
    replace(BLAST_NORMAL[class_id], key="") for class_id in ("smudge", "artefact", "not_classed")
)

LEUKOCYTE8: Final = Taxonomy(
    "leukocyte8",
    (
        CellClass("neutrophil", "Neutrophil", "1", "#0072B2", "N"),
        CellClass("ig", "Immature granulocyte", "2", "#56B4E9", "I"),
        CellClass("lymphocyte", "Lymphocyte", "3", "#E69F00", "L"),
        CellClass("monocyte", "Monocyte", "4", "#D55E00", "M"),
        CellClass("eosinophil", "Eosinophil", "5", "#CC0033", "E"),
        CellClass("basophil", "Basophil", "6", "#B40078", "B"),
        CellClass("erythroblast", "Erythroblast", "7", "#8C564B", "R", counted=False),
        CellClass("platelet", "Platelet", "8", "#99CC99", "P", counted=False),
        *(replace(item, key=key) for item, key in zip(_ALWAYS, "9QW", strict=True)),
    ),
)
"""The eight groups of Acevedo et al. 2020 (doi:10.1016/j.dib.2020.105474) in the order of a differential."""

TAXONOMIES: Final = (BLAST_NORMAL, LEUKOCYTE8)
"""Those that come with the program."""


def is_learnt(class_id: str) -> bool:
    """Whether models learn a class unless told otherwise: not what a segmenter tells, nor ``not_classed``."""
    return all(item.id != class_id for item in _ALWAYS)


def taxonomy_for(taxonomy_id: str, class_ids: Sequence[str]) -> Taxonomy:
    """The classes of a model, with those that a segmenter gives and ``not_classed``.

    Args:
        taxonomy_id: what the model's card says.
        class_ids: its classes; where a known taxonomy has all of them, it is that one.
    """
    fitting = [known for known in TAXONOMIES if not lacking(known, class_ids)]
    if fitting:
        return next((known for known in fitting if known.id == taxonomy_id), fitting[0])
    return _with(Taxonomy(taxonomy_id, ()), [*map(class_of_model, class_ids), *_ALWAYS], taxonomy_id)


def lacking(taxonomy: Taxonomy, class_ids: Iterable[str]) -> tuple[str, ...]:
    """The ids among ``class_ids`` that ``taxonomy`` does not have, in their order."""
    return tuple(class_id for class_id in class_ids if class_id not in taxonomy)


def extended(taxonomy: Taxonomy, more: Taxonomy) -> Taxonomy:
    """``taxonomy``, followed by the classes of ``more`` that it lacks.

    What is there stays as it is. A new class keeps its key, letter and colour where they are free; else it
    gets the next free key, a letter of its title and a colour that no other one wants. Beyond 24 classes
    there is no key left, and beyond the palette colours repeat.
    """
    if not lacking(taxonomy, more.ids):
        return taxonomy
    return _with(taxonomy, more.classes, f"{taxonomy.id}+{more.id}")


def class_of_model(class_id: str) -> CellClass:
    """What a class that only a model knows is called: as in a known taxonomy, else by its id; without key."""
    for known in TAXONOMIES:
        if class_id in known:
            return replace(known[class_id], key="")
    # Without a vowel it is no word but an abbreviation, such as WBC.
    is_short = not set(class_id.lower()) & set("aeiouyäöü")
    title = class_id.upper() if is_short else class_id.replace("_", " ").capitalize()
    return CellClass(class_id, title, "", "", title[:1].upper())


def _with(taxonomy: Taxonomy, more: Iterable[CellClass], taxonomy_id: str) -> Taxonomy:
    classes = list(taxonomy.classes)
    new = [item for item in more if item.id not in taxonomy]
    wished = {item.letter for item in new} | {item.colour for item in new}
    spare = [colour for colour in PALETTE if colour not in wished]
    for item in new:
        if any(known.id == item.id for known in classes):
            continue
        in_title = [letter for letter in item.title.upper() if letter.isalpha() and letter not in wished]
        letters = {known.letter for known in classes}
        keys = {known.key for known in classes}
        colours = {known.colour for known in classes}
        classes.append(
            replace(
                item,
                key=_free((item.key, *CLASS_KEYS), keys),
                letter=_free((item.letter, *in_title, *_LETTERS), letters),
                colour=_free((item.colour, *spare, *PALETTE), colours)
                or PALETTE[len(classes) % len(PALETTE)],
            )
        )
    return Taxonomy(taxonomy_id, tuple(classes))


def _free(wanted: Iterable[str], taken: set[str]) -> str:
    """The first that is not taken, or empty."""
    return next((item for item in wanted if item and item not in taken), "")


def positive_class(classes: Sequence[str]) -> str | None:
    """The class that sensitivity and the like are of: of two, ``blast`` where it is one, else the first.

    None for more than two: such figures are then means over the classes, each against all others.
    """
    if len(classes) != 2:
        return None
    return _BLAST if _BLAST in classes else classes[0]
