"""Everything a reader can ask for, in one table: menus, tool bar, keys list and command palette read it."""

from typing import Final

from leukodesk.gui.action_spec import ActionSpec, needs

_FILE: Final = (
    ActionSpec("open_image", "File", "Open image…", "Open one or more smear images.", ("Ctrl+O",), "image"),
    ActionSpec(
        "open_folder",
        "File",
        "Open folder…",
        "Open all smear images of a folder.",
        ("Ctrl+Shift+O",),
        "folder",
    ),
    ActionSpec(
        "open_dataset", "File", "Open dataset…", "Open a LeukoDesk dataset (.h5).", ("Ctrl+Alt+O",), "dataset"
    ),
    ActionSpec(
        "open_phantom",
        "File",
        "Open the synthetic smear",
        "Open a computed smear whose cells are known exactly, to try everything out.",
        (),
        "phantom",
    ),
    ActionSpec(
        "save_copy",
        "File",
        "Save a copy of the dataset…",
        "Write the whole dataset to another file. Your work is saved by itself all the time.",
        ("Ctrl+Shift+S",),
        "copy",
        needs("dataset"),
        separate=True,
    ),
    ActionSpec(
        "import_cells",
        "File",
        "Import cells and labels…",
        "Bring in what others marked; it is shown before anything happens, and undone like any change.",
        (),
        "import",
        needs("writable"),
        separate=True,
    ),
    ActionSpec(
        "export_cells",
        "File",
        "Export cells and labels…",
        "Write them for other programs, without camera data and without names unless you want them.",
        (),
        "export",
        needs("dataset"),
    ),
    ActionSpec("quit", "File", "Quit", "Save everything and quit.", ("Ctrl+Q",), separate=True),
)

_EDIT: Final = (
    ActionSpec("undo", "Edit", "Undo", "Take the last change back.", ("Ctrl+Z",), "undo", needs("undo")),
    ActionSpec(
        "redo",
        "Edit",
        "Redo",
        "Do again what was taken back.",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
        needs("redo"),
    ),
    ActionSpec(
        "accept",
        "Edit",
        "Accept the suggestion, go on",
        "Make the shown class your own label and go to the next cell without one.",
        ("Return", "Enter"),
        "accept",
        needs("selection"),
        in_view=True,
        separate=True,
    ),
    ActionSpec(
        "unlabel",
        "Edit",
        "Take the label away",
        "The cell shows the model's suggestion again.",
        ("0",),
        "",
        needs("target"),
    ),
    ActionSpec(
        "remove",
        "Edit",
        "Remove cell",
        "Remove the selected cells from this smear.",
        ("Del",),
        "remove",
        needs("selection"),
    ),
    ActionSpec(
        "select_all",
        "Edit",
        "Select all cells",
        "Select every cell of this smear.",
        ("Ctrl+A",),
        needs=needs("cells"),
        separate=True,
    ),
    ActionSpec(
        "next_cell",
        "Edit",
        "Next unreviewed cell",
        "Go to the next cell without a label.",
        ("Tab",),
        "",
        needs("cells"),
        in_view=True,
    ),
    ActionSpec(
        "previous_cell",
        "Edit",
        "Previous unreviewed cell",
        "Go to the previous cell without a label.",
        ("Shift+Tab",),
        "",
        needs("cells"),
        in_view=True,
    ),
    ActionSpec(
        "pixel_size",
        "Edit",
        "Scale of this smear…",
        "Say how many micrometres one pixel is, if you know it better than the estimate.",
        needs=needs("smear", "writable"),
        separate=True,
    ),
    ActionSpec(
        "annotator",
        "Edit",
        "Your name…",
        "The name written beside every label you give.",
    ),
)

_VIEW: Final = (
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
    ActionSpec(
        "theme_system", "View", "Theme like the desktop", "Follow the desktop.", checkable=True, separate=True
    ),
    ActionSpec("theme_light", "View", "Light theme", "Dark writing on a light ground.", (), checkable=True),
    ActionSpec("theme_dark", "View", "Dark theme", "Light writing on a dark ground.", (), checkable=True),
)

_MODEL: Final = (
    ActionSpec(
        "analyze",
        "Model",
        "Analyse this smear",
        "Find and classify the cells of this smear; labels you gave stay.",
        ("Ctrl+R",),
        "analyze",
        needs("smear", "writable"),
        short="Analyse",
    ),
    ActionSpec(
        "analyze_all",
        "Model",
        "Analyse all new smears",
        "Analyse every smear of the dataset that has no cells yet.",
        ("Ctrl+Shift+R",),
        "",
        needs("dataset", "writable"),
    ),
    ActionSpec(
        "use_classes",
        "Model",
        "Use the classifier's classes",
        "Give this dataset the classes that the chosen classifier names and that it lacks.",
        needs=needs("foreign_classes"),
    ),
    ActionSpec(
        "analyze_on_open",
        "Model",
        "Analyse smears when opened",
        "Start the analysis by itself when a smear is opened for the first time.",
        checkable=True,
    ),
    ActionSpec(
        "segmentation",
        "Model",
        "Segmentation settings",
        "Change how cells are found and see in the field at once what would be found.",
        ("Ctrl+G",),
        "segmentation",
        needs("smear"),
        checkable=True,
        separate=True,
    ),
    ActionSpec(
        "stain_choose",
        "Model",
        "Adjust colours to a template…",
        "Choose a smear whose colours all others are adjusted to before they are analysed.",
        separate=True,
    ),
    ActionSpec(
        "stain_smear", "Model", "Use this smear as the template", "Take its colours.", needs=needs("smear")
    ),
    ActionSpec(
        "stain_none", "Model", "Leave colours as they are", "Use no template.", needs=needs("template")
    ),
    ActionSpec(
        "retrain",
        "Model",
        "Retrain…",
        "Train a new model on the labels of this dataset; it becomes a candidate that you adopt or discard.",
        ("Ctrl+T",),
        "train",
        needs("dataset", "idle_training"),
        separate=True,
    ),
    ActionSpec(
        "models",
        "Model",
        "Models and their cards…",
        "What each model was trained on, how good it was on unseen data, and what its controls showed.",
        (),
        "models",
    ),
)

_HELP: Final = (
    ActionSpec("keys", "Help", "Keys", "The list of all keys.", ("F1",), "keys"),
    ActionSpec(
        "palette",
        "Help",
        "Find a command…",
        "Type a few letters of what you want.",
        ("Ctrl+Shift+P",),
        "palette",
    ),
    ActionSpec(
        "log", "Help", "Show the log's place", "Open the folder of the log file.", (), "log", separate=True
    ),
    ActionSpec("about", "Help", "About LeukoDesk", "Version, licence and what it is for.", (), "about"),
)

ACTIONS: Final = (*_FILE, *_EDIT, *_VIEW, *_MODEL, *_HELP)
"""All actions, in the order of the menus."""

MENUS: Final = ("File", "Edit", "View", "Model", "Help")

FIXED_KEYS: Final = (
    ("Wheel", "Zoom where the pointer is"),
    ("Drag, or Space and drag", "Move the smear"),
    ("Click", "Select a cell; with Ctrl one more"),
    ("Double click", "Zoom to a cell, or show the whole smear"),
)
"""What the mouse does, for the list of keys."""
