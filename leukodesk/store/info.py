"""What a dataset holds, in figures."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from leukodesk.core.analysis_edits import is_analysis
from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.readings import NOBODYS
from leukodesk.core.signatures import FieldState, states_of
from leukodesk.store.former import told
from leukodesk.store.images import ImageFolder
from leukodesk.store.repair import notices
from leukodesk.store.snapshot import read_snapshot


@dataclass(frozen=True)
class DatasetInfo:
    """Figures about one dataset, journal included.

    Attributes:
        path: the main file.
        dataset_id: drawn once when it was created.
        schema: layout version.
        created_by, written_by: program versions.
        taxonomy: id of its taxonomy.
        classes: class ids in order.
        smears, cells, revisions: how many.
        frozen: how many smears are kept for judging.
        review: how many smears are pending, in review and signed.
        snapshots: names of the named versions, the oldest first.
        undecided: how many cells wait for a decision, since readers differ.
        labels: labels in force by class id, in the taxonomy's order; classes without labels are 0.
        annotators: number of label changes by annotator, most first.
        predictions: number of cells by model id.
        sequence: number of changes ever made.
        pending: how many of them only the journal holds.
        tables_bytes, images_bytes: size on disk.
        missing_images: number of smears whose image file is not there.
        last_change: time of the last label change in UTC, or None.
        notices: what the reader should know, one sentence each.
    """

    path: Path
    dataset_id: str
    schema: int
    created_by: str
    written_by: str
    taxonomy: str
    classes: tuple[str, ...]
    smears: int
    frozen: int
    review: dict[str, int]
    cells: int
    undecided: int
    labels: dict[str, int]
    revisions: int
    annotators: dict[str, int]
    predictions: dict[str, int]
    sequence: int
    pending: int
    tables_bytes: int
    images_bytes: int
    missing_images: int
    last_change: datetime | None
    snapshots: tuple[str, ...]
    notices: tuple[str, ...]


def info(path: Path) -> DatasetInfo:
    """Figures about the dataset at ``path``; a writer may have it open.

    Raises:
        DatasetError: it cannot be opened.
    """
    snapshot = read_snapshot(path)
    content, header = snapshot.content, snapshot.header
    counts = Counter(label.cell_class for label in content.labels.values())
    states = Counter(states_of(content).values())
    folder = ImageFolder(snapshot.files, header.images)
    images = [folder.find(smear_id) for smear_id in content.smears]
    return DatasetInfo(
        path=snapshot.files.main,
        dataset_id=header.dataset_id,
        schema=header.schema,
        created_by=header.created_by,
        written_by=header.written_by,
        taxonomy=content.taxonomy.id,
        classes=content.taxonomy.ids,
        smears=len(content.smears),
        frozen=len(frozen_smears(content)),
        review={state.name.lower(): states[state] for state in FieldState},
        cells=len(content.cells),
        undecided=len(undecided_cells(content)),
        labels={class_id: counts[class_id] for class_id in content.taxonomy.ids},
        revisions=len(content.revisions),
        annotators=dict(
            Counter(
                entry.annotator
                for entry in content.revisions
                if entry.reason not in NOBODYS and not is_analysis(entry)
            ).most_common()
        ),
        predictions={
            model_id: sum(cell_id in content.cells for cell_id in rows)
            for model_id, rows in content.predictions.items()
        },
        sequence=snapshot.position.sequence,
        pending=snapshot.pending,
        tables_bytes=snapshot.files.main.stat().st_size,
        images_bytes=sum(image.stat().st_size for image in images if image),
        missing_images=images.count(None),
        last_change=content.revisions[-1].at if content.revisions else None,
        snapshots=tuple(content.versions),
        notices=(*notices(snapshot), *told(snapshot)),
    )
