"""The pages of the guide: Markdown in ``resources/help``, a folder per language."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from leukodesk.config import resources_dir

_KEY: Final = re.compile(r"\{\{(\w+)\}\}")
_MARKS: Final = re.compile(r"[*`#|!\[\]()]+|-{3,}")


@dataclass(frozen=True)
class Page:
    """One page.

    Attributes:
        title: its heading.
        text: Markdown, the heading included; ``{{id}}`` stands for the key of an action.
    """

    title: str
    text: str

    def with_keys(self, key_of: Callable[[str], str]) -> str:
        """The Markdown with the keys in force, set off from the text."""
        return _KEY.sub(lambda found: f"**{key_of(found[1])}**", self.text)

    def has(self, query: str) -> bool:
        """Whether every word of ``query`` is somewhere on the page, whatever the case."""
        plain = _MARKS.sub(" ", self.text).casefold()
        return all(word in plain for word in query.casefold().split())

    @property
    def keys(self) -> tuple[str, ...]:
        """Ids of the actions whose keys it names."""
        return tuple(_KEY.findall(self.text))


def read_pages(language: str) -> Sequence[Page]:
    """The pages in their order; in English where there are none in ``language``."""
    folder = resources_dir() / "help" / language
    if not folder.is_dir():
        folder = folder.with_name("en")
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.md"))]
    return [Page(text.partition("\n")[0].lstrip("# "), text) for text in texts]
