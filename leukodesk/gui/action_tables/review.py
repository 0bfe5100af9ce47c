"""What a reader says of cells, and the way from cell to cell."""

from typing import Final

from leukodesk.gui.action_spec import ActionSpec, needs

REVIEW: Final = (
    ActionSpec(
        "accept",
        "Review",
        "Accept the suggestion, go on",
        "Make the shown class your own label and go to the next cell without one.",
        ("Return", "Enter"),
        "accept",
        needs("selection"),
        in_view=True,
    ),
    ActionSpec(
        "unlabel",
        "Review",
        "Take the label away",
        "The cell shows the model's suggestion again.",
        ("0",),
        "",
        needs("target"),
    ),
    ActionSpec(
        "next_cell",
        "Review",
        "Next unreviewed cell",
        "Go to the next cell without a label.",
        ("Tab",),
        "",
        needs("cells"),
        in_view=True,
        separate=True,
    ),
    ActionSpec(
        "previous_cell",
        "Review",
        "Previous unreviewed cell",
        "Go to the previous cell without a label.",
        ("Shift+Tab",),
        "",
        needs("cells"),
        in_view=True,
    ),
    ActionSpec(
        "compare",
        "Review",
        "Compare…",
        "See where two models or readers name the cells of this smear otherwise.",
        ("Ctrl+K",),
        "",
        needs("cells"),
        checkable=True,
        separate=True,
    ),
)
