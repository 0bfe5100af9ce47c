"""A support vector machine on measured features (Jin et al. 2023, section 5.1.5), as a network.

It has the form of a network so that cards, calibration, controls and everything else that knows classifiers
stay as they are. What scikit-learn fitted is kept as plain arrays and evaluated here: nothing is unpickled.
"""

from functools import partial
from typing import Any, Final

import torch
from torch import Tensor, nn

from leukodesk.inference.classifiers.architecture import Architecture, no_layer
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.classifiers.handcrafted import FEATURES_VERSION, feature_names, handcrafted_features
from leukodesk.inference.registry import register_architecture

ARCHITECTURE_ID: Final = "svm-handcrafted"

_GROWING: Final = ("machine_support", "machine_coefficients")


class HandcraftedSvm(nn.Module):
    """Features, their scaling and choice, and one machine with an RBF kernel per class.

    The logit of a class is its machine's decision value, class against all others, so that a temperature
    calibrates it. All values are buffers of 64-bit floats; without support vectors every class is as likely.

    Attributes:
        features_version: of the features it was fitted to.
        pixel_size_um: of the crops it was fitted to.
        mean, scale: (f,) of each feature over the training part.
        chosen: bool (f,) which features the machines read.
        machine_support: (m, c) support vectors, scaled, of the c chosen features.
        machine_coefficients: (m, k) dual coefficients of each class.
        machine_intercepts: (k,).
        measures: the layer that the features (n, f, 1, 1) of crops pass through, as they are.
        machine_gamma: width of the kernel ``exp(-gamma · squared distance)``.
    """

    features_version: Tensor
    pixel_size_um: Tensor
    mean: Tensor
    scale: Tensor
    chosen: Tensor
    machine_support: Tensor
    machine_coefficients: Tensor
    machine_intercepts: Tensor
    machine_gamma: Tensor

    def __init__(self, n_classes: int) -> None:
        super().__init__()
        count = len(feature_names())
        wide = torch.float64
        # What it sees of a crop passes through here, for whoever looks at a network's layers.
        self.measures = nn.Identity()
        self.register_buffer("features_version", torch.tensor(FEATURES_VERSION))
        self.register_buffer("pixel_size_um", torch.tensor(0.2, dtype=wide))
        self.register_buffer("mean", torch.zeros(count, dtype=wide))
        self.register_buffer("scale", torch.ones(count, dtype=wide))
        self.register_buffer("chosen", torch.ones(count, dtype=torch.bool))
        self.register_buffer("machine_support", torch.zeros(0, count, dtype=wide))
        self.register_buffer("machine_coefficients", torch.zeros(0, n_classes, dtype=wide))
        self.register_buffer("machine_intercepts", torch.zeros(n_classes, dtype=wide))
        self.register_buffer("machine_gamma", torch.tensor(1.0, dtype=wide))

    def forward(self, crops: Tensor) -> Tensor:
        """Logits (n, k) of crops (n, 3, s, s) in 0 to 1, s from 16 up; has no gradient."""
        pixels = (crops.detach() * 255).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1)
        measured = handcrafted_features(pixels.cpu().numpy(), float(self.pixel_size_um))
        self.measures(torch.from_numpy(measured)[:, :, None, None])
        scaled = (torch.from_numpy(measured).to(self.mean.device) - self.mean) / self.scale
        distances = torch.cdist(scaled[:, self.chosen], self.machine_support)
        kernel = torch.exp(-self.machine_gamma * distances**2)
        return (kernel @ self.machine_coefficients + self.machine_intercepts).float()

    def _load_from_state_dict(
        self, state_dict: dict[str, Any], prefix: str, metadata: Any, strict: bool, *lists: Any
    ) -> None:
        """Take as many support vectors as there are, and refuse arrays that do not fit each other."""
        for name in _GROWING:
            value = state_dict.get(prefix + name)
            if isinstance(value, Tensor) and value.dim() == 2:
                setattr(self, name, torch.empty(value.shape, dtype=torch.float64, device=self.mean.device))
        super()._load_from_state_dict(state_dict, prefix, metadata, strict, *lists)
        errors: list[str] = lists[-1]
        if not errors and not self._fits():
            errors.append("its arrays do not fit each other or this version's features")

    def _fits(self) -> bool:
        support, coefficients = self.machine_support, self.machine_coefficients
        return (
            int(self.features_version) == FEATURES_VERSION
            and support.shape == (len(coefficients), int(self.chosen.sum()))
            and coefficients.shape[1] == len(self.machine_intercepts)
            and bool((self.scale > 0).all())
            and all(bool(torch.isfinite(value).all()) for value in self.buffers())
        )


@register_architecture(ARCHITECTURE_ID)
def svm_handcrafted() -> Architecture:
    """The machine; reads pixels as they are."""
    return Architecture(
        id=ARCHITECTURE_ID,
        title=LISTED[ARCHITECTURE_ID].title,
        build=HandcraftedSvm,
        target_layer=partial(no_layer, LISTED[ARCHITECTURE_ID].title),
        input_size_px=112,
        head="machine_",
        mean=(0.0, 0.0, 0.0),
        std=(1.0, 1.0, 1.0),
    )
