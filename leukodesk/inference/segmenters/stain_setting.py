"""The setting that segmenters share: what to do where a stain is pale or red cells are grey or blue."""

from typing import Any

from leukodesk.inference.segmenters.settings import setting


def usual_stain_setting() -> Any:
    """The field ``usual_stain`` of a parameters dataclass; on unless the reader says otherwise."""
    return setting(
        True,
        "Correct unusual stains",
        help="Where the stain is pale, or red cells are grey or blue, looks for cells in the colours "
        "of a usual stain.",
    )
