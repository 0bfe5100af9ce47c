"""The classifiers that travel with the program: id, title and module of each, without importing any."""

from dataclasses import dataclass
from typing import Final

_TORCHVISION: Final = "leukodesk.inference.classifiers.backbones"
_CNN: Final = "leukodesk.inference.classifiers.cnn"
_UNET: Final = "leukodesk.inference.classifiers.unet"
_HYBRID: Final = "leukodesk.inference.classifiers.hybrid"
_HYBRID_PAPER: Final = "leukodesk.inference.classifiers.hybrid_paper"
_HANDCRAFTED: Final = "leukodesk.inference.classifiers.handcrafted_svm"
_MEASURED: Final = "leukodesk.inference.classifiers.measured_models"


@dataclass(frozen=True)
class Listed:
    """One classifier.

    Attributes:
        id: the id it is registered under.
        title: what the reader sees.
        module: registers it when it is imported.
        has_maps: it is a network with a layer that heatmaps can be made from.
        pooled: its logits are linear in the mean of each map of that layer.
    """

    id: str
    title: str
    module: str
    has_maps: bool = True
    pooled: bool = True


@dataclass(frozen=True)
class Group:
    """Classifiers that belong together, in the order a reader should meet them."""

    title: str
    members: tuple[Listed, ...]


def _classical(name: str, title: str) -> Listed:
    return Listed(name, title, _MEASURED, has_maps=False, pooled=False)


CLASSICAL: Final = (
    _classical("SVC", "Support vector machine"),
    _classical("XGBClassifier", "XGBoost"),
    _classical("LGBMClassifier", "LightGBM"),
    _classical("LinearDiscriminantAnalysis", "Linear discriminant analysis"),
    _classical("RidgeClassifierCV", "Ridge, cross-validated"),
    _classical("RidgeClassifier", "Ridge"),
    _classical("RandomForestClassifier", "Random forest"),
    _classical("ExtraTreesClassifier", "Extra trees"),
    _classical("LogisticRegression", "Logistic regression"),
    _classical("SGDClassifier", "Stochastic gradient descent"),
    _classical("AdaBoostClassifier", "AdaBoost"),
    _classical("NuSVC", "Support vector machine, ν"),
    _classical("LinearSVC", "Support vector machine, linear"),
    _classical("BaggingClassifier", "Bagged trees"),
    _classical("PassiveAggressiveClassifier", "Passive-aggressive"),
    _classical("KNeighborsClassifier", "Nearest neighbours"),
    _classical("Perceptron", "Linear perceptron"),
    _classical("BernoulliNB", "Naive Bayes, Bernoulli"),
    _classical("CalibratedClassifierCV", "Support vector machine, calibrated"),
    _classical("NearestCentroid", "Nearest centroid"),
    _classical("GaussianNB", "Naive Bayes, Gaussian"),
    _classical("DecisionTreeClassifier", "Decision tree"),
    _classical("ExtraTreeClassifier", "Extremely random tree"),
    _classical("QuadraticDiscriminantAnalysis", "Quadratic discriminant analysis"),
    _classical("LabelSpreading", "Label spreading"),
    _classical("LabelPropagation", "Label propagation"),
    _classical("DummyClassifier", "Shares of the classes alone"),
)
"""The classical models of Asaad et al., Table 5, by the names and in the order of that table."""

GROUPS: Final = (
    Group(
        "Usual choices",
        (
            Listed("mobilenet_v2", "MobileNetV2", _TORCHVISION),
            Listed("efficientnet_b0", "EfficientNet-B0", _TORCHVISION),
            Listed("resnet50", "ResNet-50", _TORCHVISION),
            Listed("cnn", "Small CNN", _CNN),
        ),
    ),
    Group(
        "Other networks",
        (
            Listed("efficientnet_b3", "EfficientNet-B3", _TORCHVISION),
            Listed("efficientnet_v2_l", "EfficientNetV2-L", _TORCHVISION),
            Listed("resnet101", "ResNet-101", _TORCHVISION),
            Listed("resnet152", "ResNet-152", _TORCHVISION),
            Listed("googlenet", "GoogLeNet", _TORCHVISION),
            Listed("vgg16", "VGG-16", _TORCHVISION, pooled=False),
            Listed("vgg19", "VGG-19", _TORCHVISION, pooled=False),
            Listed("alexnet", "AlexNet", _TORCHVISION, pooled=False),
            Listed("unet", "U-Net encoder", _UNET),
        ),
    ),
    Group(
        "With learned slopes (PLR)",
        (
            Listed("unet-plr", "U-Net encoder PLR", _UNET),
            Listed("efficientnet_b3-plr", "EfficientNet-B3 PLR", _TORCHVISION),
            Listed("vgg16-plr", "VGG-16 PLR", _TORCHVISION, pooled=False),
            Listed("cnn-plr", "Small CNN PLR", _CNN),
        ),
    ),
    Group(
        "Cells with their neighbours",
        (
            Listed("hybrid_cnn_gnn", "CNN and graph network", _HYBRID),
            Listed("hybrid_cnn_gnn-mobilenet_v2", "MobileNetV2 with graph", _HYBRID),
            Listed(
                "hybrid_cnn_gnn-paper", "CNN and graph network, as published", _HYBRID_PAPER, pooled=False
            ),
        ),
    ),
    Group(
        "Without a network",
        (
            Listed("svm-handcrafted", "SVM on measured features", _HANDCRAFTED, has_maps=False, pooled=False),
            *CLASSICAL,
        ),
    ),
)
"""All of them, by group."""

LISTED: Final = {listed.id: listed for group in GROUPS for listed in group.members}
"""All of them by id."""


def is_fitted_anew(architecture_id: str) -> bool:
    """Whether such a model takes nothing over from the weights of another, whatever it is started from."""
    return architecture_id in LISTED and not LISTED[architecture_id].has_maps
