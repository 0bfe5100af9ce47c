"""Is every byte of a dataset what was written, and does it hang together?"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import h5py

from leukodesk.core.analysis_edits import is_analysis
from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.signatures import seal_of, signatures
from leukodesk.store import chain
from leukodesk.store.images import ImageFolder
from leukodesk.store.layout import IMAGE_DATASET, DatasetFiles
from leukodesk.store.main_file import DAMAGE, check_type, read_main_file
from leukodesk.store.masks import mask_problems
from leukodesk.store.missing import former_sentences, vouching
from leukodesk.store.repair import troubles
from leukodesk.store.snapshot import Snapshot, read_snapshot
from leukodesk.store.way_back import broken_way_back


@dataclass(frozen=True)
class Problem:
    """Something that is not as it should be.

    Attributes:
        where: the file.
        text: one sentence.
    """

    where: Path
    text: str


@dataclass(frozen=True)
class Findings:
    """What a check found.

    Attributes:
        problems: what is not as it should be; empty for a sound dataset.
        remark: what could not be checked, one sentence, or empty.
    """

    problems: tuple[Problem, ...]
    remark: str = ""


def verify(path: Path, progress: Progress = no_progress) -> list[Problem]:
    """The problems of the dataset at ``path``, see :func:`examine`."""
    return list(examine(path, progress).problems)


def examine(path: Path, progress: Progress = no_progress) -> Findings:
    """Check digests, history, references, outlines, images and the journal's end of the dataset at ``path``.

    And whether its backup, if there is one, leads back to all that. A writer may have it open. Nothing is
    changed.

    Raises:
        DatasetError: there is no such file, or it is not a dataset at all.
        CancelledError: ``progress`` wants to stop.
    """
    files = DatasetFiles.of(path)
    check_type(files, files.main)
    try:
        snapshot = read_snapshot(files.main)
        masks = mask_problems(read_main_file(files).tables["masks"])
    except DatasetError as error:
        problems = [Problem(files.main, str(error))]
        if sentence := broken_way_back(files, None):
            problems.append(Problem(files.backup, sentence))
        return Findings(tuple(problems))
    texts = [
        *masks,
        *chain.chain_problems(snapshot.hashes, snapshot.content.revisions),
        *_references(snapshot.content),
        *_labels(snapshot.content),
        *_signatures(snapshot.content),
        *_procedures(snapshot.content),
        *_links(snapshot),
    ]
    problems = [Problem(files.main, f"In {files.main}, {text}.") for text in texts]
    said = (*troubles(snapshot), *former_sentences(snapshot))
    problems += [Problem(files.main, sentence) for sentence in said]
    if not snapshot.newer and (sentence := broken_way_back(files, snapshot.position)):
        problems.append(Problem(files.backup, sentence))
    return Findings((*problems, *_images(snapshot, progress)), vouching(snapshot))


def _references(content: Content) -> Iterator[str]:
    for cell in content.cells.values():
        smear = content.smears.get(cell.smear_id)
        if smear is None:
            yield f"cell {cell.id} belongs to no smear"
        elif not all(
            mask.fits(smear.height, smear.width) for mask in (cell.cell_mask, cell.nucleus_mask) if mask
        ):
            yield f"cell {cell.id} lies outside its smear"
    for cell_id, label in content.labels.items():
        if cell_id not in content.cells:
            yield f"a label belongs to no cell: {cell_id}"
        if label.cell_class not in content.taxonomy:
            yield f"the label of cell {cell_id} is not a class of the dataset: {label.cell_class}"


def _labels(content: Content) -> Iterator[str]:
    """The label in force must be the last one in the history."""
    last = {revision.cell_id: revision for revision in content.revisions if revision.cell_id}
    for cell_id in last.keys() | content.labels.keys():
        label = content.labels.get(cell_id)
        said = last[cell_id].new if cell_id in last else None
        if said != (label.cell_class if label else None):
            yield f"the label of cell {cell_id} is not the one its history ends with"


def _signatures(content: Content) -> Iterator[str]:
    for smear_id, signature in signatures(content).items():
        if signature.seal != seal_of(content, smear_id):
            yield f"smear {smear_id} is not what was signed by {signature.annotator}"


def _procedures(content: Content) -> Iterator[str]:
    """What cells and history name must be there, and be what was recorded under that name."""
    named = {cell.procedure for cell in content.cells.values()} - {""}
    named |= {entry.suggestion for entry in content.smear_entries() if is_analysis(entry)}
    for name in sorted(named - content.procedures.keys()):
        yield f"nothing says with what analysis {name} was made"
    for name, procedure in content.procedures.items():
        if procedure.id != name:
            yield f"what analysis {name} was made with was altered"


def _links(snapshot: Snapshot) -> Iterator[str]:
    """The links that plain HDF5 readers follow, as of the last checkpoint."""
    folder = snapshot.header.images
    try:
        with h5py.File(snapshot.files.main, "r", locking=False) as file:
            for smear_id in file["images"]:
                link = file["images"].get(smear_id, getlink=True)
                expected = (f"{folder}/{smear_id}.h5", f"/{IMAGE_DATASET}")
                own = (f"{snapshot.files.images.name}/{smear_id}.h5", f"/{IMAGE_DATASET}")
                if (link.filename, link.path) not in (expected, own):
                    yield f"the link to image {smear_id} was altered"
    except DAMAGE:
        yield "the links to the images are damaged"


def _images(snapshot: Snapshot, progress: Progress) -> Iterator[Problem]:
    folder = ImageFolder(snapshot.files, snapshot.header.images)
    smears = list(snapshot.content.smears.values())
    for done, smear in enumerate(smears):
        progress(done, len(smears), smear.path)
        try:
            folder.check(smear)
        except DatasetError as error:
            yield Problem(folder.find(smear.id) or folder.folder, str(error))
    progress(len(smears), len(smears))
