"""What is seen: layers, zoom, smears, tabs, themes."""

from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec, needs

VIEW: Final = (
    ActionSpec(
        "contours", "View", "Contours", "Outline cells and nuclei.", ("C",), "contours", checkable=True
    ),
    ActionSpec(
        "fills", "View", "Fills", "Fill cells with their class colour.", ("F",), "fills", checkable=True
    ),
    ActionSpec(
        "letters",
        "View",
        "Class letters",
        "Write the class letter at cells.",
        ("L",),
        "letters",
        checkable=True,
    ),
    ActionSpec(
        "heatmap",
        "View",
        "Heatmap",
        "Show where the model looked: for the selected cells, or for all if none is selected.",
        ("G",),
        "heatmap",
        needs("cells", "classifier"),
        checkable=True,
    ),
    ActionSpec("hidden", "View", "Hide all overlays", "See the bare smear.", ("H",), checkable=True),
    ActionSpec(
        "adjusted",
        "View",
        "Show adjusted colours",
        "See the smear in the colours it is analysed in.",
        (),
        "",
        needs("template"),
        checkable=True,
    ),
    ActionSpec(
        "cell_details",
        "View",
        "Details of the selected cell",
        "Show measures and probabilities of the selected cell; without them there is more room for crops.",
        ("F3",),
        "about",
        needs("smear"),
        checkable=True,
    ),
    ActionSpec(
        "large_gallery",
        "View",
        "Large gallery",
        "Give the crops the middle of the window, with the field below them.",
        ("F4",),
        "gallery",
        needs("smear"),
        checkable=True,
    ),
    ActionSpec(
        "zoom_in",
        "View",
        "Zoom in",
        "Look closer.",
        ("Ctrl++", "Ctrl+="),
        "zoom_in",
        needs("smear"),
        separate=True,
    ),
    ActionSpec("zoom_out", "View", "Zoom out", "See more.", ("Ctrl+-",), "zoom_out", needs("smear")),
    ActionSpec(
        "fit", "View", "Whole smear", "Fit the smear into the window.", ("Ctrl+0",), "fit", needs("smear")
    ),
    ActionSpec(
        "actual",
        "View",
        "Actual pixels",
        "One smear pixel per screen pixel.",
        ("Ctrl+1",),
        "",
        needs("smear"),
    ),
    ActionSpec(
        "zoom_cell", "View", "Selected cell", "Zoom to the selected cell.", ("Z",), "", needs("selection")
    ),
    ActionSpec(
        "previous_smear",
        "View",
        "Previous smear",
        "Show the previous smear.",
        ("A",),
        "previous",
        needs("smear"),
        separate=True,
    ),
    ActionSpec("next_smear", "View", "Next smear", "Show the next smear.", ("D",), "next", needs("smear")),
    ActionSpec("review_tab", "View", "Review", "Go to the review of smears.", ("Ctrl+Alt+1",), separate=True),
    ActionSpec("train_tab", "View", "Train", "Go to the training of models.", ("Ctrl+Alt+2",)),
    ActionSpec("report_tab", "View", "Report", "See the report as it is printed.", ("Ctrl+Alt+3",)),
    ActionSpec(
        "theme_system", "View", "Theme like the desktop", "Follow the desktop.", checkable=True, separate=True
    ),
    ActionSpec("theme_light", "View", "Light theme", "Dark writing on a light ground.", (), checkable=True),
    ActionSpec("theme_dark", "View", "Dark theme", "Light writing on a dark ground.", (), checkable=True),
    ActionSpec(
        "language_system",
        "View",
        "Language of the desktop",
        "From the next start on, speak the language of the desktop if there is a translation.",
        checkable=True,
        separate=True,
    ),
    ActionSpec("language_en", "View", "English", "Speak English from the next start on.", checkable=True),
    ActionSpec("language_de", "View", "Deutsch", "Speak German from the next start on.", checkable=True),
)
