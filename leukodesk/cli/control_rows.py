"""The controls of a model as rows of a table."""

from collections.abc import Iterator, Mapping, Sequence

from leukodesk.cli import console
from leukodesk.inference.control_words import control_words


def control_rows(controls: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[object, ...]]:
    """Name, value and 95 % interval of each figure of each control, below what the control is.

    Args:
        controls: figures by control; ``<figure>_interval`` holds the two ends of an interval.
    """
    for control, figures in controls.items():
        if words := control_words(control):
            yield f"control {control}", words, None
        for name, value in figures.items():
            if isinstance(value, float):
                yield f"control {control}: {name}", value, _interval(figures.get(f"{name}_interval"))


def _interval(ends: object) -> str | None:
    if not isinstance(ends, Sequence) or len(ends) != 2:
        return None
    return console.interval_text(ends)
