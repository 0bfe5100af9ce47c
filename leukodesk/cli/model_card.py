"""A model card for people: what it is and learnt from, how it was judged, what it could have cheated with."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from leukodesk.inference.cards import Metric, ModelCard, SegmenterCard, WeightsCard
    from leukodesk.inference.library import ModelLibrary
    from leukodesk.inference.segmenter_library import SegmenterLibrary

_FIRST: Final = 3
"""How many names of a part of the split are shown."""

Row = tuple[str, object]


def refuse_builtin(library: "ModelLibrary | SegmenterLibrary", model_id: str, out: Path | None) -> None:
    """See that a card can be changed: the user's own, or a copy of it in the folder ``out``.

    Raises:
        InputError: the model travels with the program and no folder is given.
        UnknownIdError: there is no such model.
    """
    from leukodesk.core.errors import InputError

    if out is None and library.is_builtin(model_id):
        raise InputError(
            f"Model {model_id} travels with the program and is not changed; name a folder for a copy of its "
            "card with --out."
        )


def rows_of(card: "ModelCard | SegmenterCard", *, groups: bool = False) -> list[Row]:
    """The card as names and values.

    Args:
        card: of a model or of a segmenter's weights.
        groups: name every patient, field or image of each part of the split.
    """
    from leukodesk.inference.cards import ModelCard
    from leukodesk.training.units_judged import caution_of

    rows: list[Row] = [("model", card.id), ("task", card.task)]
    if isinstance(card, ModelCard):
        rows += _reading(card)
    rows += _learning(card)
    rows += _split(card, groups=groups)
    rows.append(("judged on", f"{card.metrics_on.n}: {card.metrics_on.split}"))
    if isinstance(card, ModelCard):
        rows += [("caution", caution)] if (caution := caution_of(card)) else []
        rows.append(figures_of(card.classes))
    rows += [(name, metric_text(metric, name)) for name, metric in card.metrics.items()]
    if isinstance(card, ModelCard):
        rows += [(f"control {name}", _control(name, values)) for name, values in card.controls.items()]
        rows += _doubt(card)
    rows += [
        ("licence of the data", card.licence),
        ("made", f"{card.created:%Y-%m-%d}, LeukoDesk {card.code_version}, version {card.version}"),
        ("weights", f"{card.weights_file}, sha256 {card.sha256}"),
    ]
    return rows


def figures_of(classes: Sequence[str]) -> Row:
    """Which class the figures are of that count one class against the rest."""
    from leukodesk.core.taxonomies import positive_class

    return "sensitivity and the like of", positive_class(classes) or "each class, their mean"


def metric_text(metric: "Metric", name: str = "") -> str:
    """A figure with its interval; ``name`` is that of the figure and tells what is counted."""
    from leukodesk.core.figure_text import figure_text

    return figure_text(metric.value, (metric.low, metric.high), name)


def _reading(card: "ModelCard") -> Iterator[Row]:
    from leukodesk.inference.procedures import settings_words

    yield "architecture", card.architecture
    yield "classes", ", ".join(card.classes)
    if card.finder is not None:
        settings = settings_words(card.finder.segmenter_id, card.finder.settings)
        yield "cells found by", f"{card.finder.segmenter_id} ({settings}); its figures hold for such cells"
    crop = card.crop
    yield "crop", f"{crop.size_px} px at {crop.pixel_size_um:g} µm per pixel, surround {crop.surround}"
    yield "turns of a crop", card.turns
    yield "temperature", f"{card.temperature:.3f}"
    yield "abstains below", _threshold(card)
    yield "started from", card.parent or "no other model"


def _threshold(card: "ModelCard") -> str:
    from leukodesk.inference.abstention_words import why_never

    return f"{card.abstention_threshold:.3f}" if card.abstention_threshold else why_never(card) or "never"


def _learning(card: "WeightsCard") -> Iterator[Row]:
    training = card.training
    yield "trained on", training.description
    yield "cells per class", ", ".join(f"{name} {number}" for name, number in training.class_counts.items())
    yield "seed, epochs", f"{training.seed}, {training.epochs}"


def _split(card: "WeightsCard", *, groups: bool) -> Iterator[Row]:
    yield "split", f"{card.split.name}, by {card.split.by}"
    for part, names in card.split.groups.items():
        shown = names if groups else names[:_FIRST]
        rest = f" and {len(names) - len(shown)} more" if len(names) > len(shown) else ""
        number = f"{len(names)} {card.split.by}{'' if len(names) == 1 else 's'}"
        yield f"part {part}", f"{number}: {', '.join(shown)}{rest}"


def _doubt(card: "ModelCard") -> Iterator[Row]:
    from leukodesk.inference.extrapolation import what_it_says

    if card.distribution is not None:
        known = card.distribution
        yield "unlike cells", f"fitted to {known.n}, marks {known.flagged_share:.0%} of {known.calibrated_on}"
    if card.explanations is not None:
        yield "heatmaps", card.explanations.sentence
    if more := what_it_says(card.learning_curve):
        yield "more data", more


def _control(name: str, values: Mapping[str, Any]) -> str:
    from leukodesk.inference.control_words import control_words

    words = control_words(name)
    return f"{_figures(values)}; {words}" if words else _figures(values)


def _figures(values: Mapping[str, Any]) -> str:
    from leukodesk.core.figure_text import figure_text

    parts = []
    for name, value in values.items():
        interval = values.get(f"{name}_interval")
        if isinstance(value, float):
            parts.append(f"{name} {figure_text(value, interval if isinstance(interval, list) else None)}")
        elif isinstance(value, int | str):
            parts.append(f"{name} {value}")
    return ", ".join(parts)
