"""Where labelled cells come from: a dataset, or a folder in one of the layouts people publish."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from leukodesk.core.conflicts import undecided_cells
from leukodesk.core.errors import InputError
from leukodesk.core.freezing import frozen_smears
from leukodesk.core.imported import known_shape
from leukodesk.core.patients import patients_by_smear
from leukodesk.core.progress import Progress, no_progress
from leukodesk.core.sentence import Amount, ClassName, sentence
from leukodesk.core.taxonomies import TAXONOMIES, is_learnt, lacking
from leukodesk.core.taxonomy import BLAST_NORMAL
from leukodesk.core.versions import content_digest, versions_of
from leukodesk.imaging.reader import IMAGE_SUFFIXES, find_images, read_smear
from leukodesk.imaging.scale import estimate_pixel_size
from leukodesk.store.dataset import Dataset
from leukodesk.store.formats.written import refuse_unfinished
from leukodesk.training.cutting import IN_FROZEN, SampleCutter
from leukodesk.training.labelled_fields import add_found_cells, add_marked_cells, finder_of
from leukodesk.training.recipe import Recipe
from leukodesk.training.samples import Samples
from leukodesk.training.stored_fields import StoredField
from leukodesk.training.tables import find_crop_table, place_in, read_points, read_rows

_CNMC = re.compile(r"^(UID_[A-Za-z]*\d+)_\d+_\d+_(all|hem)$")
_CNMC_CLASSES: Final = {"all": "blast", "hem": "normal"}
_COPY = re.compile(r"^(.*\d+)_\d+$")


def load_samples(
    source: Path,
    recipe: Recipe,
    progress: Progress = no_progress,
    *,
    frozen: bool = False,
    judging: bool = False,
) -> Samples:
    """Read labelled cells.

    Understood are a dataset ``.h5`` (labels in force; group = patient, else smear; without frozen smears) and
    folders laid out as
    ALL-IDB1 (``images/``, ``blast/*.xyc``, ``other_kind.csv``; group = field), as a table of crops
    (``labels.csv`` with crop, class, parent_field, also one folder up), as C-NMC
    (``UID_<patient>_<image>_<cell>_all|hem``; group = patient), or with one sub-folder per class
    (group = file, or the original where names end in ``_<original>_<copy>``, or C-NMC's patient).

    Args:
        source: the file or folder.
        recipe: says how crops are cut and which classes are used.
        progress: told after each field or image.
        frozen: the cells of a dataset's frozen smears, in place of all others.
        judging: whether a model is judged on the cells, so that of the classes which the recipe names only
            two must have some; all of them are the samples' classes.

    Raises:
        InputError: nothing is there, nothing is frozen, the layout is unknown, the labels do not make two
            classes, or, unless ``judging``, a class that the recipe names has no cell.
        DatasetError: the dataset cannot be read.
    """
    if not source.exists():
        raise InputError(f"{source} does not exist; name a dataset (.h5) or a folder of labelled cells.")
    cutter = SampleCutter(recipe, judging)
    if source.is_file():
        return _from_dataset(source, cutter, progress, frozen=frozen)
    if frozen:
        raise InputError(f"{source} is a folder, and only smears of a dataset can be frozen; give a dataset.")
    refuse_unfinished(source)
    for fits, read in _LAYOUTS:
        if fits(source):
            return read(source, cutter, progress)
    raise InputError(
        f"{source} is no layout of labelled cells that LeukoDesk knows; give a dataset (.h5) or a folder "
        "with one sub-folder of images per class."
    )


def _from_dataset(path: Path, cutter: SampleCutter, progress: Progress, *, frozen: bool) -> Samples:
    disputed = 0
    learnt: set[str] = set()
    with Dataset.open(path, read_only=True) as dataset:
        content = dataset.content
        patients = patients_by_smear(content)
        kept_apart = frozen_smears(content)
        if frozen and not kept_apart:
            raise InputError(f"{path} has no frozen smears; freeze some with `leukodesk dataset freeze`.")
        undecided = set(undecided_cells(content))
        wanted = set(cutter.recipe.classes or filter(is_learnt, content.taxonomy.ids))
        for done, smear in enumerate(content.smears.values()):
            progress(done, len(content.smears), f"Cutting cells of {smear.file_name}")
            labelled = [cell for cell in content.cells_of(smear.id) if cell.id in content.labels]
            if (smear.id in kept_apart) != frozen:
                for _ in labelled:
                    cutter.leave_out(sentence("in a smear that is not frozen") if frozen else IN_FROZEN)
                continue
            if not labelled:
                continue
            field = StoredField(dataset, smear)
            size_um, scale = smear.pixel_size_um, "given"
            if size_um is None:
                size_um, scale = field.estimated_pixel_size_um(labelled[0]), "estimated from red cells"
            for cell in labelled:
                class_id = content.labels[cell.id].cell_class
                if class_id not in wanted:
                    cutter.leave_out(sentence("labelled '{name}'", name=ClassName(class_id)))
                    continue
                disputed += cell.id in undecided
                name = f"cell {cell.id[:8]} of {smear.file_name}"
                learnt.add(smear.id)
                row = (class_id, patients.get(smear.id, smear.id), name)
                # The disc or box that stands for a marked place says nothing of the cell's outline.
                outlined = known_shape(cell, smear.height, smear.width) is None
                pixels, there = field.around(cell, cutter.surround_um, size_um)
                place = there if outlined else there.centroid
                cutter.add_from_field(pixels, place, size_um, scale, row, smear.id, cell.centroid)
    # A smear of which nothing is learnt may be whose it will.
    grouped_by = "patient" if learnt <= patients.keys() else "field"
    versions = versions_of(content)
    snapshot = f"{versions[-1]} (sha256 {content_digest(content)})" if versions else ""
    samples = cutter.samples(content.taxonomy.ids, content.taxonomy.id, grouped_by, path.name)
    notices = (*dataset.notices, *samples.notices)
    if disputed:
        notices += (
            sentence(
                "Readers differ on {cells} of {source}; until somebody decides, the label in force counts.",
                cells=Amount(disputed, "cell"),
                source=path.name,
            ),
        )
    images = tuple(Path(content.smears[smear_id].file_name).stem for smear_id in samples.fields)
    kin = {
        name: frozenset(smear_id for smear_id, whose in patients.items() if whose == name)
        for name in set(samples.groups) & set(patients.values())
    }
    return replace(samples, snapshot=snapshot, in_dataset=True, notices=notices, images=images, kin=kin)


def _is_all_idb1(folder: Path) -> bool:
    return (folder / "images").is_dir() and (folder / "blast").is_dir()


def _from_all_idb1(folder: Path, cutter: SampleCutter, progress: Progress) -> Samples:
    others: dict[str, list[tuple[float, float]]] = {}
    table = folder / "other_kind.csv"
    for row in read_rows(table, ("field", "x", "y", "kind")) if table.is_file() else ():
        if row["kind"] == "leukocyte":
            others.setdefault(row["field"], []).append(place_in(row, table))
    images, segmenter = find_images([folder / "images"]), finder_of(cutter.recipe)
    for done, path in enumerate(images):
        progress(done, len(images), f"Cutting cells of {path.name}")
        image = read_smear(path)
        size_um, scale = image.smear.pixel_size_um, "given"
        if size_um is None:
            size_um, scale = estimate_pixel_size(image.pixels).pixel_size_um, "estimated from red cells"
        marks = [("blast", centre) for centre in read_points(folder / "blast" / f"{path.stem}.xyc")]
        marks += [("normal", centre) for centre in others.get(path.stem, ())]
        if segmenter:
            for class_id, _ in marks:
                cutter.seek(
                    class_id, sentence("at the marks of the class '{name}'", name=ClassName(class_id))
                )
            add_marked_cells(cutter, segmenter, image, marks)
            continue
        for class_id, centre in marks:
            name = f"{path.name} at ({centre[0]:.0f}, {centre[1]:.0f})"
            mark = (class_id, path.stem, name)
            cutter.add_from_field(image.pixels, centre, size_um, scale, mark, path.stem)
    return cutter.samples(("blast", "normal"), BLAST_NORMAL.id, "field", folder.name)


def _is_crop_table(folder: Path) -> bool:
    table = find_crop_table(folder)
    return table is not None and next(_table_images(folder, table), None) is not None


def _table_images(folder: Path, table: Path) -> Iterator[tuple[Path, str, str]]:
    for row in read_rows(table, ("crop", "class", "parent_field")):
        for suffix in IMAGE_SUFFIXES:
            path = table.parent / f"{row['crop']}{suffix}"
            if path.is_file() and path.is_relative_to(folder):
                yield path, row["class"], row["parent_field"] or row["crop"]


def _from_crop_table(folder: Path, cutter: SampleCutter, progress: Progress) -> Samples:
    table = find_crop_table(folder)
    assert table is not None
    entries = list(_table_images(folder, table))
    for done, (path, class_id, parent) in enumerate(entries):
        progress(done, len(entries), f"Reading {path.name}")
        mask_path = path.with_name(f"{path.stem}_mask.png")
        mask = read_smear(mask_path).pixels[..., 0] > 0 if mask_path.is_file() else None
        image = read_smear(path)
        cutter.add_image(image.pixels, (class_id, parent, path.name), mask, image.smear.pixel_size_um)
    classes = sorted({class_id for _, class_id, _ in entries})
    return cutter.samples(classes, _taxonomy_of(classes), "field", folder.name)


def _is_cnmc(folder: Path) -> bool:
    stems = [path.stem for path in folder.iterdir() if path.suffix.lower() in IMAGE_SUFFIXES]
    return bool(stems) and all(_CNMC.match(stem) for stem in stems)


def _from_cnmc(folder: Path, cutter: SampleCutter, progress: Progress) -> Samples:
    images = find_images([folder])
    for done, path in enumerate(images):
        progress(done, len(images), f"Reading {path.name}")
        found = _CNMC.match(path.stem)
        assert found is not None
        pixels = read_smear(path).pixels
        row = (_CNMC_CLASSES[found[2]], found[1], path.name)
        cutter.add_image(pixels, row, pixels.max(axis=2) > 8)
    return cutter.samples(("blast", "normal"), BLAST_NORMAL.id, "patient", folder.name)


def _class_folders(folder: Path) -> dict[str, list[Path]]:
    folders = sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    images = {
        entry.name: [p for p in sorted(entry.iterdir()) if p.suffix.lower() in IMAGE_SUFFIXES]
        for entry in folders
    }
    return {name: paths for name, paths in images.items() if paths}


def _from_class_folders(folder: Path, cutter: SampleCutter, progress: Progress) -> Samples:
    images = _class_folders(folder)
    total, done, kinds = sum(map(len, images.values())), 0, set()
    segmenter = finder_of(cutter.recipe)
    for class_id, paths in images.items():
        for path in paths:
            progress(done, total, f"Reading {class_id}/{path.name}")
            name = f"{class_id}/{path.name}"
            group, kind = _group_of(path.stem)
            kinds.add(kind)
            # A patient has cells of several classes; other numbers start anew in each folder.
            row = (class_id, group if kind == "patient" else f"{class_id}/{group}", name)
            if segmenter:
                where = sentence("in the images of the class '{name}'", name=ClassName(class_id))
                cutter.seek(class_id, where)
                add_found_cells(cutter, segmenter, read_smear(path), row)
            else:
                image = read_smear(path)
                cutter.add_image(image.pixels, row, file_pixel_size_um=image.smear.pixel_size_um)
            done += 1
    classes = tuple(images)
    grouped_by = next(kind for kind in ("image", "original", "patient") if kind in kinds)
    return cutter.samples(classes, _taxonomy_of(classes), grouped_by, folder.name)


def _group_of(stem: str) -> tuple[str, str]:
    """What an image belongs to by its name, and what that is."""
    if patient := _CNMC.match(stem):
        return patient[1], "patient"
    if original := _COPY.match(stem):
        return original[1], "original"
    return stem, "image"


def _taxonomy_of(classes: tuple[str, ...] | list[str]) -> str:
    """Id of a known taxonomy that has all ``classes``; else their names joined."""
    for taxonomy in TAXONOMIES:
        if not lacking(taxonomy, classes):
            return taxonomy.id
    return "-".join(classes)


_Layout = tuple[Callable[[Path], bool], Callable[[Path, SampleCutter, Progress], Samples]]
_LAYOUTS: Final[tuple[_Layout, ...]] = (
    (_is_all_idb1, _from_all_idb1),
    (_is_crop_table, _from_crop_table),
    (_is_cnmc, _from_cnmc),
    (lambda folder: bool(_class_folders(folder)), _from_class_folders),
)
