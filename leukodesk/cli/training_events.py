"""What a running training tells, on the terminal."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leukodesk.cli.progress_bar import ProgressBar


def report(event: Mapping[str, Any], bar: "ProgressBar") -> None:
    """Say what the worker logs and how each epoch went: in the bar, or in lines without a terminal."""
    if event["event"] == "log":
        bar.say(event["text"])
        return
    if event["event"] != "epoch":
        return
    figures = [
        f"{name} {event[key]:.3f}"
        for name, key in (
            ("loss", "train_loss"),
            ("validation", "validation_loss"),
            ("balanced accuracy", "balanced_accuracy"),
        )
        if event.get(key) is not None
    ]
    text = ", ".join(figures)
    bar(event["epoch"], event["epochs"], text)
    if not sys.stderr.isatty():
        bar.say(f"epoch {event['epoch']} of {event['epochs']}: {text}")
