"""The methods behind :mod:`leukodesk.inference.explain`; importing the grad-cam package takes seconds."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from pytorch_grad_cam import EigenCAM, GradCAM, GradCAMPlusPlus, HiResCAM, LayerCAM
from pytorch_grad_cam.base_cam import BaseCAM
from pytorch_grad_cam.utils.image import scale_cam_image
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn

from leukodesk.inference.networks.cell_context import ContextNetwork
from leukodesk.inference.turns import Turns, turned, turned_back

FloatArray = npt.NDArray[np.float32]


class _ThinEigenCam(EigenCAM):  # type: ignore[misc]  # grad-cam has no types
    """Eigen-CAM with the decomposition it needs (seconds become milliseconds) and a defined sign.

    The first principal component is known up to its sign; it is turned so that it agrees with the mean
    activation, or background could come out hot.
    """

    def get_cam_image(
        self,
        _input_tensor: torch.Tensor,
        _target_layer: nn.Module,
        _targets: list[Any],
        activations: FloatArray,
        _grads: FloatArray,
        _eigen_smooth: bool = False,
    ) -> FloatArray:
        return np.stack([_first_component(item) for item in activations])


def _first_component(activations: FloatArray) -> FloatArray:
    """Projection of activations (c, h, w) on their first principal component, (h, w)."""
    places = activations.reshape(len(activations), -1).T.astype(np.float64)
    centred = places - places.mean(axis=0)
    # Few places and many channels: the eigenvectors of the small product are all that is needed.
    values, vectors = np.linalg.eigh(centred @ centred.T)
    projection = vectors[:, -1] * np.sqrt(max(values[-1], 0.0))
    if projection @ centred.mean(axis=1) < 0:
        projection = -projection
    return np.asarray(projection.reshape(activations.shape[1:]), dtype=np.float32)


class NoPooledHeadError(Exception):
    """The network's logits are not known to be linear in the means of the layer's maps."""


class _PlainCam(BaseCAM):  # type: ignore[misc]  # grad-cam has no types
    """The first class activation map (Zhou et al., CVPR 2016): the last layer's own weights, no gradients.

    It is defined only where that layer reads the mean of each map, which is looked at, not assumed; a network
    that reads neighbours knows by itself what it makes of the means when the cell is alone.
    """

    def __init__(self, network: nn.Module, layers: list[nn.Module]) -> None:
        super().__init__(network, layers, uses_gradients=False)
        linear = [module for module in network.modules() if isinstance(module, nn.Linear)]
        if not linear:
            raise NoPooledHeadError
        self._head = linear[-1]
        self._read = torch.empty(0)
        # Released together with grad-cam's own.
        self.activations_and_grads.handles.append(self._head.register_forward_pre_hook(self._keep))

    def _keep(self, _head: nn.Module, inputs: tuple[torch.Tensor, ...]) -> None:
        self._read = inputs[0].detach()

    def get_cam_weights(
        self,
        _input_tensor: torch.Tensor,
        _target_layer: nn.Module,
        targets: list[Any],
        activations: FloatArray,
        _grads: FloatArray,
    ) -> FloatArray:
        weights = self.model.map_weights() if isinstance(self.model, ContextNetwork) else None
        if weights is None:
            means, read = activations.mean(axis=(2, 3)), self._read.float().cpu().numpy()
            if means.shape != read.shape or not np.allclose(means, read, rtol=1e-3, atol=1e-4):
                raise NoPooledHeadError
            weights = self._head.weight
        rows = [target.category for target in targets]
        return np.asarray(weights[rows].detach().float().cpu().numpy(), dtype=np.float32)


class _AsComputed:
    """Maps of a method at the layer's own size, before what speaks against the class is cut off."""

    def compute_cam_per_layer(self, inputs: torch.Tensor, targets: list[Any], eigen_smooth: bool) -> Any:
        method: Any = self
        activations, gradients = (
            found[0].cpu().numpy() if found else None
            for found in (method.activations_and_grads.activations, method.activations_and_grads.gradients)
        )
        (layer,) = method.target_layers
        return method.get_cam_image(inputs, layer, targets, activations, gradients, eigen_smooth)

    def aggregate_multi_layers(self, maps: FloatArray) -> FloatArray:
        return maps


METHODS: Final[dict[str, Any]] = {
    name: type(method.__name__, (_AsComputed, method), {})
    for name, method in {
        "gradcam": GradCAM,
        "gradcam++": GradCAMPlusPlus,
        "hirescam": HiResCAM,
        "layercam": LayerCAM,
        "eigencam": _ThinEigenCam,
        "cam": _PlainCam,
    }.items()
}


def _open_graph(_layer: nn.Module, _inputs: object, output: torch.Tensor) -> torch.Tensor:
    return output.detach().requires_grad_()


def activation_maps(
    network: nn.Module,
    layer: nn.Module,
    crops: torch.Tensor,
    class_indices: Sequence[int],
    method: str,
    turns: Turns = 1,
) -> FloatArray:
    """Heat of prepared crops.

    What a model says of a crop is the mean over its turns, and so is what speaks for it: the maps of all
    turns, turned back, are added before what speaks against the class is cut off. With one turn it is the
    package's own map.

    The network's parameters are frozen and the graph begins at ``layer``: gradients are computed for the
    few layers behind it only, which is ten times as fast for MobileNetV2 and gives the same numbers.

    Args:
        network: in evaluation mode, parameters frozen; left as it was.
        layer: one of its layers, with output (n, c, h, w).
        crops: normalised, (n, 3, s, s), on the network's device.
        class_indices: (n,) the class asked about of each crop.
        method: a key of :data:`METHODS`.
        turns: of a crop that the model averages its answers over.

    Returns:
        float32 (n, s, s), 0 to 1.

    Raises:
        NoPooledHeadError: the method is ``cam`` and the network is not of the form that it reads.
    """
    opening = layer.register_forward_hook(_open_graph)
    try:
        cam = METHODS[method](network, [layer])
        try:
            targets = [ClassifierOutputTarget(index) for index in class_indices]
            with torch.enable_grad():
                maps = sum(turned_back(cam(turned(crops, turn), targets), turn) for turn in range(turns))
        finally:
            cam.activations_and_grads.release()
    finally:
        opening.remove()
    height, width = crops.shape[2:]
    # Scaled before and after it is enlarged, as the package does it.
    heat = scale_cam_image(scale_cam_image(np.maximum(maps, 0), (width, height)))
    return np.asarray(np.clip(heat, 0, 1), dtype=np.float32)
