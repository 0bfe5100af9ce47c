"""Which key does what, once the reader's own choices are taken into account."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QKeySequence

from leukodesk.core.taxonomies import CLASS_KEYS
from leukodesk.gui.commands.action_spec import ActionSpec

Keys = tuple[str, ...]

RESERVED: Final = ("Space", "Esc", "Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
"""What the views themselves do with them: moving the smear, letting go, and going from crop to crop."""


def is_key(key: object) -> bool:
    """Whether this is one combination of keys in Qt's portable spelling."""
    if not isinstance(key, str):
        return False
    sequence = QKeySequence(key, QKeySequence.SequenceFormat.PortableText)
    # A key that Qt does not know has no text.
    return sequence.count() == 1 and bool(canonical(key))


def canonical(key: str) -> str:
    """The key as Qt spells it, so that two spellings of it are told to be one."""
    portable = QKeySequence.SequenceFormat.PortableText
    return QKeySequence(key, portable).toString(portable)


def is_kept_for_classes(key: str) -> bool:
    """Whether a class may have this key, in this dataset or in another."""
    return len(key) == 1 and key in CLASS_KEYS


def keys_in_force(specs: Sequence[ActionSpec], kept: Mapping[str, object]) -> tuple[dict[str, Keys], Keys]:
    """The keys of all actions.

    Args:
        specs: the actions with the program's own keys, no two of which are alike.
        kept: the reader's own, by the id of the action.

    Returns:
        The keys by the id of the action, and the ids whose entry makes no sense: unknown, no key, or one that
        something else has. Those actions have the program's own keys.
    """
    own = {spec.id: spec.keys for spec in specs}
    chosen: dict[str, Keys] = {}
    ignored = [str(action_id) for action_id in kept if action_id not in own]
    for action_id, keys in kept.items():
        if action_id not in own:
            continue
        if isinstance(keys, list) and all(map(_is_free_to_choose, keys)):
            chosen[action_id] = tuple(map(canonical, keys))
        else:
            ignored.append(action_id)
    while clash := _clash(own | chosen, chosen):
        ignored.append(clash)
        del chosen[clash]
    return own | chosen, tuple(ignored)


def _is_free_to_choose(key: object) -> bool:
    return (
        is_key(key) and canonical(str(key)) not in RESERVED and not is_kept_for_classes(canonical(str(key)))
    )


def _clash(keys: Mapping[str, Keys], chosen: Mapping[str, Keys]) -> str | None:
    """An action among ``chosen`` whose key another one has as well."""
    for action_id in reversed(tuple(chosen)):
        others = {key for other, theirs in keys.items() if other != action_id for key in theirs}
        if others.intersection(keys[action_id]):
            return action_id
    return None
