"""The classical models of Asaad et al., Table 5, on measured features, each in the form of a network.

What scikit-learn, XGBoost or LightGBM fitted is kept as a document, see
:mod:`leukodesk.inference.classifiers.fitted_document`. Beside it lie the answers to a few cells, so that
another release of those packages which answers otherwise is noticed before it says anything about a patient.
"""

import importlib
import importlib.util
from functools import partial
from typing import Any, Final

import numpy as np
import sklearn
import torch
from torch import Tensor, nn

from leukodesk.core.errors import ModelError
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifiers.architecture import Architecture, no_layer
from leukodesk.inference.classifiers.catalogue import CLASSICAL, LISTED
from leukodesk.inference.classifiers.fitted_document import (
    DocumentError,
    FloatArray,
    class_probabilities,
    opened,
    written,
)
from leukodesk.inference.classifiers.handcrafted import FEATURES_VERSION, feature_names, handcrafted_features
from leukodesk.inference.registry import register_architecture

PACKAGES: Final = {"XGBClassifier": "xgboost", "LGBMClassifier": "lightgbm"}
"""What a model needs that not everybody has, by its id."""

_GROWING: Final = ("document", "witness_features", "witness_logits")
_WITNESSES: Final = 16
_SAME: Final = 1e-4
_LEAST: Final = 1e-9


class MeasuredModel(nn.Module):
    """A fitted model that names cells by measured features; before it is fitted every class is as likely.

    The logit of a class is the logarithm of what the model says about it, so that a temperature calibrates
    it.

    Attributes:
        features_version: of the features it was fitted to.
        pixel_size_um: of the crops it was fitted to.
        document: uint8 (b,), what was fitted; empty for nothing.
        witness_features: (w, f) of a few cells.
        witness_logits: (w, k) what was said of them when the model was fitted.
        measures: the layer that the features (n, f, 1, 1) of crops pass through, as they are.
    """

    features_version: Tensor
    pixel_size_um: Tensor
    document: Tensor
    witness_features: Tensor
    witness_logits: Tensor

    def __init__(self, architecture: str, n_classes: int) -> None:
        super().__init__()
        wide, count = torch.float64, len(feature_names())
        self._architecture = architecture
        self._classes = n_classes
        self._pipeline: Any = None
        # What it sees of a crop passes through here, for whoever looks at a network's layers.
        self.measures = nn.Identity()
        self.register_buffer("features_version", torch.tensor(FEATURES_VERSION))
        self.register_buffer("pixel_size_um", torch.tensor(0.2, dtype=wide))
        self.register_buffer("document", torch.zeros(0, dtype=torch.uint8))
        self.register_buffer("witness_features", torch.zeros(0, count, dtype=wide))
        self.register_buffer("witness_logits", torch.zeros(0, n_classes, dtype=wide))

    def keep(self, pipeline: Any, features: FloatArray, pixel_size_um: float) -> None:
        """Become a fitted model.

        Args:
            pipeline: fitted to features and to labels that are indices of classes.
            features: (n, f) of cells whose answers are kept as witnesses.
            pixel_size_um: of the crops they were measured in.
        """
        asked = features[np.linspace(0, len(features) - 1, min(_WITNESSES, len(features))).astype(int)]
        self._pipeline = pipeline
        state = {
            "features_version": torch.tensor(FEATURES_VERSION),
            "pixel_size_um": torch.tensor(pixel_size_um, dtype=torch.float64),
            "document": torch.frombuffer(bytearray(written(pipeline)), dtype=torch.uint8),
            "witness_features": torch.from_numpy(np.ascontiguousarray(asked)),
            "witness_logits": torch.from_numpy(self.answers(asked)),
        }
        self.load_state_dict(state, strict=True)

    def answers(self, features: FloatArray) -> FloatArray:
        """Logits (n, k) for measured features (n, f)."""
        if self._pipeline is None:
            return np.zeros((len(features), self._classes))
        said = class_probabilities(self._pipeline, features, self._classes)
        return np.log(np.maximum(said, _LEAST))

    def forward(self, crops: Tensor) -> Tensor:
        """Logits (n, k) of crops (n, 3, s, s) in 0 to 1, s from 16 up; has no gradient."""
        pixels = (crops.detach() * 255).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
        measured = handcrafted_features(pixels.cpu().numpy(), float(self.pixel_size_um))
        self.measures(torch.from_numpy(measured)[:, :, None, None])
        return torch.from_numpy(self.answers(measured)).to(crops.device, torch.float32)

    def _load_from_state_dict(
        self, state_dict: dict[str, Any], prefix: str, metadata: Any, strict: bool, *lists: Any
    ) -> None:
        """Take a document of any length, and refuse one that is none of such a model."""
        for name in _GROWING:
            value = state_dict.get(prefix + name)
            if isinstance(value, Tensor) and value.dim() == getattr(self, name).dim():
                own = getattr(self, name)
                setattr(self, name, torch.empty(value.shape, dtype=own.dtype, device=own.device))
        super()._load_from_state_dict(state_dict, prefix, metadata, strict, *lists)
        errors: list[str] = lists[-1]
        if errors:
            return
        if not self._fits():
            errors.append("its arrays do not fit each other or this version's features")
        elif len(self.document):
            try:
                self._pipeline = opened(
                    self.document.cpu().numpy().tobytes(), len(feature_names()), self._classes
                )
            except DocumentError as error:
                errors.append(str(error))
            else:
                self._ask_witnesses()

    def _fits(self) -> bool:
        return (
            int(self.features_version) == FEATURES_VERSION
            and self.witness_features.shape == (len(self.witness_logits), len(feature_names()))
            and self.witness_logits.shape[1] == self._classes
        )

    def _ask_witnesses(self) -> None:
        said = self.answers(self.witness_features.cpu().numpy())
        if not np.allclose(said, self.witness_logits.cpu().numpy(), rtol=_SAME, atol=_SAME):
            raise ModelError(
                sentence(
                    "{title} answers otherwise with {package} {version} than when it was fitted; train it "
                    "again, or install the release that it was fitted with.",
                    title=LISTED[self._architecture].title,
                    package=PACKAGES.get(self._architecture, "scikit-learn"),
                    version=_version(self._architecture),
                )
            )


def _version(architecture: str) -> str:
    package = PACKAGES.get(architecture)
    return importlib.import_module(package).__version__ if package else str(sklearn.__version__)


def _built(architecture: str, n_classes: int) -> nn.Module:
    package = PACKAGES.get(architecture)
    if package and importlib.util.find_spec(package) is None:
        raise ModelError(
            sentence(
                "{title} needs the package {package}, which is missing; install leukodesk[baselines], or "
                "choose another model.",
                title=LISTED[architecture].title,
                package=package,
            )
        )
    return MeasuredModel(architecture, n_classes)


def _described(architecture: str) -> Architecture:
    return Architecture(
        id=architecture,
        title=LISTED[architecture].title,
        build=partial(_built, architecture),
        target_layer=partial(no_layer, LISTED[architecture].title),
        input_size_px=112,
        head="document",
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
    )


for _listed in CLASSICAL:
    register_architecture(_listed.id)(partial(_described, _listed.id))
