"""Usual size of a nucleus, nuclei counted apart and the lobes of one taken together."""

from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from leukodesk.imaging.stained import nuclei

_OWN_SHARE: Final = 0.15
_SEVERAL: Final = 3


def nucleus_diameter_px(colours: npt.NDArray[np.uint8], least_share: float) -> float | None:
    """Diameter of the disc as large as the usual nucleus; None where hardly anything is so dark.

    Lobes lie nearer to each other than they are deep and count as one nucleus. In a field with several
    nuclei a group is counted by its deep places, for there cells that touch are likelier than lobes.

    Args:
        colours: (h, w, 3) relative RGB uint8.
        least_share: of the field that has to be nuclei.
    """
    dark = nuclei(colours).astype(np.uint8)
    if np.count_nonzero(dark) <= least_share * dark.size:
        return None
    framed = cv2.copyMakeBorder(dark, 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    depth = cv2.distanceTransform(framed, cv2.DIST_L2, 5)
    deepest = float(depth.max())
    reach = int(deepest) | 1
    joining = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    count, groups = cv2.connectedComponents(cv2.morphologyEx(framed, cv2.MORPH_CLOSE, joining))
    areas = np.bincount(groups.ravel(), framed.ravel(), count)[1:]
    own = areas > _OWN_SHARE * areas.max()
    each = areas[own]
    if len(each) >= _SEVERAL:
        each = each / np.maximum(_deep_places(depth, groups, deepest, reach, count)[own], 1)
    order = np.argsort(each)
    covered = np.cumsum(areas[own][order])
    usual = each[order][np.searchsorted(covered, covered[-1] / 2)]
    return float(2 * np.sqrt(usual / np.pi))


def _deep_places(
    depth: npt.NDArray[np.float32], groups: npt.NDArray[np.int32], deepest: float, reach: int, count: int
) -> npt.NDArray[np.int64]:
    """(count - 1,) number of places in each group that are deeper than all around them."""
    top = depth >= cv2.dilate(depth, np.ones((reach, reach), np.uint8))
    top &= depth > 0.5 * deepest
    middles = cv2.connectedComponentsWithStats(top.astype(np.uint8))[3][1:]
    columns, rows = np.rint(middles).astype(int).T
    return np.bincount(groups[rows, columns], minlength=count)[1:]
