"""Which cells look alike to a network."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float32]

_LEAST = 1e-6


def most_alike(vectors: Mapping[str, Vector], cell_id: str, count: int) -> list[tuple[str, float]]:
    """The cells nearest to one, the nearest first.

    Each feature is taken relative to its mean and deviation over all cells given, so that features which
    are large everywhere do not drown the others; then the cosine of the angle counts.

    Args:
        vectors: features (d,) by cell id, all of the same network; at least that of ``cell_id``.
        cell_id: whose neighbours are looked for.
        count: at most so many.

    Returns:
        Cell ids with the cosine, -1 to 1.
    """
    others = [other for other in vectors if other != cell_id]
    if not others:
        return []
    rows = np.stack([vectors[cell_id], *(vectors[other] for other in others)]).astype(np.float64)
    rows = (rows - rows.mean(axis=0)) / np.maximum(rows.std(axis=0), _LEAST)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), _LEAST)
    cosines = rows[1:] @ rows[0]
    order = np.argsort(-cosines, kind="stable")[:count]
    return [(others[i], float(cosines[i])) for i in order]
