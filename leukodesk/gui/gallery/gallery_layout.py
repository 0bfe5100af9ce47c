"""Where the headings and crops of a gallery lie. Pure geometry: only what is in sight is ever worked out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Span:
    """Neighbouring crops of one group.

    Attributes:
        group: number of the group.
        first, last: of its crops, the end excluded.
    """

    group: int
    first: int
    last: int


class GalleryLayout:
    """Groups below each other, each a heading and rows of square tiles. A group without cells takes no room.

    Args:
        counts: number of cells of each group.
        width: of the whole in pixels.
        tile: side of a tile in pixels.
        gap: least one between tiles, and left and right of them; what is left over goes between columns.
        heading: height of a heading.

    Attributes:
        columns: tiles in a full row.
        height: of the whole in pixels.
        tile, gap, heading: as given.
    """

    def __init__(self, counts: Sequence[int], width: int, tile: int, gap: int, heading: int) -> None:
        self.tile, self.gap, self.heading = tile, gap, heading
        self.columns = max(1, (width - gap) // (tile + gap))
        self._across = max(tile + gap, (width - gap) // self.columns)
        self._counts = tuple(counts)
        heights = [
            heading + -(-count // self.columns) * (tile + gap) + gap if count else 0 for count in counts
        ]
        self._tops = (0, *accumulate(heights))
        self._offsets = (0, *accumulate(counts))
        self.height = self._tops[-1]

    @property
    def total(self) -> int:
        """Number of cells of all groups."""
        return self._offsets[-1]

    def number_of(self, group: int, place: int) -> int:
        """Number of a cell among all, in the order in which they are shown."""
        return self._offsets[group] + place

    def cell_of(self, number: int) -> tuple[int, int]:
        """Group and place of the cell with that number."""
        group = bisect_right(self._offsets, number) - 1
        return group, number - self._offsets[group]

    def heading_of(self, group: int) -> tuple[int, int]:
        """Top and bottom of a group's heading."""
        return self._tops[group], self._tops[group] + (self.heading if self._counts[group] else 0)

    def corner_of(self, group: int, place: int) -> tuple[int, int]:
        """Left and top of a tile."""
        row, column = divmod(place, self.columns)
        left = self.gap + column * self._across
        return left, self._tops[group] + self.heading + row * (self.tile + self.gap)

    def group_at(self, y: int) -> int | None:
        """The group whose heading or crops lie at a height."""
        if not 0 <= y < self.height:
            return None
        return bisect_right(self._tops, y) - 1

    def at(self, x: int, y: int) -> tuple[int, int] | None:
        """Group and place of the tile at a point, or None beside tiles."""
        group = self.group_at(y)
        if group is None:
            return None
        down = y - self._tops[group] - self.heading
        row, in_row = divmod(down, self.tile + self.gap)
        column, in_column = divmod(x - self.gap, self._across)
        place = row * self.columns + column
        beside = down < 0 or in_row >= self.tile or in_column >= self.tile
        if beside or not 0 <= column < self.columns or place >= self._counts[group]:
            return None
        return group, place

    def spans(self, top: int, bottom: int) -> Iterator[Span]:
        """The groups that reach between two heights, each with the tiles that do; maybe only its heading."""
        first = self.group_at(max(0, top))
        for group in range(len(self._counts) if first is None else first, len(self._counts)):
            if self._tops[group] >= bottom:
                return
            if not self._counts[group]:
                continue
            start = self._tops[group] + self.heading
            pitch = self.tile + self.gap
            begin = max(0, (top - start) // pitch) * self.columns
            end = max(0, -(-(bottom - start) // pitch)) * self.columns
            yield Span(group, min(begin, self._counts[group]), min(end, self._counts[group]))

    def within(self, left: int, top: int, right: int, bottom: int) -> Iterator[tuple[int, int]]:
        """Group and place of every tile that a rectangle touches."""
        for span in self.spans(top, bottom + 1):
            for place in range(span.first, span.last):
                x, y = self.corner_of(span.group, place)
                if x <= right and x + self.tile > left and y <= bottom and y + self.tile > top:
                    yield span.group, place

    def beside(self, number: int, across: int, down: int) -> int:
        """Number of the cell beside another one; at an end the nearest there is.

        Args:
            number: where one is.
            across: steps to the right.
            down: rows down: into the next group that has cells, in the same column as far as it reaches.
        """
        last = self.total - 1
        if across:
            return min(max(number + across, 0), last)
        for _ in range(abs(down)):
            number = self._one_row(number, 1 if down > 0 else -1)
        return number

    def _one_row(self, number: int, step: int) -> int:
        group, place = self.cell_of(number)
        column, rows = place % self.columns, -(-self._counts[group] // self.columns)
        row = place // self.columns + step
        if 0 <= row < rows:
            return self._offsets[group] + min(row * self.columns + column, self._counts[group] - 1)
        others = range(group + 1, len(self._counts)) if step > 0 else range(group - 1, -1, -1)
        for other in others:
            if count := self._counts[other]:
                row = 0 if step > 0 else (count - 1) // self.columns
                return self._offsets[other] + min(row * self.columns + column, count - 1)
        return number
