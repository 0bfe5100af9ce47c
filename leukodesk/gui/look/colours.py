"""The colours of the window: two sets of the same names, and how they are measured."""

from dataclasses import dataclass
from typing import Final

from leukodesk.core.colour_vision import linear


@dataclass(frozen=True)
class Colours:
    """One theme's colours as ``#rrggbb``.

    Class colours are not among them: they belong to the taxonomy. The accent is the violet of a stained
    nucleus, which no class uses.

    Attributes:
        name: ``light`` or ``dark``.
        window, surface, raised, field: backgrounds of the window, of panels, of what lies on panels, and
            behind the smear; all neutral, so that they do not tint the stain.
        line: borders and separators.
        text, muted: writing, and writing of less weight.
        accent, on_accent, accent_soft: the colour of what is chosen or primary, text on it, and a tint of
            it that text can lie on.
        danger, warning, warning_soft, success: what failed, what needs a look, and what is done.
    """

    name: str
    window: str
    surface: str
    raised: str
    field: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    success: str

    @property
    def is_dark(self) -> bool:
        """Whether text is lighter than its background."""
        return self.name == "dark"


LIGHT: Final = Colours(
    name="light",
    window="#F2F3F5",
    surface="#FFFFFF",
    raised="#F7F8F9",
    field="#E3E5E8",
    line="#D8DBE0",
    text="#1C2026",
    muted="#59626E",
    accent="#5B46A8",
    on_accent="#FFFFFF",
    accent_soft="#EBE7F8",
    danger="#B3261E",
    danger_soft="#FBE9E7",
    warning="#7A5200",
    warning_soft="#FFF3D6",
    success="#1B7348",
)

DARK: Final = Colours(
    name="dark",
    window="#17191C",
    surface="#1F2226",
    raised="#282C31",
    field="#0F1113",
    line="#363B42",
    text="#E7E9EC",
    muted="#A0A8B3",
    accent="#A897F2",
    on_accent="#17131F",
    accent_soft="#352E55",
    danger="#F59389",
    danger_soft="#44211F",
    warning="#F1C66B",
    warning_soft="#3B3018",
    success="#76D3A2",
)


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2); text needs 4.5."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable_on(colour: str) -> str:
    """Black or white, whichever is read more easily on ``colour``."""
    return "#000000" if contrast(colour, "#000000") >= contrast(colour, "#FFFFFF") else "#FFFFFF"
