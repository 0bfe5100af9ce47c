"""Blocks of neighbouring fields, which may show the same cells or the same patient."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_NUMBER: Final = re.compile(r"(\d+)")


def blocks_of(groups: Sequence[str], block: int) -> dict[str, str]:
    """Join groups of neighbouring numbers, which are often fields of one slide.

    A run of consecutive numbers with the same text around them is cut into pieces of ``block`` groups;
    names without a number stay alone. Of several numbers in names alike the one counts that has most values,
    as ``012`` in ``Im012_1`` and in ``slide3_012``.

    Args:
        groups: names such as ``Im012_1``.
        block: most groups per block.

    Returns:
        Name of the block, first to last group, by group.
    """
    runs: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    blocks: dict[str, str] = {}
    for group, parts, place in _counted(set(groups)):
        if place is None:
            blocks[group] = group
        else:
            around = "".join(parts[:place]), "".join(parts[place + 1 :])
            runs[around].append((int(parts[place]), group))
    for run in runs.values():
        piece: list[tuple[int, str]] = []
        for number, group in [*sorted(run), (-1, "")]:
            if piece and (number != piece[-1][0] + 1 or len(piece) == block):
                name = f"{piece[0][1]}..{piece[-1][1]}" if len(piece) > 1 else piece[0][1]
                blocks.update((member, name) for _, member in piece)
                piece = []
            piece.append((number, group))
    return blocks


def _counted(names: Iterable[str]) -> Iterator[tuple[str, list[str], int | None]]:
    """Each name, its text and its numbers in turn, and which of these counts on; None without a number."""
    alike: dict[tuple[str, ...], list[tuple[str, list[str]]]] = defaultdict(list)
    for name in sorted(names):
        parts = _NUMBER.split(name)
        alike[tuple(parts[::2])].append((name, parts))
    for texts, members in alike.items():
        places = range(1, 2 * len(texts) - 1, 2)
        values = {place: len({int(parts[place]) for _, parts in members}) for place in places}
        # Of equal ones the last: a slide's fields are numbered behind the slide.
        counting = max(places, key=lambda place: (values[place], place), default=None)
        yield from ((name, parts, counting) for name, parts in members)
