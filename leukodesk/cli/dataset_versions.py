"""``leukodesk dataset snapshot`` and ``snapshots``: versions of a dataset that a model card can point to."""

from typing import Annotated

import typer

from leukodesk.cli import console, options
from leukodesk.cli.opening import content_of, opened


def snapshot(
    file: options.FileArgument,
    name: Annotated[str, typer.Argument(help="What to call it, such as v1.", metavar="NAME")],
) -> None:
    """Give what the dataset holds now a name, with a digest over smears, cells and labels.

    A model trained while the dataset is just so says the name in its card.
    """
    from datetime import UTC, datetime

    from leukodesk import config
    from leukodesk.core.edits import Act, NameVersion
    from leukodesk.core.sentence import count

    with opened(file) as dataset:
        act = Act(config.load_settings().annotator, datetime.now(UTC), "snapshot")
        edit = NameVersion.now(dataset.content, name, act)
        dataset.append(edit)
    version = edit.version
    held = (count(version.smears, "smear"), count(version.cells, "cell"), count(version.labels, "label"))
    print(f"{file}: {held[0]}, {held[1]} and {held[2]} are now called '{name}', sha256 {version.digest}.")


def snapshots(file: options.FileArgument, json: options.JsonOption = None) -> None:
    """List the named versions, the oldest first, and say which of them the dataset is now."""
    from leukodesk.core.versions import content_digest

    content = content_of(file)
    digest = content_digest(content)
    rows = [
        {
            **vars(version),
            "at": version.at.isoformat(timespec="seconds"),
            "is_current": version.digest == digest,
        }
        for version in content.versions.values()
    ]
    if json is not None:
        console.write_json({"digest": digest, "snapshots": rows}, json)
        return
    headings = ["name", "sha256", "annotator", "time (UTC)", "smears", "cells", "labels", "is current"]
    console.print_table(headings, (list(row.values()) for row in rows))
