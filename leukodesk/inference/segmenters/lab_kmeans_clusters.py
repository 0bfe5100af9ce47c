"""Clusters of a field's LAB colours, and which of them are nucleus and cytoplasm (Jin et al., 5.1.2)."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt
from scipy import ndimage

from leukodesk.inference.segmenters.colour_codes import CODES, colour_codes, colours_of
from leukodesk.inference.segmenters.field import Field
from leukodesk.inference.segmenters.lab_kmeans_parameters import LabKmeansParameters
from leukodesk.inference.segmenters.red_cells import find_red_cells
from leukodesk.inference.segmenters.shapes import Bytes, Labels

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]

_LEVELS: Final = 256
_STARTS: Final = 3
_LEAST_BLUR_PX: Final = 3
# Shares of green light taken, and of blue minus red light.
_NUCLEAR: Final = 0.30
# The most violet cluster of the palest stain; that of a field without white cells stays well below.
_VIOLET_NUCLEAR: Final = 0.12
_NUCLEAR_OF_NUCLEI: Final = 0.6
_DARK: Final = 0.36
_EMPTY: Final = 0.10
_AS_DARK: Final = 0.95
_BLUER: Final = 0.03
_DARKER: Final = 0.15
# The paper names neither; both are OpenCV's.
_CLAHE_CLIP: Final = 2.0
_CLAHE_TILES: Final = (8, 8)


@dataclass(frozen=True)
class Clusters:
    """Clusters of the colours of some pixels.

    Attributes:
        of: (h, w) number of the cluster, 0 to ``count`` - 1, or -1 for pixels that were not asked for.
        count: number of clusters.
    """

    of: Labels
    count: int

    def means(self, values: Bytes) -> FloatArray:
        """(count,) mean of (h, w) values over each cluster."""
        return np.asarray(ndimage.mean(values, self.of, np.arange(self.count)), dtype=np.float64)

    def chosen(self, kept: BoolArray) -> BoolArray:
        """(h, w) pixels of the clusters that are True in (count,) ``kept``."""
        chosen: BoolArray = np.append(kept, False)[self.of]
        return chosen


def smoothed(field: Field, parameters: LabKmeansParameters) -> Bytes:
    """(h, w, 3) RGB that is clustered, after the median filter."""
    pixels = field.colours if parameters.white_balance else field.pixels
    width_px = 2 * round((parameters.blur_um / field.pixel_size_um - 1) / 2) + 1
    return cv2.medianBlur(pixels, max(_LEAST_BLUR_PX, width_px))  # type: ignore[no-any-return]


def nuclear_cluster(
    pixels: Bytes, field: Field, parameters: LabKmeansParameters
) -> tuple[BoolArray, Clusters]:
    """Pixels of the nuclear cluster that exceed the threshold, and all clusters.

    Nothing is nuclear where that cluster is too pale for nuclei, as in a field without white cells.

    Args:
        pixels: (h, w, 3) RGB that is clustered.
        field: they belong to; a cut-out has no red cells and is parted into one cluster less.
        parameters: of the segmenter.
    """
    everywhere = np.ones(pixels.shape[:2], dtype=bool)
    count = parameters.clusters - 1 if field.surround_black else parameters.clusters
    clusters = clustered(pixels, everywhere, count, parameters.seed)
    if parameters.nuclei == "most violet":
        chosen, palest = clusters.means(_chroma(pixels)[..., 0]).argmax(), _VIOLET_NUCLEAR
    else:
        chosen, palest = clusters.means(pixels[..., 0]).argmin(), _NUCLEAR
    nuclear = clusters.of == chosen
    if field.surround_black:
        # A cut-out may show little but chromatin, which is then parted into clusters of its own.
        dark = 1 - clusters.means(field.colours[..., 1]) / 255
        nuclear = clusters.chosen(dark >= _AS_DARK * dark[chosen])
    if 1 - field.colours[..., 1][nuclear].mean() / 255 < palest:
        return np.zeros_like(everywhere), clusters
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    return nuclear & (grey > parameters.threshold * 255), clusters


def cytoplasm_of(
    pixels: Bytes, nuclear: Bytes, clusters: Clusters, parameters: LabKmeansParameters, pixel_size_um: float
) -> BoolArray:
    """Pixels of cytoplasm: a second k-means, then adaptive histogram equalisation and Otsu's threshold.

    Args:
        pixels: (h, w, 3) RGB.
        nuclear: (h, w) 1 in nuclei, else 0.
        clusters: of the first k-means.
        parameters: of the segmenter.
        pixel_size_um: of these pixels.
    """
    if parameters.cytoplasm == "second cluster":
        second = np.argsort(clusters.means(pixels[..., 0]))[1:2]
        among = np.isin(clusters.of, second) & (nuclear == 0)
    else:
        distance = cv2.distanceTransform(1 - nuclear, cv2.DIST_L2, 5)
        among = (distance * pixel_size_um <= parameters.reach_um) & (nuclear == 0)
    if not among.any():
        return np.zeros_like(among)
    parts = clustered(pixels, among, parameters.cytoplasm_clusters, parameters.seed)
    if parameters.cytoplasm == "second cluster":
        red = parts.means(pixels[..., 0])
        kept = red == red.min()
    else:
        kept = _is_cytoplasm(pixels, parts, nuclear, pixel_size_um)
    found = parts.chosen(kept)
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    grey[~found] = 0
    equalised = cv2.createCLAHE(_CLAHE_CLIP, _CLAHE_TILES).apply(grey)
    _, light = cv2.threshold(equalised, 0, 1, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    cytoplasm: BoolArray = found & (light > 0)
    return cytoplasm


def clustered(pixels: Bytes, among: BoolArray, count: int, seed: int) -> Clusters:
    """k-means over a and b of the LAB colours of some pixels.

    a and b are whole numbers, so k-means over their weighted histogram is k-means over all pixels.

    Args:
        pixels: (h, w, 3) RGB.
        among: (h, w) the pixels to cluster, at least one.
        count: number of clusters; fewer where there are fewer colours.
        seed: of the first centres.
    """
    # Takes a second to load: whoever asks for the settings alone, such as the models dialog, does not wait.
    from sklearn.cluster import KMeans  # noqa: PLC0415

    chroma = _chroma(pixels).astype(np.int32)
    codes = chroma[..., 0] * _LEVELS + chroma[..., 1]
    weights = np.bincount(codes[among], minlength=_LEVELS**2)
    present = np.flatnonzero(weights)
    points = np.stack([present // _LEVELS, present % _LEVELS], axis=1).astype(np.float64)
    found = KMeans(min(count, len(present)), n_init=_STARTS, random_state=seed)
    found.fit(points, sample_weight=weights[present])
    cluster_of = np.full(_LEVELS**2, -1, dtype=np.int32)
    cluster_of[present] = found.labels_
    return Clusters(np.where(among, cluster_of[codes], -1), int(found.labels_.max()) + 1)


def _is_cytoplasm(pixels: Bytes, parts: Clusters, nuclear: Bytes, pixel_size_um: float) -> BoolArray:
    """Which clusters are neither empty background nor of the colour of the field's red cells."""
    red, green, blue = (parts.means(pixels[..., channel]) / 255 for channel in range(3))
    every = colours_of(np.arange(CODES)) / 255
    taken = 1 - every[:, 1]
    nuclear_taken = 1 - float(pixels[..., 1][nuclear > 0].mean()) / 255
    dark = taken > max(_DARK, _NUCLEAR_OF_NUCLEI * nuclear_taken)
    red_cells = find_red_cells(colour_codes(pixels), dark, taken, every[:, 2] - every[:, 0], pixel_size_um)
    kept: BoolArray = 1 - green > _EMPTY
    if red_cells is not None:
        kept &= red_cells.unlike(1 - green, blue - red, _BLUER, _DARKER)
    return kept


def _chroma(pixels: Bytes) -> Bytes:
    """(h, w, 2) a and b of CIE LAB, 0 to 255, neutral at 128."""
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)[..., 1:]  # type: ignore[no-any-return]
