"""Which classes of a dataset the class names of another program mean."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from leukodesk.core.errors import InputError
from leukodesk.core.plain_text import folded
from leukodesk.core.sentence import sentence
from leukodesk.core.taxonomies import class_of_model, extended, lacking, taxonomy_for
from leukodesk.core.taxonomy import UNIDENTIFIED, CellClass, Taxonomy
from leukodesk.core.taxonomy_changes import class_id_of

_RED_CELLS_AND_PLATELETS: Final = frozenset(
    [
        "rbc",
        "rbcs",
        "red_blood_cell",
        "red_blood_cells",
        "red_cell",
        "red_cells",
        "erythrocyte",
        "erythrocytes",
        "erythrozyt",
        "erythrozyten",
        "rotes_blutkörperchen",
        "rote_blutkörperchen",
        "platelet",
        "platelets",
        "plt",
        "thrombocyte",
        "thrombocytes",
        "thrombozyt",
        "thrombozyten",
        "blutplättchen",
    ]
)
_NO_LEUKOCYTES: Final = _RED_CELLS_AND_PLATELETS | frozenset(
    [
        "debris",
        "platelet_or_debris",
        "artifact",
        "artifacts",
        "artefacts",
        "background",
        "other",
    ]
)
"""Names in published sets of what is no part of a differential."""

LEFT_OUT: Final = "-"
"""Instead of a class id: cells of this class are not imported."""


def parse_class_map(text: str) -> dict[str, str]:
    """``OLD=NEW,...`` as a mapping; see :class:`leukodesk.jobs.import_plan.ImportRequest`.

    Raises:
        InputError: it is none.
    """
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in text.split(","))):
        old, equals, new = (word.strip() for word in pair.rpartition("="))
        if not equals or not old:
            raise InputError(
                sentence(
                    "--class-map has '{pair}', which is not OLD=NEW; OLD= takes the label away and OLD=- "
                    "leaves these cells out.",
                    pair=pair,
                )
            )
        if old in found and found[old] != new:
            raise InputError(
                sentence(
                    "--class-map gives '{old}' two classes, {known} and {new}; name one.",
                    old=old,
                    known=found[old],
                    new=new,
                )
            )
        found[old] = new
    return found


def map_classes(
    names: Iterable[str],
    taxonomy: Taxonomy,
    asked: Mapping[str, str],
    suggested: Mapping[str, str],
    *,
    leukocytes_only: bool = False,
) -> dict[str, str]:
    """The class id of each class name: as asked for, else of that id or title, else as the format suggests.

    A name that none of these knows becomes a class id of its own, in lower case and without spaces.

    Args:
        names: class names of the source; an empty one means no label.
        taxonomy: the classes of the dataset.
        asked: what the reader wants.
        suggested: what the format knows.
        leukocytes_only: red cells and platelets are left out where the dataset has no class for them and
            nobody asked for one.

    Raises:
        InputError: a name makes no class id.
    """
    known = {folded(class_id): class_id for class_id in taxonomy.ids}
    titles = {folded(item.title): item.id for item in taxonomy.classes}
    wanted = {folded(old): new for old, new in asked.items()}
    found = {"": ""}
    for name in filter(None, names):
        key = folded(name)
        if key in wanted:
            new = wanted[key]
            found[name] = new if new in ("", LEFT_OUT) else known.get(folded(new)) or _class_id(new)
        else:
            meant = known.get(key) or titles.get(key) or suggested.get(key)
            is_left_out = leukocytes_only and class_id_of(name) in _RED_CELLS_AND_PLATELETS
            found[name] = meant or (LEFT_OUT if is_left_out else _class_id(name))
    return found


def _class_id(name: str) -> str:
    class_id = class_id_of(name)
    if class_id == UNIDENTIFIED:
        return ""
    if not class_id:
        raise InputError(
            sentence(
                "The class name '{name}' has no letters; say what it means with --class-map '{name}=NEW'.",
                name=name,
            )
        )
    return class_id


def with_classes(taxonomy: Taxonomy, class_ids: Iterable[str], name: str, *, is_new: bool) -> Taxonomy:
    """``taxonomy`` with the classes it lacks.

    Args:
        taxonomy: the classes of the dataset.
        class_ids: what is needed.
        name: of the source, for the name of the longer list.
        is_new: the dataset is still to be made, so that its classes may be any that hold what is needed.
    """
    wanted = [class_id for class_id in dict.fromkeys(class_ids) if class_id not in ("", LEFT_OUT)]
    missing = lacking(taxonomy, wanted)
    if not missing:
        return taxonomy
    if is_new:
        fresh = taxonomy_for(name, wanted)
        return Taxonomy(fresh.id, tuple(map(_counted, fresh.classes)))
    return extended(taxonomy, Taxonomy(name, tuple(_counted(class_of_model(item)) for item in missing)))


def _counted(item: CellClass) -> CellClass:
    return replace(item, counted=False) if item.id in _NO_LEUKOCYTES else item
