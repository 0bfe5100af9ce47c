"""Names for files, each of its own."""

from collections.abc import Iterable, Sequence


def numbered(stems: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Each stem, with a number where an earlier one is called the same, whatever the case of its letters.

    Args:
        stems: wanted names, without suffix.
        taken: names that none may have.
    """
    used = {name.casefold() for name in taken}
    wanted = {stem.casefold() for stem in stems}
    found = []
    for first in stems:
        stem, number = first, 1
        while stem.casefold() in used or (number > 1 and stem.casefold() in wanted):
            number += 1
            stem = f"{first}-{number}"
        used.add(stem.casefold())
        found.append(stem)
    return found
