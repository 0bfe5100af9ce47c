"""A copy of a dataset that never held who its patients and readers are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Final

from leukodesk.core.analysis_edits import is_analysis, part_analysed
from leukodesk.core.cell import Cell, Label
from leukodesk.core.cell_edits import JOINED, SPLIT
from leukodesk.core.content import Content, Revision
from leukodesk.core.edits import (
    Act,
    AddRevisions,
    AddSmears,
    ChangeCells,
    ChangeSmear,
    CompositeEdit,
    Edit,
    LabelChange,
)
from leukodesk.core.errors import InputError
from leukodesk.core.freezing import FREEZE, UNFREEZE
from leukodesk.core.imported import imported_from
from leukodesk.core.metadata_edits import REASON as DROPPED
from leukodesk.core.patients import patients_by_smear
from leukodesk.core.procedures import Procedure
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.pseudonyms import PatientKey, is_pseudonym
from leukodesk.core.readings import BLINDLY, NOBODYS, REDO, UNDO
from leukodesk.core.sentence import sentence
from leukodesk.core.signatures import is_signing, signatures
from leukodesk.core.smear import Smear, smear_id_of
from leukodesk.imaging.reader import MAX_PIXELS, decode
from leukodesk.imaging.without_metadata import without_metadata
from leukodesk.inference.registry import segmenter_ids
from leukodesk.store.dataset import Dataset
from leukodesk.store.layout import DatasetFiles
from leukodesk.store.place import take_away

# What the program itself gives as reasons; anything else may be somebody's words.
_OWN_REASONS: Final = (
    NOBODYS | BLINDLY | {UNDO, REDO, SPLIT, JOINED, "review", "import", "analysis", FREEZE, UNFREEZE, DROPPED}
)


@dataclass(frozen=True)
class Kept:
    """What comes along although it names people or places.

    Attributes:
        annotators: names of annotators.
        file_names: names of image files, without their folders.
    """

    annotators: bool = False
    file_names: bool = False


def write_pseudonymised(
    source: Path,
    target: Path,
    key: PatientKey,
    kept: Kept,
    progress: Progress = no_progress,
    tell: Callable[[Sequence[str]], object] = lambda _: None,
) -> Content:
    """Write the copy; what it holds.

    Args:
        source: the dataset; stays as it is, and a writer may have it open.
        target: the new dataset; nothing of it is left where this fails.
        key: of the patients' pseudonyms.
        kept: what comes along as it is.
        progress: told after each image.
        tell: gets what the reader should know about how the source was opened.

    Raises:
        InputError: the target is the source.
        DatasetError: the source cannot be read, or the target is there already or cannot be written.
        CancelledError: ``progress`` wants to stop.
    """
    if source.resolve() == target.resolve():
        raise InputError(sentence("{target} is the dataset itself; name a new file.", target=target))
    with Dataset.open(source, read_only=True) as dataset:
        tell(dataset.notices)
        content = dataset.content
        copy = Dataset.create(target, content.taxonomy)
        try:
            with copy:
                smears = _copy_images(dataset, copy, content, key, kept, progress)
                copy.append(_everything(content, smears, kept))
                for rows in content.predictions.values():
                    copy.append_predictions(said for said in rows.values() if said.cell_id in content.cells)
                return copy.content
        except BaseException:
            take_away(DatasetFiles.of(target))
            raise


def _copy_images(
    dataset: Dataset, copy: Dataset, content: Content, key: PatientKey, kept: Kept, progress: Progress
) -> dict[str, Smear]:
    """The images without metadata; the new smears by their old ids."""
    found: dict[str, Smear] = {}
    patients = patients_by_smear(content)
    for done, smear in enumerate(content.smears.values()):
        progress(done, len(content.smears), f"Image {done + 1}")
        stored = dataset.image_bytes(smear.id)
        encoded = without_metadata(stored, lambda: decode(stored, "an image", max_pixels=MAX_PIXELS))  # noqa: B023  # called at once
        digest = sha256(encoded).hexdigest()
        suffix = ".png" if encoded.startswith(b"\x89PNG") else PurePath(smear.file_name).suffix.lower()
        name = smear.file_name if kept.file_names else f"image {done + 1}{suffix}"
        patient = key.pseudonym(patients[smear.id]) if smear.id in patients else None
        found[smear.id] = replace(smear, id=smear_id_of(digest), sha256=digest, path=name, patient_id=patient)
        copy.add_image(found[smear.id], encoded)
    return found


def _everything(content: Content, smears: dict[str, Smear], kept: Kept) -> Edit:
    reader = _readers(content, kept)
    known = frozenset(segmenter_ids())
    now = datetime.now(UTC)
    act = Act("pseudonymise", now, "pseudonymised copy")
    made_with = _procedures(content, kept)
    cells = tuple(
        replace(
            cell,
            smear_id=smears[cell.smear_id].id,
            source=_source(cell, reader, known),
            procedure=made_with[cell.procedure].id if cell.procedure in made_with else "",
        )
        for cell in content.cells.values()
    )
    changes = tuple(
        LabelChange(cell_id, None, Label(label.cell_class, reader(label.annotator), label.at, label.origin))
        for cell_id, label in content.labels.items()
    )
    revisions = tuple(_revision(entry, smears, reader, made_with) for entry in content.revisions)
    # Smears whose pictures are the same without metadata are one, as everywhere.
    different = tuple({smear.id: smear for smear in smears.values()}.values())
    # Signatures come last, for they are only taken where everything that was signed is there.
    said = tuple(entry for entry in revisions if not is_signing(entry))
    signed = tuple(entry for entry in revisions if is_signing(entry))
    edits = (
        AddSmears(different),
        ChangeCells((), cells, act),
        AddRevisions(said, changes, act, procedures=tuple(made_with.values())),
        AddRevisions(signed, (), act),
    )
    return CompositeEdit(edits, "Pseudonymised copy")


def _procedures(content: Content, kept: Kept) -> dict[str, Procedure]:
    """By their former ids; a template of colours is called after an image file."""
    return {
        name: procedure if kept.file_names else replace(procedure, template="")
        for name, procedure in content.procedures.items()
    }


def _revision(
    entry: Revision,
    smears: dict[str, Smear],
    reader: Callable[[str], str],
    made_with: dict[str, Procedure],
) -> Revision:
    smear = smears.get(entry.smear_id)
    is_own = entry.reason in _OWN_REASONS or part_analysed(entry.reason) is not None
    reason = entry.reason if is_own else ("import" if entry.origin == "import" else "")
    # A smear that was removed since is nowhere else, so its id says nothing any more.
    smear_id = smear.id if smear else entry.smear_id
    said = entry.suggestion
    if is_analysis(entry) and said in made_with:
        said = made_with[said].id
    return replace(
        entry, smear_id=smear_id, annotator=reader(entry.annotator), reason=reason, suggestion=said
    )


def _readers(content: Content, kept: Kept) -> Callable[[str], str]:
    if kept.annotators:
        return lambda name: name
    names: Iterable[str] = [*(entry.annotator for entry in content.revisions)]
    names = [*names, *(label.annotator for label in content.labels.values())]
    numbered = {name: f"reader {place}" for place, name in enumerate(dict.fromkeys(names), start=1)}
    return lambda name: numbered.get(name, "a reader")


def _source(cell: Cell, reader: Callable[[str], str], segmenters: frozenset[str]) -> str:
    told = imported_from(cell.source)
    made_by = told.made_by if told else cell.source
    if made_by and made_by not in segmenters:
        made_by = reader(made_by)
    return replace(told, made_by=made_by).text if told else made_by


@dataclass(frozen=True)
class PatientChange:
    """What a key makes of the patients of a dataset.

    Attributes:
        edit: puts pseudonyms in the place of their ids; None where there is nothing to do.
        patients, smears: how many get one.
        signed: ids of the smears among them that are signed, and have to be unlocked first.
    """

    edit: CompositeEdit | None
    patients: int
    smears: int
    signed: tuple[str, ...]


def pseudonyms_for(content: Content, key: PatientKey | None) -> PatientChange:
    """Find out what a key would change; without one only how much."""
    patients = patients_by_smear(content)
    plain = [
        (smear, smear.patient_id)
        for smear in content.smears.values()
        if smear.patient_id and not is_pseudonym(smear.patient_id)
    ]
    edit = None
    if plain and key is not None:
        changes = (
            ChangeSmear(
                smear,
                replace(
                    smear, patient_id=key.pseudonym(patients[smear.id]), path=_unnamed(smear, named, key)
                ),
            )
            for smear, named in plain
        )
        edit = CompositeEdit(tuple(changes), "Pseudonymise patients")
    signed = signatures(content)
    return PatientChange(
        edit,
        len({patients[smear.id] for smear, _ in plain}),
        len(plain),
        tuple(smear.id for smear, _ in plain if smear.id in signed),
    )


def _unnamed(smear: Smear, patient_id: str, key: PatientKey) -> str:
    """A name of a file without the very id in it, as in an import; a single letter is no name."""
    return smear.path.replace(patient_id, key.pseudonym(patient_id)) if len(patient_id) > 1 else smear.path
