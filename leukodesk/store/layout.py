"""Names and versions of the dataset's files, and what is inside the main one.

``NAME.h5`` is plain HDF5 with one group per table and one dataset per column::

    /smears       id path sha256 width height pixel_size_um stain patient_id patient_id_known
    /cells        id smear_id kind source; procedure and cut (bool), each missing where no cell has one or is
    /masks        runs (ragged, smallest unsigned type), ends (uint64), box (int32, top left height width);
                  row 2i is the whole of cell i, row 2i + 1 its nucleus, empty when it has none
    /labels       cell_id class annotator at origin                      the labels in force
    /revisions    sequence cell_id smear_id old old_known new new_known
                  annotator at reason suggestion origin hash             the history, a hash chain;
                  without cell_id it is a change of the taxonomy, old and new are the ids of two;
                  without cell_id but with smear_id that smear was frozen or let go, signed or unlocked,
                  analysed, or its image stored anew without metadata, old and new tell
    /procedures   id program segmenter settings (JSON) model model_sha256 template template_digest
                  pixel_size_um scale_source          with what smears were analysed; missing if none was
    /versions     name digest annotator at smears cells labels           snapshots; missing if there is none
    /predictions/MODEL   cell_id probabilities (n, k, float32) abstained; classes (k); model_id (1);
                         unfamiliarity, neighbour_share (n, float32, NaN where unknown), each missing where
                         no cell has one
    /images/SMEAR        external links to the encoded image files as uint8

Text columns are fixed-length UTF-8; ``pixel_size_um`` is NaN where unknown. The file is never written in
place. Beside it lie ``NAME.h5-journal`` (what was done since the last checkpoint), ``NAME.h5.bak`` (the file
before the last checkpoint), ``NAME.h5.bak-journal`` (what was done between the two), ``NAME.h5-images``,
``NAME.h5-lock``, ``NAME.h5-witness`` (how far the journal went) and, where another program put its own file
in the place of an open one, ``NAME.from-elsewhere-1.h5``. To go back to an older state on purpose, put
``NAME.h5.bak`` in the place of ``NAME.h5`` and move both journals and the witness away; with the journals in
place, every change they hold is brought back, and with the witness, those that are missing are told.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

SCHEMA: Final = 3
"""Version of the layout this program writes.

Since 2 a change of the taxonomy can be journalled; since 3 label history from copies of the dataset, frozen
smears, named versions, and with what smears were analysed.
"""

FORMAT: Final = "leukodesk-dataset"
"""Value of the root attribute ``format``."""

IMAGE_DATASET: Final = "encoded"
"""Name of the dataset inside an image file."""


@dataclass(frozen=True)
class DatasetFiles:
    """The files that belong to one dataset, all in one folder and named after it.

    Attributes:
        main: ``NAME.h5``: the tables as of the last checkpoint.
    """

    main: Path

    @classmethod
    def of(cls, path: Path) -> "DatasetFiles":
        """The files of the dataset at ``path``. A symbolic link is followed: its target is replaced."""
        return cls(path.resolve())

    def _beside(self, suffix: str) -> Path:
        return self.main.with_name(self.main.name + suffix)

    @property
    def journal(self) -> Path:
        """Edits since the last checkpoint; absent after a clean close."""
        return self._beside("-journal")

    @property
    def backup(self) -> Path:
        """The main file as it was before the last checkpoint."""
        return self._beside(".bak")

    @property
    def backup_journal(self) -> Path:
        """The edits between the backup and the main file: backup plus both journals is everything."""
        return self._beside(".bak-journal")

    @property
    def witness(self) -> Path:
        """How far the journal went when its last line was acknowledged."""
        return self._beside("-witness")

    @property
    def lock(self) -> Path:
        """Held by the one writer; the file stays, the lock on it does not survive its process."""
        return self._beside("-lock")

    @property
    def images(self) -> Path:
        """Folder of the encoded images, one immutable file per smear."""
        return self._beside("-images")

    @property
    def hold_one(self) -> bool:
        """Whether there is a dataset, or a backup of one."""
        return self.main.exists() or self.backup.exists()

    @property
    def all(self) -> tuple[Path, ...]:
        """Every one of them."""
        holding = self.main, self.journal, self.backup, self.backup_journal, self.images
        return *holding, self.lock, self.witness

    def aside(self, path: Path, why: str = "damaged") -> Path:
        """A free name beside ``path`` under which it is kept, ``why`` is a part of it."""
        number = 1
        while (kept := path.with_name(f"{path.name}.{why}-{number}")).exists():
            number += 1
        return kept
