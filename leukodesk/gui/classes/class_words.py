"""What is said of classes while a reader changes them: groups, colours, and why something cannot be."""

from collections.abc import Iterable
from typing import Final

from leukodesk.core.cell import CellKind
from leukodesk.core.colour_vision import ALIKE, VISIONS, difference
from leukodesk.core.gallery import UNJUDGED_CLASS
from leukodesk.core.taxonomies import CLASS_KEYS
from leukodesk.core.taxonomy import UNIDENTIFIED_CLASS, CellClass, Taxonomy
from leukodesk.core.taxonomy_changes import class_id_of
from leukodesk.gui.look.colours import DARK, LIGHT, contrast
from leukodesk.workspace.classes import Stay
from leukodesk.workspace.words import later, tr

# WCAG 2.2 asks for 3 to 1 where colour alone carries meaning. Here letters do, which keep 4.5 to 1 on any
# colour; and 3 to 1 on both themes would leave too narrow a band of lightness to tell five classes apart in.
_FAINT: Final = 1.5

COLOUR_NAMES: Final = {
    "#D55E00": later("vermilion"),
    "#0072B2": later("blue"),
    "#009E73": later("bluish green"),
    "#56B4E9": later("sky blue"),
    "#E69F00": later("orange"),
    "#CC79A7": later("reddish purple"),
    "#F0E442": later("yellow"),
    "#CC0033": later("crimson"),
    "#8C564B": later("brown"),
    "#99CC99": later("pale green"),
    "#B40078": later("magenta"),
    "#3A2EA8": later("indigo"),
    "#7FE0D8": later("turquoise"),
}
"""What screen readers call the colours of the palette."""

VISION_TITLES: Final = {
    "usual": later("Usual sight"),
    "protanopia": later("Protanopia"),
    "deuteranopia": later("Deuteranopia"),
}
"""Ways of seeing, as headings."""

STAYS: Final[dict[Stay, str]] = {
    "kind": later("“{title}” stays: the program itself gives it."),
    "used": later("“{title}” stays: readers have named cells so, and no label may be lost."),
    "suggested": later("“{title}” stays: the chosen classifier suggests it."),
    "last": later("“{title}” stays: it is the only class."),
}
"""Why a class cannot be removed."""

_GROUPS: Final = {CellKind.SMUDGE.value: later("Smudge"), CellKind.ARTEFACT.value: later("Artefact")}


def group_title(item: CellClass) -> str:
    """Which group a class belongs to."""
    if item.counted:
        return tr("Leukocyte")
    return tr(_GROUPS.get(item.id, later("Other")))


def title_problem(taxonomy: Taxonomy, title: str, own_id: str = "") -> str:
    """Why a class cannot be called so, or empty; ``own_id`` is its id where it is there already."""
    if not class_id_of(title):
        return tr("A class needs a name with a letter or a digit.")
    for other in taxonomy.classes:
        if other.id != own_id and title.casefold() in (other.title.casefold(), tr(other.title).casefold()):
            return tr("There is a class “{title}” already; take another name.", title=title)
    return ""


def letter_problem(taxonomy: Taxonomy, letter: str, own_id: str) -> str:
    """Why a class cannot have this letter, or empty."""
    if not letter.strip() or not letter.isprintable():
        return tr("Each class has a letter or a sign of its own, so that colour is never all there is.")
    if letter in (UNIDENTIFIED_CLASS.letter, UNJUDGED_CLASS.letter):
        return tr("“{letter}” marks cells that have no class; take another letter.", letter=letter)
    for other in taxonomy.classes:
        if other.id != own_id and other.letter == letter:
            return tr(
                "“{letter}” already marks “{title}”; take another letter.",
                letter=letter,
                title=tr(other.title),
            )
    return ""


def key_problem(taxonomy: Taxonomy, key: str, own_id: str) -> str:
    """Why a class cannot have this key, or empty; no key is never a problem."""
    if key and (len(key) > 1 or key not in CLASS_KEYS):
        return tr(
            "{key} does something else in the window; classes take one of {keys}.",
            key=key,
            keys=f"1–9, {' '.join(CLASS_KEYS.lstrip('123456789'))}",
        )
    for other in taxonomy.classes:
        if key and other.id != own_id and other.key == key:
            return tr(
                "{key} already means “{title}”; give that class another key first.",
                key=key,
                title=tr(other.title),
            )
    return ""


def colour_notes(taxonomy: Taxonomy, item: CellClass) -> list[str]:
    """Sentences on whom the colour of a class may mislead, and where it is hardly seen; often none."""
    alike = {
        vision: tuple(
            other
            for other in taxonomy.classes
            if other.id != item.id and difference(item.colour, other.colour, vision) < ALIKE
        )
        for vision in VISIONS
    }
    notes = []
    if usual := alike["usual"]:
        notes.append(
            tr(
                "Its colour is hardly told from that of {classes}; only the letters do that.",
                classes=_listed(usual),
            )
        )
    protan, deutan = (
        tuple(other for other in alike[vision] if other not in usual)
        for vision in ("protanopia", "deuteranopia")
    )
    if protan == deutan:
        deutan, told = (), tr("protanopia or deuteranopia")
    else:
        told = tr("protanopia")
    for vision, others in ((told, protan), (tr("deuteranopia"), deutan)):
        if others:
            notes.append(
                tr(
                    "With {vision} (red-green) its colour is hardly told from that of {classes}; the letters "
                    "still do that.",
                    vision=vision,
                    classes=_listed(others),
                )
            )
    for theme, sentence in (
        (LIGHT, later("It is pale on the light theme (contrast {ratio:.1f} to 1).")),
        (DARK, later("It is dim on the dark theme (contrast {ratio:.1f} to 1).")),
    ):
        ratio = contrast(item.colour, theme.surface)
        if ratio < _FAINT:
            notes.append(tr(sentence, ratio=ratio))
    return notes


def _listed(classes: Iterable[CellClass]) -> str:
    return ", ".join(f"{tr(item.title)} ({item.letter})" for item in classes)
