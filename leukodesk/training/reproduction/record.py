"""What is kept of a reproduction: one JSON file for all papers, written by the command alone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from leukodesk import atomic
from leukodesk.core.errors import InputError
from leukodesk.inference.cards import Metric
from leukodesk.training.reproduction.papers import Kind, Letter

_STRICT = ConfigDict(extra="forbid", frozen=True)
_SCHEMA: Final = 1


class Figures(BaseModel):
    """What was reached on held-out images.

    Attributes:
        split: how they were held out, one phrase.
        n: number of images.
        units: of patients, blocks, originals or images that they come from; intervals reckon with these.
        metrics: by name, with 95 % intervals.
    """

    model_config = _STRICT
    split: str
    n: int = Field(ge=1)
    units: int = Field(ge=1)
    metrics: dict[str, Metric]


class Spent(BaseModel):
    """What one fit of a system was given.

    Attributes:
        start: of the weights; a classical model has none.
        images: most training images of a class; the parts may have fewer.
        trained_on: training images of one fit on the honest split, the mean over its folds.
        epochs: passes over them; 1 for what is fitted at once.
        side: of the images in pixels.
        folds: of the honest split that were judged, and of how many.
    """

    model_config = _STRICT
    start: Literal["ImageNet", "random", "none"]
    images: int
    trained_on: int
    epochs: int
    side: int
    folds: tuple[int, int]


class Row(BaseModel):
    """One system.

    Attributes:
        system: id of our architecture, or name of the classical model.
        kind: ``stand-in`` is no system of the paper.
        published: the paper's figures as shares of 1.
        spent: what a fit was given.
        paper_split, honest_split: what it reached.
        controls: on the honest split's images, by name.
        own_images: balanced accuracy on the very images it was trained on; None where that was not asked.
        means_something: False where the budget was too small for the system to learn even those.
        meaning: what the figures say, in words.
        in_short: whether it stands in the short table.
        elapsed_s: for all its fits.
    """

    model_config = _STRICT
    system: str
    kind: Kind
    published: dict[str, float]
    spent: Spent
    paper_split: Figures
    honest_split: Figures
    controls: dict[str, Figures]
    own_images: float | None
    means_something: bool
    meaning: str
    in_short: bool
    elapsed_s: float


class PaperRecord(BaseModel):
    """One paper.

    Attributes:
        letter, citation, task, headline, contradiction: of the paper.
        data: the set, and how many of its images of each class were dealt.
        digest: SHA-256 over those images, their labels and groups.
        budget: epochs, images per class, side and seed as asked for.
        rows: one per system.
        missing: why a system has no row, by name.
        notices: what a reader must know, one sentence each.
        device: what it was trained on.
        version: of the program.
        elapsed_s: altogether.
    """

    model_config = _STRICT
    letter: Letter
    citation: str
    task: str
    headline: str
    contradiction: str
    data: str
    class_counts: dict[str, int]
    digest: str
    budget: dict[str, int]
    rows: tuple[Row, ...]
    missing: dict[str, str]
    notices: tuple[str, ...]
    device: str
    version: str
    elapsed_s: float


class Record(BaseModel):
    """All papers that were reproduced, by letter."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    format: Literal["leukodesk reproduction"] = "leukodesk reproduction"
    format_version: Literal[1] = _SCHEMA
    papers: dict[Letter, PaperRecord] = Field(default_factory=dict)

    def with_paper(self, paper: PaperRecord) -> "Record":
        """The record with one paper added or replaced, in the order of the letters."""
        papers: Mapping[Letter, PaperRecord] = {**self.papers, paper.letter: paper}
        return self.model_copy(update={"papers": dict(sorted(papers.items()))})


def load_record(path: Path) -> Record:
    """Read a record.

    Raises:
        InputError: it cannot be read, or is no record.
    """
    try:
        return Record.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the name.") from error
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "its beginning"
        raise InputError(
            f"{path} is not a record of reproductions (at {where}); name another file to have it written."
        ) from error


def keep(paper: PaperRecord, path: Path) -> Record:
    """Put one paper into the record at ``path``, made if missing; what it holds of other papers stays.

    Raises:
        InputError: the file is something else, or cannot be written.
    """
    record = (load_record(path) if path.exists() else Record()).with_paper(paper)
    try:
        atomic.write_text(path, record.model_dump_json(indent=1) + "\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror}); choose another place.") from error
    return record
