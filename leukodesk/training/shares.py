"""Shares of the training units that a learning curve is measured at. Nothing here is heavy to import."""

from collections.abc import Iterable

from leukodesk.core.errors import InputError


def checked_shares(shares: Iterable[float]) -> tuple[float, ...]:
    """Shares in ascending order, each once.

    Raises:
        ValueError: one is not above 0 and below 1.
    """
    chosen = tuple(sorted(set(shares)))
    for share in chosen:
        if not 0 < share < 1:
            raise ValueError(
                f"a share of the training units lies above 0 and below 1, and {share:g} does not"
            )
    return chosen


def parse_shares(text: str) -> tuple[float, ...]:
    """Shares written as ``0.25,0.5``.

    Raises:
        InputError: there is none, or one is no number above 0 and below 1.
    """
    try:
        shares = checked_shares(float(part) for part in text.split(",") if part.strip())
    except ValueError:
        shares = ()
    if not shares:
        raise InputError(
            f"'{text}' are no shares of the training units; give numbers above 0 and below 1 with commas "
            "between them, such as 0.25,0.5."
        )
    return shares
