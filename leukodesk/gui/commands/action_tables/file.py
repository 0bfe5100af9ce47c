"""What goes in and out: images, datasets, copies, other formats."""

from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec, needs

FILE: Final = (
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
        needs("writable", "sighted"),
        separate=True,
    ),
    ActionSpec(
        "merge_copy",
        "File",
        "Merge another copy…",
        "Bring in what somebody did in a copy of this dataset; it is shown before anything happens.",
        (),
        "",
        needs("writable", "sighted"),
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
    ActionSpec(
        "pseudonymise",
        "File",
        "Pseudonymise patients…",
        "Put pseudonyms in the place of the patients' ids, which only the holder of a key can make again.",
        (),
        "",
        needs("writable", "sighted"),
    ),
    ActionSpec(
        "origin",
        "File",
        "What is kept of images…",
        "Choose whether names, folders and camera data of new images come into datasets with their pixels.",
    ),
    ActionSpec(
        "report_pdf",
        "File",
        "Save the report as PDF…",
        "Write the report on what is in view as it is printed.",
        ("Ctrl+P",),
        "report",
        needs("smear", "sighted"),
        separate=True,
    ),
    ActionSpec("quit", "File", "Quit", "Save everything and quit.", ("Ctrl+Q",), separate=True),
)
