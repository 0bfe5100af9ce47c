"""Class activation maps: where in a crop the evidence for a class lies."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from leukodesk.core.errors import LeukoDeskError, ModelError, UnknownIdError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import sentence
from leukodesk.inference.classifiers.catalogue import LISTED
from leukodesk.inference.registry import create_architecture

if TYPE_CHECKING:
    from leukodesk.inference.batches import FloatArray
    from leukodesk.inference.classifier import CellClassifier, CropArray
    from leukodesk.inference.library import ModelLibrary

IntArray = npt.NDArray[np.integer]

EXPLAINERS: Final = ("gradcam", "gradcam++", "hirescam", "layercam", "eigencam", "cam")
"""Ids of the methods: Grad-CAM (Selvaraju et al., ICCV 2017), Grad-CAM++ (Chattopadhyay et al., WACV 2018),
HiResCAM (Draelos and Carin, 2020), LayerCAM (Jiang et al., TIP 2021) and Eigen-CAM (Muhammad and Yeasin,
IJCNN 2020), which shows what is salient whatever the class, and CAM (Zhou et al., CVPR 2016), which needs a
network that ends in the mean of its maps and one linear layer."""


def explainers_of(architecture_id: str) -> tuple[str, ...]:
    """Those of :data:`EXPLAINERS` that such networks can be explained with, told without importing torch.

    Returns:
        All for an architecture of a plugin, of which nothing is known before it is tried.
    """
    listed = LISTED.get(architecture_id)
    if listed is None:
        return EXPLAINERS
    return tuple(name for name in EXPLAINERS if (listed.pooled if name == "cam" else listed.has_maps))


def explainers_of_model(library: "ModelLibrary", model_id: str) -> tuple[str, ...]:
    """Those that a model can be explained with; all for one that is not here, of which nothing is known."""
    try:
        return explainers_of(library.card(model_id).architecture)
    except LeukoDeskError:
        return EXPLAINERS


def explain(
    classifier: "CellClassifier",
    crops: "CropArray",
    class_index: int | IntArray | None = None,
    method: str = "gradcam",
    progress: Progress = no_progress,
) -> "FloatArray":
    """Heat of each pixel of each crop for a class, as the grad-cam package computes it.

    For a model that averages its answers over turns of the crop it is the mean of the turns' maps, turned
    back. A single pass of a network with few and large steps would lay it beside its place: by an eighth of
    the crop to the lower right in MobileNetV2, whichever way the cell lies.

    Args:
        classifier: whose network is explained; its architecture says which layer is read.
        crops: RGB, (n, s, s, 3), cut as the classifier's ``crop_spec`` says.
        class_index: the class asked about, one for all or (n,) one each, or None for the most probable one.
        method: one of :data:`EXPLAINERS`.
        progress: told after each batch; raises to cancel.

    Returns:
        float32 (n, s, s), 0 to 1; all 0 where nothing in the crop speaks for the class.

    Raises:
        UnknownIdError: no method has that id.
        ModelError: memory does not suffice, or the model has no such heatmap.
    """
    if method not in EXPLAINERS:
        raise UnknownIdError(sentence("explainer"), method, EXPLAINERS)
    # The list of methods must not cost the seconds that the package behind them takes to import.
    from leukodesk.inference.activation_maps import NoPooledHeadError, activation_maps  # noqa: PLC0415

    if len(crops) == 0:
        return np.empty((0, *crops.shape[1:3]), np.float32)
    layer = create_architecture(classifier.card.architecture).target_layer(classifier.network)

    if class_index is None:
        class_index = classifier.logits(crops).argmax(axis=1)
    indices = np.broadcast_to(class_index, len(crops)).tolist()

    def step(part: slice) -> "FloatArray":
        inputs = classifier.prepare(crops[part])
        turns = classifier.card.turns
        return activation_maps(classifier.network, layer, inputs, indices[part], method, turns)

    try:
        return classifier.run(len(crops), step, sentence("Explaining cells"), progress)
    except NoPooledHeadError as error:
        raise ModelError(
            sentence(
                "CAM reads networks that end in the mean of their maps and one linear layer, which "
                "model {card} does not; choose another method, for example gradcam.",
                card=classifier.card.id,
            )
        ) from error
