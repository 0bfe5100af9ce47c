"""Blocks of neighbouring fields, which may show the same cells or the same patient."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

_NUMBER: Final = re.compile(r"^(\D*)(\d+)(.*)$")


def blocks_of(groups: Sequence[str], block: int) -> dict[str, str]:
    """Join groups of neighbouring numbers, which are often fields of one slide.

    A run of consecutive numbers with the same text around them is cut into pieces of ``block`` groups;
    names without a number stay alone.

    Args:
        groups: names such as ``Im012_1``.
        block: most groups per block.

    Returns:
        Name of the block, first to last group, by group.
    """
    runs: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    blocks: dict[str, str] = {}
    for group in sorted(set(groups)):
        found = _NUMBER.match(group)
        if found is None:
            blocks[group] = group
        else:
            runs[found[1], found[3]].append((int(found[2]), group))
    for run in runs.values():
        piece: list[tuple[int, str]] = []
        for number, group in [*sorted(run), (-1, "")]:
            if piece and (number != piece[-1][0] + 1 or len(piece) == block):
                name = f"{piece[0][1]}..{piece[-1][1]}" if len(piece) > 1 else piece[0][1]
                blocks.update((member, name) for _, member in piece)
                piece = []
            piece.append((number, group))
    return blocks
