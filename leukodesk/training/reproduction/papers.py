"""What the five papers report, and which of our systems stands for each of theirs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from leukodesk.training.reproduction.budget import DEEP, LIGHT, MIDDLE, Effort

Letter = Literal["A", "B", "C", "D", "E"]
Kind = Literal["network", "classical", "stand-in"]


@dataclass(frozen=True)
class System:
    """One system of a paper.

    Attributes:
        id: of our architecture, or of one of the classical models.
        published: the paper's figures by name, as shares of 1; empty for a stand-in.
        kind: ``network`` is trained as any architecture, ``classical`` fitted to pixels; a ``stand-in`` is no
            system of the paper: it has an ImageNet start where theirs have none, and so learns something.
        effort: how much of the budget it gets.
        learning_rate, optimiser, batch: of its recipe, the paper's where it gives them.
        side: of its crops in pixels where the budget's would be too small for it.
        in_short: whether it stands in the short table.
    """

    id: str
    published: Mapping[str, float] = field(default_factory=dict)
    kind: Kind = "network"
    effort: Effort = DEEP
    learning_rate: float = 1e-3
    optimiser: Literal["adam", "adamw", "adamax"] = "adamw"
    batch: int = 16
    side: int | None = None
    in_short: bool = False

    @property
    def fitted_at_once(self) -> bool:
        """Whether it has no weights that start anywhere and are trained in passes."""
        return self.kind == "classical" or self.id == "svm-handcrafted"


@dataclass(frozen=True)
class Paper:
    """One paper.

    Attributes:
        letter: what it is called here.
        citation: authors and year.
        task: what is told apart, and on which data.
        headline: its main figures, in words.
        contradiction: where its own figures do not agree, one sentence; empty where they do.
        systems: those that are trained again.
        left_out: why one is not, by its name.
    """

    letter: Letter
    citation: str
    task: str
    headline: str
    contradiction: str
    systems: tuple[System, ...]
    left_out: Mapping[str, str] = field(default_factory=dict)

    def system(self, name: str) -> System:
        """The system of that id."""
        return next(system for system in self.systems if system.id == name)


def _table(names: tuple[str, ...], *rows: tuple[str, *tuple[float, ...]]) -> dict[str, dict[str, float]]:
    """Percentages of a printed table as shares, by system and figure."""
    return {name: dict(zip(names, (v / 100 for v in values), strict=True)) for name, *values in rows}


# Enough where one fold holds dozens of originals.
_ONE_FOLD: Final = replace(LIGHT, folds=1)
_STAND_IN: Final = System("mobilenet_v2", kind="stand-in", effort=MIDDLE, in_short=True)

# Shalini and Viji 2022, Table 2.
_A: Final = _table(
    ("accuracy", "sensitivity", "specificity", "ppv", "npv"),
    ("resnet50", 99.6154, 100, 99.2308, 99.2366, 100),
    ("googlenet", 95.3846, 96.1538, 94.6154, 94.697, 96.0938),
    ("resnet101", 96.9231, 95.3846, 98.4615, 98.4127, 95.5224),
    ("resnet152", 97.3077, 96.9231, 97.6923, 97.6744, 96.9466),
    ("vgg16", 98.0769, 100, 96.1538, 96.2963, 100),
    ("vgg19", 98.8462, 98.4615, 99.2308, 99.2248, 98.4733),
)

# Asaad et al., Table 6 (accuracy, balanced accuracy, AUC, F1).
_E: Final = _table(
    ("accuracy", "balanced_accuracy", "auc", "f1"),
    ("unet-plr", 95.22, 94.67, 94.82, 95.08),
    ("unet", 93.50, 92.87, 92.95, 93.21),
    ("efficientnet_b3-plr", 93.56, 93.12, 93.28, 93.42),
    ("efficientnet_b3", 77.21, 75.89, 76.34, 76.72),
    ("vgg16-plr", 92.78, 92.21, 92.45, 92.62),
    ("vgg16", 78.93, 77.45, 77.82, 78.17),
    ("cnn-plr", 89.34, 88.76, 88.91, 89.12),
    ("cnn", 68.92, 67.34, 67.92, 68.21),
)

# Asaad et al., Table 5.
_E_CLASSICAL: Final = _table(
    ("accuracy", "balanced_accuracy", "auc", "f1"),
    ("SVC", 89, 85, 84, 88),
    ("XGBClassifier", 87, 83, 83, 87),
    ("LGBMClassifier", 85, 82, 82, 85),
    ("LinearDiscriminantAnalysis", 82, 79, 79, 82),
    ("RidgeClassifierCV", 85, 81, 81, 84),
    ("RidgeClassifier", 84, 80, 80, 83),
    ("RandomForestClassifier", 86, 79, 79, 85),
    ("ExtraTreesClassifier", 85, 79, 79, 84),
    ("LogisticRegression", 80, 78, 78, 80),
    ("SGDClassifier", 78, 76, 76, 78),
    ("AdaBoostClassifier", 82, 77, 77, 81),
    ("NuSVC", 83, 77, 77, 82),
    ("LinearSVC", 79, 76, 76, 79),
    ("BaggingClassifier", 81, 77, 77, 81),
    ("PassiveAggressiveClassifier", 77, 74, 74, 77),
    ("KNeighborsClassifier", 79, 74, 74, 79),
    ("Perceptron", 76, 73, 73, 76),
    ("BernoulliNB", 72, 71, 71, 72),
    ("CalibratedClassifierCV", 82, 72, 72, 80),
    ("NearestCentroid", 71, 70, 70, 71),
    ("GaussianNB", 70, 70, 70, 70),
    ("DecisionTreeClassifier", 73, 70, 70, 73),
    ("ExtraTreeClassifier", 68, 63, 63, 68),
    ("QuadraticDiscriminantAnalysis", 73, 55, 55, 64),
    ("LabelSpreading", 33, 52, 52, 18),
    ("LabelPropagation", 33, 52, 52, 18),
    ("DummyClassifier", 71, 51, 51, 58),
)

# Layers that nothing normalises break at the usual learning rate.
_SLOW: Final = 1e-4
_IN_SHORT: Final = frozenset({"resnet50", "efficientnet_b3", "unet-plr", "unet", "SVC"})


def _of_table(table: Mapping[str, Mapping[str, float]], kind: Kind = "network") -> tuple[System, ...]:
    light = ("unet", "unet-plr", "cnn", "cnn-plr")
    return tuple(
        System(
            name,
            published,
            kind,
            LIGHT if name in light or kind == "classical" else DEEP,
            _SLOW if name.startswith("vgg") else 1e-3,
            batch=8 if name in light else 16,
            in_short=name in _IN_SHORT,
        )
        for name, published in table.items()
    )


PAPERS: Final[Mapping[Letter, Paper]] = {
    "A": Paper(
        "A",
        "Shalini and Angel Viji 2022",
        "leukemia or healthy, whole fields of ALL-IDB1",
        "ResNet-50: accuracy 99.62 %, sensitivity 100 %, specificity 99.23 %",
        "Its ROC curves show an AUC of 0.90 to 0.91 beside an accuracy of 99.6 %.",
        (*_of_table(_A), _STAND_IN),
    ),
    "B": Paper(
        "B",
        "Senthilkumar et al. 2023",
        "leukemic or healthy cells of C-NMC",
        "EfficientNet: F1 96.24 %, specificity 97.68 %",
        "Its accuracies (84.6 and 67.6 %) lie below the F1 of the same rows (94.2 and 96.2 %).",
        (
            System(
                "vgg16",
                {"accuracy": 0.8456, "f1": 0.9416, "specificity": 0.9459},
                learning_rate=_SLOW,
            ),
            System("resnet50", {"accuracy": 1.0, "f1": 0.9280}),
            System(
                "efficientnet_b0",
                {"accuracy": 0.6763, "f1": 0.9624, "specificity": 0.9768},
                in_short=True,
            ),
            _STAND_IN,
        ),
    ),
    "C": Paper(
        "C",
        "Altarawneh et al. 2023",
        "four kinds of leukocytes, augmented images of 64 pixels",
        "CNN and graph network: accuracy 96.87 %",
        "Its confusion matrix (134, 135, 130 and 135 right of 600) is an accuracy of 89.0 %.",
        tuple(
            System(name, {"accuracy": 0.9687}, effort=_ONE_FOLD, optimiser="adam", batch=8, in_short=True)
            for name in ("hybrid_cnn_gnn", "hybrid_cnn_gnn-paper")
        ),
    ),
    "D": Paper(
        "D",
        "Jin et al. 2023",
        "Benign, Early, Pre or Pro, fields of 224 pixels",
        "EfficientNetV2-L: accuracy 97.0 %, F1 96.9 %; SVM: accuracy 82 %, F1 84 %, AUC 0.948",
        "",
        (
            System(
                "svm-handcrafted",
                {"accuracy": 0.82, "f1": 0.84, "auc": 0.948},
                effort=MIDDLE,
                side=112,
                in_short=True,
            ),
            System(
                "efficientnet_v2_l",
                {"accuracy": 0.97, "f1": 0.9689},
                learning_rate=1e-4,
                optimiser="adamax",
                batch=25,
                in_short=True,
            ),
            _STAND_IN,
        ),
        {
            "EfficientNetV2-L on segmented cells": "the paper gives it less than whole fields, and at "
            "this budget the network learns nothing of either"
        },
    ),
    "E": Paper(
        "E",
        "Asaad et al.",
        "leukemic or healthy cells of C-NMC",
        "U-Net PLR: accuracy 95.22 %, balanced 94.67 %, AUC 94.82 %, F1 95.08 %; pivot growing with "
        "EfficientNet-B3: 92.5 to 93.8 % over ten folds; SVC 89 %",
        "Table 6 gives EfficientNet-B3 PLR 93.6 %, Figure 17 shows it at 67 %.",
        (*_of_table(_E), *_of_table(_E_CLASSICAL, "classical")),
        {
            "pivot growing with EfficientNet-B3": "the cells of C-NMC are cut out already, so it would find "
            "what is given; EfficientNet-B3 stands alone"
        },
    ),
}
"""All of them by letter."""
