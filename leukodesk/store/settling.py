"""What is written into the main file, and how the content in memory becomes what was written."""

from dataclasses import replace
from typing import Final

from leukodesk import __version__
from leukodesk.core.content import Content
from leukodesk.core.errors import DatasetError
from leukodesk.core.rows import Log
from leukodesk.core.sentence import sentence, system_reason
from leukodesk.store import chain
from leukodesk.store.checkpoint import write_checkpoint
from leukodesk.store.layout import SCHEMA, DatasetFiles
from leukodesk.store.main_file import Header, MainFile
from leukodesk.store.position import Position
from leukodesk.store.tables import tables_of, taxonomy_json

MANY: Final = 10_000
"""Rows as objects from which on they are better written; a few thousand analysed cells, some 20 MB."""


def main_file_of(
    header: Header, content: Content, hashes: Log[str], position: Position, images: str
) -> MainFile:
    """The main file that holds everything.

    Args:
        header: of the former one.
        content: what it shall hold.
        hashes: the chain over the revisions; brought up to them.
        position: up to which change ``content`` goes.
        images: name of the folder with the images.
    """
    chain.extend(hashes, content.revisions)
    header = replace(
        header,
        taxonomy=taxonomy_json(content.taxonomy),
        sequence=position.sequence,
        check=position.check,
        images=images,
        written_by=__version__,
        schema=SCHEMA,
    )
    return MainFile(header, tables_of(content, hashes))


def write_copy(
    files: DatasetFiles, header: Header, content: Content, hashes: Log[str], position: Position
) -> None:
    """Write a main file elsewhere, which refers to images that are not there yet; see :func:`main_file_of`.

    Raises:
        DatasetError: it cannot be written.
    """
    links = {smear_id: f"{files.images.name}/{smear_id}.h5" for smear_id in content.smears}
    try:
        write_checkpoint(files, main_file_of(header, content, hashes, position, files.images.name), links)
    except DatasetError as error:
        raise DatasetError(
            sentence(
                "The copy {target} cannot be written ({reason}); choose another place.",
                target=files.main,
                reason=reason_of(error),
            )
        ) from error


def reason_of(error: DatasetError) -> str:
    """Why a checkpoint could not be written."""
    if isinstance(error.__cause__, OSError):
        return system_reason(error.__cause__)
    return sentence("the disk gave back other bytes than it got")
