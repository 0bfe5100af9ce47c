"""Smears of two datasets that are one picture, although only one of them holds it with metadata."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError, InputError
from leukodesk.core.smear import Smear, smear_id_of, smears_by_digest
from leukodesk.imaging.reader import stored_without_metadata
from leukodesk.store.dataset import Dataset


def aligned(content: Content, dataset: Dataset, copies: Mapping[Path, Dataset]) -> dict[Path, Content]:
    """What copies hold, their smears called as the same ones are in the dataset they are to be merged into.

    Images are only read where both sides have smears that the other does not know.

    Args:
        content: what the dataset holds.
        dataset: it, for its images.
        copies: the others, by their files.
    """
    found = {}
    for path, copy in copies.items():
        other = copy.content
        found[path] = _renamed(other, _same(content, dataset, other, copy), content)
    return found


def _same(content: Content, dataset: Dataset, other: Content, copy: Dataset) -> dict[str, str]:
    """Ids in the dataset by ids in the copy, of those that differ."""
    unknown = [smear for smear in other.smears.values() if smear.id not in content.smears]
    own = [smear for smear in content.smears.values() if smear.id not in other.smears]
    if not unknown or not own:
        return {}
    known = smears_by_digest({smear.id: smear for smear in own})
    if any(smear_id_of(smear.sha256) not in known for smear in unknown):
        known = {**_plain_ids(own, dataset), **known}
    same: dict[str, str] = {}
    for smear in unknown:
        digests = (smear_id_of(smear.sha256), *_plain_ids((smear,), copy))
        found = next((known[digest] for digest in digests if digest in known), None)
        if found is not None and found not in same.values():
            same[smear.id] = found
    return same


def _plain_ids(smears: Iterable[Smear], dataset: Dataset) -> dict[str, str]:
    """Ids of smears by what they would be without metadata; those that cannot be read are left out."""
    found = {}
    for smear in smears:
        try:
            place = dataset.image_place(smear)
            if isinstance(place, Path):
                continue
            plain = stored_without_metadata(place, smear.path)
        except (DatasetError, InputError):
            continue  # bringing it together will say so, where it is needed
        found[smear_id_of(hashlib.sha256(plain).hexdigest())] = smear.id
    return found


def _renamed(other: Content, ids: Mapping[str, str], content: Content) -> Content:
    if not ids:
        return other
    made = replace(
        other.copy(),
        smears={
            ids.get(smear.id, smear.id): _as_known(smear, ids, content) for smear in other.smears.values()
        },
        revisions=[
            replace(entry, smear_id=ids.get(entry.smear_id, entry.smear_id)) for entry in other.revisions
        ],
        _about_smears=[],
        _followed=0,
    )
    for former, smear_id in ids.items():
        for cell in tuple(other.cells_of(former)):
            made.put_cell(replace(cell, smear_id=smear_id))
    return made


def _as_known(smear: Smear, ids: Mapping[str, str], content: Content) -> Smear:
    if smear.id not in ids:
        return smear
    own = content.smears[ids[smear.id]]
    return replace(smear, id=own.id, sha256=own.sha256, path=own.path)
