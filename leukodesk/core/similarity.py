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
    # In place and in single precision, sums aside: this is done at each step of a search among thousands.
    rows = np.stack([vectors[cell_id], *(vectors[other] for other in others)])
    rows -= rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    deviations = np.sqrt(np.square(rows).mean(axis=0, dtype=np.float64))
    rows /= np.maximum(deviations, _LEAST).astype(np.float32)
    rows /= np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), _LEAST)[:, None]
    cosines = rows[1:] @ rows[0]
    order = np.argsort(-cosines, kind="stable")[:count]
    return [(others[i], float(cosines[i])) for i in order]
