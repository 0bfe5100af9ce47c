"""What the models do: analysing, colours, training."""

from typing import Final

from leukodesk.gui.commands.action_spec import ActionSpec, needs

MODEL: Final = (
    ActionSpec(
        "analyze",
        "Model",
        "Analyse this smear",
        "Find and classify the cells of this smear; labels you gave stay.",
        ("Ctrl+R",),
        "analyze",
        needs("smear", "writable", "sighted"),
        short="Analyse",
    ),
    ActionSpec(
        "analyze_view",
        "Model",
        "Analyse what is in sight",
        "Find and classify the cells of the part in sight of a slide or another very large smear.",
        ("Ctrl+Alt+R",),
        needs=needs("large", "writable", "sighted"),
    ),
    ActionSpec(
        "analyze_all",
        "Model",
        "Analyse all new smears",
        "Analyse every smear of the dataset that has no cells yet.",
        ("Ctrl+Shift+R",),
        "",
        needs("dataset", "writable", "sighted"),
    ),
    ActionSpec(
        "use_classes",
        "Model",
        "Use the classifier's classes",
        "Give this dataset the classes that the chosen classifier names and that it lacks.",
        needs=needs("foreign_classes", "sighted"),
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
        "Change how cells are found and see on the smear at once what would be found.",
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
