"""Names for files, each of its own."""

from collections.abc import Iterable, Sequence

from leukodesk.core.plain_text import folded


def numbered(stems: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Each stem, with a number where an earlier one is called the same, as :func:`folded` compares them.

    Args:
        stems: wanted names, without suffix.
        taken: names that none may have.
    """
    used = {folded(name) for name in taken}
    wanted = {folded(stem) for stem in stems}
    found = []
    for first in stems:
        stem, number = first, 1
        while folded(stem) in used or (number > 1 and folded(stem) in wanted):
            number += 1
            stem = f"{first}-{number}"
        used.add(folded(stem))
        found.append(stem)
    return found
