"""What the pages of a report are stacked from: pieces of rich text that no page break divides."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

STYLE: Final = """
body { color: #1b1f24; }
.name { font-size: 17px; font-weight: 600; }
.part { font-size: 10px; font-weight: 600; }
p { margin-top: 0px; margin-bottom: 0px; }
td { font-size: 9px; }
.head { font-weight: 600; color: #57606a; font-size: 8px; }
.strong { font-weight: 600; }
.quiet { color: #57606a; font-size: 8px; }
.state { font-size: 10px; font-weight: 600; }
.blasts { font-size: 12px; font-weight: 600; }
"""

WARNING: Final = "#9a3412"
_LINE_STYLE: Final = "border-bottom: 1px solid #d0d7de"
_PART_SPACE: Final = 12.0
_LINE_SPACE: Final = 3.0


@dataclass(frozen=True)
class Piece:
    """Some rich text, as wide as the page's inner part.

    Attributes:
        html: the text.
        space: points above it, unless it is the first of its page.
        keeps_next: it stands on the same page as what follows it.
        head: what is said again above it where it is the first of its page: the head of its table.
    """

    html: str
    space: float = _LINE_SPACE
    keeps_next: bool = False
    head: str = ""

    @property
    def document(self) -> str:
        """The text with its style."""
        return f"<html><head><style>{STYLE}</style></head><body>{self.html}</body></html>"


def part(title: str, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces under a title, which never stands alone at the end of a page; nothing without any."""
    found = list(pieces)
    if found:
        yield Piece(f"<p class='part'>{escape(title)}</p>", _PART_SPACE, keeps_next=True)
        yield from found


def line(text: str, *, quiet: bool = False) -> Piece:
    """A paragraph of plain text."""
    style = " class='quiet'" if quiet else ""
    return Piece(f"<p{style}>{escape(text)}</p>")


def warning(text: str) -> Piece:
    """A paragraph that nobody shall pass over; it stays with what it warns of."""
    return Piece(
        f"<p style='color: {WARNING}; font-weight: 600'>{escape(text)}</p>", _LINE_SPACE, keeps_next=True
    )


def pairs(told: Iterable[tuple[str, str]]) -> str:
    """Names with their values, as rich text."""
    rows = "".join(
        f"<tr><td width='72' class='quiet'>{escape(name)}</td><td>{escape(value)}</td></tr>"
        for name, value in told
    )
    return f"<table cellpadding='1' cellspacing='0'>{rows}</table>"


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int], texts: int = 1
) -> Iterator[Piece]:
    """A table, a piece per row; its head is repeated where it goes on on another page.

    Args:
        headings: of the columns.
        rows: cells as rich text.
        widths: of the columns, in percent of the page.
        texts: how many columns, from the first, stand left; the others stand right.
    """
    sides = ["left" if place < texts else "right" for place in range(len(headings))]
    titles = [f"<span class='head'>{escape(text)}</span>" for text in headings]
    head = _row(titles, widths, sides, f" style='{_LINE_STYLE}'")
    yield Piece(head, _LINE_SPACE, keeps_next=True)
    for row in rows:
        yield Piece(_row(row, widths, sides), 0, head=head)


def _row(cells: Sequence[str], widths: Sequence[int], sides: Sequence[str], more: str = "") -> str:
    found = "".join(
        f"<td width='{width}%' align='{side}' valign='top'{more}>{text}</td>"
        for text, width, side in zip(cells, widths, sides, strict=True)
    )
    return (
        f"<table width='{sum(widths)}%' cellpadding='2' cellspacing='0' style='border-collapse: collapse'>"
        f"<tr>{found}</tr></table>"
    )
